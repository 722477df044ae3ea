import type { BucketRecord } from '../../../store/store.ts';
import { website } from '../../bucket/website/configuration.ts';
import type { Call, Operation } from '../../operation.ts';

const OPENING: ReadonlySet<string> = new Set(['ListObjects', 'HeadBucket', 'GetObject', 'HeadObject']);

/**
 * The page that an anonymous request for a website's root or directory is about (operations.md §10.1); undefined where the
 * request is about what it names. Hot.
 * @param key undefined for the bucket itself.
 */
export function indexPage(
  { name }: Operation,
  bucket: BucketRecord | undefined,
  key: string | undefined,
): string | undefined {
  if (bucket?.documents.website === undefined || !OPENING.has(name)) return undefined;
  const index = website.of(bucket)?.index;
  if (index === undefined || (key !== undefined && !key.endsWith('/'))) return undefined;
  return key !== undefined && index.inDirectories ? key + index.suffix : index.suffix;
}

/** The same call, for another key of the bucket. */
export function withKey(call: Call, key: string): Call {
  return Object.assign(Object.create(call) as Call, { key });
}
