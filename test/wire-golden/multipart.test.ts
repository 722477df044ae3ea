import { deleteMultipleCases } from './cases/delete-multiple.ts';
import { multipartCases } from './cases/multipart.ts';
import { holdGoldens } from './support/run.ts';

holdGoldens(multipartCases);
holdGoldens(deleteMultipleCases);
