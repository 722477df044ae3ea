import { createHash } from 'node:crypto';
import { refuse } from '../../errors/refuse.ts';
import { crc64Combine } from '../../store/crc64.ts';
import type { Guard, NewObject, ObjectRecord, PartRecord, UploadRecord } from '../../store/store.ts';
import { encodePercent } from '../../wire/percent.ts';
import { xmlDocument } from '../../xml/write.ts';
import { argument } from '../argument.ts';
import { answerByCallback, requestedCallback } from '../callback.ts';
import { checkPartCount } from '../client-encryption.ts';
import { receiveDocument } from '../document.ts';
import { encodingElement, encodingType } from '../list-arguments.ts';
import { requestedAcl } from '../object/acl.ts';
import { makeWay } from '../object/directory/hierarchy.ts';
import { refuseEncryptionHeader } from '../object/encryption.ts';
import { lockOfNew } from '../object/retention/lock.ts';
import { type Call, operation, xmlAnswer } from '../operation.ts';
import { overwriteGuard } from '../overwrite.ts';
import { checkCrc64 } from '../receive.ts';
import { versionIdOf } from '../version-id.ts';
import { checkSizes, matchParts, type NamedPart, readPartsList } from './parts-list.ts';
import { findUpload, MAX_PARTS, multipartETag } from './uploads.ts';

/** Bytes: 10,000 parts, each in a generous layout. */
const MAX_LIST_BYTES = 4 * 1024 * 1024;
const COMPLETE_ALL = 'x-oss-complete-all';

/** operations.md §7.4. The ACL is asked for here, everything else about the object was said at initiation. */
export const completeMultipartUpload = operation({
  name: 'CompleteMultipartUpload',
  method: 'POST',
  resource: 'object',
  subResource: 'uploadId',
  action: 'oss:PutObject',
  access: 'write',
  support: 'works',
  async run(call) {
    const encoding = encodingType(call);
    refuseEncryptionHeader(call);
    const acl = requestedAcl(call) ?? 'default';
    const exists = (Key: string) => refuse('object-exists-at-completion', { Key });
    const guard = () => overwriteGuard(call, { exists });
    guard();
    const callback = await requestedCallback(call);
    const named = await namedParts(call);

    const upload = await findUpload(call, 'no-such-upload-to-complete');
    if (named !== 'all') checkPartCount(upload, named.length);
    const uploaded = await call.store.parts(upload.id, 0, MAX_PARTS);
    const parts = named === 'all' ? uploaded : matchParts(named, uploaded, upload.id);
    if (upload.sequential) checkGapless(parts);
    checkSizes(parts, upload.id);
    if (call.request.headers.has('x-oss-hash-crc64ecma')) checkCrc64(call, combinedCrc64(parts));

    // Asked again: a retention policy may have begun while the list came.
    const object = await commit(call, upload, parts, { acl, guard: guard() });
    const headers: [string, string][] = [
      ['ETag', `"${object.etag}"`],
      ['x-oss-hash-crc64ecma', object.crc64],
      ...(object.encryption as [string, string][]),
    ];
    if (upload.sequential) headers.push(await keepContentMd5(call, object));
    const versionId = versionIdOf(call.bucket, object);
    if (versionId !== undefined) headers.push(['x-oss-version-id', versionId]);
    if (callback !== undefined) {
      return answerByCallback(call, callback, 'CompleteMultipartUpload', { ...object, versionId }, headers);
    }
    return xmlAnswer(
      xmlDocument([
        'CompleteMultipartUploadResult',
        [
          encodingElement(encoding),
          ['Location', location(call)],
          ['Bucket', object.bucket],
          ['Key', encoding.print(object.key)],
          ['ETag', `"${object.etag}"`],
        ],
      ]),
      headers,
    );
  },
});

/**
 * The parts the request names: a list in the body, or all of them by header.
 * @throws OssError `complete-malformed`, `complete-all-with-body`, or what `readPartsList` and `receiveDocument` throw.
 */
async function namedParts(call: Call): Promise<readonly NamedPart[] | 'all'> {
  const completeAll = call.request.headers.get(COMPLETE_ALL);
  if (completeAll !== 'yes') {
    const malformed = () => refuse('complete-malformed');
    const root = await receiveDocument(call, { limit: MAX_LIST_BYTES, malformed });
    return readPartsList(root, call.request.query.get('uploadId') ?? '');
  }
  const withBody = () => refuse('complete-all-with-body', argument(COMPLETE_ALL, completeAll));
  const root = await receiveDocument(call, { limit: MAX_LIST_BYTES, malformed: withBody });
  if (root !== undefined) throw withBody();
  return 'all';
}

/** @throws OssError `part-not-sequential`. */
function checkGapless(parts: readonly PartRecord[]): void {
  const gap = parts.findIndex((part, index) => part.number !== index + 1);
  if (gap !== -1) throw refuse('part-not-sequential').because({ partNumber: parts[gap]?.number, expected: gap + 1 });
}

function combinedCrc64(parts: readonly PartRecord[]): string {
  let crc = 0n;
  for (const part of parts) crc = crc64Combine(crc, BigInt(part.crc64), part.size);
  return crc.toString();
}

async function commit(
  call: Call,
  upload: UploadRecord,
  parts: readonly PartRecord[],
  { acl, guard }: Pick<NewObject, 'acl'> & { readonly guard: Guard | undefined },
): Promise<ObjectRecord> {
  await makeWay(call, upload.key);
  const outcome = await call.store.completeUpload(
    upload.id,
    parts.map(({ number }) => number),
    {
      ...upload.object,
      bucket: upload.bucket,
      key: upload.key,
      type: 'Multipart',
      etag: multipartETag(parts),
      lastModified: call.runtime.clock.now(),
      acl,
      state: lockOfNew(call, upload.object.state),
    },
    guard,
  );
  if (outcome === 'no-such-upload') throw refuse('no-such-upload-to-complete', { UploadId: upload.id });
  return outcome;
}

/**
 * The object of a sequential upload has the MD5 of its content, which parts alone do not tell (operations.md §2.9). It is
 * kept as a stored header, unless the object was replaced while its bytes were read.
 */
async function keepContentMd5(call: Call, object: ObjectRecord): Promise<[string, string]> {
  const md5 = createHash('md5');
  await call.store.read(object).pump(async (chunk) => {
    md5.update(chunk);
  });
  const header: [string, string] = ['Content-MD5', md5.digest('base64')];
  const { bucket, key, versionId, etag, lastModified } = object;
  const now = await call.store.version(bucket, key, versionId);
  if (now !== undefined && now.type !== 'DeleteMarker' && now.etag === etag && now.lastModified === lastModified) {
    await call.store.updateObject(bucket, key, { headers: [...object.headers, header] }, versionId);
  }
  return header;
}

/** Where this client finds the object: by the address it used itself, with its own way of naming the bucket. */
function location({ request, bucketName, key }: Call): string {
  const path = encodePercent(key);
  return request.style === 'path'
    ? `${request.scheme}://${request.endpoint}/${bucketName}/${path}`
    : `${request.scheme}://${request.host}/${path}`;
}
