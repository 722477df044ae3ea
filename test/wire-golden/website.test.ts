import { websiteCases } from './cases/website.ts';
import { holdGoldens } from './support/run.ts';

holdGoldens(websiteCases);
