import { DEFAULTS } from '../config/config.ts';
import { configOf } from '../config/file.ts';
import type { WireProfile } from '../errors/cause.ts';
import { type RunningServer, type ServerOptions, startServer } from '../index.ts';
import { afterTurn } from '../runtime/timers.ts';
import { differences } from './expect.ts';
import type { Ask, Scenario } from './format.ts';
import { filledIn } from './names.ts';
import { type CallbackServer, openReceiver } from './receiver.ts';
import { distance, type WireRequest, type World, wireRequest } from './request.ts';
import { documentOf, elementOf, headerOf, type Interlude, send, type WireAnswer } from './wire.ts';
import { startOf, worldOf } from './world.ts';

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

/** The service's own. The server's would have its port in it, and be another in every run. */
const PUBLIC_KEY_URL = 'https://gosspublic.alicdn.com/callback_pub_key_v1.pem';

/** A scenario under way: the server in its state, and the world its requests are made in. */
export class Stage {
  readonly server: RunningServer;
  private readonly world: { now: number } & World;
  private readonly profile: WireProfile;
  private readonly names: Map<string, string>;
  private readonly receiver: CallbackServer | undefined;

  private constructor(
    server: RunningServer,
    world: { now: number } & World,
    profile: WireProfile,
    receiver: CallbackServer | undefined,
  ) {
    this.server = server;
    this.world = world;
    this.profile = profile;
    this.receiver = receiver;
    this.names = new Map(receiver === undefined ? [] : [['callback', receiver.address]]);
  }

  /**
   * Starts a server of its own and brings it into the scenario's state.
   * @param port where it is to be left up for others; its clock runs then, from the machine's time where the scenario says
   * nothing, because clients sign by theirs.
   * @throws ConfigError for a configuration that cannot be, Error when a request of `before` does not succeed.
   */
  static async open(name: string, scenario: Scenario, profile: WireProfile, port?: number): Promise<Stage> {
    const given = configOf(name, scenario.config ?? {});
    const { seed = 1, callback } = scenario;
    const { now, clock } = startOf(scenario, port !== undefined);
    const own: ServerOptions =
      port === undefined
        ? { host: '127.0.0.1', callbacks: { publicKeyUrl: PUBLIC_KEY_URL, ...given.callbacks } }
        : { port, log: 'pretty' };
    const server = await startServer({ ...given, ...own, clock, seed, wire: profile });
    let receiver: CallbackServer | undefined;
    try {
      if (callback !== undefined) receiver = await openReceiver(name, `${callback}`);
    } catch (error) {
      await server.close();
      throw error;
    }
    const stage = new Stage(server, worldOf({ ...DEFAULTS, ...given }, now), profile, receiver);
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
    const before = this.latest();
    const answer = await send(this.server.port, request, this.interlude(ask));
    this.save(ask, answer);
    const id = headerOf(answer, 'x-oss-request-id') ?? elementOf(documentOf(answer), 'RequestId');
    if (id === undefined) await turns(() => this.latest() !== before);
    const explanation = this.explanation(id ?? this.latest());
    const cause = explanation?.cause as string | undefined;
    const callback = this.receiver?.body();
    const found = differences(ask.expect ?? {}, { answer, cause, callback, profile: this.profile });
    return { ask, request, answer, explanation, differences: found };
  }

  async close(): Promise<void> {
    await this.server.close();
    await this.receiver?.close();
  }

  /** What happens while the server waits for the client, or the client for the server. */
  private interlude({ stall, meanwhile, giveUp }: Ask): Interlude | undefined {
    if (stall !== undefined) {
      const { after, advance } = stall;
      const over = distance(advance);
      return { after, act: this.advancing(advance, (left) => left <= over) };
    }
    if (meanwhile !== undefined) {
      const { receiver } = this;
      const taken = receiver?.taken() ?? 0;
      const reached = () => receiver === undefined || receiver.taken() > taken;
      const span = distance(meanwhile);
      return { after: Number.POSITIVE_INFINITY, act: this.advancing(meanwhile, (left) => left === span, reached) };
    }
    if (giveUp === undefined) return undefined;
    const fired = this.fired();
    const act = async (over: () => boolean): Promise<boolean> => {
      await turns(() => over() || this.fired() > fired);
      if (!over()) await this.advance(giveUp);
      return true;
    };
    return { after: Number.POSITIVE_INFINITY, act };
  }

  /** Moves the clock as soon as one thing more waits that `awaited` is true of, milliseconds from now. */
  private advancing(by: string, awaited: (left: number) => boolean, reached = () => true): Interlude['act'] {
    const due = (): number => this.server.clock.state().waiting.filter(awaited).length;
    const earlier = due();
    return async (over) => {
      await turns(() => over() || (reached() && due() > earlier));
      // What has arrived with the same packet is read first.
      await turns(() => false, 10);
      if (!over()) await this.advance(by);
      return false;
    };
  }

  private fired(): number {
    return this.server.faults.list().reduce((sum, { fired }) => sum + fired, 0);
  }

  private latest(): string | undefined {
    return (this.server.requests(1)[0] as { requestId?: string } | undefined)?.requestId;
  }

  private explanation(id: string | undefined): Exchanged['explanation'] {
    return id === undefined ? undefined : (this.server.request(id) as Exchanged['explanation']);
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

/** Lets the server work until something is so. Gives up after a while, because what never happens shows in the answer. */
async function turns(done: () => boolean, limit = 100_000): Promise<void> {
  for (let turn = 0; turn < limit && !done(); turn++) await new Promise<void>((resolve) => void afterTurn(resolve));
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
