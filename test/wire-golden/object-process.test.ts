import { objectProcessCases } from './cases/object-process.ts';
import { holdGoldens } from './support/run.ts';

holdGoldens(objectProcessCases);
