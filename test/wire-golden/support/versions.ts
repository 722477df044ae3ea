import { createHash } from 'node:crypto';
import { BUCKET, type Earlier, type SignedAsk } from './case.ts';
import { KEY } from './requests.ts';

/** The form of a version id that nobody has. */
export const UNKNOWN_VERSION = 'CAEQNhiBgMDJgZCA0BYiIDc4MGZjZGI2OTBjOTRmNTE5NmU5NmFhZjhjYmY0OTA3';

export const setVersioning = (status: string): SignedAsk => ({
  method: 'PUT',
  bucket: BUCKET,
  query: 'versioning',
  body: `<VersioningConfiguration><Status>${status}</Status></VersioningConfiguration>`,
});
export const enabled = setVersioning('Enabled');
export const suspended = setVersioning('Suspended');

export const write = (body: string, key = KEY): SignedAsk => ({ method: 'PUT', key, body });
export const remove: SignedAsk = { method: 'DELETE', key: KEY };

/** The version id that the n-th request of a case that made a version was answered, from 0. */
export function versionId(earlier: readonly Earlier[], n = 0): string {
  const id = earlier.flatMap((answer) => answer.header('x-oss-version-id') ?? [])[n];
  if (id === undefined) throw new TypeError(`only ${n} versions were made`);
  return id;
}

/** A request about the n-th version that was made. */
export const ofVersion =
  (method: string, n = 0, query = '', more: Partial<SignedAsk> = {}) =>
  (earlier: readonly Earlier[]): SignedAsk => ({
    method,
    key: KEY,
    query: `${query}versionId=${versionId(earlier, n)}`,
    ...more,
  });

/** DeleteMultipleObjects with the digest that it must carry. */
export function removeAll(objects: string): SignedAsk {
  const body = `<Delete>${objects}</Delete>`;
  const digest = createHash('md5').update(body).digest('base64');
  return { method: 'POST', bucket: BUCKET, query: 'delete', body, headers: { 'Content-MD5': digest } };
}
