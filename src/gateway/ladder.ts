import { authorize } from '../access/authorize.ts';

import { type Claim, checkScope, checkTime, findCredential, matches, readClaim, verify } from '../auth/index.ts';
import type { Credential } from '../auth/request.ts';
import type { Facts } from '../errors/oss-error.ts';
import { refuse } from '../errors/refuse.ts';
import type { ServiceSettings } from '../operations/operation.ts';
import { publicAccessBlocked } from '../operations/public-access.ts';
import type { Store } from '../store/store.ts';
import { checkBucketName, checkObjectName, readPath } from './address.ts';
import { ALLOW, type Dispatcher } from './dispatch.ts';
import type { Exchange } from './exchange.ts';

/** What the rungs ask. */
export interface LadderContext {
  readonly dispatcher: Dispatcher;
  readonly store: Store;
  readonly service: ServiceSettings;
  readonly credential: (accessKeyId: string) => Credential | undefined;
}

/** One check. It throws to refuse; what it returns goes into the record. */
export interface Rung {
  readonly name: string;
  /** False for rungs that ask who is calling: operations open to everyone pass them by. */
  readonly always: boolean;
  check(exchange: Exchange, context: LadderContext): Promise<Facts | undefined> | Facts | undefined;
}

const METHODS = new Set(['GET', 'HEAD', 'PUT', 'POST', 'DELETE', 'OPTIONS']);

/**
 * The order of checks (operations.md §2.2: the bucket is looked up before the access key; access.md §8 for the rest).
 * Read it from top to bottom; the first that refuses decides the answer. Arguments, bodies, preconditions and states
 * come after all of these, in the operations.
 */
export const ladder: readonly Rung[] = [
  {
    name: 'method',
    always: true,
    check({ method }) {
      if (METHODS.has(method)) return undefined;
      throw refuse('unknown-method', { Method: method.toLowerCase(), ResourceType: 'Bucket', Allow: ALLOW });
    },
  },
  {
    name: 'path',
    always: true,
    check(exchange) {
      const reading = readPath(exchange.target.path, exchange.hostReading);
      exchange.address = reading.address;
      exchange.sldAddress = reading.sld;
      const malformed = exchange.query.wellFormed ? undefined : exchange.target.query;
      if (malformed !== undefined) {
        throw refuse('bad-percent-encoding', { ArgumentName: 'query', ArgumentValue: malformed });
      }
      return undefined;
    },
  },
  {
    name: 'path-style',
    always: true,
    check({ address, hostReading }, { service }) {
      if (!service.strict || address.style !== 'path' || !hostReading.standard) return undefined;
      throw refuse('path-style-refused');
    },
  },
  {
    name: 'bucket-name',
    always: true,
    check({ address }) {
      if (address.bucket !== undefined) checkBucketName(address.bucket);
      return undefined;
    },
  },
  {
    name: 'object-name',
    always: true,
    check({ address }) {
      if (address.key !== undefined) checkObjectName(address.key);
      return undefined;
    },
  },
  {
    name: 'operation',
    always: true,
    check(exchange, { dispatcher }) {
      choose(exchange, dispatcher);
      return undefined;
    },
  },
  {
    name: 'bucket',
    always: true,
    check(exchange, { store }) {
      const name = exchange.address.bucket;
      if (name === undefined) return undefined;
      exchange.bucket = store.bucket(name);
      if (exchange.bucket === undefined && !exchange.operation?.createsBucket) {
        throw refuse('no-such-bucket', { BucketName: name });
      }
      return undefined;
    },
  },
  {
    name: 'authorization-form',
    always: false,
    check(exchange) {
      exchange.claim = readClaim(exchange);
      exchange.record.accessKeyId = exchange.claim?.accessKeyId;
      return undefined;
    },
  },
  {
    name: 'scope',
    always: false,
    check: signed(({ bucket, hostReading }, { service }, claim) => {
      checkScope(claim, bucket?.region ?? hostReading.region ?? service.region);
      return undefined;
    }),
  },
  { name: 'date', always: false, check: signed(({ receivedAt }, _, claim) => checkTime(claim, receivedAt)) },
  {
    name: 'access-key',
    always: false,
    check: signed((exchange, context, claim) => {
      exchange.principal = findCredential(claim, context.credential).principal;
      return undefined;
    }),
  },
  {
    name: 'signature',
    always: false,
    check: signed((exchange, context, claim) => {
      const credential = findCredential(claim, context.credential);
      const sld = exchange.sldAddress;
      if (
        sld &&
        !matches(exchange, claim, credential) &&
        matches({ ...signedParts(exchange), resource: sld }, claim, credential)
      ) {
        exchange.address = sld;
        choose(exchange, context.dispatcher);
      }
      return verify(exchange, claim, credential).facts;
    }),
  },
  {
    name: 'authorization',
    always: false,
    check({ operation, principal, bucket, address }, { store }) {
      return (
        operation &&
        authorize({
          operation,
          principal,
          bucket,
          publicAccessBlocked: () => publicAccessBlocked(store, bucket),
          objectAcl: async () =>
            address.bucket === undefined || address.key === undefined
              ? undefined
              : (await store.object(address.bucket, address.key))?.acl,
        })
      );
    },
  },
  {
    name: 'content-length',
    always: true,
    check({ operation, body }) {
      if (operation?.takesBody && !body.present) throw refuse('missing-content-length');
      return undefined;
    },
  },
];

/** A rung that only requests with a signature have to pass. */
function signed(check: (exchange: Exchange, context: LadderContext, claim: Claim) => Facts | undefined): Rung['check'] {
  return (exchange, context) => exchange.claim && check(exchange, context, exchange.claim);
}

function choose(exchange: Exchange, dispatcher: Dispatcher): void {
  exchange.operation = dispatcher.choose(exchange, exchange.address);
  exchange.record.operation = exchange.operation.name;
  exchange.record.bucket = exchange.address.bucket;
  exchange.record.key = exchange.address.key;
}

function signedParts({ method, headers, query }: Exchange): Pick<Exchange, 'method' | 'headers' | 'query'> {
  return { method, headers, query };
}
