import type { OssError } from '../errors/oss-error.ts';
import { refuse } from '../errors/refuse.ts';
import type { ObjectRecord } from '../store/store.ts';
import { decodePercent, utf8FromBytes } from '../wire/percent.ts';
import { Query } from '../wire/query.ts';
import { argument } from './argument.ts';
import { MAX_KEY_BYTES } from './object-name.ts';
import type { Call } from './operation.ts';
import { checkVersionId } from './version-id.ts';

const NAME = 'x-oss-copy-source';

export interface CopySource {
  readonly bucket: string;
  readonly key: string;
  /** True where one version is named, whose reading is granted apart (access.md §10.4). */
  readonly ofVersion: boolean;
}

/**
 * Reads `x-oss-copy-source: /bucket/url-encoded-key[?versionId=V]` (operations.md §6.6). Go's SDK writes a space as a
 * plus and every SDK writes a plus as %2B, so a plus is a space.
 * @param malformed the operation's own refusal of a value of another form.
 * @throws OssError the result of `malformed`, `copy-source-name-invalid`, `copy-source-parameter-unknown`,
 * `copy-source-version-empty`, or what `checkVersionId` throws.
 */
export function copySourceOf(call: Call, malformed: (value: string) => OssError): CopySource {
  const value = call.request.headers.get(NAME) ?? '';
  const mark = value.indexOf('?');
  const m = /^\/([^/]+)\/(.+)$/s.exec(mark === -1 ? value : value.slice(0, mark));
  const bucket = m === null ? undefined : decode(m[1] as string);
  const keyBytes = m === null ? undefined : decode(m[2] as string);
  if (bucket === undefined || keyBytes === undefined) throw malformed(value);
  const key = utf8FromBytes(keyBytes);
  if (key === undefined || keyBytes.length > MAX_KEY_BYTES || /^[/\\]/.test(key)) {
    throw refuse('copy-source-name-invalid', { ObjectName: key ?? keyBytes });
  }
  const query = mark === -1 ? undefined : new Query(value.slice(mark + 1));
  if (query !== undefined) checkParameters(value, query);
  return { bucket, key, ofVersion: query?.has('versionId') === true };
}

function decode(text: string): string | undefined {
  return decodePercent(text.replaceAll('+', ' '));
}

function checkParameters(value: string, query: Query): void {
  for (const { name, value: versionId = '' } of query.parameters) {
    if (name !== 'versionId') {
      throw refuse('copy-source-parameter-unknown', argument(NAME, value));
    }
    if (versionId === '') throw refuse('copy-source-version-empty', argument(NAME, value));
    checkVersionId(utf8FromBytes(versionId) ?? versionId);
  }
}

/**
 * The object a copy reads, once it is known to exist, to be readable by the caller and to be at hand.
 * @throws OssError `no-such-bucket`, `copy-across-regions`, an AccessDenied, `no-such-key`, `object-not-restored`.
 */
export async function sourceObject(call: Call, source: CopySource): Promise<ObjectRecord> {
  const bucket = call.store.bucket(source.bucket);
  if (bucket === undefined) throw refuse('no-such-bucket', { BucketName: source.bucket });
  if (bucket.region !== call.bucket.region) {
    throw refuse('copy-across-regions').because({ source: bucket.region, target: call.bucket.region });
  }
  const action = source.ofVersion ? 'oss:GetObjectVersion' : 'oss:GetObject';
  await call.permit({ action, access: 'read', bucket, key: source.key });
  const object = await call.store.object(source.bucket, source.key);
  if (object === undefined) throw refuse('no-such-key', { Key: source.key });
  checkRestored(object);
  return object;
}

const FROZEN: ReadonlySet<string> = new Set(['Archive', 'ColdArchive', 'DeepColdArchive']);

/** @throws OssError `object-not-restored` for archived objects, whose bytes cannot be read (operations.md §6.2). */
export function checkRestored(object: ObjectRecord): void {
  if (!FROZEN.has(object.storageClass)) return;
  throw refuse('object-not-restored', { ObjectName: object.key }).because({ storageClass: object.storageClass });
}
