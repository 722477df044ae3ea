import type { Effect, Instead, Reading, Sending } from './effect.ts';
import { plannedError } from './errors.ts';
import { type Form, fieldsOf, millis, oneOf, optional, text, truth, whole } from './fields.ts';
import type { KnownOperation } from './match.ts';
import { type Details, FaultProblem } from './spec.ts';

/** One field of an effect: what it may hold and what it makes. */
interface Field<T> {
  readonly form: Form<T>;
  readonly words: (value: T) => string;
}

interface ReadingField extends Field<number | true> {
  readonly make: (value: number | true) => Reading;
}

interface SendingField extends Field<number | string> {
  readonly make: (value: number | string) => Sending;
}

const PATH = ['effect'];
const BYTES = whole(0);

const READING: Readonly<Record<string, ReadingField>> = {
  noRead: {
    form: truth,
    words: () => 'never reads the body and never answers',
    make: () => ({ act: 'stall', after: 0 }),
  },
  stallUpload: reading('stall', (n) => `reads ${n} bytes of the body, then no more, and never answers`),
  resetUpload: reading('reset', (n) => `resets the connection after ${n} bytes of the request's body`),
  closeUpload: reading('close', (n) => `ends the connection without an answer after ${n} bytes of the request's body`),
};

const SENDING: Readonly<Record<string, SendingField>> = {
  stallDownload: sending('stall', (n) => `sends ${n} bytes of the answer's body, then no more`),
  resetDownload: sending('reset', (n) => `resets the connection after ${n} bytes of the answer's body`),
  truncate: sending('end', (n) => `ends the connection after ${n} bytes of the answer's body`),
  corrupt: sending('corrupt', (n) => `changes byte ${n} of the answer's body`),
  wrongHeader: {
    form: oneOf('ETag', 'x-oss-hash-crc64ecma'),
    words: (name) => `answers with a wrong ${name}`,
    make: (name) => ({ act: 'header', name: String(name) }),
  },
};

const NAMES = [
  'delay',
  'throttleUpload',
  'throttleDownload',
  ...Object.keys(READING),
  'error',
  'details',
  'errorAfter',
  'status',
  'body',
  'contentType',
  'badGateway',
  'garbage',
  'noAnswer',
  'loseAnswer',
  ...Object.keys(SENDING),
];

/** Well-formed, so that clients that take every error for XML find no code in it, as with most proxies. */
const BAD_GATEWAY =
  '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n';

/** @param operations those that the rule can be about. @throws FaultProblem */
export function readEffect(value: unknown, operations: readonly KnownOperation[]): Effect {
  const from = fieldsOf(value, PATH, NAMES);
  const words: string[] = [];
  const one = <T>(name: string, form: Form<T>, say: (value: T) => string): T | undefined => {
    const read = optional(from, PATH, name, form);
    if (read !== undefined) words.push(say(read));
    return read;
  };
  const uploadRate = one('throttleUpload', whole(1), (n) => `reads ${n} bytes a second`);
  const readingName = only(from, Object.keys(READING));
  const readingField = readingName === undefined ? undefined : (READING[readingName] as ReadingField);
  const readingValue = readingField && one(readingName as string, readingField.form, readingField.words);
  const instead = readInstead(from, words);
  const delay = one('delay', millis, (ms) => `waits ${ms} ms before the answer`);
  const downloadRate = one('throttleDownload', whole(1), (n) => `sends ${n} bytes a second`);
  const sendingName = only(from, Object.keys(SENDING));
  const sendingField = sendingName === undefined ? undefined : (SENDING[sendingName] as SendingField);
  const sendingValue = sendingField && one(sendingName as string, sendingField.form, sendingField.words);
  if (words.length === 0) throw new FaultProblem(PATH, `expected at least one of ${NAMES.join(', ')}`);
  const effect: Effect = {
    uploadRate,
    reading: readingValue === undefined ? undefined : readingField?.make(readingValue),
    instead,
    delay,
    downloadRate,
    sending: sendingValue === undefined ? undefined : sendingField?.make(sendingValue),
    words: words.join(', '),
  };
  checkOrder(effect, from);
  checkBodies(effect, from, operations);
  return effect;
}

function readInstead(from: Record<string, unknown>, words: string[]): Instead | undefined {
  const name = only(from, ['error', 'status', 'badGateway', 'garbage', 'noAnswer', 'loseAnswer']);
  belongs(from, ['details', 'errorAfter'], 'error');
  belongs(from, ['body', 'contentType'], 'status');
  switch (name) {
    case 'error': {
      const error = plannedError(optional(from, PATH, 'error', text) as string, detailsOf(from.details));
      const after = optional(from, PATH, 'errorAfter', BYTES);
      const { status, code } = error.row;
      words.push(
        `answers ${status} ${code} (${error.cause})${after === undefined ? '' : ` after ${after} bytes of the body`}`,
      );
      return { kind: 'error', error, after };
    }
    case 'status': {
      const status = optional(from, PATH, 'status', whole(200, 599)) as number;
      words.push(`answers a bare ${status}`);
      const body = optional(from, PATH, 'body', text) ?? '';
      return { kind: 'status', status, contentType: optional(from, PATH, 'contentType', text) ?? 'text/plain', body };
    }
    case 'badGateway':
      optional(from, PATH, name, truth);
      words.push("answers a proxy's 502 page in HTML");
      return { kind: 'status', status: 502, contentType: 'text/html', body: BAD_GATEWAY };
    case 'garbage':
      optional(from, PATH, name, truth);
      words.push('answers bytes that are not HTTP');
      return { kind: 'garbage' };
    case 'noAnswer':
      optional(from, PATH, name, truth);
      words.push('reads the request, does nothing and never answers');
      return { kind: 'nothing' };
    case 'loseAnswer': {
      const how = optional(from, PATH, name, oneOf('reset', 'close', 'silence')) as 'reset' | 'close' | 'silence';
      words.push(`does everything and loses the answer (${how})`);
      return { kind: 'lost', how };
    }
    default:
      return undefined;
  }
}

function detailsOf(value: unknown): Details {
  const path = [...PATH, 'details'];
  if (value === undefined) return {};
  if (!isObject(value)) throw new FaultProblem(path, 'expected an object');
  for (const [name, detail] of Object.entries(value)) {
    const texts = isObject(detail) ? Object.values(detail) : [detail];
    if (texts.some((text) => typeof text !== 'string')) throw new FaultProblem([...path, name], 'expected a text');
  }
  return value as Details;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The one of these fields that is given, if any. @throws FaultProblem for a second. */
function only(from: Record<string, unknown>, names: readonly string[]): string | undefined {
  const [name, other] = names.filter((one) => from[one] !== undefined);
  if (other !== undefined)
    throw new FaultProblem([...PATH, other], `${name} is given too; only one of them can happen`);
  return name;
}

function belongs(from: Record<string, unknown>, names: readonly string[], to: string): void {
  const lonely = names.find((name) => from[name] !== undefined && from[to] === undefined);
  if (lonely !== undefined) throw new FaultProblem([...PATH, lonely], `only counts beside ${to}`);
}

/** Nothing can happen behind what ends an exchange. */
function checkOrder({ reading, instead, delay, downloadRate, sending }: Effect, from: Record<string, unknown>): void {
  const never = (name: string, why: string): FaultProblem =>
    new FaultProblem([...PATH, name], `can never happen: ${why}`);
  const behind: [string, unknown][] = [
    ['delay', delay],
    ['throttleDownload', downloadRate],
    [only(from, Object.keys(SENDING)) ?? '', sending],
  ];
  const later = behind.find(([, value]) => value !== undefined)?.[0];
  if (reading !== undefined && instead !== undefined) {
    throw never(only(from, Object.keys(READING)) as string, 'the answer is given by another effect of the rule');
  }
  if (later === undefined) return;
  if (reading !== undefined) throw never(later, 'no answer is sent');
  if (instead?.kind === 'nothing' || instead?.kind === 'lost') throw never(later, 'no answer is sent');
  if (instead?.kind === 'garbage' && later !== 'delay') throw never(later, 'the answer is not HTTP');
  if (sending?.act === 'header' && (instead?.kind === 'error' || instead?.kind === 'status')) {
    throw never('wrongHeader', 'such an answer does not have the header');
  }
}

const BODILESS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'DELETE', 'OPTIONS']);
/** Operations of other methods whose success has no body. */
const EMPTY: ReadonlySet<string> = new Set(['PutObject', 'AppendObject', 'UploadPart']);

/** Nothing can happen to a body that is not there. */
function checkBodies(effect: Effect, from: Record<string, unknown>, operations: readonly KnownOperation[]): void {
  const { reading, instead, sending, uploadRate } = effect;
  const names = [...new Set(operations.map(({ name }) => name))].join(', ');
  if (operations.every(({ method }) => BODILESS.has(method))) {
    const name =
      uploadRate !== undefined
        ? 'throttleUpload'
        : instead?.kind === 'error' && (instead.after ?? 0) > 0
          ? 'errorAfter'
          : reading !== undefined && (reading.after > 0 || from.noRead !== undefined)
            ? only(from, Object.keys(READING))
            : undefined;
    if (name !== undefined) throw new FaultProblem([...PATH, name], `can never happen: ${names} takes no body`);
  }
  if (sending === undefined || sending.act === 'header') return;
  const head = operations.every(({ method }) => method === 'HEAD');
  const empty = instead === undefined && operations.every(({ name, method }) => EMPTY.has(name) || method === 'DELETE');
  if (!head && !empty) return;
  throw new FaultProblem(
    [...PATH, only(from, Object.keys(SENDING)) as string],
    `can never happen: ${names} answers without a body`,
  );
}

function reading(act: Reading['act'], words: (n: number) => string): ReadingField {
  return { form: BYTES, words: (n) => words(Number(n)), make: (n) => ({ act, after: Number(n) }) };
}

function sending(act: 'stall' | 'reset' | 'end' | 'corrupt', words: (n: number) => string): SendingField {
  return { form: BYTES, words: (n) => words(Number(n)), make: (n) => ({ act, at: Number(n) }) };
}
