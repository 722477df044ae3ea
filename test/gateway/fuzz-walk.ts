import { createHash } from 'node:crypto';
import type { RunningServer } from '../../src/index.ts';
import type { Database } from '../../src/store/sqlite.ts';
import type { Ask, Earlier, SignedAsk } from '../wire-golden/support/case.ts';
import { bytesOf } from '../wire-golden/support/exchange.ts';
import { SERVER } from '../wire-golden/support/run.ts';
import { CORPUS, resolved, vocabulary } from './fuzz-corpus.ts';
import { damagedAsk, damagedRaw } from './fuzz-damage.ts';
import { Dice } from './fuzz-dice.ts';
import { exchange } from './fuzz-exchange.ts';

const NAMES = [...CORPUS.keys()];
const WORDS = vocabulary();
const TABLES = ['settings', 'buckets', 'objects', 'versions', 'extents', 'uploads', 'parts'];
const DAY = 24 * 3_600_000;

/** What is walked on. */
export interface Ground {
  readonly server: RunningServer;
  /** The server's own, to see what is stored. */
  readonly db: Database;
}

/** What a walk has seen: the operations that were asked, and how many requests were refused and taken. */
export interface Seen {
  readonly operations: Set<string>;
  refused: number;
  taken: number;
}

/**
 * One step for each seed, in the state that the steps before have left; now and then a day goes by, or all begins anew.
 * @throws Error with seed and request, when an answer is not one of the service's or something refused was kept.
 */
export async function walk(ground: Ground, from: number, to: number, seen: Seen): Promise<void> {
  const { server } = ground;
  for (let seed = from; seed < to; seed++) {
    await step(ground, seed, seen);
    if (seed % 64 === 63) {
      await server.reset();
      await server.clock.freeze(SERVER.clock as number);
    } else if (seed % 64 === 31) await server.clock.advance(DAY);
  }
}

/** One case of one operation: what goes before it, and its request with something wrong; or one before it that is wrong. */
async function step(ground: Ground, seed: number, seen: Seen): Promise<void> {
  const dice = new Dice(seed);
  const operation = dice.pick(NAMES);
  const cases = CORPUS.get(operation) ?? [];
  const sound = cases.filter(({ cause }) => cause === undefined);
  const { before = [], ask } = dice.pick(sound.length > 0 && dice.chance(75) ? sound : cases);
  const wrong = dice.chance(10) ? dice.roll(before.length + 1) : before.length;
  const earlier: Earlier[] = [];
  for (const [i, one] of [...before, ask].entries()) {
    const asked = resolved<Ask | SignedAsk>(one, earlier);
    if (asked === undefined) return;
    const sent = i === wrong ? damaged(dice, asked) : asked;
    const answer = await answered(ground, sent, i === before.length, `seed ${seed}, ${operation}, request ${i}`);
    if (answer === undefined) return;
    if (answer.status < 300) earlier.push(answer);
    if (i < before.length) continue;
    seen.operations.add(operation);
    if (answer.status < 400) seen.taken++;
    else seen.refused++;
  }
}

function damaged(dice: Dice, ask: Ask): Ask {
  return 'bytes' in ask ? { bytes: damagedRaw(dice, bytesOf(ask)) } : damagedAsk(dice, ask, WORDS);
}

/** @param watched true to hold what is stored before and behind a refusal together. */
async function answered(
  { server, db }: Ground,
  ask: Ask,
  watched: boolean,
  what: string,
): Promise<Earlier | undefined> {
  const raw = 'bytes' in ask;
  const bytes = bytesOf(raw ? ask : { at: server.clock.now(), ...ask, keepAlive: false });
  const before = watched ? await settled(db) : '';
  try {
    const answers = await exchange(server.port, { bytes, cut: raw });
    if (raw && answers.length === 0) return undefined;
    if (answers.length !== 1 && !raw) throw new Error(`${answers.length} answers`);
    const answer = read(answers[0] as Buffer);
    if (watched && answer.status >= 400 && stored(db) !== before) throw new Error(`refused, and kept: ${answer.body}`);
    return answer;
  } catch (error) {
    const text = bytes.toString('latin1');
    throw new Error(`${what}: ${JSON.stringify(text.slice(0, 4000))} (${bytes.length} bytes)`, { cause: error });
  }
}

/** What is stored when nothing is written behind the answers any more: copies of replication, access logs. */
async function settled(db: Database): Promise<string> {
  for (let before = stored(db); ; ) {
    for (let turn = 0; turn < 4; turn++) await new Promise((resolve) => setImmediate(resolve));
    const now = stored(db);
    if (now === before) return now;
    before = now;
  }
}

/** A digest of everything that is stored; URLs are fetched behind the answers, whenever they are. */
function stored(db: Database): string {
  const hash = createHash('md5');
  for (const table of TABLES) {
    for (const row of db.prepare(`SELECT * FROM ${table}`).all()) {
      for (const value of Object.values(row)) {
        if (value instanceof Uint8Array) hash.update(value);
        else hash.update(`${table === 'buckets' ? withoutFetches(String(value)) : value},`);
      }
    }
  }
  return hash.digest('hex');
}

function withoutFetches(record: string): string {
  return record.includes('"asyncFetch/') ? record.replace(/,?"asyncFetch\/[^"]+":"(?:[^"\\]|\\.)*"/g, '') : record;
}

function read(answer: Buffer): Earlier {
  const text = answer.toString('utf8');
  const end = text.indexOf('\r\n\r\n');
  const lines = text.slice(0, end).split('\r\n');
  return {
    status: Number(lines[0]?.split(' ')[1]),
    body: text.slice(end + 4),
    header: (name) => lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2),
  };
}
