import { objectCases } from './cases/object.ts';
import { holdGoldens } from './support/run.ts';

holdGoldens(objectCases);
