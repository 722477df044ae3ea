import { refuse } from '../errors/refuse.ts';
import { encodePercent, utf8FromBytes } from '../wire/percent.ts';
import type { XmlElement } from '../xml/write.ts';
import { argument } from './argument.ts';
import type { Call } from './operation.ts';

const DEFAULT_KEYS = 100;
const MAX_KEYS = 1000;
/** Bytes; a list argument is at most as long as a key (operations.md §2.13). */
const MAX_BYTES = 1023;

type MaxKeysCause =
  | 'max-keys-out-of-range'
  | 'max-keys-out-of-range-versions'
  | 'max-keys-out-of-range-buckets'
  | 'max-keys-out-of-range-channels';

/** max-keys, 100 unless said otherwise. @throws OssError `cause`: every list has its own EC for the same mistake. */
export function maxKeys({ request }: Call, cause: MaxKeysCause): number {
  const value = request.query.get('max-keys');
  if (value === undefined) return DEFAULT_KEYS;
  const number = /^\d{1,9}$/.test(value) ? Number(value) : 0;
  if (number >= 1 && number <= MAX_KEYS) return number;
  throw refuse(cause, argument('max-keys', value));
}

/**
 * A text argument, empty when absent.
 * @throws OssError `list-argument-not-utf8`, or `tooLong` (`list-argument-too-long` unless said otherwise).
 */
export function textArgument(
  { request }: Call,
  name: string,
  tooLong: 'list-argument-too-long' | 'marker-too-long' = 'list-argument-too-long',
): string {
  const bytes = request.query.get(name) ?? '';
  const text = utf8FromBytes(bytes);
  if (text === undefined) throw refuse('list-argument-not-utf8', argument(name, bytes));
  if (bytes.length > MAX_BYTES) throw refuse(tooLong, argument(name, bytes));
  return text;
}

/** The delimiter of an object list: one character or none. @throws OssError `delimiter-invalid`. */
export function delimiterArgument({ request }: Call): string {
  const bytes = request.query.get('delimiter') ?? '';
  const text = utf8FromBytes(bytes);
  if (text === undefined) throw refuse('list-argument-not-utf8', argument('delimiter', bytes));
  if ([...text].length > 1) throw refuse('delimiter-invalid', argument('delimiter', bytes));
  return text;
}

/** How a result prints keys and what else the client named. */
export interface Encoding {
  /** The value of the EncodingType element; undefined when texts are printed as they are. */
  readonly type: string | undefined;
  print(text: string): string;
}

const PLAIN: Encoding = { type: undefined, print: (text) => text };

/** RFC 3986 with `/` as %2F, space as %20 and plus as %2B (operations.md §2.11). */
const ENCODINGS: Readonly<Record<string, (text: string) => string>> = {
  url: (text) => encodePercent(text),
  // Accepted by the service (EC page 0017-00000235) but nowhere described; taken for what their names say.
  url2: (text) => encodePercent(text),
  base64: (text) => Buffer.from(text, 'utf8').toString('base64'),
};

/**
 * encoding-type, of the query or of the header of that name.
 * @throws OssError `encoding-type-unknown`.
 */
export function encodingType({ request }: Call): Encoding {
  const type = request.query.get('encoding-type') ?? request.headers.get('encoding-type');
  if (!type) return PLAIN;
  const print = Object.hasOwn(ENCODINGS, type) ? ENCODINGS[type] : undefined;
  if (print === undefined) {
    throw refuse('encoding-type-unknown', argument('encoding-type', type));
  }
  return { type, print };
}

/** EncodingType, left out when texts are printed as they are. */
export function encodingElement({ type }: Encoding): XmlElement | false {
  return type !== undefined && ['EncodingType', type];
}

/** One CommonPrefixes element for each prefix. */
export function commonPrefixes(prefixes: readonly string[], { print }: Encoding): readonly XmlElement[] {
  return prefixes.map((prefix) => ['CommonPrefixes', [['Prefix', print(prefix)]]]);
}

/** Owner as most results print it; the service's display names equal the ids. */
export function ownerElement(account: string): XmlElement {
  return [
    'Owner',
    [
      ['ID', account],
      ['DisplayName', account],
    ],
  ];
}
