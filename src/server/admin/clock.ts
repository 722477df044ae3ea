import type { FastifyInstance } from 'fastify';
import { readDistance, readDuration, readInstant, type ServerClock } from '../../runtime/index.ts';
import { BadBody, readObject } from './body.ts';
import { scoped } from './scope.ts';

/** One way to move a clock, by the field that asks for it. */
interface Move {
  /** For the message. */
  readonly wanted: string;
  /** @returns undefined for a value that is not what is wanted. */
  read(value: unknown): ((clock: ServerClock) => Promise<void>) | undefined;
}

const MOVES: Readonly<Record<string, Move>> = {
  set: move('an instant such as 2026-01-31T12:00:00Z', instant, (clock, at) => clock.set(at)),
  advance: move('a span such as 90s or 1h30m', span, (clock, ms) => clock.advance(ms)),
  freeze: {
    wanted: 'true, or an instant such as 2026-01-31T12:00:00Z',
    read(value) {
      const at = instant(value);
      if (at === undefined && value !== true) return undefined;
      return (clock) => clock.freeze(at);
    },
  },
  offset: move('a distance such as +2h or -15m', distance, (clock, ms) => clock.offset(ms)),
  release: { wanted: 'true', read: (value) => (value === true ? (clock) => clock.release() : undefined) },
};

/** What the clock shows, and how it is moved: `{"advance":"5s"}`. The answer comes when all that was due has happened. */
export function clockRoutes(app: FastifyInstance, clock: ServerClock): void {
  scoped(app, (scope) => {
    scope.get('/_ossmock/clock', () => shown(clock));
    scope.route({
      method: ['PUT', 'POST'],
      url: '/_ossmock/clock',
      async handler({ raw }) {
        await readMove(await readObject(raw))(clock).catch(outOfReach);
        return shown(clock);
      },
    });
  });
}

/** An instant to which no clock goes. */
function outOfReach(error: unknown): never {
  throw error instanceof RangeError ? new BadBody(error.message) : error;
}

function shown(clock: ServerClock): object {
  const { now, mode, offset, waiting } = clock.state();
  return { now: new Date(now).toISOString(), mode, offsetMs: offset, waitingMs: waiting };
}

function readMove(asked: object): (clock: ServerClock) => Promise<void> {
  const [first, ...others] = Object.entries(asked);
  const names = Object.keys(MOVES).join(', ');
  if (first === undefined || others.length > 0) throw new BadBody(`the body: expected one of ${names}`);
  const [name, value] = first;
  const found = Object.hasOwn(MOVES, name) ? MOVES[name] : undefined;
  if (found === undefined) throw new BadBody(`${name}: unknown; there are ${names}`);
  const asks = found.read(value);
  if (asks === undefined) throw new BadBody(`${name}: expected ${found.wanted}`);
  return asks;
}

function move(
  wanted: string,
  read: (value: unknown) => number | undefined,
  go: (clock: ServerClock, ms: number) => Promise<void>,
): Move {
  return {
    wanted,
    read(value) {
      const ms = read(value);
      return ms === undefined ? undefined : (clock) => go(clock, ms);
    },
  };
}

function instant(value: unknown): number | undefined {
  return typeof value === 'string' ? readInstant(value) : undefined;
}

function span(value: unknown): number | undefined {
  return typeof value === 'string' ? readDuration(value) : undefined;
}

function distance(value: unknown): number | undefined {
  return typeof value === 'string' ? readDistance(value) : undefined;
}
