import type { ObjectRecord } from '../../../store/store.ts';
import { decodePercent, utf8FromBytes } from '../../../wire/percent.ts';

/** A value that objects can be found and sorted by. Texts are text, dates milliseconds. */
export interface Field {
  readonly kind: 'number' | 'date' | 'text';
  /** Undefined for an object that has no such value. */
  of(object: ObjectRecord): string | number | undefined;
}

const number = (of: (object: ObjectRecord) => number): Field => ({ kind: 'number', of });
const text = (of: (object: ObjectRecord) => string | undefined): Field => ({ kind: 'text', of });
/** Stored headers and encryption are byte strings. */
const header = (name: string): Field => text(({ headers }) => named(headers, name));
const encryption = (name: string): Field => text((object) => named(object.encryption, name));

/** Of the fields of the appendix those that every object has; pictures, videos and songs are not looked into. */
const FIELDS: Readonly<Record<string, Field>> = {
  Filename: text(({ key }) => key),
  Size: number(({ size }) => size),
  FileModifiedTime: { kind: 'date', of: ({ lastModified }) => lastModified },
  ETag: text(({ etag }) => etag),
  OSSObjectType: text(({ type }) => type),
  OSSStorageClass: text(({ storageClass }) => storageClass),
  ObjectACL: text(({ acl }) => acl),
  OSSCRC64: text(crc64),
  ContentType: text(({ contentType }) => contentType),
  CacheControl: header('Cache-Control'),
  ContentDisposition: header('Content-Disposition'),
  ContentEncoding: header('Content-Encoding'),
  ContentLanguage: header('Content-Language'),
  ServerSideEncryption: encryption('x-oss-server-side-encryption'),
  ServerSideDataEncryption: encryption('x-oss-server-side-data-encryption'),
  ServerSideEncryptionKeyId: encryption('x-oss-server-side-encryption-key-id'),
  OSSTaggingCount: number((object) => tagsOf(object).length),
};

const TAG = 'OSSTagging.';
const META = 'OSSUserMeta.';

/** @returns undefined for a name that is no field. */
export function fieldOf(name: string): Field | undefined {
  if (name.startsWith(TAG)) {
    const key = name.slice(TAG.length);
    return text((object) => tagsOf(object).find(([tag]) => tag === key)?.[1]);
  }
  if (name.startsWith(META)) return header(name.slice(META.length).toLowerCase());
  return Object.hasOwn(FIELDS, name) ? FIELDS[name] : undefined;
}

/** The CRC-64 as the index prints it: 16 upper-case hex digits. */
export function crc64(object: ObjectRecord): string {
  return BigInt(object.crc64).toString(16).toUpperCase().padStart(16, '0');
}

/** Key and value of each tag. */
export function tagsOf({ tagging }: ObjectRecord): (readonly [string, string])[] {
  if (tagging === undefined) return [];
  return tagging.split('&').map((pair) => {
    const [key = '', value = ''] = pair.split('=').map((side) => utf8FromBytes(decodePercent(side) ?? side) ?? side);
    return [key, value];
  });
}

/** `x-oss-meta-…` headers with their values as text. */
export function userMetaOf({ headers }: ObjectRecord): (readonly [string, string])[] {
  const found: (readonly [string, string])[] = [];
  for (const [name, value] of headers) {
    if (name.startsWith('x-oss-meta-')) found.push([name, utf8FromBytes(value) ?? value]);
  }
  return found;
}

function named(headers: ObjectRecord['headers'], name: string): string | undefined {
  const value = headers.find(([known]) => known === name)?.[1];
  return value === undefined ? undefined : (utf8FromBytes(value) ?? value);
}
