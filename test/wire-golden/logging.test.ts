import { loggingCases } from './cases/logging.ts';
import { holdGoldens } from './support/run.ts';

holdGoldens(loggingCases);
