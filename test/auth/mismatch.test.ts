import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { signV2Header, signV4Header, signV4Url } from '../../src/auth/index.ts';
import type { SignedRequest } from '../../src/auth/request.ts';
import { hexBytes } from '../../src/auth/text.ts';
import { OssError } from '../../src/errors/oss-error.ts';
import { authenticate, KEYS, NOW, NOW_HTTP, NOW_ISO, REGION, refusal, request } from './requests.ts';

const golden = (name: string) => readFileSync(new URL(`../golden/auth/${name}.xml`, import.meta.url), 'utf8');

/** The body of the refusal. */
function body(received: SignedRequest, now = NOW): string {
  try {
    authenticate(received, { now });
  } catch (error) {
    if (!(error instanceof OssError)) throw error;
    return error.document('665B0C40A1B2C33330343132', 'examplebucket.oss-cn-hangzhou.aliyuncs.com', 'current');
  }
  throw new Error('nothing was refused');
}

const mistyped = { ...KEYS, accessKeySecret: 'mistyped' };

describe('the body of a refusal', () => {
  test('of a V1 signature shows what the service signs', () => {
    const received = request('PUT', '/1.c%20%20%E4%BE%8B.png?acl=&prefix=a', [
      ['Content-Type', 'image/png'],
      ['Date', NOW_HTTP],
      ['x-oss-meta-a', 'b & c'],
      ['Authorization', 'OSS ossmock:c2lnbmF0dXJl'],
    ]);
    expect(body(received)).toBe(golden('signature-mismatch-v1'));
  });

  test('of a V2 signature has the same elements', () => {
    const unsigned = { method: 'GET', headers: [], query: 'a=b%2Fc', bucket: 'examplebucket', key: 'k/e y' };
    expect(body(request('GET', '/k/e%20y?a=b%2Fc', signV2Header(unsigned, mistyped, NOW)))).toBe(
      golden('signature-mismatch-v2'),
    );
  });

  test('of a V4 signature shows the canonical request too', () => {
    const unsigned = { method: 'GET', headers: [], query: 'acl', bucket: 'examplebucket', key: 'k/e y' };
    const headers = signV4Header(unsigned, mistyped, NOW, { region: REGION });
    expect(body(request('GET', '/k/e%20y?acl', headers))).toBe(golden('signature-mismatch-v4'));
  });

  test('of a stale clock shows both times', () => {
    const headers: [string, string][] = [
      ['x-oss-date', NOW_ISO],
      ['Authorization', 'OSS ossmock:c2lnbmF0dXJl'],
    ];
    expect(body(request('GET', '/key', headers), NOW + 8 * 3_600_000)).toBe(golden('clock-skew'));
  });

  test('of an expired URL shows its end', () => {
    const unsigned = { method: 'GET', headers: [], query: '', bucket: 'examplebucket', key: 'key' };
    const query = signV4Url(unsigned, KEYS, NOW, 60, { region: REGION });
    expect(body(request('GET', `/key?${query}`), NOW + 120_000)).toBe(golden('v4-url-expired'));
  });

  test('of an unknown AccessKey ID keeps its leading blank, as in cap-025', () => {
    const headers: [string, string][] = [
      ['Date', NOW_HTTP],
      ['Authorization', 'OSS  ossmock:c2lnbmF0dXJl'],
    ];
    expect(body(request('GET', '/key', headers))).toBe(golden('access-key-unknown'));
  });
});

describe('StringToSignBytes', () => {
  test('is upper-case hex with a blank after every byte, as captured in 2012', () => {
    expect(hexBytes('PUT\n\n\nSun, 26 Aug 2012 12:42:27 GMT\n/mydoc4')).toBe(
      '50 55 54 0A 0A 0A 53 75 6E 2C 20 32 36 20 41 75 67 20 32 30 31 32 20 31 32 3A 34 32 3A 32 37 20 47 4D 54 0A 2F 6D 79 64 6F 63 34 ',
    );
  });

  test('holds the bytes of the wire where StringToSign cannot: text that is not UTF-8', () => {
    const headers: [string, string][] = [
      ['Date', NOW_HTTP],
      ['x-oss-meta-a', 'caf\u00e9'],
      ['Authorization', 'OSS ossmock:x'],
    ];
    const { extras } = refusal(() => authenticate(request('GET', '/k', headers)));
    expect(extras.StringToSign).toContain('x-oss-meta-a:café\n');
    expect(extras.StringToSignBytes).toContain('63 61 66 E9 0A ');
  });
});

test('a refusal shows the service’s form, not one of those tried after it', () => {
  const headers: [string, string][] = [
    ['Date', NOW_HTTP],
    ['Authorization', 'OSS ossmock:x'],
  ];
  const { extras } = refusal(() => authenticate(request('GET', '/k?acl=&versionId=a+b&x-oss-new=1', headers)));
  expect(extras.StringToSign).toBe(`GET\n\n\n${NOW_HTTP}\n/examplebucket/k?acl&versionId=a+b`);
});

test('the record of a refusal holds the signature that would have matched, and not the secret', () => {
  const headers: [string, string][] = [
    ['Date', NOW_HTTP],
    ['Authorization', 'OSS ossmock:x'],
  ];
  try {
    authenticate(request('GET', '/k', headers));
    expect.fail('accepted');
  } catch (error) {
    if (!(error instanceof OssError)) throw error;
    expect(error.facts).toMatchObject({ mode: 'v1-header', signature: expect.stringMatching(/^[A-Za-z0-9+/]{27}=$/) });
    const repeated = [
      headers[0] as [string, string],
      ['Authorization', `OSS ossmock:${error.facts?.signature}`],
    ] as const;
    expect(authenticate(request('GET', '/k', repeated))).toMatchObject({ ok: true });
    expect(JSON.stringify(error.facts)).not.toContain(KEYS.accessKeySecret);
  }
});
