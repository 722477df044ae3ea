import { refuse } from '../errors/refuse.ts';
import type { ObjectRecord, UploadRecord } from '../store/store.ts';
import type { HeaderList, Headers } from '../wire/headers.ts';
import { MAX_PARTS } from './multipart/uploads.ts';

// What the service checks of objects that the client encrypts. It cannot look into them, but knows from the metadata of an
// initiation how the data was to be cut (EC pages 0005-00000401 to 420).

const PREFIX = 'x-oss-meta-client-side-encryption-';
/** In the order in which the service numbers what may be wrong with them: what it takes to decrypt an object. */
const ENVELOPE = ['key', 'start', 'cek-alg', 'wrap-alg'] as const;
/** The same with how the data is cut into parts. */
const FIELDS = [...ENVELOPE, 'data-size', 'part-size'] as const;
type Field = (typeof FIELDS)[number];
/** The header of each. */
const NAMES = Object.fromEntries(FIELDS.map((field) => [field, PREFIX + field])) as Readonly<Record<Field, string>>;
const BYTES = /^[1-9]\d{0,14}$/;

/** Sizes in bytes. */
interface Cut {
  readonly dataSize: number;
  readonly partSize: number;
  readonly count: number;
}

/**
 * The metadata of client-side encryption is sent whole or not at all.
 * @throws OssError `client-encryption-key-missing` and its like.
 */
export function checkEnvelope(headers: Headers): void {
  checkWhole(headers, ENVELOPE);
}

/** @returns whether there is anything of it. */
function checkWhole(headers: Headers, fields: readonly Field[]): boolean {
  if (!fields.some((field) => headers.has(NAMES[field]))) return false;
  for (const field of fields) {
    if (!headers.get(NAMES[field])) throw refuse(`client-encryption-${field}-missing`);
  }
  return true;
}

/**
 * That of an upload in parts is sent whole or not at all, with sizes that make at most 10000 parts.
 * @returns whether there is any: the SDK for Java sends none with its parts.
 * @throws OssError `client-encryption-key-missing` and its like, `client-encryption-data-size-invalid`,
 * `client-encryption-part-size-invalid`, `client-encryption-too-many-parts`.
 */
export function checkClientEncryption(headers: Headers): boolean {
  if (!checkWhole(headers, FIELDS)) return false;
  for (const field of ['data-size', 'part-size'] as const) {
    const value = headers.get(NAMES[field]) as string;
    if (!BYTES.test(value)) throw refuse(`client-encryption-${field}-invalid`).because({ [field]: value });
  }
  const cut = cutBy((field) => headers.get(NAMES[field]));
  if (cut !== undefined && cut.count > MAX_PARTS) throw refuse('client-encryption-too-many-parts').because({ ...cut });
  return true;
}

/**
 * A part comes with the metadata of the initiation, and its number is one that the announced sizes make.
 * @throws OssError `client-encryption-key-changed` and its like, `client-encryption-part-number-too-large`, or what
 * `checkClientEncryption` throws.
 */
export function checkPartEncryption(headers: Headers, { object }: UploadRecord, number: number): void {
  if (checkClientEncryption(headers)) {
    for (const field of FIELDS) {
      const announced = metadata(object.headers, field);
      const sent = headers.get(NAMES[field]);
      if (sent !== announced) throw refuse(`client-encryption-${field}-changed`).because({ announced, sent });
    }
  }
  const cut = cutOf(object.headers);
  if (cut !== undefined && number > cut.count) {
    throw refuse('client-encryption-part-number-too-large').because({ partNumber: number, ...cut });
  }
}

/**
 * All parts but the last have the announced size, the last one what remains.
 * @throws OssError `client-encryption-part-size-wrong`, `client-encryption-last-part-wrong`.
 */
export function checkPartSize({ object }: UploadRecord, number: number, size: number): void {
  const cut = cutOf(object.headers);
  if (cut === undefined) return;
  const last = number === cut.count;
  const expected = last ? cut.dataSize - cut.partSize * (cut.count - 1) : cut.partSize;
  if (size === expected) return;
  const cause = last ? 'client-encryption-last-part-wrong' : 'client-encryption-part-size-wrong';
  throw refuse(cause).because({ partNumber: number, size, expected });
}

/** @param parts how many the completion names. @throws OssError `client-encryption-part-list-wrong`. */
export function checkPartCount({ object }: UploadRecord, parts: number): void {
  const cut = cutOf(object.headers);
  if (cut !== undefined && parts > cut.count) {
    throw refuse('client-encryption-part-list-wrong').because({ parts, ...cut });
  }
}

/** Whether the client encrypts the object. */
export function isClientEncrypted({ headers }: Pick<ObjectRecord, 'headers'>): boolean {
  return metadata(headers, 'key') !== undefined;
}

function cutOf(headers: HeaderList): Cut | undefined {
  return cutBy((field) => metadata(headers, field));
}

function cutBy(value: (field: 'data-size' | 'part-size') => string | undefined): Cut | undefined {
  const dataSize = Number(value('data-size'));
  const partSize = Number(value('part-size'));
  return dataSize > 0 && partSize > 0 ? { dataSize, partSize, count: Math.ceil(dataSize / partSize) } : undefined;
}

function metadata(headers: HeaderList, field: Field): string | undefined {
  return headers.find(([name]) => name === NAMES[field])?.[1];
}
