import { seededRandom } from '../../../src/runtime/random.ts';
import { httpDate } from '../../../src/wire/dates.ts';

/** A request before it is signed. Texts as people write them. */
export interface Plain {
  readonly method: string;
  readonly bucket: string;
  readonly key: string;
  /** A null value has no `=`. */
  readonly query: Readonly<Record<string, string | null>>;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Chance {
  below(n: number): number;
  pick<T>(from: readonly T[]): T;
  text(alphabet: string, length: number): string;
}

export function seeded(seed: number): Chance {
  const random = seededRandom(seed);
  const below = (n: number): number => random.bytes(4).readUInt32LE() % n;
  const pick = <T>(from: readonly T[]): T => from[below(from.length)] as T;
  return {
    below,
    pick,
    text: (alphabet, length) => Array.from({ length }, () => pick([...alphabet])).join(''),
  };
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';
const ODD = `${LETTERS}ABC _.~!'()*,;:@&=+$/?%"<>-äß§中文🙂`;
const VALUES = ['versionId', 'uploadId', 'partNumber', 'response-content-type', 'x-oss-process'];

/** A request such as SDKs make. */
export function plainRequest({ below, pick, text }: Chance): Plain {
  const query: Record<string, string | null> = {};
  if (below(2) === 0) query[pick(['acl', 'tagging', 'uploads'])] = null;
  for (const name of VALUES) if (below(4) === 0) query[name] = `v${text(ODD, below(7))}`;
  const headers: Record<string, string> = {
    'Content-Type': below(3) === 0 ? '' : `text/${text(LETTERS, 5)}`,
    'Content-MD5': below(3) === 0 ? `${text(LETTERS, 22)}==` : '',
    Date: httpDate(Date.UTC(2024, below(12), 1 + below(28), below(24), below(60), below(60))),
  };
  for (let i = below(4); i > 0; i--) headers[`X-Oss-Meta-${text(LETTERS, 4)}${i}`] = `v${text(ODD, below(8))}v`;
  for (const [name, value] of Object.entries(headers)) if (value === '') delete headers[name];
  return {
    method: pick(['GET', 'PUT', 'POST', 'DELETE', 'HEAD']),
    bucket: `b${text(LETTERS, 4)}-${text(LETTERS, 3)}`,
    key: `k${text(ODD, 1 + below(12))}`,
    query,
    headers,
  };
}
