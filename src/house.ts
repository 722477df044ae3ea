import { Callbacks } from './callback/callbacks.ts';
import type { Config } from './config/config.ts';
import { Faults } from './faults/index.ts';
import { Gateway } from './gateway/gateway.ts';
import { Directory, Tokens } from './identity/index.ts';
import { Images } from './image/images.ts';
import { Jobs } from './jobs/jobs.ts';
import { Journal } from './journal/journal.ts';
import { Origins } from './mirror/origins.ts';
import type { Operation } from './operations/operation.ts';
import { Replicator } from './replication/replicator.ts';
import type { Runtime } from './runtime/index.ts';
import { seed } from './seed.ts';
import type { Log } from './server/log.ts';
import { openStore } from './store/index.ts';
import type { Store } from './store/store.ts';
import { Sts } from './sts/index.ts';

/** What houses have in common. */
export interface HouseParts {
  readonly operations: readonly Operation[];
  readonly runtime: Runtime;
  readonly log: Log;
}

/** Everything that answers for one set of accounts and buckets: a server less its sockets. */
export interface House {
  readonly config: Config;
  readonly store: Store;
  readonly directory: Directory;
  readonly tokens: Tokens;
  readonly callbacks: Callbacks;
  readonly journal: Journal;
  readonly faults: Faults;
  readonly gateway: Gateway;
  readonly jobs: Jobs;
  readonly replicator: Replicator;
  /** Empties it and makes the configured state again. */
  reset(): Promise<void>;
  /** Back to a snapshot of its store. @returns false when there is none of this number. */
  restore(snapshot: number): Promise<boolean>;
  close(): Promise<void>;
}

/** Opens a house in its configured state. @throws ConfigError for a state that the service would refuse, or what `openStore` throws. */
export async function openHouse(config: Config, parts: HouseParts): Promise<House> {
  const store = await openStore({ directory: config.data, durability: config.durability, runtime: parts.runtime });
  try {
    return await furnish(store, config, parts);
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function furnish(store: Store, config: Config, { operations, runtime, log }: HouseParts): Promise<House> {
  const directory = new Directory(config.accounts, store, runtime.random);
  const tokens = new Tokens({ directory, settings: store, runtime, profile: config.wire });
  const callbacks = new Callbacks(store, runtime, { forbidPrivate: config.strict, ...config.callbacks });
  const images = new Images((text) => log.notice(text));
  const origins = new Origins(runtime, { strict: config.strict });
  const journal = new Journal(config.journalBytes);
  const faults = new Faults(operations, config.faults, config.seed ?? runtime.random.bytes(4).readUInt32BE());
  const durable = config.data !== undefined;
  const replicator = new Replicator({ store, clock: runtime.clock, notice: (text) => log.notice(text) });
  const jobs = new Jobs({ store, runtime, durable, notice: (text) => log.notice(text) });
  const gateway = new Gateway({
    operations,
    store,
    runtime,
    journal,
    service: config,
    profile: config.wire,
    addressBook: {
      baseHosts: config.baseHosts.map((host) => host.toLowerCase()),
      cnames: new Map(Object.entries(config.cnames).map(([host, bucket]) => [host.toLowerCase(), bucket])),
      region: config.region,
    },
    identities: {
      credential: (accessKeyId) => directory.credential(accessKeyId),
      tokens,
      credentials: () => directory.credentialList(),
      statusOf: (account) => directory.account(account)?.status,
    },
    policiesOf: (principal) => directory.policiesOf(principal),
    sts: new Sts({ directory, tokens, runtime, profile: config.wire, callsPerSecond: config.stsCallsPerSecond }),
    callbacks,
    images,
    origins,
    faults,
    idleTimeout: config.idleTimeout,
    onExchange: (record) => log.exchange(record),
    onFinished: (exchange) => jobs.finished(exchange),
    onFault: (error, record) => log.fault(error, record),
  });
  const settle = () => seed({ store, config, runtime, callbacks, images, origins });
  await settle();
  jobs.start();
  replicator.start();
  return {
    config,
    store,
    directory,
    tokens,
    callbacks,
    journal,
    faults,
    gateway,
    jobs,
    replicator,
    async reset() {
      await Promise.all([replicator.stop(), origins.background.stop()]);
      await store.reset();
      replicator.start();
      await jobs.reset();
      directory.reload();
      journal.clear();
      faults.reset();
      gateway.resetLimits();
      await settle();
    },
    async restore(snapshot) {
      await Promise.all([replicator.stop(), origins.background.stop()]);
      const restored = await store.restore(snapshot);
      replicator.start();
      await jobs.reset();
      directory.reload();
      return restored;
    },
    async close() {
      // Told to stop first, so that none of it begins a callback now.
      const stopped = origins.background.stop();
      callbacks.close();
      await stopped;
      await jobs.close();
      await replicator.stop();
      await store.close();
    },
  };
}
