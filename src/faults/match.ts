import { glob, type Matcher } from '../policy/glob.ts';
import type { Headers } from '../wire/headers.ts';
import { fieldsOf, optional, text, whole } from './fields.ts';
import { FaultProblem } from './spec.ts';

/** What is known of a request when faults are chosen. */
export interface FaultRequest {
  readonly operation: string;
  readonly method: string;
  /** Empty where none is addressed. */
  readonly bucket: string;
  readonly key: string;
  /** As claimed; nobody has checked it yet. */
  readonly accessKeyId: string | undefined;
  /** As sent. */
  readonly partNumber: string | undefined;
  readonly headers: Headers;
}

/** An operation of the service, as far as faults ask. */
export interface KnownOperation {
  readonly name: string;
  readonly method: string;
}

export interface Match {
  /** The operations it can be about. */
  readonly operations: readonly KnownOperation[];
  /** In plain words. */
  readonly words: string;
  fits(request: FaultRequest): boolean;
  /** Whether the request that is the `ordinal`th to fit, counted from 1, is meant. */
  meant(ordinal: number): boolean;
}

const NAMES = [
  'operation',
  'method',
  'bucket',
  'key',
  'accessKeyId',
  'partNumber',
  'headers',
  'nth',
  'first',
  'every',
  'after',
];
const METHODS = ['GET', 'HEAD', 'PUT', 'POST', 'DELETE', 'OPTIONS'];
const WITH_PARTS: ReadonlySet<string> = new Set(['UploadPart', 'UploadPartCopy']);

/** @throws FaultProblem */
export function readMatch(value: unknown, known: readonly KnownOperation[]): Match {
  const path = ['match'];
  const from = fieldsOf(value ?? {}, path, NAMES);
  const tests: ((request: FaultRequest) => boolean)[] = [];
  const words: string[] = [];
  let operations = known;

  if (from.operation !== undefined) {
    operations = operationsNamed(from.operation, known);
    const names = new Set(operations.map(({ name }) => name));
    tests.push(({ operation }) => names.has(operation));
    words.push([from.operation].flat().join(' or '));
  } else words.push('any request');

  const method = optional(from, path, 'method', text);
  if (method !== undefined) {
    if (!METHODS.includes(method)) throw new FaultProblem([...path, 'method'], `expected ${METHODS.join(', ')}`);
    operations = operations.filter((operation) => operation.method === method);
    if (operations.length === 0) throw new FaultProblem([...path, 'method'], `no such operation is a ${method}`);
    tests.push((request) => request.method === method);
    words.push(`by ${method}`);
  }
  const pattern = (field: 'bucket' | 'key' | 'accessKeyId', word: string): void => {
    const given = optional(from, path, field, text);
    if (given === undefined) return;
    const fits = glob(given);
    tests.push((request) => fits(request[field] ?? ''));
    words.push(`${word} ${given}`);
  };
  pattern('bucket', 'on bucket');
  pattern('key', 'with key');
  pattern('accessKeyId', 'by AccessKeyId');

  const part = optional(from, path, 'partNumber', whole(1, 10_000));
  if (part !== undefined) {
    if (!operations.some(({ name }) => WITH_PARTS.has(name))) {
      throw new FaultProblem([...path, 'partNumber'], `only ${[...WITH_PARTS].join(' and ')} have part numbers`);
    }
    tests.push(({ operation, partNumber }) => WITH_PARTS.has(operation) && Number(partNumber) === part);
    words.push(`of part ${part}`);
  }
  for (const [name, fits, given] of headerPatterns(from.headers)) {
    tests.push(({ headers }) => {
      const sent = headers.get(name);
      return sent !== undefined && fits(sent);
    });
    words.push(`with ${name}: ${given}`);
  }
  const turn = readTurn(from, path);
  return {
    operations,
    words: turn.words === '' ? words.join(' ') : `${words.join(' ')}, ${turn.words}`,
    fits: (request) => tests.every((test) => test(request)),
    meant: turn.meant,
  };
}

function operationsNamed(value: unknown, known: readonly KnownOperation[]): KnownOperation[] {
  const path = ['match', 'operation'];
  const names = [value].flat();
  if (names.length === 0) throw new FaultProblem(path, 'expected names of operations');
  return names.flatMap((name) => {
    if (typeof name !== 'string') throw new FaultProblem(path, 'expected names of operations');
    const fits = glob(name);
    const found = known.filter((operation) => fits(operation.name));
    if (found.length === 0) throw new FaultProblem(path, `no operation is named ${name}${near(name, known)}`);
    return found;
  });
}

function near(name: string, known: readonly KnownOperation[]): string {
  const twin = known.find((operation) => operation.name.toLowerCase() === name.toLowerCase());
  return twin === undefined ? '' : `; there is ${twin.name}`;
}

function headerPatterns(value: unknown): [string, Matcher, string][] {
  const path = ['match', 'headers'];
  if (value === undefined) return [];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new FaultProblem(path, 'expected header names with patterns');
  }
  return Object.entries(value).map(([name, pattern]) => {
    if (typeof pattern !== 'string') throw new FaultProblem([...path, name], 'expected a pattern');
    return [name.toLowerCase(), glob(pattern), pattern];
  });
}

/** Which of the requests that fit: at most one of these fields. */
const TURNS: Readonly<Record<string, { words(n: number): string; meant(ordinal: number, n: number): boolean }>> = {
  nth: { words: (n) => `number ${n} of these`, meant: (ordinal, n) => ordinal === n },
  first: { words: (n) => `the first ${n}`, meant: (ordinal, n) => ordinal <= n },
  every: { words: (n) => `one of every ${n}`, meant: (ordinal, n) => ordinal % n === 0 },
  after: { words: (n) => `after the first ${n}`, meant: (ordinal, n) => ordinal > n },
};

function readTurn(from: Record<string, unknown>, path: readonly string[]): Pick<Match, 'words' | 'meant'> {
  const given = Object.keys(TURNS).filter((name) => from[name] !== undefined);
  const [name, other] = given;
  if (name === undefined) return { words: '', meant: () => true };
  if (other !== undefined) throw new FaultProblem([...path, other], `${name} is given too; only one of them can count`);
  const n = optional(from, path, name, whole(1)) as number;
  const { words, meant } = TURNS[name] as (typeof TURNS)[string];
  return { words: words(n), meant: (ordinal) => meant(ordinal, n) };
}
