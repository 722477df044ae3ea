/**
 * Of causes that print the same, those that most who ask for help have: they come first where nothing tells the causes
 * apart, so that nobody reads of VPCs before of a wrong secret.
 */
const USUAL: ReadonlySet<string> = new Set([
  'signature-mismatch-v1',
  'signature-mismatch-v4',
  'form-signature-mismatch',
  'bucket-acl-refuses',
  'bucket-read-refused',
  'bucket-policy-denies',
  'url-expired',
  'v4-url-expired',
  'no-such-upload-for-part',
  'no-such-upload-to-complete',
  'object-exists',
  'restore-not-supported',
  'delete-without-digest',
  'no-such-operation',
]);

/** Whether a cause is one of the usual ones. */
export function isUsual(cause: string): boolean {
  return USUAL.has(cause);
}
