import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { v4StringToSign } from '../../src/auth/canonical/v4.ts';
import {
  checkTime,
  matches,
  readClaim,
  signV1Header,
  signV1Url,
  signV4Header,
  v1Signature,
  v2Signature,
  v4Signature,
  verify,
} from '../../src/auth/index.ts';
import type { SignedRequest } from '../../src/auth/request.ts';
import type { HeaderList } from '../../src/wire/headers.ts';
import { authenticate, CREDENTIAL, KEYS, NOW, NOW_HTTP, NOW_ISO, REGION, refusal, request } from './requests.ts';

const DATE: [string, string] = ['Date', NOW_HTTP];
const signed = (stringToSign: string): [string, string] => [
  'Authorization',
  `OSS ossmock:${v1Signature(KEYS.accessKeySecret, stringToSign)}`,
];

/** The form that fitted, or undefined for the service's own. */
const formOf = (received: SignedRequest) => authenticate(received)?.facts.form;

/** A V1 request for `uri` signed over this resource. */
const v1 = (uri: string, resource: string, method = 'GET') =>
  request(method, uri, [DATE, signed(`${method}\n\n\n${NOW_HTTP}\n${resource}`)]);

const bare = (received: SignedRequest): SignedRequest => ({
  ...received,
  resource: { bucket: 'examplebucket', key: undefined, bareBucket: true },
});

describe('the service’s own form of V1', () => {
  test.each([
    ['the key is signed decoded', '/a%2Bb%20%E4%B8%AD', '/examplebucket/a+b \u00e4\u00b8\u00ad'],
    ['a bucket ends in a slash', '/', '/examplebucket/'],
    [
      'listed parameters are sorted by byte',
      '/k?uploads&acl&partNumber=2',
      '/examplebucket/k?acl&partNumber=2&uploads',
    ],
    ['a value is signed decoded', '/k?versionId=a%2Fb%20c', '/examplebucket/k?versionId=a/b c'],
    ['an empty value leaves the name alone', '/k?acl=', '/examplebucket/k?acl'],
    ['other parameters are not signed', '/k?prefix=a&acl&max-keys=3', '/examplebucket/k?acl'],
    ['of a repeated parameter the first is signed', '/k?versionId=a&versionId=b', '/examplebucket/k?versionId=a'],
    ['a plus stays a plus', '/k?versionId=a+b', '/examplebucket/k?versionId=a+b'],
  ])('%s', (_, uri, resource) => {
    expect(authenticate(v1(uri, resource))).toMatchObject({ ok: true });
    expect(formOf(v1(uri, resource))).toBeUndefined();
  });

  test('a service request signs a slash', () => {
    const received = { ...v1('/', '/'), resource: { bucket: undefined, key: undefined, bareBucket: false } };
    expect(formOf(received)).toBeUndefined();
  });

  test('x-oss-date fills the date line and is an x-oss- header too', () => {
    const text = `GET\n\n\n${NOW_ISO}\nx-oss-date:${NOW_ISO}\n/examplebucket/k`;
    const headers: [string, string][] = [DATE, ['x-oss-date', NOW_ISO], signed(text)];
    expect(formOf(request('GET', '/k', headers))).toBeUndefined();
  });

  test('a Date header is not signed in place of x-oss-date', () => {
    const text = `GET\n\n\n${NOW_HTTP}\nx-oss-date:${NOW_ISO}\n/examplebucket/k`;
    const headers: [string, string][] = [DATE, ['x-oss-date', NOW_ISO], signed(text)];
    expect(refusal(() => authenticate(request('GET', '/k', headers))).cause).toBe('signature-mismatch-v1');
  });

  test('headers are lower-cased, trimmed, sorted, and repeated ones joined by a comma', () => {
    const text = `PUT\nmd5==\ntext/plain\n${NOW_HTTP}\nx-oss-meta-a:1,3\nx-oss-meta-b:2  2\n/examplebucket/k`;
    const headers: [string, string][] = [
      DATE,
      ['X-OSS-Meta-B', ' 2  2\t'],
      ['x-oss-meta-A', '1'],
      ['Content-MD5', 'md5=='],
      ['X-Oss-Meta-a', '3'],
      ['Content-Type', 'text/plain'],
      signed(text),
    ];
    expect(formOf(request('PUT', '/k', headers))).toBeUndefined();
  });

  test('a header value keeps a last byte A0, as of a Cyrillic Р', () => {
    const text = `PUT\n\n\n${NOW_HTTP}\nx-oss-meta-a:\u00d0\u00a0\n/examplebucket/k`;
    expect(formOf(request('PUT', '/k', [DATE, ['x-oss-meta-a', '\u00d0\u00a0'], signed(text)]))).toBeUndefined();
  });
});

describe('forms of clients, taken when the service’s own does not fit', () => {
  test.each([
    ['the Java SDK signs k= for an empty value', '/k?acl=', '/examplebucket/k?acl=', { keepEmpty: true }],
    [
      'Go v2 signs every x-oss- parameter',
      '/k?x-oss-new=1&acl',
      '/examplebucket/k?acl&x-oss-new=1',
      { parameters: 'listed and x-oss-*' },
    ],
    [
      'older SDKs do not sign what was added later',
      '/k?acl&versionId=1',
      '/examplebucket/k?acl',
      { parameters: 'listed by older SDKs' },
    ],
    ['PHP writes a blank as a plus', '/k?versionId=a+b', '/examplebucket/k?versionId=a b', { plusIsBlank: true }],
    [
      'two habits may meet',
      '/k?acl=&versionId=a+b',
      '/examplebucket/k?acl=&versionId=a b',
      { plusIsBlank: true, keepEmpty: true },
    ],
  ])('%s', (_, uri, resource, form) => {
    expect(formOf(v1(uri, resource))).toMatchObject(form);
  });

  test('the C SDK signs a bucket without slash, where the path has none', () => {
    expect(formOf(bare(v1('/', '/examplebucket')))).toMatchObject({ bareBucket: true });
    expect(formOf(bare(v1('/', '/examplebucket/')))).toBeUndefined();
    expect(refusal(() => authenticate(v1('/', '/examplebucket'))).cause).toBe('signature-mismatch-v1');
  });

  test('k= is not taken for a parameter without equals sign', () => {
    expect(refusal(() => authenticate(v1('/k?acl', '/examplebucket/k?acl='))).cause).toBe('signature-mismatch-v1');
  });

  test('a signed URL gains no listed parameter afterwards, but any other', () => {
    const url = (added: string) => {
      const query = signV1Url(
        { method: 'GET', headers: [], query: '', bucket: 'examplebucket', key: 'k' },
        KEYS,
        NOW / 1000,
      );
      return request('GET', `/k?${query}${added}`);
    };
    expect(authenticate(url('&prefix=a'))).toMatchObject({ ok: true });
    for (const added of ['&acl', '&versionId=1', '&response-expires=x', '&callback=x']) {
      expect(refusal(() => authenticate(url(added))).cause).toBe('signature-mismatch-v1');
    }
  });
});

describe('V2', () => {
  const text =
    `GET\n\n\n${NOW_HTTP}\nrange:bytes=0-1\nx-oss-meta-a:1\nrange\n` +
    '%2Fexamplebucket%2Fa%2Fb%20%2B?acl&prefix=x%2Fy';
  const authorization = (names: string) =>
    `OSS2 AccessKeyId:ossmock,${names}Signature:${v2Signature(KEYS.accessKeySecret, text)}`;
  const headers = (value: string): [string, string][] => [
    DATE,
    ['Range', 'bytes=0-1'],
    ['x-oss-meta-a', '1'],
    ['Authorization', value],
  ];

  test('signs the encoded resource, every parameter and the names of additional headers', () => {
    const received = request('GET', '/a/b%20%2B?prefix=x/y&acl', headers(authorization('AdditionalHeaders:range,')));
    expect(authenticate(received)?.facts).toMatchObject({ mode: 'v2-header', stringToSign: text });
  });

  test('sorts the names of additional headers, whatever their order in the header', () => {
    const sorted = `GET\n\n\n${NOW_HTTP}\nhost:h\nrange:bytes=0-1\nhost;range\n%2Fexamplebucket%2Fk`;
    const value = `OSS2 AccessKeyId:ossmock,AdditionalHeaders:range;host,Signature:${v2Signature(KEYS.accessKeySecret, sorted)}`;
    const received = request('GET', '/k', [DATE, ['Host', 'h'], ['Range', 'bytes=0-1'], ['Authorization', value]]);
    expect(authenticate(received)?.facts.stringToSign).toBe(sorted);
  });

  test('signs Date also beside x-oss-date', () => {
    const both = `GET\n\n\n${NOW_HTTP}\nx-oss-date:${NOW_ISO}\n\n%2Fexamplebucket%2Fk`;
    const value = `OSS2 AccessKeyId:ossmock,Signature:${v2Signature(KEYS.accessKeySecret, both)}`;
    const received = request('GET', '/k', [DATE, ['x-oss-date', NOW_ISO], ['Authorization', value]]);
    expect(authenticate(received)?.facts.stringToSign).toBe(both);
  });

  test('is HMAC-SHA256 in Base64', () => {
    expect(v2Signature('s', 'text')).toBe(createHmac('sha256', 's').update('text').digest('base64'));
  });

  test('takes a bucket without slash where the path has none', () => {
    const plain = `GET\n\n\n${NOW_HTTP}\n\n%2Fexamplebucket`;
    const value = `OSS2 AccessKeyId:ossmock,Signature:${v2Signature(KEYS.accessKeySecret, plain)}`;
    const received = request('GET', '/', [DATE, ['Authorization', value]]);
    expect(formOf(bare(received))).toMatchObject({ bareBucket: true });
    expect(refusal(() => authenticate(received)).cause).toBe('signature-mismatch-v2');
  });

  test('takes a blank that was written as a plus, as oss2 does', () => {
    const text = `GET\n\n\n${NOW_HTTP}\n\n%2Fexamplebucket%2Fk?prefix=a%20b`;
    const value = `OSS2 AccessKeyId:ossmock,Signature:${v2Signature(KEYS.accessKeySecret, text)}`;
    expect(formOf(request('GET', '/k?prefix=a+b', [DATE, ['Authorization', value]]))).toMatchObject({
      plusIsBlank: true,
    });
  });
});

describe('V4', () => {
  const options = { region: REGION, additionalHeaders: ['host', 'range'] };
  const unsigned = (headers: HeaderList) => ({ method: 'GET', headers, query: '', bucket: 'examplebucket', key: 'k' });

  test('takes additional headers in the order given, else sorted', () => {
    const sent: HeaderList = [
      ['Host', 'h'],
      ['Range', 'bytes=0-1'],
    ];
    const headers = signV4Header(unsigned(sent), KEYS, NOW, options);
    expect(formOf(request('GET', '/k', headers))).toBeUndefined();
    const shuffled = headers.map(
      ([name, value]) => [name, value.replace('host;range', 'range;host')] as [string, string],
    );
    expect(formOf(request('GET', '/k', shuffled))).toMatchObject({ sortAdditional: true });
  });

  test('takes a blank that was written as a plus, as oss2 does', () => {
    const headers = signV4Header({ ...unsigned([]), query: 'prefix=a%20b' }, KEYS, NOW, options);
    expect(formOf(request('GET', '/k?prefix=a%20b', headers))).toBeUndefined();
    expect(formOf(request('GET', '/k?prefix=a+b', headers))).toMatchObject({ plusIsBlank: true });
    expect(refusal(() => authenticate(request('GET', '/k?prefix=a%2Bb', headers))).cause).toBe('signature-mismatch-v4');
  });

  test('leaves out additional headers that are not sent or always signed', () => {
    const sent: HeaderList = [
      ['Host', 'h'],
      ['Content-Type', 'text/plain'],
    ];
    const headers = signV4Header(unsigned(sent), KEYS, NOW, options).map(
      ([name, value]) =>
        [name, value.replace('AdditionalHeaders=host', 'AdditionalHeaders=content-type;host;range')] as [
          string,
          string,
        ],
    );
    expect(formOf(request('GET', '/k', headers))).toBeUndefined();
  });

  test('ends the canonical request in x-oss-content-sha256 as sent', () => {
    const digest = 'ab'.repeat(32);
    const headers = signV4Header(unsigned([['x-oss-content-sha256', digest]]), KEYS, NOW, { region: REGION });
    expect(authenticate(request('GET', '/k', headers))?.facts.canonicalRequest).toBe(
      `GET\n/examplebucket/k\n\nx-oss-content-sha256:${digest}\nx-oss-date:${NOW_ISO}\n\n\n${digest}`,
    );
  });

  test('names additional headers sorted when it signs', () => {
    const sent: HeaderList = [
      ['Host', 'h'],
      ['Range', 'bytes=0-1'],
    ];
    const headers = signV4Header(unsigned(sent), KEYS, NOW, { region: REGION, additionalHeaders: ['range', 'host'] });
    expect(headers.at(-1)?.[1]).toContain(',AdditionalHeaders=host;range,');
  });

  test('signs the instant of an RFC 1123 Date in ISO form', () => {
    const headers = signV4Header(unsigned([DATE]), KEYS, 0, { region: REGION });
    const verified = authenticate(request('GET', '/k', headers));
    expect(verified?.facts.stringToSign).toMatch(/^OSS4-HMAC-SHA256\n20240601T120000Z\n20240601\/cn-hangzhou\/oss\//);
  });

  test('takes an RFC 1123 Date that was signed as it stands, as the Go SDK v1 does', () => {
    const scope = { date: '20240601', region: REGION, product: 'oss' };
    const text = v4StringToSign('GET\n/examplebucket/k\n\n\n\nUNSIGNED-PAYLOAD', NOW_HTTP, scope);
    const credential = `${KEYS.accessKeyId}/20240601/${REGION}/oss/aliyun_v4_request`;
    const value = `OSS4-HMAC-SHA256 Credential=${credential},Signature=${v4Signature(KEYS.accessKeySecret, scope, text)}`;
    expect(formOf(request('GET', '/k', [DATE, ['Authorization', value]]))).toMatchObject({ rawDate: true });
  });

  test('takes a bucket without slash where the path has none', () => {
    const received = request('GET', '/', signV4Header({ ...unsigned([]), key: undefined }, KEYS, NOW, options));
    expect(formOf(bare(received))).toBeUndefined();
  });
});

describe('two readings of one URL', () => {
  test('are told apart by the signature', () => {
    const headers = signV1Header({ method: 'GET', headers: [], query: '', bucket: 'one', key: 'two' }, KEYS, NOW);
    const asOne = request('GET', '/two', headers, 'one');
    const asTwo = request('GET', '/one/two', headers, 'examplebucket');
    const claim = readClaim(asOne);
    if (claim === undefined) throw new Error('anonymous');
    expect(matches(asOne, claim, CREDENTIAL)).toBe(true);
    expect(matches(asTwo, claim, CREDENTIAL)).toBe(false);
  });

  test('also by the forms of clients', () => {
    const received = v1('/k?acl=', '/examplebucket/k?acl=');
    const claim = readClaim(received);
    if (claim === undefined) throw new Error('anonymous');
    expect(matches(received, claim, CREDENTIAL)).toBe(true);
  });
});

test('the record never holds the secret', () => {
  const headers = signV4Header(
    { method: 'GET', headers: [], query: '', bucket: 'examplebucket', key: 'k' },
    KEYS,
    NOW,
    {
      region: REGION,
    },
  );
  const received = request('GET', '/k', headers);
  const claim = readClaim(received);
  if (claim === undefined) throw new Error('anonymous');
  const kept = [claim, checkTime(claim, NOW), verify(received, claim, CREDENTIAL)];
  expect(JSON.stringify(kept)).not.toContain(KEYS.accessKeySecret);
});
