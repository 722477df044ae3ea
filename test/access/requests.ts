import type { AccessRequest, AccessWorld } from '../../src/access/authorize.ts';
import { operations } from '../../src/operations/index.ts';
import type { Operation } from '../../src/operations/operation.ts';
import { type CompiledPolicy, compile } from '../../src/policy/compile.ts';
import type { PolicyKind } from '../../src/policy/kind.ts';
import type { BucketRecord, ObjectRecord } from '../../src/store/store.ts';
import { Headers } from '../../src/wire/headers.ts';
import { Query } from '../../src/wire/query.ts';
import { read } from '../policy/support.ts';

export const OWNER = '1234567890123456';

/** An operation of the service's table. */
export function operationNamed(name: string): Operation {
  const found = operations.find((operation) => operation.name === name);
  if (found === undefined) throw new Error(`no operation is named ${name}`);
  return found;
}

/** A private bucket of the owner's. */
export function bucketWith(change: Partial<BucketRecord> = {}, policy?: readonly object[]): BucketRecord {
  return {
    name: 'docs',
    owner: OWNER,
    createdAt: 0,
    region: 'cn-hangzhou',
    storageClass: 'Standard',
    redundancy: 'LRS',
    acl: 'private',
    documents: policy ? { policy: JSON.stringify({ Version: '1', Statement: policy }) } : {},
    ...change,
  };
}

/** What a caller sends; `headers` and `query` as on the wire. */
export function requestTo(
  operation: string,
  { headers = {}, query = '', ...more }: { headers?: Record<string, string>; query?: string } & RequestParts,
): AccessRequest {
  return {
    operation: operationNamed(operation),
    principal: { kind: 'anonymous' },
    bucket: undefined,
    bucketName: more.bucket?.name ?? '',
    key: undefined,
    headers: new Headers(Object.entries(headers).flat()),
    query: new Query(query),
    remoteAddress: '192.0.2.1',
    scheme: 'http',
    receivedAt: Date.UTC(2025, 10, 20, 12),
    ...more,
  };
}

type RequestParts = Partial<Omit<AccessRequest, 'headers' | 'query' | 'operation'>>;

export function policyOf(statements: readonly object[], kind: PolicyKind = 'identity', name = 'p'): CompiledPolicy {
  return compile(read({ Version: '1', Statement: statements }, kind), kind, name);
}

/** A world in which everyone has these RAM policies. It counts the objects that were looked up. */
export function worldWith(
  ram: readonly CompiledPolicy[] = [],
  objects: Readonly<Record<string, Partial<ObjectRecord>>> = {},
): AccessWorld & { readonly lookups: string[] } {
  const lookups: string[] = [];
  return {
    lookups,
    region: 'cn-hangzhou',
    policiesOf: () => ram,
    publicAccessBlocked: () => false,
    async object(_, key) {
      lookups.push(key);
      return objects[key] as ObjectRecord | undefined;
    },
  };
}
