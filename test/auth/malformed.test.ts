import { describe, expect, test } from 'vitest';
import { readClaim } from '../../src/auth/index.ts';
import { refusal, request } from './requests.ts';

const INVALID = 'Authorization header is invalid.';
const ITEMS = 'Authorization header is invalid, bad num of Items in Authorization header.';
const MISSING = 'AccessKeyId or Signature is missing in Authorization header value.';
const UNKNOWN = 'Unknown parameter in Authorization header.';
const CHARACTERS =
  'The OSS Access Key Id contains non-acceptable characters, which accepts only alphanumeric characters[0-9a-zA-Z] and several special characters[. _=]';
const INCOMPLETE = 'Query-string authentication requires the Signature, Expires and OSSAccessKeyId parameters';
const BAD_EXPIRES = 'Invalid date (should be seconds since epoch).';
const GENERIC = 'Invalid Argument. Parameter is invalid.';

const SCOPE = '20240601/cn-hangzhou/oss/aliyun_v4_request';
const DIGEST = 'ab'.repeat(32);

/** Authorization header, status, code, message, EC; the extra is the header itself. */
const HEADERS: [authorization: string, message: string, ec: string | undefined][] = [
  ['', 'Authorization header value is empty.', undefined],
  ['OSS', INVALID, '0002-00000062'],
  ['OSS idsignature', INVALID, '0002-00000062'],
  ['OSS :signature', INVALID, '0002-00000063'],
  ['OSS  :signature', INVALID, '0002-00000063'],
  ['OSS id:', MISSING, '0002-00000065'],
  ['OSS2', ITEMS, '0002-00000102'],
  ['OSS2 AccessKeyId:id,', ITEMS, '0002-00000102'],
  ['OSS2 AccessKeyId:id,AdditionalHeaders:host,Signature:s,Signature:s', ITEMS, '0002-00000102'],
  ['OSS2 AccessKeyId:id,AdditionalHeadershost,Signature:s', INVALID, '0002-00000103'],
  ['OSS2 AccessKeyId:id,Signature:s,UnknownKey:ABC', UNKNOWN, '0002-00000104'],
  ['OSS2 AdditionalHeaders:host,Signature:s', MISSING, '0002-00000105'],
  ['OSS2 AccessKeyId:,AdditionalHeaders:host,Signature:s', INVALID, '0002-00000106'],
  ['OSS2 AccessKeyId:id,AdditionalHeaders:host', MISSING, '0002-00000108'],
  ['OSS2 AccessKeyId:id,AdditionalHeaders:host,Signature:', INVALID, '0002-00000109'],
  ['OSS2 AccessKeyId:id,AdditionalHeaders:,Signature:s', INVALID, '0002-00000110'],
  ['OSS2 AccessKeyId:id,AdditionalHeaders:host;range,Signature:s', INVALID, '0002-00000112'],
  ['OSS4-HMAC-SHA256', ITEMS, '0002-00000202'],
  ['OSS4-HMAC-SHA256 Signature=s', ITEMS, '0002-00000202'],
  [`OSS4-HMAC-SHA256 Credentialid/${SCOPE},Signature=s`, INVALID, '0002-00000203'],
  [`OSS4-HMAC-SHA256 Credential=id/${SCOPE},Signed=s`, UNKNOWN, undefined],
  ['OSS4-HMAC-SHA256 AdditionalHeaders=host,Signature=s', MISSING, '0002-00000205'],
  ['OSS4-HMAC-SHA256 Credential=,Signature=s', MISSING, '0002-00000205'],
  [`OSS4-HMAC-SHA256 Credential=id/${SCOPE},AdditionalHeaders=host`, MISSING, undefined],
  [`OSS4-HMAC-SHA256 Credential=id/${SCOPE},Signature=`, MISSING, undefined],
  [`OSS4-HMAC-SHA256 Credential=id/${SCOPE},AdditionalHeaders=,Signature=s`, INVALID, '0002-00000209'],
  [
    'OSS4-HMAC-SHA256 Credential=id/20240601/cn-hangzhou/oss/abc,Signature=s',
    'Invalid credential in Authorization header.',
    '0002-00000213',
  ],
  [
    `OSS4-HMAC-SHA256 Credential=id/${SCOPE}/more,Signature=s`,
    'Invalid credential in Authorization header.',
    '0002-00000213',
  ],
  [
    'OSS4-HMAC-SHA256 Credential=id/2024-06-01/cn-hangzhou/oss/aliyun_v4_request,Signature=s',
    'Invalid signing date in Authorization header.',
    '0002-00000212',
  ],
  [
    'OSS4-HMAC-SHA256 Credential=id/20241301/cn-hangzhou/oss/aliyun_v4_request,Signature=s',
    'Invalid signing date in Authorization header.',
    '0002-00000212',
  ],
];

describe('an Authorization header out of form is 400 InvalidArgument and echoed', () => {
  test.each(HEADERS)('%j: %s %s', (authorization, message, ec) => {
    const received = request('GET', '/key', [
      ['Authorization', authorization],
      ['Host', 'h'],
    ]);
    expect(refusal(() => readClaim(received))).toMatchObject({
      status: 400,
      code: 'InvalidArgument',
      message,
      ec,
      extras: { Authorization: authorization },
    });
  });

  test.each([
    'Basic dXNlcjpwYXNz',
    'TOS4-HMAC-SHA256 Credential=a',
    'oss id:signature',
    'OSSxxx id:signature',
    'OSS4 x',
  ])('%j is of an unknown type', (authorization) => {
    expect(refusal(() => readClaim(request('GET', '/key', [['Authorization', authorization]])))).toMatchObject({
      status: 400,
      code: 'InvalidArgument',
      message: 'Unsupported Authorization Type',
      ec: '0002-00000061',
      extras: { ArgumentName: 'Authorization', ArgumentValue: authorization },
    });
  });
});

describe('an AccessKey ID with characters that none has is 403 InvalidAccessKeyId before it is looked up', () => {
  const cases: [name: string, ec: string, id: string, headers: [string, string][], uri: string][] = [
    ['V1 header', '0002-00000064', 'a\tb', [['Authorization', 'OSS a\tb:s']], '/key'],
    ['V1 URL', '0002-00000073', 'a\tb', [], '/key?OSSAccessKeyId=a%09b&Expires=1&Signature=s'],
    ['V2 header', '0002-00000107', 'a-b', [['Authorization', 'OSS2 AccessKeyId:a-b,Signature:s']], '/key'],
    [
      'V2 URL',
      '0002-00000073',
      'é',
      [],
      '/key?x-oss-signature-version=OSS2&x-oss-access-key-id=%C3%A9&x-oss-expires=1&x-oss-signature=s',
    ],
    [
      'V4 header',
      '0002-00000206',
      'a\rb',
      [['Authorization', `OSS4-HMAC-SHA256 Credential=a\rb/${SCOPE},Signature=s`]],
      '/key',
    ],
    [
      'V4 URL',
      '0002-00000222',
      '',
      [],
      `/key?x-oss-signature-version=OSS4-HMAC-SHA256&x-oss-expires=1&x-oss-credential=%2F${SCOPE}&x-oss-signature=s`,
    ],
  ];
  test.each(cases)('%s: EC %s', (_, ec, id, headers, uri) => {
    expect(refusal(() => readClaim(request('GET', uri, headers)))).toMatchObject({
      status: 403,
      code: 'InvalidAccessKeyId',
      message: CHARACTERS,
      ec,
      extras: { OSSAccessKeyId: id },
    });
  });
});

describe('a signed URL out of form', () => {
  const denied = (message: string, ec: string | undefined) => ({ status: 403, code: 'AccessDenied', message, ec });
  const invalid = (message: string, ec: string | undefined) => ({ status: 400, code: 'InvalidArgument', message, ec });
  const v2 = (rest: string) => `x-oss-signature-version=OSS2${rest}`;
  const v4 = (rest: string) => `x-oss-signature-version=OSS4-HMAC-SHA256${rest}`;
  const cases: [query: string, expected: object][] = [
    ['OSSAccessKeyId=id&Signature=s', denied(INCOMPLETE, '0002-00000067')],
    ['Expires=1&Signature=s', denied(INCOMPLETE, '0002-00000071')],
    ['OSSAccessKeyId=id&Expires=1', denied(INCOMPLETE, '0002-00000074')],
    ['Signature=s', denied(INCOMPLETE, '0002-00000067')],
    ['OSSAccessKeyId=id&Expires=&Signature=s', denied(BAD_EXPIRES, '0002-00000068')],
    ['OSSAccessKeyId=id&Expires&Signature=s', denied(BAD_EXPIRES, '0002-00000068')],
    ['OSSAccessKeyId=id&Expires=abc&Signature=s', denied(BAD_EXPIRES, '0002-00000070')],
    ['OSSAccessKeyId=id&Expires=1.5&Signature=s', denied(BAD_EXPIRES, '0002-00000070')],
    ['OSSAccessKeyId=&Expires=1&Signature=s', denied(INCOMPLETE, '0002-00000072')],
    ['OSSAccessKeyId=id&Expires=1&Signature=', denied(INCOMPLETE, '0002-00000075')],
    [
      'x-oss-signature-version=ABC&x-oss-signature=s',
      {
        ...invalid(GENERIC, '0002-00000066'),
        extras: { ArgumentName: 'x-oss-signature-version', ArgumentValue: 'ABC' },
      },
    ],
    [v2('&x-oss-access-key-id=id&x-oss-signature=s'), denied(INCOMPLETE, '0002-00000113')],
    [v2('&x-oss-expires=1&x-oss-signature=s'), denied(INCOMPLETE, '0002-00000115')],
    [v2('&x-oss-expires=1&x-oss-access-key-id=&x-oss-signature=s'), denied(INCOMPLETE, '0002-00000116')],
    [v2('&x-oss-expires=1&x-oss-access-key-id=id'), denied(INCOMPLETE, undefined)],
    [v2('&x-oss-expires=1&x-oss-access-key-id=id&x-oss-signature='), denied(INCOMPLETE, '0002-00000118')],
    [
      v2('&x-oss-expires=1&x-oss-access-key-id=id&x-oss-signature=s&x-oss-additional-headers='),
      {
        ...invalid(GENERIC, '0002-00000076'),
        extras: { ArgumentName: 'x-oss-additional-headers', ArgumentValue: '' },
      },
    ],
    [v2('&x-oss-expires=&x-oss-access-key-id=id&x-oss-signature=s'), denied(BAD_EXPIRES, '0002-00000068')],
    [v2('&x-oss-expires=x&x-oss-access-key-id=id&x-oss-signature=s'), denied(BAD_EXPIRES, '0002-00000070')],
    [
      v2('&x-oss-expires=1&x-oss-access-key-id=id&x-oss-signature=s&x-oss-additional-headers=range'),
      {
        ...invalid(GENERIC, '0002-00000077'),
        extras: { ArgumentName: 'x-oss-additional-headers', ArgumentValue: 'range' },
      },
    ],
    [v4(`&x-oss-credential=id/${SCOPE}&x-oss-signature=s`), denied(INCOMPLETE, '0002-00000215')],
    [v4(`&x-oss-expires=&x-oss-credential=id/${SCOPE}&x-oss-signature=s`), denied(INCOMPLETE, '0002-00000216')],
    [v4('&x-oss-expires=1&x-oss-signature=s'), denied(INCOMPLETE, '0002-00000217')],
    [v4('&x-oss-expires=1&x-oss-credential=&x-oss-signature=s'), denied(INCOMPLETE, undefined)],
    [v4(`&x-oss-expires=1&x-oss-credential=id/${SCOPE}`), denied(INCOMPLETE, '0002-00000219')],
    [v4(`&x-oss-expires=1&x-oss-credential=id/${SCOPE}&x-oss-signature=`), denied(INCOMPLETE, undefined)],
    [v4('&x-oss-expires=1&x-oss-credential=id/x&x-oss-signature=s'), invalid('The credential is invalid.', undefined)],
    [
      v4('&x-oss-expires=1&x-oss-credential=id/2024-06-01/cn-hangzhou/oss/aliyun_v4_request&x-oss-signature=s'),
      invalid('The signing date in credential is invalid.', '0002-00000223'),
    ],
  ];
  test.each(cases)('%s', (query, expected) => {
    expect(refusal(() => readClaim(request('GET', `/key?${query}`)))).toMatchObject(expected);
  });

  test('of a repeated parameter the first counts', () => {
    const uri = '/key?OSSAccessKeyId=first&Expires=7&Signature=one&OSSAccessKeyId=second&Expires=x&Signature=two';
    expect(readClaim(request('GET', uri))).toMatchObject({ accessKeyId: 'first', expires: '7', signature: 'one' });
  });

  test('Expires alone signs nothing', () => {
    expect(readClaim(request('GET', '/key?Expires=1'))).toBeUndefined();
  });
});

describe('two signatures in one request', () => {
  test.each(['Signature=s', 'Expires=1', 'OSSAccessKeyId=id', 'x-oss-signature-version=OSS4-HMAC-SHA256'])(
    'an Authorization header beside ?%s is refused, whatever is in it',
    (query) => {
      for (const authorization of ['OSS id:s', 'nonsense']) {
        const received = request('GET', `/key?${query}`, [['Authorization', authorization]]);
        expect(refusal(() => readClaim(received))).toMatchObject({
          status: 400,
          code: 'InvalidArgument',
          message: 'Only one auth mechanism allowed.',
          ec: '0002-00000039',
        });
      }
    },
  );
});

describe('an anonymous request', () => {
  test.each([
    'response-cache-control',
    'response-content-disposition',
    'response-content-encoding',
    'response-content-language',
    'response-content-type',
    'response-expires',
  ])('may not override headers of a GET with %s', (name) => {
    expect(refusal(() => readClaim(request('GET', `/key?${name}=x`)))).toMatchObject({
      status: 400,
      code: 'InvalidRequest',
      message: 'Can not override response header for an anonymous user',
      ec: undefined,
    });
  });

  test('may carry other parameters, and any on other methods', () => {
    expect(readClaim(request('GET', '/?prefix=a&acl'))).toBeUndefined();
    expect(readClaim(request('PUT', '/key?response-expires=x'))).toBeUndefined();
  });
});

describe('x-oss-content-sha256 of a V4 signature', () => {
  const claimWith = (value: string | undefined) =>
    readClaim(
      request('PUT', '/key', [
        ['Authorization', `OSS4-HMAC-SHA256 Credential=id/${SCOPE},Signature=s`],
        ...(value === undefined ? [] : [['x-oss-content-sha256', value] as [string, string]]),
      ]),
    );

  test('is absent, UNSIGNED-PAYLOAD or a digest that the body is held against', () => {
    expect(claimWith(undefined)).toMatchObject({ payloadHash: undefined });
    expect(claimWith('UNSIGNED-PAYLOAD')).toMatchObject({ payloadHash: undefined });
    expect(claimWith(DIGEST)).toMatchObject({ payloadHash: DIGEST });
  });

  test.each(['', 'unsigned-payload', DIGEST.slice(1), `${DIGEST}0`])('is refused when it is %j', (value) => {
    expect(refusal(() => claimWith(value))).toMatchObject({
      status: 400,
      code: 'InvalidArgument',
      ec: '0002-00000214',
      extras: { ArgumentName: 'x-oss-content-sha256', ArgumentValue: value },
    });
  });
});

test('the items of a V4 header may stand in any order, with blanks after the commas', () => {
  const authorization = `OSS4-HMAC-SHA256 Signature=s, AdditionalHeaders=host;Range, Credential=id/${SCOPE}`;
  expect(readClaim(request('GET', '/key', [['Authorization', authorization]]))).toMatchObject({
    mode: 'v4-header',
    accessKeyId: 'id',
    signature: 's',
    scope: { date: '20240601', region: 'cn-hangzhou', product: 'oss' },
    additionalHeaders: ['host', 'range'],
  });
});
