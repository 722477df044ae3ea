import type { Acl } from '../store/store.ts';

/** What the matrix is asked for: the content of an object. */
export type AclRight = 'read' | 'write';

/** One cell of the ACL matrix (access.md §10.2), for callers who are not the owner. */
export function aclAllows(acl: Exclude<Acl, 'default'>, right: AclRight): boolean {
  if (acl === 'public-read-write') return true;
  return acl === 'public-read' && right === 'read';
}

/** The object's ACL outranks the bucket's in both directions; `default` and a missing object take the bucket's. */
export function effectiveAcl(object: Acl | undefined, bucket: Exclude<Acl, 'default'>): Exclude<Acl, 'default'> {
  return object === undefined || object === 'default' ? bucket : object;
}
