import { imageCases } from './cases/image.ts';
import { holdGoldens } from './support/run.ts';

holdGoldens(imageCases);
