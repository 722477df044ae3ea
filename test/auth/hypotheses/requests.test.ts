import { describe, expect, test } from 'vitest';
import type { Mode } from '../../../src/auth/index.ts';
import { httpDate } from '../../../src/wire/dates.ts';
import { encodePercent } from '../../../src/wire/percent.ts';
import { KEYS, NOW, NOW_HTTP, REGION } from '../requests.ts';
import { HOST, prove, type Signing, sent, signing } from './cases.ts';

const HEADER: readonly Mode[] = ['v1-header', 'v2-header', 'v4-header'];
const URL: readonly Mode[] = ['v1-url', 'v2-url', 'v4-url'];
const EVERY: readonly Mode[] = [...HEADER, ...URL];
const HOUR = 3_600_000;
const MD5 = 'eB5eJF1ptWaXm4bijSPyxw==';

type Change = Partial<Signing> | ((right: Signing) => Partial<Signing>);

const without = (name: string) => (right: Signing) => ({
  headers: right.headers.filter(([known]) => known.toLowerCase() !== name),
});
const withValue = (name: string, value: string) => (right: Signing) => ({
  headers: [...without(name)(right).headers, [name, value] as [string, string]],
});
const added =
  (...headers: [string, string][]) =>
  (right: Signing) => ({ headers: [...right.headers, ...headers] });

/** Mistake, where it can be made, what is sent instead of the usual request, and what was signed. */
const MISTAKES: readonly (readonly [name: string, modes: readonly Mode[], right: Change, wrong: Change])[] = [
  ['secret-blanks', EVERY, {}, { secret: `${KEYS.accessKeySecret}\n` }],
  ['secret-blanks', EVERY, {}, { secret: ` ${KEYS.accessKeySecret}` }],
  ['secret-quotes', ['v1-header'], {}, { secret: `"${KEYS.accessKeySecret}"` }],
  ['secret-of-another-key', EVERY, {}, { secret: 'bob-secret' }],
  ['secret-is-the-id', EVERY, {}, { secret: KEYS.accessKeyId }],
  ['secret-empty', ['v1-header', 'v4-header'], {}, { secret: 'undefined' }],
  ['secret-changed', ['v1-header', 'v4-url'], {}, { secret: `${KEYS.accessKeySecret}&` }],
  ['content-type-changed', EVERY, {}, without('content-type')],
  ['content-type-changed', EVERY, {}, withValue('content-type', 'application/octet-stream')],
  ['content-type-changed', EVERY, without('content-type'), withValue('content-type', 'text/plain')],
  ['content-type-changed', EVERY, withValue('content-type', 'a/b; charset=utf-8'), withValue('content-type', 'a/b')],
  ['content-md5-changed', EVERY, added(['Content-MD5', MD5]), without('content-md5')],
  [
    'content-md5-changed',
    EVERY,
    added(['Content-MD5', MD5]),
    withValue('content-md5', '781e5e245d69b566979b86e28d23f2c7'),
  ],
  ['security-token-not-signed', HEADER, added(['x-oss-security-token', 'token']), without('x-oss-security-token')],
  ['security-token-not-signed', ['v1-url', 'v2-url'], { query: 'security-token=token' }, { query: '' }],
  ['oss-header-not-signed', EVERY, added(['x-oss-trace-id', '1']), without('x-oss-trace-id')],
  ['oss-header-not-signed', EVERY, added(['x-oss-trace-id', '1'], ['x-oss-b', '2']), without('x-oss-meta-author')],
  ['header-value-encoding', EVERY, added(['x-oss-meta-b', 'a%20b']), withValue('x-oss-meta-b', 'a b')],
  ['other-method', EVERY, {}, { method: 'GET' }],
  ['other-method', EVERY, { method: 'HEAD' }, { method: 'GET' }],
  ['bucket-missing', EVERY, {}, { bucket: 'dir', key: 'a b+c.txt' }],
  ['bucket-twice', EVERY, {}, { key: 'examplebucket/dir/a b+c.txt' }],
  ['host-in-resource', EVERY, {}, { bucket: HOST }],
  ['host-in-resource', EVERY, {}, { bucket: 'oss-cn-hangzhou.aliyuncs.com', key: 'examplebucket/dir/a b+c.txt' }],
  ['bucket-case', EVERY, {}, { bucket: 'Examplebucket' }],
  ['key-encoding', EVERY, {}, { key: encodePercent('dir/a b+c.txt', true) }],
  ['key-encoding', EVERY, {}, { key: encodePercent('dir/a b+c.txt') }],
  ['key-encoding', EVERY, { key: 'a%20b' }, { key: 'a b' }],
  ['key-plus', EVERY, { key: 'a+b' }, { key: 'a b' }],
  ['key-plus', EVERY, { key: 'a b' }, { key: 'a+b' }],
  ['slashes', EVERY, { key: 'dir/' }, { key: 'dir' }],
  ['slashes', EVERY, { key: 'dir' }, { key: 'dir/' }],
  ['slashes', EVERY, { key: 'dir' }, { key: '/dir' }],
  ['slashes', EVERY, { key: 'dir//a' }, { key: 'dir/a' }],
  ['slashes', EVERY, { key: 'dir' }, { key: undefined }],
  ['key-text', EVERY, { key: 'key' }, { key: 'key ' }],
  ['key-text', EVERY, { key: 'Key' }, { key: 'key' }],
  ['key-text', EVERY, { key: 'u\u0308' }, { key: '\u00fc' }],
  ['sub-resource-missing', ['v1-header', 'v1-url'], { query: 'uploadId=U&partNumber=1' }, { query: 'uploadId=U' }],
  ['sub-resource-missing', ['v1-header', 'v1-url'], { query: 'uploadId=U&partNumber=1' }, { query: '' }],
  ['sub-resource-missing', ['v1-header'], { query: 'versionId=V' }, { query: 'versionId' }],
  ['query-not-signed', ['v2-header', 'v4-header', 'v4-url'], { query: 'prefix=a&max-keys=3' }, { query: 'prefix=a' }],
  ['query-not-signed', ['v2-header', 'v4-header', 'v4-url'], { query: 'prefix=a&max-keys=3' }, { query: '' }],
  ['query-encoding', ['v2-header', 'v4-header', 'v4-url'], { query: 'prefix=a%2Fb' }, { query: 'prefix=a%252Fb' }],
  ['query-encoding', ['v1-header', 'v1-url'], { query: 'versionId=a%2Fb' }, { query: 'versionId=a%252Fb' }],
  ['sub-resource-lost', ['v1-header', 'v2-header', 'v4-header', 'v1-url', 'v4-url'], {}, { query: 'acl' }],
  ['clock-read-twice', ['v1-header', 'v2-header'], {}, withValue('date', httpDate(NOW + 1000))],
  ['local-time', ['v1-header', 'v2-header'], {}, withValue('date', httpDate(NOW + 8 * HOUR))],
  ['local-time', ['v1-header', 'v2-header'], {}, withValue('date', httpDate(NOW + 5.75 * HOUR))],
  ['local-time', ['v1-header'], {}, withValue('date', 'Sat, 01 Jun 2024 20:00:00 +0800')],
  ['date-format', ['v1-header', 'v2-header'], {}, withValue('date', '20240601T120000Z')],
  ['date-format', ['v1-header', 'v2-header'], {}, withValue('date', NOW_HTTP.replace(', 0', ', '))],
  ['expires-unit', ['v1-url', 'v2-url'], {}, (right) => ({ expires: right.expires * 1000 })],
  ['expires-unit', ['v1-url', 'v2-url'], {}, (right) => ({ expires: right.expires * 1000 + 417 })],
  ['expires-unit', ['v1-url', 'v2-url'], {}, { expires: 600 }],
  ['expires-unit', ['v1-url'], { expires: NOW + 600_000 }, { expires: NOW / 1000 + 600 }],
  ['expires-unit', ['v4-url'], {}, { expires: 600_000 }],
  ['scope-region', ['v4-header', 'v4-url'], {}, { region: `oss-${REGION}` }],
  ['scope-region', ['v4-header'], {}, { region: 'us-east-1' }],
  ['scope-product', ['v4-header'], {}, { product: 's3' }],
  ['additional-headers', ['v2-header', 'v4-header'], { additional: ['host'] }, { additional: [] }],
  [
    'host-changed',
    ['v2-header', 'v4-header'],
    { additional: ['host'] },
    (right) => ({ additional: ['host'], ...withValue('host', 'oss-cn-hangzhou.aliyuncs.com')(right) }),
  ],
  [
    'host-changed',
    ['v4-header', 'v4-url'],
    { additional: ['host'] },
    (right) => ({ additional: ['host'], ...withValue('host', `${HOST}:9000`)(right) }),
  ],
];

const CASES = MISTAKES.flatMap(([name, modes, right, wrong]) => modes.map((mode) => ({ mode, name, right, wrong })));

const changed = (from: Signing, change: Change): Signing => ({
  ...from,
  ...(typeof change === 'function' ? change(from) : change),
});

describe('a mistake', () => {
  test.each(CASES)('of $mode: $name is named, and no other', ({ mode, name, right, wrong }) => {
    const correct = changed(signing(mode), right);
    const proof = prove(sent(mode, correct, changed(correct, wrong)));
    expect(proof.proven?.hypotheses).toEqual([name]);
    expect(proof.client).toBeDefined();
    expect(JSON.stringify(proof)).not.toContain(KEYS.accessKeySecret);
  });
});
