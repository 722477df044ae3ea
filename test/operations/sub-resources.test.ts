import { afterAll, beforeAll, expect, test } from 'vitest';
import { SIGNED_SUB_RESOURCES } from '../../src/auth/canonical/sub-resources.ts';
import { type RunningServer, startServer } from '../../src/index.ts';
import { operations } from '../../src/operations/index.ts';
import type { Operation } from '../../src/operations/operation.ts';
import { type SignedCall, signed } from '../support/signed.ts';

/** Signed like sub-resources, but arguments of operations that others select. */
const ARGUMENTS = new Set(
  `comp continuation-token endTime inventoryId position security-token startTime status styleName wormExtend
  callback callback-var qosRequester regionList sequential versionId withHashContext udfId udfImageDesc udfName`.split(
    /\s+/,
  ),
);
/** All others that begin with x-oss- or response- are arguments too. */
const SELECTING = new Set([
  'x-oss-process',
  'x-oss-async-process',
  'x-oss-dir',
  'x-oss-delete',
  'x-oss-rename',
  'x-oss-write-get-object-response',
]);

const declared = operations.flatMap(({ subResource, alsoSubResource }) => [subResource, alsoSubResource]);
const signedNames = [...SIGNED_SUB_RESOURCES].filter(
  (name) => !ARGUMENTS.has(name) && (SELECTING.has(name) || !/^(x-oss-|response-)/.test(name)),
);
const SUB_RESOURCES = [...new Set([...declared.filter((name) => name !== undefined), ...signedNames])].sort();
const METHODS = ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'] as const;

const BUCKET = 'examplebucket';
const PLACES = {
  service: {},
  bucket: { bucket: BUCKET },
  object: { bucket: BUCKET, key: 'key' },
} as const satisfies Record<Operation['resource'], Partial<SignedCall>>;
const RESOURCES = ['service', 'bucket', 'object'] as const;

let server: RunningServer;
beforeAll(async () => {
  server = await startServer({
    host: '127.0.0.1',
    buckets: [{ name: BUCKET, acl: 'private', storageClass: 'Standard' }],
  });
});
afterAll(() => server.close());

/** The operation that answered, or the cause of a request that found none. */
async function answering(method: string, resource: Operation['resource'], query: string): Promise<string> {
  const answer = await signed(server.port, { ...PLACES[resource], method, query, at: Date.now() });
  const { operation, cause } = server.request(answer.header('x-oss-request-id') ?? '') as {
    operation?: string;
    cause?: string;
  };
  if (operation === undefined) expect(answer.status).toBe(405);
  return operation ?? (cause as string);
}

/** What the table has for a sub-resource that stands alone in the query. */
function expected(method: string, resource: Operation['resource'], name: string): string {
  const found = operations.find(
    (op) =>
      op.method === method &&
      op.resource === resource &&
      (op.subResource === name || op.alsoSubResource === name) &&
      (op.when === undefined || op.when === name) &&
      op.whenHeader === undefined,
  );
  return found?.name ?? 'no-such-operation';
}

test.each(SUB_RESOURCES)(
  '?%s is answered by its own operations, whatever the method and the resource',
  async (name) => {
    const answered: Record<string, string> = {};
    const declaredFor: Record<string, string> = {};
    for (const resource of RESOURCES) {
      for (const method of METHODS) {
        const request = `${method} ${resource}`;
        answered[request] = await answering(method, resource, name);
        declaredFor[request] = expected(method, resource, name);
      }
    }
    expect(answered).toEqual(declaredFor);
  },
);

const FURTHER = operations.filter(({ when, whenHeader }) => when !== undefined && whenHeader === undefined);

test.each(FURTHER)('$method ?$subResource&$when on a $resource is $name', async (operation) => {
  const { subResource, when = '' } = operation;
  const query = subResource === undefined || when.split('=')[0] === subResource ? when : `${subResource}&${when}`;
  expect(await answering(operation.method, operation.resource, query)).toBe(operation.name);
});

test('what SDKs sign as a sub-resource is one of the table', () => {
  expect(signedNames.filter((name) => !declared.includes(name))).toEqual([]);
});
