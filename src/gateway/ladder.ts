import { checkAccountState } from '../access/account-state.ts';
import { type AccessWorld, authorize } from '../access/authorize.ts';
import { checkEndpoint } from '../access/endpoint.ts';
import { protectFromHotlinks } from '../access/referer.ts';
import { requesterPays } from '../access/requester-pays.ts';
import {
  type Claim,
  checkScope,
  checkTime,
  findCredential,
  matches,
  readClaim,
  type TokenChecker,
  verify,
} from '../auth/index.ts';
import { type Facts, OssError } from '../errors/oss-error.ts';
import { refuse } from '../errors/refuse.ts';
import type { AccountStatus } from '../identity/account-status.ts';
import type { Credential } from '../identity/credential.ts';
import { ALLOW } from '../operations/allow.ts';
import { argument } from '../operations/argument.ts';
import { indexPage } from '../operations/object/website/index-page.ts';
import { checkObjectName } from '../operations/object-name.ts';
import type { ServiceSettings } from '../operations/operation.ts';
import type { Store } from '../store/store.ts';
import { type Address, checkBucketName, readPath } from './address.ts';
import { refuseAwsChunks } from './aws-chunks.ts';
import type { Dispatcher } from './dispatch.ts';
import type { Exchange } from './exchange.ts';
import type { Limits } from './limits.ts';
import { proofOf } from './refused-signature.ts';

/** What the rungs ask. */
export interface LadderContext {
  readonly dispatcher: Dispatcher;
  readonly store: Store;
  readonly service: ServiceSettings;
  readonly identities: Identities;
  readonly world: AccessWorld;
  readonly limits: Limits;
}

/** Who exists. */
export interface Identities {
  credential(accessKeyId: string): Credential | undefined;
  /** Every permanent key. */
  credentials(): readonly Credential[];
  readonly tokens: TokenChecker;
  /** Undefined for an account that is not configured. */
  statusOf(account: string): AccountStatus | undefined;
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
    check(exchange, context) {
      const reading = readPath(exchange.target.path, exchange.hostReading);
      exchange.address = reading.address;
      if (reading.sld && signedAs(exchange, reading.sld, context)) exchange.address = reading.sld;
      exchange.record.bucket = exchange.address.bucket;
      exchange.record.key = exchange.address.key;
      if (exchange.query.wellFormed) return undefined;
      throw refuse('bad-percent-encoding', argument('query', exchange.target.query));
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
      exchange.operation = dispatcher.choose(exchange, exchange.address);
      exchange.record.operation = exchange.operation.name;
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
      const { createsBucket, bucketMayBeMissing } = exchange.operation;
      if (exchange.bucket === undefined && !createsBucket && !bucketMayBeMissing) {
        throw refuse('no-such-bucket', { BucketName: name });
      }
      return undefined;
    },
  },
  {
    name: 'endpoint',
    always: true,
    check({ bucket, hostReading }) {
      return checkEndpoint(bucket, hostReading);
    },
  },
  {
    name: 'body-encoding',
    always: true,
    check({ headers }, { service }) {
      refuseAwsChunks(headers, service.wire);
      return undefined;
    },
  },
  {
    name: 'authorization-form',
    always: false,
    check(exchange, { dispatcher }) {
      exchange.claim = readClaim(exchange);
      exchange.record.accessKeyId = exchange.claim?.accessKeyId;
      return exchange.claim === undefined ? openPage(exchange, dispatcher) : undefined;
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
    check: signed((exchange, { identities }, claim) => {
      exchange.credential = findCredential(claim, (id) => identities.credential(id), identities.tokens);
      exchange.principal = exchange.credential.principal;
      return undefined;
    }),
  },
  {
    name: 'signature',
    always: false,
    check: signed((exchange, { identities, service }, claim) => {
      const credential = exchange.credential as Credential;
      try {
        return verify(exchange, claim, credential).facts;
      } catch (error) {
        const region = exchange.bucket?.region ?? exchange.hostReading.region ?? service.region;
        exchange.record.signature = proofOf(exchange, claim, credential.accessKeySecret, region, identities);
        throw error;
      }
    }),
  },
  {
    name: 'account',
    always: false,
    check: (exchange, { identities }) => {
      return checkAccountState(exchange, (account) => identities.statusOf(account));
    },
  },
  {
    name: 'limits',
    always: true,
    check: (exchange, { limits }) => (limits.idle(exchange) ? undefined : limits.admit(exchange)),
  },
  {
    name: 'referer',
    always: false,
    check({ bucket, address, headers }) {
      return protectFromHotlinks(bucket, address.key, headers);
    },
  },
  {
    name: 'authorization',
    always: false,
    check: (exchange, { world }) => authorize(exchange, world),
  },
  {
    name: 'requester-pays',
    always: false,
    check(exchange) {
      return charge(exchange);
    },
  },
  {
    name: 'content-length',
    always: true,
    check({ operation, body }) {
      if (operation.takesBody && !body.present) throw refuse('missing-content-length');
      return undefined;
    },
  },
];

/** Whoever pays in the owner's place is told so. @param field a form's word in the place of a header. */
export function charge(exchange: Exchange, field?: string): Facts | undefined {
  const facts = requesterPays(exchange.bucket, exchange.principal, exchange, field);
  exchange.charged = facts !== undefined && !facts.owner;
  return facts;
}

/** To anonymous requests the root and the directories of a website are their index pages, and so are the rights to them. */
function openPage(exchange: Exchange, dispatcher: Dispatcher): Facts | undefined {
  const { operation, bucket, address } = exchange;
  const page = indexPage(operation, bucket, address.key);
  if (page === undefined) return undefined;
  exchange.address = { ...address, key: page };
  exchange.operation = dispatcher.choose(exchange, exchange.address);
  exchange.record.operation = exchange.operation.name;
  exchange.record.key = page;
  return { website: 'index page', key: page };
}

/** A rung that only requests with a signature have to pass. */
function signed(check: (exchange: Exchange, context: LadderContext, claim: Claim) => Facts | undefined): Rung['check'] {
  return (exchange, context) => exchange.claim && check(exchange, context, exchange.claim);
}

/**
 * Whether the signature covers the other reading of the path and not the first: ali-oss with `sldEnable` on an IP address
 * names the bucket in Host and path, and only what it signed tells the two apart (addressing.md).
 */
function signedAs(exchange: Exchange, other: Address, { identities }: LadderContext): boolean {
  try {
    const claim = readClaim(exchange);
    if (claim === undefined) return false;
    const credential = findCredential(claim, (id) => identities.credential(id), identities.tokens);
    const { method, headers, query } = exchange;
    return (
      !matches(exchange, claim, credential) && matches({ method, headers, query, resource: other }, claim, credential)
    );
  } catch (error) {
    // What is wrong with the claim or the key is for the rungs that judge them.
    if (error instanceof OssError) return false;
    throw error;
  }
}
