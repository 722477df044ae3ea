import type { ListedVersion, ObjectRecord } from '../../../../store/store.ts';
import { xmlDate } from '../../../../wire/dates.ts';
import { encodePercent } from '../../../../wire/percent.ts';
import { tagCount } from '../../../object/tagging.ts';

type Column = (listed: ListedVersion) => string;

/** Of objects only; empty for delete markers. */
const of =
  (value: (object: ObjectRecord) => string | number | boolean): Column =>
  ({ version }) =>
    version.type === 'DeleteMarker' ? '' : `${value(version)}`;

/** What every report begins with, and what reports of versions have behind it. */
const FIRST = ['Bucket', 'Key'];
const VERSIONS = ['VersionId', 'IsLatest', 'IsDeleteMarker'];

/** By the names that OptionalFields has for them. */
const COLUMNS: Readonly<Record<string, Column>> = {
  Bucket: ({ version }) => version.bucket,
  Key: ({ version }) => encodePercent(version.key),
  VersionId: ({ version }) => version.versionId,
  IsLatest: ({ latest }) => `${latest}`,
  IsDeleteMarker: ({ version }) => `${version.type === 'DeleteMarker'}`,
  Size: of(({ size }) => size),
  StorageClass: of(({ storageClass }) => storageClass),
  LastModifiedDate: ({ version }) => xmlDate(version.lastModified),
  ETag: of(({ etag }) => etag),
  IsMultipartUploaded: of(({ type }) => type === 'Multipart'),
  EncryptionStatus: of(({ encryption }) => encryption.length > 0),
  ObjectAcl: of(({ acl }) => acl),
  TaggingCount: of(({ tagging }) => (tagging === undefined ? 0 : tagCount(tagging))),
  ObjectType: of(({ type }) => type),
  Crc64: of(({ crc64 }) => crc64),
  TransitionTime: of(({ state }) => (state?.transitionedAt === undefined ? '' : xmlDate(state.transitionedAt))),
};

/** The columns of a report, in the order of this table, whatever the order in which they were asked for. */
export function columnNames(optional: readonly string[], versions: boolean): string[] {
  const wanted = new Set([...FIRST, ...(versions ? VERSIONS : []), ...optional]);
  return Object.keys(COLUMNS).filter((name) => wanted.has(name));
}

/** A line with its end; every value in quotes, quotes in values doubled. */
export function csvLine(names: readonly string[], listed: ListedVersion): string {
  const values = names.map((name) => `"${COLUMNS[name]?.(listed).replaceAll('"', '""')}"`);
  return `${values.join(',')}\n`;
}
