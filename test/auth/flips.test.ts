import { describe, expect, test } from 'vitest';
import {
  type Mode,
  SIGNED_SUB_RESOURCES,
  signV1Header,
  signV1Url,
  signV2Header,
  signV2Url,
  signV4Header,
  signV4Url,
  type Unsigned,
} from '../../src/auth/index.ts';
import type { SignedRequest } from '../../src/auth/request.ts';
import { OssError } from '../../src/errors/oss-error.ts';
import { seededRandom } from '../../src/runtime/random.ts';
import { Headers } from '../../src/wire/headers.ts';
import { encodePercentBytes } from '../../src/wire/percent.ts';
import { Query } from '../../src/wire/query.ts';
import { authenticate, KEYS, NOW, NOW_HTTP, NOW_ISO, REGION } from './requests.ts';

const ROUNDS = 400;
const ADDITIONAL = ['host', 'range'];

/** A signed request in parts that can be changed one byte at a time. All but the key are byte strings. */
interface Parts {
  method: string;
  bucket: string;
  key: string;
  headers: [name: string, value: string][];
  query: [name: string, value: string][];
}

const MODES: Record<Mode, (unsigned: Unsigned) => { headers?: Unsigned['headers']; query?: string }> = {
  'v1-header': (u) => ({ headers: signV1Header(u, KEYS, NOW) }),
  'v1-url': (u) => ({ query: signV1Url(u, KEYS, NOW / 1000 + 60) }),
  'v2-header': (u) => ({ headers: signV2Header(u, KEYS, NOW, ADDITIONAL) }),
  'v2-url': (u) => ({ query: signV2Url(u, KEYS, NOW / 1000 + 60, ADDITIONAL) }),
  'v4-header': (u) => ({ headers: signV4Header(u, KEYS, NOW, { region: REGION, additionalHeaders: ADDITIONAL }) }),
  'v4-url': (u) => ({ query: signV4Url(u, KEYS, NOW, 60, { region: REGION, additionalHeaders: ADDITIONAL }) }),
};

const random = seededRandom(20240601);
const below = (n: number): number => random.bytes(4).readUInt32LE() % n;
const pick = <T>(from: readonly T[]): T => from[below(from.length)] as T;
const text = (alphabet: string, length: number): string => Array.from({ length }, () => pick([...alphabet])).join('');

const NAME = 'abcdefghijklmnopqrstuvwxyz0123456789-';
const VALUE = `${NAME}ABCXYZ _.~!'()*,;:@&=+$/?%#"<>\u00e4\u00df\u00a7`;
const KEY = `${VALUE}中文ä🙂`;

function unsignedRequest(mode: Mode): Unsigned {
  const headers: [string, string][] = [
    ['Host', 'examplebucket.oss-cn-hangzhou.aliyuncs.com'],
    ['Range', `bytes=${below(100)}-${100 + below(100)}`],
    ['Content-Type', `text/${text(NAME, 5)}`],
    ['Content-MD5', text(NAME, 12)],
  ];
  for (let i = below(3); i >= 0; i--) headers.push([`X-Oss-Meta-${text(NAME, 4)}${i}`, `v${text(VALUE, 6)}v`]);
  const date: [string, string] = mode.startsWith('v4')
    ? ['x-oss-date', NOW_ISO]
    : pick([
        ['Date', NOW_HTTP],
        ['Date', NOW_ISO],
      ]);
  if (mode.endsWith('header')) headers.push(date);
  const query = ['versionId', 'uploadId', 'response-content-type']
    .filter(() => below(2) === 0)
    .map((name) => `${name}=v${encodePercentBytes(text(VALUE, 5))}`);
  if (below(2) === 0) query.push(pick(['acl', 'tagging', 'uploads=']));
  return {
    method: pick(['GET', 'PUT', 'POST', 'DELETE', 'HEAD']),
    bucket: 'examplebucket',
    key: `k${text(KEY, 1 + below(8))}`,
    headers,
    query: query.join('&'),
  };
}

function signedParts(mode: Mode): Parts {
  const unsigned = unsignedRequest(mode);
  const signed = MODES[mode](unsigned);
  return {
    method: unsigned.method,
    bucket: unsigned.bucket as string,
    key: unsigned.key as string,
    headers: (signed.headers ?? unsigned.headers).map(([name, value]) => [name, value]),
    query: new Query(signed.query ?? unsigned.query).parameters.map((p) => [p.name, p.value ?? '']),
  };
}

function received({ method, bucket, key, headers, query }: Parts): SignedRequest {
  return {
    method,
    headers: new Headers(headers.flat()),
    query: new Query(
      query.map(([name, value]) => `${encodePercentBytes(name)}=${encodePercentBytes(value)}`).join('&'),
    ),
    resource: { bucket, key, bareBucket: false },
  };
}

function isAccepted(parts: Parts): boolean {
  try {
    return authenticate(received(parts)) !== undefined;
  } catch (error) {
    if (error instanceof OssError) return false;
    throw error;
  }
}

/** Another text: one place of `from` holds another character, different also without case. */
function flipped(from: string, alphabet: string): string {
  const at = below(from.length);
  const old = from[at] as string;
  for (;;) {
    const other = pick([...alphabet]);
    if (other.toLowerCase() !== old.toLowerCase()) return from.slice(0, at) + other + from.slice(at + 1);
  }
}

/** Every way to change one byte of what the mode signs. */
function flips(mode: Mode, parts: Parts): [what: string, change: () => void][] {
  const all: [string, () => void][] = [
    ['method', () => (parts.method = flipped(parts.method, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'))],
    ['bucket', () => (parts.bucket = flipped(parts.bucket, NAME))],
    ['key', () => (parts.key = flipped(parts.key, VALUE))],
  ];
  const v1 = mode.startsWith('v1');
  for (const header of parts.headers) {
    const name = header[0].toLowerCase();
    const always = /^(x-oss-.*|content-type|content-md5|authorization)$/.test(name);
    const dated = name === 'date' && mode.endsWith('header');
    if (!always && !dated && (v1 || !ADDITIONAL.includes(name))) continue;
    all.push([`name of ${name}`, () => (header[0] = flipped(header[0], NAME))]);
    all.push([`value of ${name}`, () => (header[1] = flipped(header[1], VALUE))]);
  }
  for (const parameter of parts.query) {
    const name = parameter[0];
    if (v1 && !SIGNED_SUB_RESOURCES.has(name) && !['OSSAccessKeyId', 'Expires', 'Signature'].includes(name)) continue;
    all.push([`name of ?${name}`, () => (parameter[0] = flipped(name, NAME))]);
    if (parameter[1] !== '') all.push([`value of ?${name}`, () => (parameter[1] = flipped(parameter[1], VALUE))]);
  }
  return all;
}

describe.each(Object.keys(MODES) as Mode[])('a %s signature', (mode) => {
  test('is broken by any one byte of what it covers', () => {
    for (let round = 0; round < ROUNDS; round++) {
      const parts = signedParts(mode);
      expect(isAccepted(parts)).toBe(true);
      const [what, change] = pick(flips(mode, parts));
      const before = JSON.stringify(parts);
      change();
      if (isAccepted(parts)) expect.fail(`${what} may change: ${before} -> ${JSON.stringify(parts)}`);
    }
  });

  test('stands whatever happens to what it does not cover', () => {
    for (let round = 0; round < ROUNDS; round++) {
      const parts = signedParts(mode);
      parts.headers.push(['User-Agent', text(VALUE, 8)], [`not-${text(NAME, 4)}`, text(VALUE, 4)]);
      if (mode.startsWith('v1')) {
        for (const header of parts.headers) if (header[0] === 'Host') header[1] = flipped(header[1], NAME);
        parts.query.push([pick(['prefix', 'marker', 'max-keys', 'delimiter', `q${text(NAME, 5)}`]), text(VALUE, 4)]);
      }
      if (!isAccepted(parts)) expect.fail(JSON.stringify(parts));
    }
  });

  test('is broken by another secret, and by a header or parameter that it would cover', () => {
    const other = { ...KEYS, accessKeySecret: 'ossmock-secreu' };
    for (let round = 0; round < 50; round++) {
      const parts = signedParts(mode);
      const credential = { ...other, status: 'active', principal: { kind: 'anonymous' } } as const;
      expect(() => authenticate(received(parts), { lookup: () => credential })).toThrow(OssError);
      const added = { ...parts, headers: [...parts.headers, ['x-oss-added', 'v'] as [string, string]] };
      expect(isAccepted(added)).toBe(false);
      if (mode !== 'v1-header') {
        expect(isAccepted({ ...parts, query: [...parts.query, ['versioning', 'v']] })).toBe(false);
      }
    }
  });
});
