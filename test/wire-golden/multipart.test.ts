import { completeUploadCases } from './cases/complete-upload.ts';
import { deleteMultipleCases } from './cases/delete-multiple.ts';
import { uploadPartCases } from './cases/upload-part.ts';
import { holdGoldens } from './support/run.ts';

for (const cases of [uploadPartCases, completeUploadCases, deleteMultipleCases]) holdGoldens(cases);
