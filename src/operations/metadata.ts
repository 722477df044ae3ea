import { refuse } from '../errors/refuse.ts';
import type { ObjectChange, ObjectRecord } from '../store/store.ts';
import { httpDate, parseHttpDate } from '../wire/dates.ts';
import type { HeaderList, Headers } from '../wire/headers.ts';
import { utf8FromBytes } from '../wire/percent.ts';
import { argument } from './argument.ts';
import { expirationOf } from './bucket/lifecycle/due.ts';
import { LIFECYCLE } from './bucket/lifecycle/index.ts';
import { requestedAcl } from './object/acl.ts';
import { contentTypeOf } from './object/content-types.ts';
import { requestedEncryption } from './object/encryption.ts';
import { persistentHeaders } from './object/persistent-headers.ts';
import { requestedLock } from './object/retention/lock.ts';
import { stateHeaders } from './object/state-headers.ts';
import { requestedTagging, tagCount } from './object/tagging.ts';
import type { Call } from './operation.ts';
import { versionIdOf } from './version-id.ts';

const CONTROL = /[\0-\x08\x0a-\x1f\x7f]/;

/** What a request says about the object it makes. */
export type ObjectDescription = Omit<ObjectChange, 'lastModified'>;

/**
 * What the headers of an upload, a copy or an initiation say about the object to be. Everything that is missing takes
 * its default: overwriting resets ACL, metadata and tags (operations.md §6.1, §2.15).
 * @throws OssError `storage-class-unknown`, or what the functions below and those of object/ throw.
 */
export function describeObject(call: Call, headers = call.request.headers, key: string = call.key): ObjectDescription {
  return {
    acl: requestedAcl(call, headers) ?? 'default',
    storageClass: requestedStorageClass(headers) ?? call.bucket.storageClass,
    contentType: requestedContentType(headers, key),
    headers: requestedHeaders(headers),
    encryption: requestedEncryption(headers, call.bucket),
    tagging: requestedTagging(headers),
    state: requestedLock(call, headers),
  };
}

/**
 * Content-Type as sent, or the one that belongs to the key's extension (operations.md §2.15).
 * @throws OssError `stored-header-illegal`.
 */
function requestedContentType(headers: Headers, key: string): string {
  const sent = headers.get('content-type');
  if (sent === undefined || sent === '') return contentTypeOf(key);
  if (CONTROL.test(sent)) throw refuse('stored-header-illegal', argument('Content-Type', sent));
  return sent;
}

const STORAGE_CLASSES: ReadonlySet<string> = new Set(['Standard', 'IA', 'Archive', 'ColdArchive', 'DeepColdArchive']);

/** The value of x-oss-storage-class (operations.md §2.14). @throws OssError `storage-class-unknown`. */
export function requestedStorageClass(headers: Headers): string | undefined {
  const value = headers.get('x-oss-storage-class');
  if (value === undefined || STORAGE_CLASSES.has(value)) return value;
  throw refuse('storage-class-unknown', argument('x-oss-storage-class', value));
}

/** Headers stored verbatim beside Content-Type, and what a control character in them is refused with. */
const STORED = [
  ['cache-control', 'Cache-Control', 'cache-control-illegal'],
  ['content-disposition', 'Content-Disposition', 'stored-header-illegal'],
  ['content-encoding', 'Content-Encoding', 'content-encoding-illegal'],
  ['content-language', 'Content-Language', 'stored-header-illegal'],
  ['expires', 'Expires', 'expires-illegal'],
] as const;

const META = 'x-oss-meta-';
const MAX_META_BYTES = 8192;

/**
 * The headers to store with an object: the standard ones, `x-oss-meta-*` in lower case, and those named by
 * x-oss-persistent-headers (operations.md §2.15).
 * @throws OssError `cache-control-illegal` and its like, `metadata-name-illegal`, `metadata-value-illegal`,
 * `metadata-too-large`, or what `persistentHeaders` throws.
 */
function requestedHeaders(headers: Headers): HeaderList {
  const stored: [string, string][] = [];
  for (const [name, sentBack, cause] of STORED) {
    const value = headers.get(name);
    if (value === undefined || value === '') continue;
    if (CONTROL.test(value)) throw refuse(cause, argument(sentBack, value));
    stored.push([sentBack, value]);
  }
  let metaBytes = 0;
  for (const [name, value] of headers.withPrefix(META)) {
    const refused = argument(name, value);
    if (!/^[a-z0-9-]+$/.test(name.slice(META.length))) throw refuse('metadata-name-illegal', refused);
    if (CONTROL.test(value) || utf8FromBytes(value) === undefined) throw refuse('metadata-value-illegal', refused);
    metaBytes += name.length + value.length;
    stored.push([name, value]);
  }
  if (metaBytes > MAX_META_BYTES) throw refuse('metadata-too-large').because({ bytes: metaBytes });
  const persistent = headers.get('x-oss-persistent-headers');
  if (persistent !== undefined) stored.push(...persistentHeaders(persistent, headers));
  return stored;
}

/**
 * When the object counts as modified: x-oss-user-last-modified, or now (operations.md §2.10).
 * @throws OssError `user-last-modified-invalid`.
 */
export function lastModifiedOf(call: Call): number {
  const value = call.request.headers.get('x-oss-user-last-modified');
  if (value === undefined) return call.runtime.clock.now();
  const at = parseHttpDate(value);
  if (at !== undefined && at > 0) return at;
  throw refuse('user-last-modified-invalid', argument('x-oss-user-last-modified', value));
}

/**
 * The headers of an object in wire order, without Content-Type (wire.md (b)): what GET, HEAD and 304 answers share.
 * @param first headers that stand before ETag: Accept-Ranges, Content-Range.
 */
export function objectHeaders(
  { bucket, request, runtime }: Call,
  object: ObjectRecord,
  first: HeaderList = [],
): [string, string][] {
  const headers: [string, string][] = [
    ...(first as [string, string][]),
    ['ETag', `"${object.etag}"`],
    ['Last-Modified', httpDate(object.lastModified)],
    ['x-oss-object-type', object.type],
    ['x-oss-hash-crc64ecma', object.crc64],
    ['x-oss-storage-class', object.storageClass],
  ];
  if (object.state !== undefined) headers.push(...stateHeaders(object, runtime.clock.now()));
  // Versions that are asked for by their ids are none that the expiration of current objects is for.
  if (bucket.documents[LIFECYCLE] !== undefined && !request.query.has('versionId')) {
    const expiration = expirationOf(bucket, object);
    if (expiration !== undefined) headers.push(['x-oss-expiration', expiration]);
  }
  for (const header of object.encryption) headers.push(header as [string, string]);
  if (object.tagging !== undefined) headers.push(['x-oss-tagging-count', `${tagCount(object.tagging)}`]);
  for (const header of object.headers) headers.push(header as [string, string]);
  const versionId = versionIdOf(bucket, object);
  if (versionId !== undefined) headers.push(['x-oss-version-id', versionId]);
  if (object.contentMd5 !== undefined) headers.push(['Content-MD5', object.contentMd5]);
  return headers;
}
