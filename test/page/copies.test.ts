import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reportText } from '../../page/copy/report.ts';
import { SDKS, snippetText } from '../../page/copy/snippets.ts';
import type { Explanation } from '../../page/types.ts';
import { signV1Url, signV4Url } from '../../src/auth/index.ts';
import { type RunningServer, startServer } from '../../src/index.ts';
import { raw, wire } from '../support/raw.ts';
import { KEYS, signed } from '../support/signed.ts';

const NOW = Date.UTC(2026, 0, 31, 12);
const BUCKET = 'examplebucket';
const LONG = { accessKeyId: 'LTAI5tExampleKeyOfTests', accessKeySecret: 'secret-of-the-long-key' };

let server: RunningServer;
beforeAll(async () => {
  const keys = [KEYS, LONG].map(({ accessKeyId, accessKeySecret }) => ({
    id: accessKeyId,
    secret: accessKeySecret,
    status: 'active' as const,
  }));
  server = await startServer({ clock: NOW, seed: 1, accounts: [{ id: '1234567890123456', keys }] });
});
afterAll(() => server.close());

/** The record of an answer, as the page gets it. */
function recordOf(answer: { header(name: string): string | undefined }): Explanation {
  const record = server.request(answer.header('x-oss-request-id') as string);
  return JSON.parse(JSON.stringify(record));
}

/** All that must not be told on: what signed the request, and with what. */
function signaturesOf({ request, target }: Explanation): string[] {
  const text = JSON.stringify(request.headers) + decodeURIComponent(target);
  return [...text.matchAll(/(?:Signature[=:]|x-oss-signature=|OSS [^:"]+:)([^"&]{20,})/gi)].map(
    ([, found = '']) => found,
  );
}

describe('a report', () => {
  test.each(['v1', 'v4'] as const)('has no signature and no whole key id: %s in the header', async (version) => {
    const keys = { ...LONG, accessKeySecret: 'wrong' };
    const cookie = { Cookie: 'session=the-token-of-a-session' };
    const record = recordOf(
      await signed(server.port, { method: 'GET', bucket: BUCKET, key: 'a', at: NOW, keys, version, headers: cookie }),
    );
    expect(record.code).toBe('SignatureDoesNotMatch');
    const text = reportText(record, []);
    for (const secret of [...signaturesOf(record), LONG.accessKeyId, 'the-token-of-a-session']) {
      expect(text).not.toContain(secret);
    }
    expect(signaturesOf(record)).toHaveLength(1);
    expect(text).toContain('LTAI…ests');
    expect(text).toContain('<SignatureProvided>[removed]');
  });

  test.each([
    ['V1', signV1Url({ method: 'GET', headers: [], query: '', bucket: BUCKET, key: 'a' }, LONG, NOW / 1000 + 60)],
    [
      'V4',
      signV4Url({ method: 'GET', headers: [], query: '', bucket: BUCKET, key: 'a' }, LONG, NOW, 60, {
        region: 'cn-hangzhou',
      }),
    ],
  ])('has none from a signed URL either: %s', async (_, query) => {
    const record = recordOf(await raw(server.port, wire('GET', `/${BUCKET}/a?${query}`, { Host: '127.0.0.1' })));
    expect(record.code).toBe('NoSuchKey');
    const text = reportText(record, []);
    const signature = /(?:Signature|x-oss-signature)=([^&]+)/.exec(query)?.[1] as string;
    for (const secret of [signature, decodeURIComponent(signature), LONG.accessKeyId])
      expect(text).not.toContain(secret);
  });

  test('has no token of a session', async () => {
    const headers = { 'x-oss-security-token': 'the-token-of-a-session' };
    const record = recordOf(await signed(server.port, { method: 'GET', bucket: BUCKET, at: NOW, keys: LONG, headers }));
    expect(reportText(record, [])).not.toContain(headers['x-oss-security-token']);
  });

  test('says what happened', async () => {
    const record = recordOf(await signed(server.port, { method: 'GET', bucket: 'nowhere', at: NOW }));
    expect(reportText(record, ['method', 'bucket', 'signature'])).toMatch(
      /^# 404 NoSuchBucket: GET 127\.0\.0\.1\/nowhere\/\n\n[\s\S]*Cause: no-such-bucket[\s\S]*- bucket: refused\n/,
    );
  });
});

describe('a program', () => {
  test.each(SDKS)('quotes what it is given, for %s', async (sdk) => {
    const key = 'quote " backslash \\ dollar $ 目录';
    const record = recordOf(await signed(server.port, { method: 'GET', bucket: BUCKET, key, at: NOW }));
    const text = snippetText(sdk, record, server.url, 'cn-hangzhou') as string;
    expect(text).toContain(JSON.stringify(key));
    expect(text).toContain(server.url);
    expect(text).not.toContain(KEYS.accessKeySecret);
  });

  test('is not made up for operations without a call', async () => {
    const record = recordOf(await signed(server.port, { method: 'GET', bucket: BUCKET, query: 'website', at: NOW }));
    expect(snippetText('Java', record, server.url, 'cn-hangzhou')).toBeUndefined();
  });
});
