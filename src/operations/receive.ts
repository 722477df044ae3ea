import { createHash } from 'node:crypto';
import { refuse } from '../errors/refuse.ts';
import type { StagedContent } from '../store/store.ts';
import { argument } from './argument.ts';
import { checkCapacity } from './bucket/qos/user-qos.ts';
import { announcedMd5, checkMd5 } from './content-md5.ts';
import type { Call } from './operation.ts';

/** 5 GB: the most one request may store (operations.md §2.13). */
export const MAX_UPLOAD_BYTES = 5 * 1024 ** 3;

export interface ReceiveRules {
  /** Bytes this body may have. */
  readonly limit: number;
  /** Bytes the object may have in all, where that is another number: named in the refusal. */
  readonly total?: number;
}

/**
 * Streams the request's body into the store and checks it against Content-MD5, x-oss-hash-crc64ecma and a digest in
 * x-oss-content-sha256 (operations.md §2.9, access.md V4-5). What is known to be wrong is refused before reading.
 * The caller commits the result; whatever is refused here is discarded.
 * @throws OssError `content-md5-malformed`, `content-md5-mismatch`, `crc64-mismatch`, `content-sha256-mismatch`,
 * `object-too-large`, `storage-capacity-exceeded`, or what `RequestBody.readInto` throws.
 */
export async function receiveContent(call: Call, rules: ReceiveRules): Promise<StagedContent> {
  const { headers } = call.request;
  const { announced } = call.body;
  const md5 = announcedMd5(headers);
  if (announced !== undefined && announced > rules.limit) throw tooLarge(rules, announced);
  const room = checkCapacity(call, announced ?? 0);
  if (room !== undefined) await room;

  const claimed = headers.get('x-oss-content-sha256');
  const sha256 = claimed !== undefined && SHA256.test(claimed) ? createHash('sha256') : undefined;
  const writer = call.store.stage(announced);
  try {
    let size = 0;
    await call.body.readInto((chunk) => {
      size += chunk.length;
      if (size > rules.limit) throw tooLarge(rules, size);
      sha256?.update(chunk);
      return writer.write(chunk);
    });
    const stillRoom = checkCapacity(call, size);
    if (stillRoom !== undefined) await stillRoom;
    const content = await writer.finish();
    checkMd5(headers, md5, content.md5);
    checkCrc64(call, content.crc64);
    if (sha256 !== undefined) checkSha256(claimed as string, sha256.digest('hex'));
    return content;
  } catch (error) {
    await writer.discard();
    throw error;
  }
}

const SHA256 = /^[0-9a-fA-F]{64}$/;

/** Compares a CRC-64 with the one the request announces, if any. @throws OssError `crc64-mismatch`. */
export function checkCrc64(call: Call, calculated: string): void {
  const announced = call.request.headers.get('x-oss-hash-crc64ecma');
  if (announced === undefined || announced === calculated) return;
  throw refuse('crc64-mismatch').because({ announced, calculated });
}

function checkSha256(announced: string, calculated: string): void {
  if (announced.toLowerCase() === calculated) return;
  throw refuse('content-sha256-mismatch', argument('x-oss-content-sha256', announced)).because({
    announced,
    calculated,
  });
}

function tooLarge(rules: ReceiveRules, size: number) {
  const { limit, total = limit } = rules;
  return refuse('object-too-large', { MaxSizeAllowed: `${total}`, ProposedSize: `${size + total - limit}` });
}
