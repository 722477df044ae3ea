import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Mode } from '../../../src/auth/index.ts';
import { KEYS, NOW_HTTP, NOW_ISO, REGION } from '../requests.ts';
import { hmac, prove, received, sentWith, signing } from './cases.ts';

const SECRET = KEYS.accessKeySecret;
const RESOURCE = '/examplebucket/dir/a b+c.txt';
const V1 = `PUT\n\nimage/x-icon\n${NOW_HTTP}\nx-oss-meta-author:alice\n${RESOURCE}`;
const V2 = `PUT\n\nimage/x-icon\n${NOW_HTTP}\nx-oss-meta-author:alice\n\n%2Fexamplebucket%2Fdir%2Fa%20b%2Bc.txt`;
const CANONICAL = `PUT\n/examplebucket/dir/a%20b%2Bc.txt\n\ncontent-type:image/x-icon\nx-oss-content-sha256:UNSIGNED-PAYLOAD\nx-oss-date:${NOW_ISO}\nx-oss-meta-author:alice\n\n\nUNSIGNED-PAYLOAD`;
const SCOPE = `20240601/${REGION}/oss/aliyun_v4_request`;

const v1 = (text: string) => hmac('sha1', SECRET, text).toString('base64');
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const v4Text = (canonical: string) => `OSS4-HMAC-SHA256\n${NOW_ISO}\n${SCOPE}\n${sha256(canonical)}`;
const chain = (first: string, ...steps: string[]) =>
  steps.reduce<string | Buffer>((key, step) => hmac('sha256', key, step), first);
const v4Key = chain(`aliyun_v4${SECRET}`, '20240601', REGION, 'oss', 'aliyun_v4_request');
const v4 = (canonical: string, key: string | Buffer = v4Key) => hmac('sha256', key, v4Text(canonical)).toString('hex');
const base64 = (bytes: Buffer) => bytes.toString('base64');

/** Signatures as a client's own code makes them, by hand. */
const SIGNATURES: readonly (readonly [name: string, mode: Mode, how: string, signature: string])[] = [
  ['signature-encoding', 'v1-header', 'in hexadecimal', hmac('sha1', SECRET, V1).toString('hex')],
  [
    'signature-encoding',
    'v1-header',
    'Base64 of hexadecimal, as PHP gives it',
    btoa(hmac('sha1', SECRET, V1).toString('hex')),
  ],
  ['signature-encoding', 'v1-header', 'without padding', v1(V1).slice(0, -1)],
  ['signature-encoding', 'v1-header', 'percent-encoded in the header', encodeURIComponent(v1(V1))],
  ['signature-encoding', 'v2-header', 'in hexadecimal', hmac('sha256', SECRET, V2).toString('hex')],
  ['signature-encoding', 'v4-header', 'in Base64', base64(hmac('sha256', v4Key, v4Text(CANONICAL)))],
  ['signature-encoding', 'v4-header', 'in upper case', v4(CANONICAL).toUpperCase()],
  ['hash', 'v1-header', 'SHA-256 for SHA-1', base64(hmac('sha256', SECRET, V1))],
  ['hash', 'v2-header', 'SHA-1 for SHA-256', base64(hmac('sha1', SECRET, V2))],
  ['version-mixed-up', 'v1-header', 'the V1 text with the key of V4', hmac('sha256', v4Key, V1).toString('hex')],
  ['version-mixed-up', 'v2-header', 'V1 all through', v1(V1)],
  [
    'version-mixed-up',
    'v4-header',
    'the V1 text with the key of V4',
    hmac(
      'sha256',
      v4Key,
      V1.replace(NOW_HTTP, NOW_ISO).replace(
        'x-oss-meta',
        `x-oss-content-sha256:UNSIGNED-PAYLOAD\nx-oss-date:${NOW_ISO}\nx-oss-meta`,
      ),
    ).toString('hex'),
  ],
  [
    'version-mixed-up',
    'v4-header',
    'V1 all through',
    v1(
      V1.replace(NOW_HTTP, NOW_ISO).replace(
        'x-oss-meta',
        `x-oss-content-sha256:UNSIGNED-PAYLOAD\nx-oss-date:${NOW_ISO}\nx-oss-meta`,
      ),
    ),
  ],
  ['key-derivation', 'v4-header', 'no derivation', v4(CANONICAL, SECRET)],
  [
    'key-derivation',
    'v4-header',
    'AWS4 as prefix',
    v4(CANONICAL, chain(`AWS4${SECRET}`, '20240601', REGION, 'oss', 'aliyun_v4_request')),
  ],
  [
    'key-derivation',
    'v4-header',
    'no last step',
    v4(CANONICAL, chain(`aliyun_v4${SECRET}`, '20240601', REGION, 'oss')),
  ],
  [
    'amazon-names',
    'v4-header',
    'AWS4-HMAC-SHA256',
    hmac('sha256', v4Key, v4Text(CANONICAL).replace('OSS4', 'AWS4')).toString('hex'),
  ],
  [
    'canonical-request-hash',
    'v4-header',
    'not hashed',
    hmac('sha256', v4Key, v4Text('').replace(/.*$/, CANONICAL)).toString('hex'),
  ],
  ['payload-hash', 'v4-header', 'that of nothing', v4(CANONICAL.replace(/UNSIGNED-PAYLOAD$/, sha256('')))],
  [
    'oss-header-not-signed',
    'v4-header',
    'x-oss-content-sha256',
    v4(CANONICAL.replace('x-oss-content-sha256:UNSIGNED-PAYLOAD\n', '')),
  ],
  [
    'scope-region',
    'v4-header',
    'only in the key',
    v4(CANONICAL, chain(`aliyun_v4${SECRET}`, '20240601', 'cn-beijing', 'oss', 'aliyun_v4_request')),
  ],
  [
    'scope-date',
    'v4-header',
    'only in the key',
    v4(CANONICAL, chain(`aliyun_v4${SECRET}`, '20240602', REGION, 'oss', 'aliyun_v4_request')),
  ],
  [
    'local-time',
    'v4-header',
    'in the second line',
    hmac('sha256', v4Key, v4Text(CANONICAL).replace(NOW_ISO, '20240601T200000Z')).toString('hex'),
  ],
  ['line-ends', 'v1-header', 'a line feed at the end', v1(`${V1}\n`)],
  ['line-ends', 'v1-header', 'CRLF', v1(V1.replaceAll('\n', '\r\n'))],
  ['line-ends', 'v4-header', 'a line feed at the end', v4(`${CANONICAL}\n`)],
  ['line-missing', 'v1-header', 'Content-MD5', v1(V1.replace('\n\n', '\n'))],
  ['line-missing', 'v1-header', 'swapped', v1(V1.replace('\nimage/x-icon\n', 'image/x-icon\n\n'))],
  ['header-lines', 'v1-header', 'a blank after the colon', v1(V1.replace('author:', 'author: '))],
  ['header-lines', 'v1-header', 'an empty line behind', v1(V1.replace(RESOURCE, `\n${RESOURCE}`))],
  ['header-lines', 'v4-header', 'no empty line behind', v4(CANONICAL.replace('alice\n', 'alice'))],
  ['other-date-header', 'v1-header', 'no date', v1(V1.replace(NOW_HTTP, ''))],
  ['bucket-missing', 'v1-header', 'and no slash', v1(V1.replace('/examplebucket/', ''))],
  ['bucket-missing', 'v4-header', '', v4(CANONICAL.replace('/examplebucket/', '/'))],
  ['slashes', 'v1-header', 'none at the beginning', v1(V1.replace('/examplebucket', 'examplebucket'))],
  [
    'host-in-resource',
    'v1-header',
    'a whole URL',
    v1(V1.replace('/examplebucket', 'http://examplebucket.oss-cn-hangzhou.aliyuncs.com')),
  ],
  ['key-encoding', 'v4-header', 'none', v4(CANONICAL.replace('a%20b%2Bc', 'a b+c'))],
  [
    'key-encoding',
    'v4-header',
    'the slashes too',
    v4(CANONICAL.replace('/examplebucket/dir/', '%2Fexamplebucket%2Fdir%2F')),
  ],
  ['key-encoding', 'v2-header', 'not the slashes', base64(hmac('sha256', SECRET, V2.replaceAll('%2F', '/')))],
  ['key-encoding', 'v4-header', 'lower-case digits', v4(CANONICAL.replace('%2B', '%2b'))],
  ['key-encoding', 'v4-header', '+ for a blank', v4(CANONICAL.replace('%20', '+'))],
];

describe('a signature made by hand', () => {
  test.each(SIGNATURES)('%s, %s: %s', (name, mode, _, signature) => {
    const proof = prove(sentWith(mode, signing(mode), signature));
    expect(proof.proven?.hypotheses).toEqual([name]);
    expect(JSON.stringify(proof)).not.toContain(SECRET);
  });

  test('x-oss-date beside Date: Date was signed', () => {
    const right = signing('v1-header');
    right.headers.push(['x-oss-date', NOW_ISO]);
    const text = V1.replace('x-oss-meta', `x-oss-date:${NOW_ISO}\nx-oss-meta`);
    expect(prove(sentWith('v1-header', right, v1(text))).proven?.hypotheses).toEqual(['other-date-header']);
  });

  test('parameters of a V1 request that are no sub-resources, and in the order of the URL', () => {
    const right = signing('v1-header', { query: 'uploadId=U&partNumber=1&x=2' });
    const text = (query: string) => prove(sentWith('v1-header', right, v1(`${V1}?${query}`))).proven?.hypotheses;
    expect(text('partNumber=1&uploadId=U&x=2')).toEqual(['sub-resource-too-much']);
    expect(text('uploadId=U&partNumber=1')).toEqual(['query-order']);
    expect(text('partNumber=1')).toEqual(['sub-resource-missing']);
  });

  test('the query of a V4 request in other writings', () => {
    const right = signing('v4-header', { query: 'prefix=a%20(b)%2Fc&max-keys=3&acl' });
    const text = (query: string) =>
      prove(sentWith('v4-header', right, v4(CANONICAL.replace('\n\n', `\n${query}\n`)))).proven?.hypotheses;
    expect(text('prefix=a%20%28b%29%2Fc&max-keys=3&acl')).toEqual(['query-order']);
    expect(text('acl=&max-keys=3&prefix=a%20%28b%29%2Fc')).toEqual(['query-encoding']);
    expect(text('acl&max-keys=3&prefix=a+%28b%29%2Fc')).toEqual(['query-encoding']);
    expect(text('acl&max-keys=3&prefix=a%20(b)%2Fc')).toEqual(['query-encoding']);
    expect(text('acl&max-keys=3&prefix=a%20%28b%29/c')).toEqual(['query-encoding']);
    expect(text('acl&max-keys=3&prefix=a (b)/c')).toEqual(['query-encoding']);
    expect(text('acl')).toEqual(['query-not-signed']);
  });
});

test('a plus of Base64 that became a blank on the way is seen', () => {
  // One of these signatures has a plus.
  for (let i = 0; ; i++) {
    const right = signing('v1-url', { expires: 1_717_246_800 + i });
    const text = `PUT\n\nimage/x-icon\n${right.expires}\nx-oss-meta-author:alice\n${RESOURCE}`;
    if (!v1(text).includes('+')) continue;
    const proof = prove(sentWith('v1-url', right, v1(text).replaceAll('+', ' ')));
    expect(proof.proven?.hypotheses).toEqual(['signature-encoding']);
    break;
  }
});

test('the proof shows both texts and where they part', () => {
  const proof = prove(sentWith('v1-header', signing('v1-header'), v1(V1.replace('image/x-icon', ''))));
  expect(proof).toMatchObject({
    proven: {
      hypotheses: ['content-type-changed'],
      statement: 'The request was signed without a Content-Type and sent with "image/x-icon".',
      remedy: expect.stringContaining('Sign Content-Type'),
    },
    server: { stringToSign: V1 },
    client: { stringToSign: V1.replace('image/x-icon', '') },
    firstDifference: { in: 'stringToSign', offset: 5, line: 3, server: 'image/x-icon', client: '' },
  });
});

test('in V4 they part in the canonical request', () => {
  const proof = prove(sentWith('v4-header', signing('v4-header'), v4(CANONICAL.replace('alice', 'alice%20'))));
  expect(proof.proven).toBeUndefined();
  const known = prove(
    sentWith('v4-header', signing('v4-header'), v4(CANONICAL.replace('/a%20b', '//a%20b').replace('dir//', 'dir/'))),
  );
  expect(known.server.canonicalRequest).toBe(CANONICAL);
  const slash = prove(sentWith('v4-header', signing('v4-header'), v4(CANONICAL.replace('c.txt', 'c.txt/'))));
  expect(slash).toMatchObject({
    proven: { hypotheses: ['slashes'] },
    firstDifference: { in: 'canonicalRequest', line: 2, server: '', client: '/' },
  });
});

test('where only the secret is wrong, the texts are the same', () => {
  const proof = prove(sentWith('v1-header', signing('v1-header'), base64(hmac('sha1', 'alice-secret', V1))));
  expect(proof.proven?.statement).toBe(
    'The signature was made with the secret of AccessKeyId alice, and the request names ossmock.',
  );
  expect(proof.client).toEqual(proof.server);
  expect(proof.firstDifference).toBeUndefined();
  expect(JSON.stringify(proof)).not.toContain('alice-secret');
});

test('a request without query, header or key of its own is explained too', () => {
  const right = signing('v1-header', {
    bucket: undefined,
    key: undefined,
    headers: [['Date', NOW_HTTP]],
    method: 'GET',
  });
  const listed = v1(`GET\n\n\n${NOW_HTTP}\n/examplebucket/`);
  expect(prove(sentWith('v1-header', right, listed)).proven).toBeUndefined();
  const request = received(
    right,
    [...right.headers, ['Authorization', `OSS ${KEYS.accessKeyId}:${v1(`GET\n\n\n${NOW_HTTP}\n/\n`)}`]],
    '',
  );
  expect(prove(request).proven?.hypotheses).toEqual(['line-ends']);
});
