const BUCKET_NAME = /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/;

/** operations.md §2.12. */
export function isBucketName(name: string): boolean {
  return BUCKET_NAME.test(name);
}
