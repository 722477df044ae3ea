import type { HeaderList } from '../wire/headers.ts';
import { fromColumn } from './keys.ts';
import { asBuffer, type Row } from './sqlite.ts';
import type { Acl, DeleteMarker, ObjectChange, ObjectRecord, ObjectState, ObjectType, UploadRecord } from './store.ts';

/** What ObjectRecord.content holds: the bytes, the number of a content, or nothing yet when the record was listed. */
export type ObjectContent = Buffer | number | undefined;

/** Columns of a row without key and body. */
export const FACTS =
  'type, acl, storage_class, last_modified, content_type, etag, size, crc64, md5, extras, version, content';

export function toObject(bucket: string, key: string, row: Row): ObjectRecord {
  const extras = row.extras === null ? NO_EXTRAS : parseExtras(row.extras as string);
  const content: ObjectContent =
    row.content !== null ? (row.content as number) : row.body === undefined ? undefined : asBuffer(row.body);
  return {
    bucket,
    key,
    type: row.type as ObjectType,
    acl: row.acl as Acl,
    storageClass: row.storage_class as string,
    lastModified: row.last_modified as number,
    contentType: row.content_type as string,
    etag: row.etag as string,
    headers: extras.headers,
    encryption: extras.encryption,
    tagging: extras.tagging,
    state: extras.state,
    versionId: row.version as string,
    size: row.size as number,
    crc64: row.crc64 as string,
    contentMd5: (row.md5 as string | null) ?? undefined,
    content,
  };
}

/** What the `type` column says of a delete marker. */
export const DELETE_MARKER = 'DeleteMarker';

export function toVersion(bucket: string, key: string, row: Row): ObjectRecord | DeleteMarker {
  if (row.type !== DELETE_MARKER) return toObject(bucket, key, row);
  const [versionId, lastModified] = [row.version as string, row.last_modified as number];
  return { type: DELETE_MARKER, bucket, key, versionId, lastModified };
}

interface Extras {
  readonly headers: HeaderList;
  readonly encryption: HeaderList;
  readonly tagging: string | undefined;
  readonly state: ObjectState | undefined;
}

const NO_EXTRAS: Extras = { headers: [], encryption: [], tagging: undefined, state: undefined };

/** Most objects have none of these: NULL then. */
export function extrasColumn({ headers, encryption, tagging, state }: Extras): string | null {
  if (headers.length === 0 && encryption.length === 0 && tagging === undefined && state === undefined) return null;
  return JSON.stringify({ headers, encryption, tagging, state });
}

function parseExtras(column: string): Extras {
  const { headers, encryption, tagging, state } = JSON.parse(column) as Extras;
  return { headers, encryption, tagging, state };
}

export function toUpload(bucket: string, row: Row): UploadRecord {
  const object = JSON.parse(row.object as string) as Omit<ObjectChange, 'lastModified'>;
  return {
    id: row.id as string,
    bucket,
    key: fromColumn(row.key as string),
    initiatedAt: row.initiated_at as number,
    sequential: row.sequential === 1,
    object: { ...object, tagging: object.tagging, state: object.state },
  };
}
