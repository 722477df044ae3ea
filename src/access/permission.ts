import type { Operation } from '../operations/operation.ts';
import type { BucketRecord } from '../store/store.ts';
import type { Headers } from '../wire/headers.ts';
import type { Query } from '../wire/query.ts';

/** One right that a request needs. */
export interface Permission {
  /** `oss:PutObject`. */
  readonly action: string;
  /** The row of the ACL matrix; `manage` has none. */
  readonly access: Operation['access'];
  /** Undefined for service operations, and for a bucket that is about to be made. */
  readonly bucket: BucketRecord | undefined;
  /** The name in the request; empty for service operations. */
  readonly bucketName: string;
  /** Undefined for service and bucket operations. */
  readonly key: string | undefined;
  /** The version it is asked for; the current one when undefined. */
  readonly versionId: string | undefined;
}

/** What the needed rights follow from. */
export interface Needs {
  readonly operation: Operation;
  readonly bucket: BucketRecord | undefined;
  readonly bucketName: string;
  readonly key: string | undefined;
  readonly headers: Headers;
  readonly query: Query;
}

/** Rights that a header asks for beside the operation's own (access.md §10.4). */
const BY_HEADER = [
  { header: 'x-oss-object-acl', action: 'oss:PutObjectAcl', access: 'write-acl' },
  { header: 'x-oss-tagging', action: 'oss:PutObjectTagging', access: 'manage' },
  { header: 'x-oss-object-worm-mode', action: 'oss:PutObjectRetention', access: 'manage' },
  { header: 'x-oss-object-worm-legal-hold', action: 'oss:PutObjectLegalHold', access: 'manage' },
] as const;

/** Actions of one version are granted apart (access.md §10.4). */
const OF_A_VERSION: Readonly<Record<string, string>> = {
  'oss:GetObject': 'oss:GetObjectVersion',
  'oss:DeleteObject': 'oss:DeleteObjectVersion',
  'oss:GetObjectAcl': 'oss:GetObjectVersionAcl',
  'oss:PutObjectAcl': 'oss:PutObjectVersionAcl',
  'oss:GetObjectTagging': 'oss:GetObjectVersionTagging',
  'oss:PutObjectTagging': 'oss:PutObjectVersionTagging',
  'oss:DeleteObjectTagging': 'oss:DeleteObjectVersionTagging',
  'oss:RestoreObject': 'oss:RestoreObjectVersion',
};

export type NeededPermissions = readonly [Permission, ...Permission[]];

/** Every right a request needs, the operation's own first. */
export function neededPermissions({ operation, bucket, bucketName, key, headers, query }: Needs): NeededPermissions {
  const ofVersion = OF_A_VERSION[operation.action];
  const versionId = ofVersion === undefined ? undefined : query.get('versionId');
  const where = { bucket, bucketName, key, versionId };
  const action = versionId === undefined ? operation.action : (ofVersion as string);
  const needed: [Permission, ...Permission[]] = [{ action, access: operation.access, ...where }];
  // PutObject and all that upload with it take these headers; PutObjectAcl is about the first of them itself.
  if (operation.action !== 'oss:PutObject') return needed;
  for (const { header, action, access } of BY_HEADER) {
    if (headers.has(header)) needed.push({ action, access, ...where });
  }
  return needed;
}

/**
 * `acs:oss:<region>:<owner>:<bucket>[/<key>]` (access.md §10.3).
 * @param account of the caller, for what nobody owns yet.
 * @param region of the endpoint, for what is not made yet.
 */
export function resourceOf({ bucket, bucketName, key }: Permission, account: string, region: string): string {
  if (bucketName === '') return `acs:oss:*:${account}:*`;
  const place = `acs:oss:${bucket?.region ?? region}:${bucket?.owner ?? account}:${bucketName}`;
  return key === undefined ? place : `${place}/${key}`;
}
