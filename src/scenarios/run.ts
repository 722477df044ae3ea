import { startReceiver } from '../callback/receiver/receiver.ts';
import { replyNamed } from '../callback/receiver/replies.ts';
import { type Config, ConfigError, DEFAULTS } from '../config/config.ts';
import { configOf } from '../config/file.ts';
import type { WireProfile } from '../errors/cause.ts';
import { type RunningServer, type ServerOptions, startServer } from '../index.ts';
import { makeRuntime } from '../runtime/index.ts';
import { differences } from './expect.ts';
import type { Ask, Scenario } from './format.ts';
import { distance, type WireRequest, type World, wireRequest } from './request.ts';
import { documentOf, elementOf, headerOf, send, type WireAnswer } from './wire.ts';

/** One request of a scenario, as it went. */
export interface Exchanged {
  readonly ask: Ask;
  readonly request: WireRequest;
  readonly answer: WireAnswer;
  /** What the server knows of it; undefined where nothing reached it. */
  readonly explanation: Readonly<Record<string, unknown>> | undefined;
  /** What came back otherwise than expected; empty when all is as it must be. */
  readonly differences: readonly string[];
}

export interface Outcome {
  readonly profile: WireProfile;
  readonly exchanges: readonly Exchanged[];
  readonly passed: boolean;
}

/** Where the clock of a scenario stands still unless it says otherwise. */
export const SCENARIO_CLOCK = '2026-11-20T10:04:08Z';

/** A scenario under way: the server in its state, and the world its requests are made in. */
export class Stage {
  readonly server: RunningServer;
  private readonly world: { now: number } & World;
  private readonly names: Map<string, string>;
  private readonly closeReceiver: () => Promise<void>;

  private constructor(
    server: RunningServer,
    world: { now: number } & World,
    names: Map<string, string>,
    closeReceiver: () => Promise<void>,
  ) {
    this.server = server;
    this.world = world;
    this.names = names;
    this.closeReceiver = closeReceiver;
  }

  /**
   * Starts a server of its own and brings it into the scenario's state.
   * @throws ConfigError for a configuration that cannot be, Error when a request of `before` does not succeed.
   */
  static async open(name: string, scenario: Scenario, profile: WireProfile, more: ServerOptions = {}): Promise<Stage> {
    const now = Date.parse(scenario.clock ?? SCENARIO_CLOCK);
    const given = configOf(name, scenario.config ?? {});
    const { seed = 1 } = scenario;
    const names = new Map<string, string>();
    const closeReceiver = await openReceiver(name, scenario, names);
    const server = await startServer({ host: '127.0.0.1', ...given, clock: now, seed, wire: profile, ...more });
    const stage = new Stage(server, worldOf({ ...DEFAULTS, ...given }, now), names, closeReceiver);
    try {
      for (const ask of scenario.before ?? []) {
        const { answer } = await stage.exchange(ask);
        if (answer.status >= 200 && answer.status < 300) continue;
        throw new Error(`${name}: a request of "before" was answered ${answer.status}\n${documentOf(answer)}`);
      }
      return stage;
    } catch (error) {
      await stage.close();
      throw error;
    }
  }

  /** Sends one request, and keeps the names it saves. */
  async exchange(asked: Ask): Promise<Exchanged> {
    const ask = filledIn(asked, this.names);
    if (ask.advance !== undefined) await this.advance(ask.advance);
    const request = wireRequest(ask, this.world);
    const { stall } = ask;
    const waiting = stall && { after: stall.after, meanwhile: () => this.advance(stall.advance) };
    const answer = await send(this.server.port, request, waiting);
    this.save(ask, answer);
    const id = headerOf(answer, 'x-oss-request-id') ?? elementOf(documentOf(answer), 'RequestId');
    const explanation = this.explanation(id);
    const cause = explanation?.cause as string | undefined;
    return { ask, request, answer, explanation, differences: differences(ask.expect ?? {}, answer, cause) };
  }

  async close(): Promise<void> {
    await this.server.close();
    await this.closeReceiver();
  }

  private explanation(id: string | undefined): Exchanged['explanation'] {
    const found = id ?? (this.server.requests(1)[0] as { requestId?: string } | undefined)?.requestId;
    return found === undefined ? undefined : (this.server.request(found) as Exchanged['explanation']);
  }

  private async advance(by: string): Promise<void> {
    this.world.now += distance(by);
    await this.server.clock.advance(distance(by));
  }

  private save({ save }: Ask, answer: WireAnswer): void {
    for (const [name, from] of Object.entries(save ?? {})) {
      const header = /^header (.+)$/.exec(from)?.[1];
      const found = header === undefined ? elementOf(documentOf(answer), from) : headerOf(answer, header);
      if (found === undefined) throw new Error(`there is no ${from} to save as ${name} in an answer ${answer.status}`);
      this.names.set(name, found);
    }
  }
}

/** Runs a scenario as one profile answers. */
export async function runScenario(name: string, scenario: Scenario, profile: WireProfile): Promise<Outcome> {
  const stage = await Stage.open(name, scenario, profile);
  const exchanges: Exchanged[] = [];
  try {
    for (const ask of scenario.requests) exchanges.push(await stage.exchange(ask));
  } finally {
    await stage.close();
  }
  return { profile, exchanges, passed: exchanges.every((exchange) => exchange.differences.length === 0) };
}

function worldOf({ accounts, region }: Config, now: number): { now: number } & World {
  const keys = accounts.flatMap((account) => [
    ...(account.keys ?? []),
    ...(account.users ?? []).flatMap((user) => user.keys ?? []),
  ]);
  const first = keys[0];
  return {
    now,
    region,
    keys: { accessKeyId: first?.id ?? '', accessKeySecret: first?.secret ?? '' },
    secretOf: (id) => keys.find((key) => key.id === id)?.secret,
  };
}

/** The port of a scenario's callback server. Always the same, because answers and signatures tell of it. */
const CALLBACK_PORT = 23450;

async function openReceiver(
  name: string,
  { callback }: Scenario,
  names: Map<string, string>,
): Promise<() => Promise<void>> {
  if (callback === undefined) return async () => {};
  const reply = replyNamed(`${callback}`);
  if (reply === undefined)
    throw new ConfigError(`${name}: callback: no reply of ossmock callback-server is called ${callback}`);
  const { timers } = makeRuntime();
  const keys = { pem: undefined, prefixes: [] };
  const port = CALLBACK_PORT;
  const options = { host: '127.0.0.1', port, keys, reply, trusting: true, timers, onCallback: () => {} };
  const receiver = await startReceiver(options);
  names.set('callback', `http://127.0.0.1:${receiver.port}`);
  return () => receiver.close();
}

/** An ask with every `${name}` in its texts replaced. @throws Error for a name that nothing was saved under. */
function filledIn(ask: Ask, names: ReadonlyMap<string, string>): Ask {
  const fill = (value: unknown): unknown => {
    if (typeof value === 'string') {
      return value.replace(/\$\{([a-z][A-Za-z]*)\}/g, (whole, name: string) => {
        // `${filename}` is the service's own variable.
        if (name === 'filename') return whole;
        const known = names.get(name);
        if (known === undefined) throw new Error(`nothing was saved as ${name}`);
        return known;
      });
    }
    if (Array.isArray(value)) return value.map(fill);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inside]) => [key, fill(inside)]));
  };
  return fill(ask) as Ask;
}
