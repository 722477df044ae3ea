import { refuse } from '../../../errors/refuse.ts';
import { utf8FromBytes } from '../../../wire/percent.ts';
import type { XmlElement } from '../../../xml/write.ts';
import { maxKeys } from '../../list-arguments.ts';
import type { Call } from '../../operation.ts';
import type { ResourcePool } from '../../service-limits.ts';

/** The pool that a request names (operations.md §11.7). @throws OssError `no-such-resource-pool`. */
export function requestedPool({ request, service }: Call): { readonly name: string; readonly pool: ResourcePool } {
  const sent = request.query.get('resourcePool') ?? '';
  const name = utf8FromBytes(sent) ?? sent;
  const pools = service.limits.resourcePools ?? {};
  const pool = Object.hasOwn(pools, name) ? pools[name] : undefined;
  if (pool === undefined) throw refuse('no-such-resource-pool', { ResourcePool: name });
  return { name, pool };
}

/** One page of what is listed by name, from the token on. */
export function page(call: Call, names: readonly string[], print: (name: string) => XmlElement): XmlElement[] {
  const token = call.request.query.get('continuation-token') ?? '';
  const limit = maxKeys(call, 'max-keys-out-of-range');
  const later = [...names].sort().filter((name) => name >= token);
  const next = later[limit];
  const paging: XmlElement[] = [['ContinuationToken', token]];
  if (next !== undefined) paging.push(['NextContinuationToken', next]);
  return [...paging, ['IsTruncated', next !== undefined], ...later.slice(0, limit).map(print)];
}
