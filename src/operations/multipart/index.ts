import type { Operation } from '../operation.ts';
import { abortMultipartUpload } from './abortMultipartUpload.ts';
import { completeMultipartUpload } from './completeMultipartUpload.ts';
import { initiateMultipartUpload } from './initiateMultipartUpload.ts';
import { listMultipartUploads } from './listMultipartUploads.ts';
import { listParts } from './listParts.ts';
import { uploadPart } from './uploadPart.ts';
import { uploadPartCopy } from './uploadPartCopy.ts';

export const multipartOperations: readonly Operation[] = [
  initiateMultipartUpload,
  uploadPart,
  uploadPartCopy,
  completeMultipartUpload,
  abortMultipartUpload,
  listParts,
  listMultipartUploads,
];
