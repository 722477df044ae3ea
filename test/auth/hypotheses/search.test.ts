import { describe, expect, test } from 'vitest';
import type { Mode } from '../../../src/auth/index.ts';
import { httpDate } from '../../../src/wire/dates.ts';
import { encodePercent } from '../../../src/wire/percent.ts';
import { seeded } from '../../commands/sign/plain.ts';
import { KEYS, NOW } from '../requests.ts';
import { prove, type Signing, sent, sentWith, signing } from './cases.ts';

const MODES: readonly Mode[] = ['v1-header', 'v1-url', 'v2-header', 'v2-url', 'v4-header', 'v4-url'];

const without = ({ headers }: Signing, name: string) => headers.filter(([known]) => known.toLowerCase() !== name);

/** Two mistakes at once. */
const PAIRS: readonly (readonly [
  names: readonly string[],
  modes: readonly Mode[],
  wrong: (right: Signing) => Partial<Signing>,
])[] = [
  [
    ['secret-of-another-key', 'content-type-changed'],
    MODES,
    (right) => ({ secret: 'alice-secret', headers: without(right, 'content-type') }),
  ],
  [
    ['secret-blanks', 'bucket-missing'],
    MODES,
    () => ({ secret: `${KEYS.accessKeySecret}\n`, bucket: 'dir', key: 'a b+c.txt' }),
  ],
  [
    ['content-type-changed', 'oss-header-not-signed'],
    MODES,
    (right) => ({ headers: without({ ...right, headers: without(right, 'x-oss-meta-author') }, 'content-type') }),
  ],
  [
    ['content-type-changed', 'key-encoding'],
    MODES,
    (right) => ({ headers: without(right, 'content-type'), key: encodePercent('dir/a b+c.txt', true) }),
  ],
  [
    ['content-type-changed', 'other-method'],
    MODES,
    (right) => ({ headers: without(right, 'content-type'), method: 'GET' }),
  ],
  [
    ['key-encoding', 'local-time'],
    ['v1-header', 'v2-header'],
    (right) => ({
      headers: [...without(right, 'date'), ['Date', httpDate(NOW + 8 * 3_600_000)]],
      key: encodePercent('dir/a b+c.txt', true),
    }),
  ],
];

describe('two mistakes at once', () => {
  test.each(PAIRS.flatMap(([names, modes, wrong]) => modes.map((mode) => [mode, names, wrong] as const)))(
    'of %s: %j',
    (mode, names, wrong) => {
      const right = signing(mode);
      const proof = prove(sent(mode, right, { ...right, ...wrong(right) }));
      expect(proof.proven?.hypotheses).toEqual(names);
    },
  );
});

describe('tampering that fits no hypothesis', () => {
  const random = seeded(11);
  test.each(MODES)('of %s proves nothing', (mode) => {
    for (let round = 0; round < 8; round++) {
      const right = signing(mode);
      const wrong: Partial<Signing>[] = [
        { key: `other/${random.text('abcdef', 8)}` },
        { secret: random.text('abcdefghij', 30) },
        { headers: [...right.headers, ['x-oss-meta-hidden', random.text('abc', 6)]] },
        { query: `versionId=${random.text('abcdef', 12)}` },
      ];
      const proof = prove(sent(mode, right, { ...right, ...(wrong[round % wrong.length] as Partial<Signing>) }));
      expect(proof.proven).toBeUndefined();
      expect(proof.client).toBeUndefined();
      expect(proof.firstDifference).toBeUndefined();
      expect(proof.server.stringToSign).not.toBe('');
      expect(proof.tried.length).toBeGreaterThan(20);
    }
  });

  test('of the signature itself proves nothing', () => {
    for (const signature of ['x', 'AAAAAAAAAAAAAAAAAAAAAAAAAAA=', '0'.repeat(64)]) {
      for (const mode of MODES) expect(prove(sentWith(mode, signing(mode), signature)).proven).toBeUndefined();
    }
  });
});

describe('the search', () => {
  test.each(MODES)('of %s is bounded', (mode) => {
    const query = Array.from({ length: 40 }, (_, i) => `p${i}=v${i}&x-oss-q${i}=v`).join('&');
    const headers = Array.from({ length: 60 }, (_, i) => [`x-oss-meta-${i}`, 'v'.repeat(50)] as [string, string]);
    const right = signing(mode, { query });
    right.headers.push(...headers);
    expect(prove(sentWith(mode, right, 'x')).recomputations).toBeLessThan(4000);
    const long = signing(mode);
    long.headers.push(['x-oss-meta-long', 'v'.repeat(80_000)]);
    expect(prove(sentWith(mode, long, 'x')).recomputations).toBeLessThan(110);
    expect(prove(sentWith(mode, signing(mode), 'x')).recomputations).toBeLessThan(2500);
  });
});

describe('any request', () => {
  const ODD = `abc _.~!'()*,;:@&=+$/?%"<>-\u00e4\u4e2d\u{1f642}\u0001\u007f`;
  const { pick, text, below } = seeded(12);
  test.each(MODES)('of %s can be looked into', (mode) => {
    for (let round = 0; round < 15; round++) {
      const right = signing(mode, {
        bucket: pick(['examplebucket', undefined, 'b']),
        key: pick([undefined, `${text(ODD, below(6))}`, '/', '//', '%zz', 'a%E4']),
        query: pick(['', '&&=&a', 'a=%zz&%=1', 'acl&acl=1&acl', 'x-oss-process=a%2Bb+c', 'prefix=%ff']),
        expires: pick([1, 600, 604_800]),
      });
      if (mode.startsWith('v1-url')) right.expires = pick([0, 1e15, 253_402_300_799]);
      right.headers.push(['x-oss-meta-odd', text('ab %+\u00e4', 5)], ['Content-MD5', pick(['', 'x', '====', 'AAAA'])]);
      if (right.bucket === undefined) right.key = undefined;
      expect(prove(sentWith(mode, right, text('abcdef0123', 9))).proven).toBeUndefined();
    }
  });
});
