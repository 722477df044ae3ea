import { refuse } from '../errors/refuse.ts';

/** The fields that OSS knows, as the manuals write them (access.md §7.3). */
const KNOWN = [
  'key',
  'policy',
  'OSSAccessKeyId',
  'Signature',
  'x-oss-signature-version',
  'x-oss-credential',
  'x-oss-date',
  'x-oss-signature',
  'x-oss-security-token',
  'success_action_redirect',
  'success_action_status',
  'Cache-Control',
  'Content-Type',
  'x-oss-content-type',
  'Content-Disposition',
  'Content-Encoding',
  'Expires',
  'x-oss-server-side-encryption',
  'x-oss-server-side-encryption-key-id',
  'x-oss-object-acl',
  'x-oss-storage-class',
  'x-oss-forbid-overwrite',
  'callback',
  'file',
];

const spelling = new Map(KNOWN.map((name) => [name.toLowerCase(), name]));

/**
 * Holds a name to the manual's case. Of Signature the documentation itself has both spellings.
 * @throws OssError `form-field-name-invalid`.
 */
export function checkSpelling(name: string): void {
  const known = spelling.get(name.toLowerCase());
  if (known === undefined || name === known || name === 'signature') return;
  throw refuse('form-field-name-invalid').because({ name, expected: known });
}
