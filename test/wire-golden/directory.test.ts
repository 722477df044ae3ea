import { directoryCases } from './cases/directory.ts';
import { holdGoldens } from './support/run.ts';

holdGoldens(directoryCases);
