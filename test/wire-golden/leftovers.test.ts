import { leftoverCases } from './cases/leftovers.ts';
import { holdGoldens } from './support/run.ts';

holdGoldens(leftoverCases);
