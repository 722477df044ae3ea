import { refuse } from '../../../errors/refuse.ts';
import type { BucketRecord } from '../../../store/store.ts';
import { processConfiguration } from '../../bucket/settings/process-configuration.ts';
import type { Call } from '../../operation.ts';

/**
 * Where source images are protected, nobody without a signature gets one, as it is or with operators in the URL: only
 * through a style (services.md §3.1, EC page 0040-00000031).
 * @throws OssError `image-source-protected`.
 */
export function checkSourceProtection({ bucket, caller, key }: Call): void {
  if (caller.kind !== 'anonymous' || configured(bucket, 'SourceFileProtect').toLowerCase() !== 'enabled') return;
  const suffixes = configured(bucket, 'SourceFileProtectSuffix').split(',');
  const protectedBy = suffixes.find((suffix) => suffix === '*' || hasSuffix(key, suffix.trim()));
  if (protectedBy !== undefined) throw refuse('image-source-protected').because({ suffix: protectedBy });
}

function hasSuffix(key: string, suffix: string): boolean {
  return suffix !== '' && key.toLowerCase().endsWith(`.${suffix.toLowerCase()}`);
}

/** The text of an element of the bucket's process configuration; empty when nothing is set. */
export function configured(bucket: BucketRecord, name: string): string {
  const printed = processConfiguration.of(bucket);
  if (printed === undefined) return '';
  const children = printed[1];
  const found = Array.isArray(children) ? children.find(([child]) => child === name) : undefined;
  const text = found?.[1];
  return typeof text === 'string' ? text : '';
}
