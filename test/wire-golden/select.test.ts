import { selectCases } from './cases/select.ts';
import { holdGoldens } from './support/run.ts';

holdGoldens(selectCases);
