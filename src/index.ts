import { readFileSync } from 'node:fs';
import { checkAccounts } from './config/check-accounts.ts';
import { checkFaults } from './config/check-faults.ts';
import { type Config, DEFAULTS } from './config/config.ts';
import { type Blackhole, type Faults, openBlackhole } from './faults/index.ts';
import { openHouse } from './house.ts';
import type { Jobs } from './jobs/jobs.ts';
import { explanation, summary } from './journal/explain.ts';
import { operations } from './operations/index.ts';
import type { Operation } from './operations/operation.ts';
import { makeRuntime, type ServerClock } from './runtime/index.ts';
import { accountRoutes } from './server/admin/accounts.ts';
import { clockRoutes } from './server/admin/clock.ts';
import { faultRoutes } from './server/admin/faults.ts';
import { inspectorRoutes } from './server/admin/inspector.ts';
import { inventoryRoutes } from './server/admin/inventory.ts';
import { jobRoutes } from './server/admin/jobs.ts';
import { adminRoutes } from './server/admin/routes.ts';
import { makeApp } from './server/app.ts';
import { type Binding, close, listen, makeServer } from './server/listener.ts';
import { makeLog } from './server/log.ts';

export type { AccountConfig, BucketConfig, Config, KeyConfig } from './config/config.ts';
export { ConfigError } from './config/config.ts';
export type { FaultSpec, FaultState } from './faults/index.ts';
export type { LifecycleReport } from './jobs/jobs.ts';
export type { ClockStart, ClockState, ServerClock } from './runtime/index.ts';

/** Any part of the configuration; the defaults are a silent server on a free port. */
export interface ServerOptions extends Partial<Config> {
  /** Another operation table than the service's, for tests of the house itself. */
  readonly operations?: readonly Operation[];
}

/** A server in this process. */
export interface RunningServer {
  /** For example `http://127.0.0.1:9000`. */
  readonly url: string;
  readonly port: number;
  /** Where the token service answers: its own port, when it has one. It answers at `url` too. */
  readonly stsUrl: string;
  /** Moves the server's time, and all that waits in it. */
  readonly clock: ServerClock;
  /** What goes wrong on purpose. */
  readonly faults: Pick<Faults, 'add' | 'list' | 'get' | 'remove' | 'clear' | 'unused'>;
  /** What the service does by itself at its hours, done now. */
  readonly jobs: Pick<Jobs, 'runLifecycle' | 'deliverLogs'>;
  /** Where connecting never succeeds and never fails, if that was asked for. */
  readonly blackholePort: number | undefined;
  /** The latest exchanges in short, newest first. */
  requests(count?: number): object[];
  /** One exchange in full, with its rungs, reason and remedy. */
  request(requestId: string): object | undefined;
  /** Empties the store and makes the configured buckets again. */
  reset(): Promise<void>;
  /** Lets running requests finish for up to a second, then closes everything. */
  close(): Promise<void>;
}

export const VERSION: string = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version;

/** Where `npm run build` puts the inspector page: the same folder seen from src and from dist. */
const PAGE = new URL('../dist/page/', import.meta.url);

const DRAIN_MS = 800;

/** Starts a server inside this process. @throws the system's error when the address cannot be had, ConfigError when the accounts are wrong. */
export async function startServer(options: ServerOptions = {}): Promise<RunningServer> {
  const { operations: table, ...given } = options;
  const config: Config = { ...DEFAULTS, port: 0, log: 'silent', ...given };
  checkAccounts(config.accounts);
  checkFaults(config.faults);
  return runServer(config, table);
}

/** Starts a server with a complete configuration. */
export async function runServer(config: Config, table = operations): Promise<RunningServer> {
  const log = makeLog(config.log);
  const runtime = makeRuntime({ clock: config.clock, seed: config.seed });
  const house = await openHouse(config, { operations: table, runtime, log });
  const { callbacks, directory, faults, gateway, jobs, journal } = house;
  const reset = () => house.reset();
  const app = makeApp(gateway);
  adminRoutes(app, { callbacks, journal, version: VERSION, reset });
  accountRoutes(app, directory);
  clockRoutes(app, runtime.clock);
  faultRoutes(app, faults);
  const endStreams = inspectorRoutes(app, { journal, store: house.store, page: PAGE });
  inventoryRoutes(app, { store: house.store, runtime });
  jobRoutes(app, jobs);
  await app.ready();
  const route = app.routing.bind(app);
  const parts = { gateway, runtime, profile: config.wire };
  const bindings: Binding[] = [];
  let stsPort: number | undefined;
  let blackhole: Blackhole | undefined;
  try {
    bindings.push(...(await listen(() => makeServer({ ...parts, route }), config.host, config.port, runtime)));
    if (config.stsPort !== undefined) {
      const serve = () => makeServer({ ...parts, route: (req, res) => gateway.handle(req, res, false, 'sts') });
      const own = await listen(serve, config.host, config.stsPort, runtime);
      stsPort = own[0]?.port;
      bindings.push(...own);
    }
    if (config.blackholePort !== undefined) {
      blackhole = await openBlackhole((bindings[0] as Binding).address, config.blackholePort);
    }
  } catch (error) {
    await Promise.all(bindings.map(({ server }) => close(server, runtime, 0)));
    await house.close();
    throw error;
  }
  const { address, port } = bindings[0] as Binding;
  const urlOf = (at: number): string => `http://${address.includes(':') ? `[${address}]` : address}:${at}`;
  return {
    url: urlOf(port),
    port,
    stsUrl: urlOf(stsPort ?? port),
    clock: runtime.clock,
    faults,
    jobs,
    blackholePort: blackhole?.port,
    requests: (count = 100) => journal.latest(count).map(summary),
    request: (requestId) => {
      const record = journal.get(requestId);
      return record && explanation(record);
    },
    reset,
    async close() {
      endStreams();
      blackhole?.close();
      gateway.dropHanging();
      await Promise.all(bindings.map(({ server }) => close(server, runtime, DRAIN_MS)));
      await app.close();
      await house.close();
      log.flush();
    },
  };
}
