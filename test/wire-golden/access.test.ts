import { accessCases } from './cases/access.ts';
import { holdGoldens } from './support/run.ts';

holdGoldens(accessCases);
