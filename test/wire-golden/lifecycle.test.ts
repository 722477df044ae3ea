import { lifecycleCases } from './cases/lifecycle.ts';
import { holdGoldens } from './support/run.ts';

holdGoldens(lifecycleCases);
