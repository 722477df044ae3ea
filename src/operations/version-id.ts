import { refuse } from '../errors/refuse.ts';
import { utf8FromBytes } from '../wire/percent.ts';
import type { Call } from './operation.ts';

/**
 * Checks the versionId in the query of a request on a bucket that was never versioned (operations.md §8).
 * @throws OssError `version-id-empty`, or what `checkVersionId` throws.
 */
export function checkRequestedVersion(call: Call): void {
  const versionId = call.request.query.get('versionId');
  if (versionId === undefined) return;
  if (versionId === '') throw refuse('version-id-empty', { ArgumentName: 'versionId', ArgumentValue: '' });
  checkVersionId(utf8FromBytes(versionId) ?? versionId);
}

/**
 * Checks a version id that is not empty: only `null`, which names the one version there is, is taken.
 * @throws OssError `version-id-illegal`, `bucket-not-versioned`.
 */
export function checkVersionId(versionId: string): void {
  if (versionId === 'null') return;
  const details = { ArgumentName: 'versionId', ArgumentValue: versionId };
  if (!/^[A-Za-z0-9._-]+$/.test(versionId)) throw refuse('version-id-illegal', details);
  throw refuse('bucket-not-versioned', details);
}
