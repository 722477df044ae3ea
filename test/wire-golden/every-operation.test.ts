import { everyOperationCases } from './cases/every-operation.ts';
import { holdGoldens } from './support/run.ts';

holdGoldens(everyOperationCases);
