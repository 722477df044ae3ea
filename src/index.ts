import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { checkAccounts } from './config/check-accounts.ts';
import { checkFaults } from './config/check-faults.ts';
import { type Config, ConfigError, DEFAULTS } from './config/config.ts';
import { REGION, REGION_WANTED } from './config/values.ts';
import { type Blackhole, openBlackhole } from './faults/index.ts';
import { openHouse } from './house.ts';
import { type HouseView, type Namespace, viewOf } from './house-view.ts';
import type { Jobs } from './jobs/jobs.ts';
import { Namespaces } from './namespaces.ts';
import { operations } from './operations/index.ts';
import type { Operation } from './operations/operation.ts';
import { makeRuntime, type ServerClock } from './runtime/index.ts';
import { accountRoutes } from './server/admin/accounts.ts';
import { authorityRoutes } from './server/admin/authority.ts';
import { clockRoutes } from './server/admin/clock.ts';
import { faultRoutes } from './server/admin/faults.ts';
import { adminToken, guardOwnPaths } from './server/admin/guard.ts';
import { inspectorRoutes } from './server/admin/inspector.ts';
import { inventoryRoutes } from './server/admin/inventory.ts';
import { jobRoutes } from './server/admin/jobs.ts';
import { namespaceRoutes } from './server/admin/namespaces.ts';
import { replayRoutes } from './server/admin/replay.ts';
import { adminRoutes } from './server/admin/routes.ts';
import { makeApp, OwnPaths } from './server/app.ts';
import { type Binding, close, listen, makeServer } from './server/listener.ts';
import { makeLog } from './server/log.ts';
import { loadTls, type Tls, TlsProblem } from './server/tls/load.ts';

export type { AccountConfig, BucketConfig, Config, KeyConfig } from './config/config.ts';
export { ConfigError } from './config/config.ts';
export type { FaultSpec, FaultState } from './faults/index.ts';
export type { HouseView, Namespace, Snapshot } from './house-view.ts';
export type { LifecycleReport } from './jobs/jobs.ts';
export type { ExchangeSummary } from './journal/explain.ts';
export type { RequestFilter, RequestLog } from './journal/request-log.ts';
export type { ClockStart, ClockState, ServerClock } from './runtime/index.ts';

/** Any part of the configuration; the defaults are a silent server on a free port. */
export interface ServerOptions extends Partial<Config> {
  /** Another operation table than the service's, for tests of the house itself. */
  readonly operations?: readonly Operation[];
}

/** A server in this process. */
export interface RunningServer extends HouseView {
  /** For example `http://127.0.0.1:9000`. */
  readonly url: string;
  readonly port: number;
  /** The same with TLS, if it takes TLS. */
  readonly httpsUrl: string | undefined;
  /** What clients have to trust for it: the certificate of the local authority, as PEM. */
  readonly authorityPem: string | undefined;
  /** What own paths want in `Authorization: Bearer`, if anything. */
  readonly adminToken: string | undefined;
  /** Where the token service answers: its own port, when it has one. It answers at `url` too. */
  readonly stsUrl: string;
  /** Moves the server's time, and all that waits in it. */
  readonly clock: ServerClock;
  /** What the service does by itself at its hours, done now. */
  readonly jobs: Pick<Jobs, 'runLifecycle' | 'deliverLogs'>;
  /** Where connecting never succeeds and never fails, if that was asked for. */
  readonly blackholePort: number | undefined;
  /**
   * Buckets and keys of their own on this server, for tests that run side by side: opened in the configured state when the
   * name is new. @param name 1 to 32 lower-case letters, digits and underscores.
   */
  namespace(name: string): Promise<Namespace>;
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
  if (!REGION.test(config.region)) throw new ConfigError(`region: expected ${REGION_WANTED}`);
  checkAccounts(config.accounts);
  checkFaults(config.faults);
  return runServer(config, table);
}

/** Starts a server with a complete configuration. */
export async function runServer(config: Config, table = operations): Promise<RunningServer> {
  // Of the machine, whatever the server's clock and seed: clients judge certificates by it, and tokens must not be guessed.
  const machine = makeRuntime();
  const tls = openTls(config, machine.clock.now());
  const token = adminToken(config.adminToken, config.host, machine.random);
  const log = makeLog(config.log);
  const runtime = makeRuntime({ clock: config.clock, seed: config.seed });
  const common = { operations: table, runtime, log };
  const house = await openHouse(config, common);
  const namespaces = new Namespaces(house, (own) => openHouse(own, common));
  const { callbacks, directory, faults, jobs, journal } = house;
  const reset = () => house.reset();
  const own = new OwnPaths(namespaces, (app) => {
    guardOwnPaths(app, { token, hostReading: (host) => namespaces.hostReading(host) });
    authorityRoutes(app, tls?.authorityPem);
    adminRoutes(app, { callbacks, journal, version: VERSION, reset });
    replayRoutes(app, house, namespaces);
    accountRoutes(app, directory);
    clockRoutes(app, runtime.clock);
    faultRoutes(app, faults);
    inventoryRoutes(app, { store: house.store, runtime });
    jobRoutes(app, jobs, (name) => namespaces.get(name)?.jobs);
    namespaceRoutes(app, house, namespaces);
    return inspectorRoutes(app, { journal, store: house.store, page: PAGE });
  });
  const app = makeApp(namespaces);
  await app.ready();
  const route = (request: IncomingMessage, response: ServerResponse): void => {
    if (own.has(request)) void own.route(request, response);
    else app.routing(request, response);
  };
  const baseHosts = config.baseHosts.map((host) => host.toLowerCase());
  const parts = { gateway: namespaces, runtime, profile: config.wire, baseHosts, certificates: tls?.certificates };
  const bindings: Binding[] = [];
  let stsPort: number | undefined;
  let blackhole: Blackhole | undefined;
  try {
    bindings.push(...(await listen(() => makeServer({ ...parts, route }), config.host, config.port, runtime)));
    if (config.stsPort !== undefined) {
      const serve = () => makeServer({ ...parts, route: (req, res) => namespaces.handle(req, res, false, 'sts') });
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
  const place = address.includes(':') ? `[${address}]` : address;
  const urlOf = (at: number): string => `http://${place}:${at}`;
  return {
    url: urlOf(port),
    port,
    httpsUrl: tls && `https://${place}:${port}`,
    authorityPem: tls?.authorityPem,
    adminToken: token,
    stsUrl: urlOf(stsPort ?? port),
    clock: runtime.clock,
    ...viewOf(house, runtime),
    jobs,
    blackholePort: blackhole?.port,
    async namespace(name) {
      const own = await namespaces.namespace(name);
      const key = own.config.accounts[0]?.keys[0];
      return {
        ...viewOf(own, runtime),
        name,
        accessKeyId: key?.id ?? '',
        accessKeySecret: key?.secret ?? '',
        url: `http://${name}.ns.localhost:${port}`,
        async close() {
          await namespaces.remove(name);
        },
      };
    },
    async close() {
      own.endAll();
      blackhole?.close();
      namespaces.dropHanging();
      await Promise.all(bindings.map(({ server }) => close(server, runtime, DRAIN_MS)));
      await Promise.all([app.close(), own.close()]);
      await namespaces.close();
      await house.close();
      log.flush();
    },
  };
}

function openTls(config: Config, now: number): Tls | undefined {
  try {
    return loadTls(config, now);
  } catch (error) {
    throw error instanceof TlsProblem ? new ConfigError(error.message) : error;
  }
}
