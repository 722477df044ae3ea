import { refuse } from '../../errors/refuse.ts';
import type { Acl } from '../../store/store.ts';
import { argument } from '../argument.ts';
import type { Call } from '../operation.ts';
import { publicAccessBlocked } from '../public-access.ts';

const ACLS: ReadonlySet<string> = new Set<Acl>(['default', 'private', 'public-read', 'public-read-write']);

/**
 * The ACL that x-oss-object-acl asks for; undefined when the header is missing or empty.
 * @throws OssError `object-acl-unknown`, or `public-object-acl-blocked` under Block Public Access (access.md BPA-3).
 */
export function requestedAcl(call: Call, headers = call.request.headers): Acl | undefined {
  const value = headers.get('x-oss-object-acl');
  if (value === undefined || value === '') return undefined;
  if (!ACLS.has(value)) {
    throw refuse('object-acl-unknown', argument('x-oss-object-acl', value));
  }
  if (value.startsWith('public-') && publicAccessBlocked(call.store, call.bucket))
    throw refuse('public-object-acl-blocked');
  return value as Acl;
}
