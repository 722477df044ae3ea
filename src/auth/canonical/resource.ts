import { bytesFromUtf8, encodePercentBytes } from '../../wire/percent.ts';
import type { SignedResource } from '../request.ts';

/**
 * `/bucket/key`, `/bucket/` or `/` as a byte string, whatever the URL's style (access.md ADR-1, V1H-11).
 * @param bare leaves out the slash after a bucket without key, as the C SDK does.
 */
export function resourcePath(resource: SignedResource, bare = false): string {
  const { bucket, key } = resource;
  if (bucket === undefined) return '/';
  if (key === undefined || key === '') return bare ? `/${bucket}` : `/${bucket}/`;
  return `/${bucket}/${bytesFromUtf8(key)}`;
}

/** The same, percent-encoded. V4 keeps the slashes, V2 encodes them too. */
export function encodedResourcePath(resource: SignedResource, keepSlash: boolean, bare: boolean): string {
  return encodePercentBytes(resourcePath(resource, bare), keepSlash);
}
