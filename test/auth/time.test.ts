import { describe, expect, test } from 'vitest';
import { checkScope, checkTime, readClaim } from '../../src/auth/index.ts';
import { NOW, NOW_HTTP, NOW_ISO, refusal, request } from './requests.ts';

const V1 = 'OSS id:signature';
const V2 = 'OSS2 AccessKeyId:id,Signature:signature';
const V4 = 'OSS4-HMAC-SHA256 Credential=id/20240601/cn-hangzhou/oss/aliyun_v4_request,Signature=s';
const MODES: [mode: string, authorization: string, malformedEc: string][] = [
  ['V1', V1, '0002-00000505'],
  ['V2', V2, '0002-00000505'],
  ['V4', V4, '0002-00000502'],
];

const check = (now: number, headers: [string, string][], uri = '/key') => {
  const claim = readClaim(request('GET', uri, headers));
  if (claim === undefined) throw new Error('anonymous');
  return checkTime(claim, now);
};

describe.each(MODES)('the date of a %s header', (_, authorization, malformedEc) => {
  const signed: [string, string] = ['Authorization', authorization];

  test('must be there', () => {
    for (const headers of [[signed], [signed, ['Date', ''] as [string, string]]]) {
      expect(refusal(() => check(NOW, headers))).toMatchObject({
        status: 403,
        code: 'AccessDenied',
        message: 'OSS authentication requires a valid Date.',
        ec: '0002-00000503',
      });
    }
  });

  test.each(['Date', 'x-oss-date'])('may have both formats in %s', (name) => {
    for (const date of [NOW_HTTP, NOW_ISO]) expect(check(NOW, [signed, [name, date]])).toMatchObject({ skew: 0 });
  });

  test.each(['foo', '2024-06-01T12:00:00Z', 'Sat, 01 Jun 2024 12:00:00 CST', '1717243200', '20240631T120000Z'])(
    '%j cannot be read',
    (date) => {
      expect(refusal(() => check(NOW, [signed, ['Date', date]]))).toMatchObject({
        status: 403,
        code: 'AccessDenied',
        message: 'OSS authentication requires a valid Date.',
        ec: malformedEc,
      });
    },
  );

  test('is x-oss-date where both are sent', () => {
    expect(refusal(() => check(NOW, [signed, ['Date', NOW_HTTP], ['x-oss-date', 'foo']])).ec).toBe(malformedEc);
    expect(check(NOW, [signed, ['x-oss-date', NOW_ISO], ['Date', 'foo']])).toMatchObject({ skew: 0 });
  });

  test('may be exactly 15 minutes off, both ways, and not a millisecond more', () => {
    const headers: [string, string][] = [signed, ['Date', NOW_HTTP]];
    expect(check(NOW + 900_000, headers)).toMatchObject({ skew: 900_000, allowed: 900_000 });
    expect(check(NOW - 900_000, headers)).toMatchObject({ skew: -900_000 });
    for (const [now, ServerTime] of [
      [NOW + 900_001, '2024-06-01T12:15:00.000Z'],
      [NOW - 901_000, '2024-06-01T11:44:59.000Z'],
    ] as const) {
      expect(refusal(() => check(now, headers))).toMatchObject({
        status: 403,
        code: 'RequestTimeTooSkewed',
        message: 'The difference between the request time and the current time is too large.',
        ec: '0002-00000504',
        extras: {
          MaxAllowedSkewMilliseconds: '900000',
          RequestTime: '2024-06-01T12:00:00.000Z',
          ServerTime,
        },
      });
    }
  });
});

const SECONDS = NOW / 1000;

describe.each([
  ['V1', `/key?OSSAccessKeyId=id&Expires=${SECONDS}&Signature=s`],
  ['V2', `/key?x-oss-signature-version=OSS2&x-oss-access-key-id=id&x-oss-expires=${SECONDS}&x-oss-signature=s`],
])('a %s URL', (_, uri) => {
  test('lives until its expiry, however far that is, and needs no Date', () => {
    expect(check(NOW, [], uri)).toMatchObject({ expiresAt: NOW });
    expect(check(0, [['Date', 'foo']], uri)).toMatchObject({ expiresAt: NOW });
  });

  test('is refused afterwards', () => {
    expect(refusal(() => check(NOW + 7_000, [], uri))).toMatchObject({
      status: 403,
      code: 'AccessDenied',
      message: 'Request has expired.',
      ec: '0002-00000069',
      extras: { Expires: '2024-06-01T12:00:00.000Z', ServerTime: '2024-06-01T12:00:07.000Z' },
    });
  });
});

describe('a V4 URL', () => {
  const uri = (expires: string, date: string | undefined = NOW_ISO, scope = '20240601/cn-hangzhou/oss') =>
    `/key?x-oss-signature-version=OSS4-HMAC-SHA256${date === '' ? '' : `&x-oss-date=${date}`}&x-oss-expires=${expires}` +
    `&x-oss-credential=id%2F${encodeURIComponent(scope)}%2Faliyun_v4_request&x-oss-signature=s`;

  test('lives from x-oss-date for x-oss-expires seconds, seven days at most', () => {
    expect(check(NOW, [], uri('1'))).toMatchObject({ validFrom: NOW, expiresAt: NOW + 1000 });
    expect(check(NOW + 604_800_000, [], uri('604800'))).toMatchObject({ expiresAt: NOW + 604_800_000 });
  });

  test.each(['0', '604801', '-1', '1.5', 'abc', '99999999999999999999'])('cannot live %s seconds', (expires) => {
    expect(refusal(() => check(NOW, [], uri(expires)))).toMatchObject({
      status: 400,
      code: 'InvalidArgument',
      ec: '0002-00000232',
      extras: { ArgumentName: 'x-oss-expires', ArgumentValue: expires },
    });
  });

  test('is refused afterwards', () => {
    expect(refusal(() => check(NOW + 60_001, [], uri('60')))).toMatchObject({
      status: 403,
      code: 'AccessDenied',
      message: 'Request has expired.',
      ec: '0002-00000236',
      extras: { Expires: '2024-06-01T12:01:00.000Z', ServerTime: '2024-06-01T12:01:00.000Z' },
    });
  });

  test('may begin 15 minutes ahead and no later', () => {
    expect(check(NOW - 900_000, [], uri('60'))).toMatchObject({ validFrom: NOW });
    expect(refusal(() => check(NOW - 900_001, [], uri('60')))).toMatchObject({
      status: 403,
      code: 'RequestTimeTooSkewed',
      ec: '0002-00000235',
      extras: { RequestTime: '2024-06-01T12:00:00.000Z', ServerTime: '2024-06-01T11:44:59.000Z' },
    });
  });

  test('has its time in x-oss-date', () => {
    expect(refusal(() => check(NOW, [['Date', NOW_HTTP]], uri('60', ''))).ec).toBe('0002-00000503');
    expect(refusal(() => check(NOW, [], uri('60', 'foo'))).ec).toBe('0002-00000502');
  });

  test('is signed for the day of x-oss-date', () => {
    expect(refusal(() => check(NOW, [], uri('60', NOW_ISO, '20240602/cn-hangzhou/oss')))).toMatchObject({
      status: 400,
      code: 'InvalidArgument',
      message: 'The signing date in credential is invalid.',
      ec: undefined,
    });
  });
});

test('a V4 header is signed for the UTC day of its date', () => {
  const authorization = V4.replace('20240601', '20240531');
  const headers: [string, string][] = [
    ['Authorization', authorization],
    ['x-oss-date', NOW_ISO],
  ];
  expect(refusal(() => check(NOW, headers))).toMatchObject({
    status: 400,
    code: 'InvalidArgument',
    message: 'Invalid signing date in Authorization header.',
    ec: undefined,
    extras: { Authorization: authorization },
  });
});

describe('the scope of a V4 signature', () => {
  const header = (region: string, product: string) =>
    `OSS4-HMAC-SHA256 Credential=id/20240601/${region}/${product}/aliyun_v4_request,Signature=s`;
  const query = (region: string, product: string) =>
    `x-oss-signature-version=OSS4-HMAC-SHA256&x-oss-expires=60&x-oss-signature=s` +
    `&x-oss-credential=id/20240601/${region}/${product}/aliyun_v4_request`;
  const scope = (region: string, product: string, endpoint: string | undefined, place: 'header' | 'url') => {
    const received =
      place === 'header'
        ? request('GET', '/key', [['Authorization', header(region, product)]])
        : request('GET', `/key?${query(region, product)}`);
    const claim = readClaim(received);
    if (claim === undefined) throw new Error('anonymous');
    return checkScope(claim, endpoint);
  };

  test.each(['header', 'url'] as const)('in the %s fits the endpoint', (place) => {
    expect(scope('cn-hangzhou', 'oss', 'cn-hangzhou', place)).toHaveProperty('expected');
    expect(scope('cb-123', 'oss-cloudbox', 'cb-123', place)).toHaveProperty('expected');
    expect(scope('anywhere', 'oss', undefined, place)).toHaveProperty('expected');
  });

  test('names the region of the endpoint, without oss-', () => {
    for (const region of ['oss-cn-hangzhou', 'cn-beijing', '']) {
      expect(refusal(() => scope(region, 'oss', 'cn-hangzhou', 'header'))).toMatchObject({
        status: 400,
        code: 'InvalidArgument',
        message: 'Invalid signing region in Authorization header.',
        ec: '0002-00000226',
        extras: { Authorization: header(region, 'oss') },
      });
      expect(refusal(() => scope(region, 'oss', 'cn-hangzhou', 'url'))).toMatchObject({
        status: 400,
        code: 'InvalidArgument',
        message: 'The signing region in credential is invalid.',
        ec: '0002-00000228',
      });
    }
  });

  test('names the product of the endpoint', () => {
    for (const [product, endpoint] of [
      ['oss-cloudbox', 'cn-hangzhou'],
      ['oss', 'cb-123'],
      ['s3', undefined],
    ] as const) {
      expect(refusal(() => scope(endpoint ?? 'x', product, endpoint, 'header'))).toMatchObject({
        status: 400,
        code: 'InvalidArgument',
        message: 'Invalid signing product in Authorization header.',
        ec: '0002-00000227',
        extras: { Authorization: header(endpoint ?? 'x', product) },
      });
      expect(refusal(() => scope(endpoint ?? 'x', product, endpoint, 'url'))).toMatchObject({
        status: 400,
        code: 'InvalidArgument',
        message: 'The signing product in credential is invalid.',
      });
    }
  });

  test('does not exist in V1', () => {
    const claim = readClaim(request('GET', '/key', [['Authorization', V1]]));
    expect(claim && checkScope(claim, 'cn-hangzhou')).toEqual({});
  });
});
