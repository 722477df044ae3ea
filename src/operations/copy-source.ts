import type { OssError } from '../errors/oss-error.ts';
import { refuse } from '../errors/refuse.ts';
import type { Content, ObjectRecord } from '../store/store.ts';
import type { HeaderList } from '../wire/headers.ts';
import { decodePercent, utf8FromBytes } from '../wire/percent.ts';
import { Query } from '../wire/query.ts';
import { argument } from './argument.ts';
import { absent } from './object/existing.ts';
import { checkRestored } from './object/restore/state.ts';
import { MAX_KEY_BYTES } from './object-name.ts';
import type { Call } from './operation.ts';
import { checkVersionId, versionIdOf } from './version-id.ts';

const NAME = 'x-oss-copy-source';

export interface CopySource {
  readonly bucket: string;
  readonly key: string;
  /** Undefined for the current version. */
  readonly versionId: string | undefined;
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
  const versionId = mark === -1 ? undefined : versionOf(value, new Query(value.slice(mark + 1)));
  if (versionId !== undefined) checkVersionId(versionId, call.store.bucket(bucket));
  return { bucket, key, versionId };
}

function decode(text: string): string | undefined {
  return decodePercent(text.replaceAll('+', ' '));
}

function versionOf(value: string, query: Query): string | undefined {
  let named: string | undefined;
  for (const { name, value: versionId = '' } of query.parameters) {
    if (name !== 'versionId') {
      throw refuse('copy-source-parameter-unknown', argument(NAME, value));
    }
    if (versionId === '') throw refuse('copy-source-version-empty', argument(NAME, value));
    named ??= utf8FromBytes(versionId) ?? versionId;
  }
  return named;
}

/**
 * The object a copy reads, once it is known to exist, to be readable by the caller and to be at hand.
 * @throws OssError `no-such-bucket`, `copy-across-regions`, an AccessDenied, `no-such-key`, `object-deleted`,
 * `no-such-version`, `copy-source-is-delete-marker`, `copy-source-not-restored`.
 */
export async function sourceObject(call: Call, source: CopySource): Promise<ObjectRecord> {
  const bucket = call.store.bucket(source.bucket);
  if (bucket === undefined) throw refuse('no-such-bucket', { BucketName: source.bucket });
  if (bucket.region !== call.bucket.region) {
    throw refuse('copy-across-regions').because({ source: bucket.region, target: call.bucket.region });
  }
  const { key, versionId } = source;
  const action = versionId === undefined ? 'oss:GetObject' : 'oss:GetObjectVersion';
  await call.permit({ action, access: 'read', bucket, key, versionId });
  const object = await call.store.version(source.bucket, key, versionId);
  if (versionId !== undefined && object === undefined) {
    throw refuse('no-such-version', { Key: key, VersionId: versionId });
  }
  if (versionId !== undefined && object?.type === 'DeleteMarker') {
    throw refuse('copy-source-is-delete-marker', argument('versionId', versionId));
  }
  if (object === undefined || object.type === 'DeleteMarker') throw absent(key, object);
  // A link is copied as it is, whatever became of its target.
  if (object.type !== 'Symlink') checkRestored(object, call.runtime.clock.now(), 'copy-source-not-restored');
  return object;
}

/** Lets the copying of a content take its time. It is held already: its source may be deleted meanwhile. */
export async function paced<C extends Content>(call: Call, content: C): Promise<C> {
  try {
    await call.passTraffic(content.size);
  } catch (error) {
    await content.discard();
    throw error;
  }
  return content;
}

/** What the answer to a copy says of the version it read: nothing where the source's bucket never had versioning. */
export function sourceVersionHeader({ store }: Call, source: ObjectRecord): HeaderList {
  const bucket = store.bucket(source.bucket);
  const versionId = bucket && versionIdOf(bucket, source);
  return versionId === undefined ? [] : [['x-oss-copy-source-version-id', versionId]];
}
