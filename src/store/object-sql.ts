import { toColumn } from './keys.ts';
import { extrasColumn, FACTS } from './rows.ts';
import type { SqlValue } from './sqlite.ts';
import type { NewObject } from './store.ts';

/** The values of a row, in the order of the columns. */
export function columns(
  bucket: number,
  object: NewObject,
  version: string,
  size: number,
  crc64: string,
  md5: string | null,
  content: number | null,
  body: Buffer | null,
): SqlValue[] {
  const { key, type, acl, storageClass, lastModified, contentType, etag } = object;
  const extras = extrasColumn(object);
  return [
    bucket,
    toColumn(key),
    type,
    acl,
    storageClass,
    lastModified,
    contentType,
    etag,
    size,
    crc64,
    md5,
    extras,
    version,
    content,
    body,
  ];
}

const COLUMNS = `bucket, key, ${FACTS}, body`;
const VALUES = '(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)';
const OVERWRITE = `${FACTS}, body`
  .split(', ')
  .map((name) => `${name} = excluded.${name}`)
  .join(', ');

export const OBJECT_SQL = {
  get: `SELECT ${FACTS}, body FROM objects WHERE bucket = ? AND key = ?`,
  body: 'SELECT body FROM objects WHERE bucket = ? AND key = ? AND etag = ? AND last_modified = ? AND content IS NULL',
  peek: 'SELECT key FROM objects WHERE bucket = ? AND key >= ? AND key < ? ORDER BY key LIMIT 1',
  list: `SELECT key, ${FACTS} FROM objects WHERE bucket = ? AND key >= ? AND key < ? ORDER BY key LIMIT ?`,
  insert: `INSERT INTO objects (${COLUMNS}) VALUES ${VALUES}`,
  // Changes nothing when the object there has a content.
  upsert: `INSERT INTO objects (${COLUMNS}) VALUES ${VALUES}
    ON CONFLICT (bucket, key) DO UPDATE SET ${OVERWRITE} WHERE content IS NULL`,
  extend: 'UPDATE objects SET size = ?, crc64 = ?, last_modified = ?, content = ? WHERE bucket = ? AND key = ?',
  update: `UPDATE objects SET acl = ?, storage_class = ?, last_modified = ?, content_type = ?, extras = ?
    WHERE bucket = ? AND key = ? AND version = ?`,
  rename: 'UPDATE objects SET key = ? || substr(key, length(?) + 1) WHERE bucket = ? AND key >= ? AND key < ?',
  remove: `DELETE FROM objects WHERE bucket = ? AND key = ? AND version = ? RETURNING ${FACTS}, body`,
} as const;
