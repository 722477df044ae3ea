import { createHash } from 'node:crypto';
import type { OssError } from '../../errors/oss-error.ts';
import { type Cause, refuse } from '../../errors/refuse.ts';
import type { UploadRecord } from '../../store/store.ts';
import { utf8FromBytes } from '../../wire/percent.ts';
import { argument } from '../argument.ts';
import type { Call } from '../operation.ts';

export const MAX_PARTS = 10_000;

const UPLOAD_ID = /^[0-9A-F]{32}$/;
const PART_NUMBER = /^\d{1,5}$/;

/** The causes of an upload that is not there: one EC for each operation (operations.md §13). */
type NoSuchUpload = Extract<Cause, `no-such-upload${string}`>;

/**
 * The upload a request names. One that was initiated for another key or bucket is not there.
 * @throws OssError `upload-id-malformed`, or `cause`.
 */
export async function findUpload(call: Call, cause: NoSuchUpload): Promise<UploadRecord> {
  const id = call.request.query.get('uploadId') ?? '';
  if (!UPLOAD_ID.test(id)) throw refuse('upload-id-malformed', { UploadId: utf8FromBytes(id) ?? id });
  const upload = await call.store.upload(call.bucketName, call.key, id);
  if (upload === undefined) throw refuse(cause, { UploadId: id });
  return upload;
}

/** @throws OssError `part-number-missing`, `part-number-invalid`. */
export function partNumber(call: Call): number {
  const text = call.request.query.get('partNumber');
  if (text === undefined || text === '') {
    throw refuse('part-number-missing', { ArgumentName: 'ResourceType', ArgumentValue: 'partNumber' });
  }
  const number = readPartNumber(text);
  if (number === undefined) throw partNumberInvalid(text);
  return number;
}

/** @returns undefined unless the text is a whole number from 1 to 10000. */
export function readPartNumber(text: string): number | undefined {
  const number = PART_NUMBER.test(text) ? Number(text) : 0;
  return number >= 1 && number <= MAX_PARTS ? number : undefined;
}

export function partNumberInvalid(text: string): OssError {
  return refuse('part-number-invalid', argument('PartNumber', text));
}

/**
 * A sequential upload takes its parts in the order 1, 2, 3 … and each only once.
 * @throws OssError `part-not-sequential`, or `taken`.
 */
export async function checkSequence(
  call: Call,
  upload: UploadRecord,
  number: number,
  taken: 'part-already-exists' | 'part-already-exists-for-copy',
): Promise<void> {
  if (!upload.sequential) return;
  const around = await call.store.parts(upload.id, Math.max(number - 2, 0), 2);
  if (around.some((part) => part.number === number)) throw refuse(taken).because({ partNumber: number });
  if (number > 1 && !around.some((part) => part.number === number - 1)) {
    throw refuse('part-not-sequential').because({ partNumber: number });
  }
}

/** MD5 over the part ETags as text, then the number of parts: not over their bytes, as in S3 (operations.md §2.8). */
export function multipartETag(parts: readonly { readonly etag: string }[]): string {
  const md5 = createHash('md5');
  for (const { etag } of parts) md5.update(etag);
  return `${md5.digest('hex').toUpperCase()}-${parts.length}`;
}
