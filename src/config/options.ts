import { type ClockStart, readDistance, readInstant } from '../runtime/index.ts';
import { type Config, ConfigError } from './config.ts';

/** The settings that flags and environment can give. */
export type Override = Partial<
  Pick<
    Config,
    | 'host'
    | 'port'
    | 'data'
    | 'durability'
    | 'clock'
    | 'seed'
    | 'log'
    | 'strict'
    | 'wire'
    | 'region'
    | 'failOnUnusedFaults'
  >
> & { readonly config?: string };

interface Option {
  /** Without the dashes; the environment twin is `OSSMOCK_` and the name in capitals with underscores. */
  readonly name: string;
  /** What is printed after the flag; none for switches. */
  readonly value?: string;
  readonly help: string;
  /** @throws ConfigError */
  read(text: string): Override;
}

/** Each flag with its `OSSMOCK_*` twin: one list for parsing, help and errors. */
export const OPTIONS: readonly Option[] = [
  {
    name: 'host',
    value: 'HOST',
    help: 'address to listen on; localhost means both loopbacks (default localhost)',
    read: (text) => ({ host: filled(text) }),
  },
  {
    name: 'port',
    value: 'PORT',
    help: 'port to listen on; 0 picks a free one (default 9000)',
    read: (text) => ({ port: whole(text, 0, 65535) }),
  },
  { name: 'config', value: 'FILE', help: 'YAML configuration file', read: (text) => ({ config: filled(text) }) },
  {
    name: 'data',
    value: 'DIR',
    help: 'keep everything in this directory (default: memory only)',
    read: (text) => ({ data: filled(text) }),
  },
  {
    name: 'durability',
    value: 'normal|full',
    help: 'what an answer promises with --data: survive a kill, or a power cut too (default normal)',
    read: (text) => ({ durability: oneOf(text, ['normal', 'full']) }),
  },
  {
    name: 'clock',
    value: 'ISO|+2h|-15m',
    help: 'let the clock stand still at an instant such as 2026-01-31T12:00:00Z, or run fast or slow by so much',
    read: (text) => ({ clock: clockStart(text) }),
  },
  {
    name: 'seed',
    value: 'N',
    help: 'make ids repeatable',
    read: (text) => ({ seed: whole(text, 0, 0xffffffff) }),
  },
  {
    name: 'log',
    value: 'pretty|json|silent',
    help: 'one line per request (default pretty)',
    read: (text) => ({ log: oneOf(text, ['pretty', 'json', 'silent']) }),
  },
  {
    name: 'wire',
    value: 'current|2022|2019',
    help: 'answer with the bytes the service printed then (default current)',
    read: (text) => ({ wire: oneOf(text, ['current', '2022', '2019']) }),
  },
  {
    name: 'region',
    value: 'REGION',
    help: 'the region of this server (default cn-hangzhou)',
    read: (text) => ({ region: filled(text) }),
  },
  {
    name: 'strict',
    help: 'refuse what the service refuses and tests seldom want: path style, callbacks to private addresses',
    read: (text) => ({ strict: truth(text) }),
  },
  {
    name: 'fail-on-unused-faults',
    help: 'exit with 1 when a fault of the configuration never happened',
    read: (text) => ({ failOnUnusedFaults: truth(text) }),
  },
];

function filled(text: string): string {
  if (text === '') throw new ConfigError('expected a value, got nothing');
  return text;
}

function whole(text: string, min: number, max: number): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < min || number > max) {
    throw new ConfigError(`expected a whole number from ${min} to ${max}, got "${text}"`);
  }
  return number;
}

function oneOf<T extends string>(text: string, values: readonly T[]): T {
  const found = values.find((value) => value === text);
  if (found === undefined) throw new ConfigError(`expected ${values.join(', ')}, got "${text}"`);
  return found;
}

/** Where a clock begins: an instant to stand still at, or a distance from the machine's clock. */
export function clockStart(text: string): NonNullable<ClockStart> {
  const offset = readDistance(text);
  const start = offset === undefined ? readInstant(text) : { offset };
  if (start !== undefined) return start;
  throw new ConfigError(
    `expected an ISO 8601 instant such as 2026-01-31T12:00:00Z, or a distance such as +2h or -15m, got "${text}"`,
  );
}

function truth(text: string): boolean {
  if (['true', '1', 'yes', 'on'].includes(text)) return true;
  if (['false', '0', 'no', 'off', ''].includes(text)) return false;
  throw new ConfigError(`expected true or false, got "${text}"`);
}
