import type { CallbackSettings } from '../callback/settings.ts';
import type { WireProfile } from '../errors/cause.ts';
import type { FaultSpec } from '../faults/index.ts';
import type { AccountSpec } from '../identity/spec.ts';
import type { RestoreTimes } from '../operations/operation.ts';
import type { ServiceLimits } from '../operations/service-limits.ts';
import type { ClockStart } from '../runtime/index.ts';

export type { AccountSpec as AccountConfig, KeySpec as KeyConfig } from '../identity/spec.ts';

/** Everything that can be set, with every default filled in. */
export interface Config {
  /** `localhost` means both loopbacks. */
  readonly host: string;
  /** 0 picks a free port. */
  readonly port: number;
  /** A port where everything is the token service; it answers on `port` too. */
  readonly stsPort: number | undefined;
  /** Calls of the token service that one account may make in a second; undefined for any number. The service admits 100. */
  readonly stsCallsPerSecond: number | undefined;
  /** Whether TLS is taken beside plain HTTP, with certificates that an authority of this machine signs. */
  readonly tls: boolean;
  /** Files in PEM: a certificate with what it is signed by, and its key. They make TLS be taken too. */
  readonly tlsCert: string | undefined;
  readonly tlsKey: string | undefined;
  /** What own paths ask for; undefined makes one up where others can reach them, false asks for none. */
  readonly adminToken: string | false | undefined;
  /** A directory whose directories become buckets, the files in them objects. */
  readonly seedDir: string | undefined;
  /** Data directory; undefined keeps everything in memory. */
  readonly data: string | undefined;
  /** `full` flushes to the disk before an answer, `normal` survives a kill of the process but not a power cut. */
  readonly durability: 'normal' | 'full';
  /** Milliseconds at which the clock stands still, or by how many it runs beside the machine's; undefined runs with it. */
  readonly clock: ClockStart;
  readonly seed: number | undefined;
  readonly log: 'pretty' | 'json' | 'silent';
  readonly strict: boolean;
  readonly wire: WireProfile;
  readonly region: string;
  /** Hosts under which a bucket may be the first label, beside `*.localhost` and the service's real names. */
  readonly baseHosts: readonly string[];
  /** Custom domain to bucket. */
  readonly cnames: Readonly<Record<string, string>>;
  readonly extranetEndpoint: string | undefined;
  readonly intranetEndpoint: string | undefined;
  readonly maxBuckets: number;
  /** Ids of resource groups that exist beside the default one. */
  readonly resourceGroups: readonly string[];
  /** Domains, in lower case, that can be bound to buckets by PutCname, with all below them. */
  readonly verifiedDomains: readonly string[];
  /** How long restoring archived objects takes; as long as the service says where nothing is given. */
  readonly restore: RestoreTimes;
  readonly blockPublicAccessOnNewBuckets: boolean;
  /** Bytes of exchanges kept for `/_ossmock/requests`. */
  readonly journalBytes: number;
  /** Milliseconds without a byte of a body. */
  readonly idleTimeout: number;
  /** How much accounts and buckets may use; any amount unless given. */
  readonly limits: ServiceLimits;
  /** What goes wrong on purpose. */
  readonly faults: readonly FaultSpec[];
  /** Whether the process fails when a fault never happened. */
  readonly failOnUnusedFaults: boolean;
  /** A port at which connecting never succeeds and never fails. */
  readonly blackholePort: number | undefined;
  /** How callbacks are made and signed. */
  readonly callbacks: Partial<CallbackSettings>;
  readonly accounts: readonly AccountSpec[];
  readonly buckets: readonly BucketConfig[];
}

export interface BucketConfig {
  readonly name: string;
  /** Account id; the first account's when absent. */
  readonly owner?: string | undefined;
  /** `private` when absent. */
  readonly acl?: 'private' | 'public-read' | 'public-read-write' | undefined;
  /** The server's when absent. */
  readonly region?: string | undefined;
  /** `Standard` when absent. */
  readonly storageClass?: string | undefined;
  /**
   * Documents by sub-resource, put in this order: their text, or their elements as an object with the root's name; a policy
   * as the object that it is.
   */
  readonly settings?: Readonly<Record<string, unknown>> | undefined;
  readonly objects?: readonly ObjectConfig[] | undefined;
}

export interface ObjectConfig {
  readonly key: string;
  /** Text; empty when absent. */
  readonly content?: string | undefined;
  /** A file to take the bytes from instead. */
  readonly file?: string | undefined;
  /** As PutObject takes them: Content-Type, x-oss-meta-*, x-oss-storage-class … */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

export const DEFAULTS: Config = {
  host: 'localhost',
  port: 9000,
  stsPort: undefined,
  stsCallsPerSecond: undefined,
  tls: false,
  tlsCert: undefined,
  tlsKey: undefined,
  adminToken: undefined,
  seedDir: undefined,
  data: undefined,
  durability: 'normal',
  clock: undefined,
  seed: undefined,
  log: 'pretty',
  strict: false,
  wire: 'current',
  region: 'cn-hangzhou',
  baseHosts: [],
  cnames: {},
  extranetEndpoint: undefined,
  intranetEndpoint: undefined,
  maxBuckets: 100,
  resourceGroups: [],
  verifiedDomains: [],
  restore: {},
  blockPublicAccessOnNewBuckets: false,
  journalBytes: 16 * 1024 * 1024,
  idleTimeout: 60_000,
  limits: {},
  faults: [],
  failOnUnusedFaults: false,
  blackholePort: undefined,
  callbacks: {},
  accounts: [{ id: '1234567890123456', keys: [{ id: 'ossmock', secret: 'ossmock-secret', status: 'active' }] }],
  buckets: [{ name: 'examplebucket' }],
};

/** A configuration that cannot be used. The message is for the user: where, what, and what was expected. */
export class ConfigError extends Error {}
