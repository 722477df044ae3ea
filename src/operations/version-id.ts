import { refuse } from '../errors/refuse.ts';
import type { BucketRecord } from '../store/store.ts';
import type { HeaderList } from '../wire/headers.ts';
import { utf8FromBytes } from '../wire/percent.ts';
import type { Call } from './operation.ts';

/**
 * The version that the query of a request names, if any (operations.md §8).
 * @throws OssError `version-id-empty`, or what `checkVersionId` throws.
 */
export function requestedVersion(call: Call): string | undefined {
  const bytes = call.request.query.get('versionId');
  if (bytes === undefined) return undefined;
  if (bytes === '') throw refuse('version-id-empty', { ArgumentName: 'versionId', ArgumentValue: '' });
  const versionId = utf8FromBytes(bytes) ?? bytes;
  checkVersionId(versionId, call.bucket);
  return versionId;
}

/** Letters and digits of the service's base64 variant; the live service takes no bare number for an id. */
const VERSION_ID = /^(?!\d+$)[A-Za-z0-9._-]+$/;

/**
 * Checks a version id that is not empty. A bucket that never had versioning has no version but `null`.
 * @param bucket undefined when it does not exist, which is for others to refuse.
 * @throws OssError `version-id-illegal`, `bucket-not-versioned`.
 */
export function checkVersionId(versionId: string, bucket: BucketRecord | undefined): void {
  if (versionId === 'null') return;
  const details = { ArgumentName: 'versionId', ArgumentValue: versionId };
  if (!VERSION_ID.test(versionId)) throw refuse('version-id-illegal', details);
  if (bucket !== undefined && bucket.versioning === undefined) throw refuse('bucket-not-versioned', details);
}

/** The id of a version as answers name it: undefined for the only version in a bucket that never had versioning. */
export function versionIdOf(bucket: BucketRecord, { versionId }: { readonly versionId: string }): string | undefined {
  return versionId === 'null' && bucket.versioning === undefined ? undefined : versionId;
}

const NONE: HeaderList = [];

/**
 * What answers say of the version they are about: nothing without versioning. Uploads say it last, behind Content-MD5
 * (an ali-oss log of August 2022); GET and HEAD between the stored headers and Content-MD5 (a curl log of December 2024).
 */
export function versionHeader(versionId: string | undefined): HeaderList {
  return versionId === undefined ? NONE : [['x-oss-version-id', versionId]];
}
