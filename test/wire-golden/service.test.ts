import { serviceCases } from './cases/service.ts';
import { holdGoldens } from './support/run.ts';

holdGoldens(serviceCases);
