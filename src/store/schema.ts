import type { Database } from './sqlite.ts';

/** Bumped with every change of the tables below. */
const SCHEMA_VERSION = 2;
/** 'ossm', so that another program's database is not taken for ours. */
const APPLICATION_ID = 0x6f73736d;

/** What is kept of an object, current or not. */
const OBJECT = `bucket INTEGER NOT NULL,
  key TEXT NOT NULL,
  type TEXT NOT NULL,
  acl TEXT NOT NULL,
  storage_class TEXT NOT NULL,
  last_modified INTEGER NOT NULL,
  content_type TEXT NOT NULL,
  etag TEXT NOT NULL,
  size INTEGER NOT NULL,
  crc64 TEXT NOT NULL,
  md5 TEXT,
  extras TEXT,
  version TEXT NOT NULL,
  content INTEGER,
  body BLOB`;

/**
 * Keys are written by keys.ts. A body of an object is `body` (at most 64 KiB), or the extents of `content` up to `size`,
 * or empty when both are NULL. An extent is bytes held in the row (`data`) or a range of a blob file. What refers to a
 * content is a row of `objects`, `versions` or `parts`; contents and blobs that nothing refers to are garbage (contents.ts).
 * `objects` has the current objects only, so that neither reading nor listing them meets what versioning keeps beside: older
 * versions and delete markers are in `versions`, where `age` grows with age within a key and is never 0 or more.
 * `objects` keeps its rowid on purpose: bodies in the pages of a primary key would make inserts five times slower.
 */
const TABLES = `
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE buckets (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, record TEXT NOT NULL) STRICT;
CREATE TABLE objects (
  ${OBJECT},
  PRIMARY KEY (bucket, key)
) STRICT;
CREATE INDEX objects_by_content ON objects (content) WHERE content IS NOT NULL;
CREATE TABLE versions (
  age INTEGER PRIMARY KEY,
  ${OBJECT}
) STRICT;
CREATE UNIQUE INDEX versions_in_order ON versions (bucket, key, age);
CREATE UNIQUE INDEX versions_by_id ON versions (bucket, key, version);
CREATE INDEX versions_by_content ON versions (content) WHERE content IS NOT NULL;
CREATE TABLE extents (
  content INTEGER NOT NULL,
  position INTEGER NOT NULL,
  length INTEGER NOT NULL,
  blob INTEGER,
  start INTEGER NOT NULL,
  data BLOB
) STRICT;
CREATE UNIQUE INDEX extents_in_order ON extents (content, position);
CREATE INDEX extents_by_blob ON extents (blob) WHERE blob IS NOT NULL;
CREATE TABLE uploads (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  bucket INTEGER NOT NULL,
  key TEXT NOT NULL,
  initiated_at INTEGER NOT NULL,
  sequential INTEGER NOT NULL,
  object TEXT NOT NULL
) STRICT;
CREATE INDEX uploads_in_order ON uploads (bucket, key, number);
CREATE TABLE parts (
  upload INTEGER NOT NULL,
  number INTEGER NOT NULL,
  etag TEXT NOT NULL,
  last_modified INTEGER NOT NULL,
  size INTEGER NOT NULL,
  crc64 TEXT NOT NULL,
  content INTEGER NOT NULL UNIQUE,
  PRIMARY KEY (upload, number)
) STRICT, WITHOUT ROWID;
`;

/**
 * Makes the tables of a new database or checks those of an old one.
 * @throws Error when the database was written by another program or another version.
 */
export function prepareSchema(db: Database, path: string): void {
  const application = number(db, 'PRAGMA application_id');
  const version = number(db, 'PRAGMA user_version');
  if (application === 0 && number(db, 'SELECT count(*) FROM sqlite_schema') === 0) {
    db.exec(
      `BEGIN; ${TABLES} PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${SCHEMA_VERSION}; COMMIT`,
    );
    return;
  }
  if (application !== APPLICATION_ID) throw new Error(`${path} is not a database of ossmock`);
  if (version !== SCHEMA_VERSION) {
    throw new Error(
      `${path} has storage format ${version}, this ossmock reads format ${SCHEMA_VERSION}: ` +
        'start with the version that wrote it, or with another directory',
    );
  }
}

function number(db: Database, sql: string): number {
  return Number(Object.values(db.prepare(sql).get() ?? {})[0]);
}
