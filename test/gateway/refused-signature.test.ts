import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signV1Header, signV1Url, signV4Header, v1Signature } from '../../src/auth/index.ts';
import { type RunningServer, startServer } from '../../src/index.ts';
import type { HeaderList } from '../../src/wire/headers.ts';
import { type RawAnswer, raw } from '../support/raw.ts';

const NOW = Date.UTC(2024, 5, 1, 12);
const KEYS = { accessKeyId: 'ossmock', accessKeySecret: 'ossmock-secret' };
const HOST = 'examplebucket.oss-cn-hangzhou.aliyuncs.com';
const REGION = { region: 'cn-hangzhou' };

let server: RunningServer;
beforeAll(async () => {
  const keys = [
    { id: 'ossmock', secret: 'ossmock-secret', status: 'active' },
    { id: 'second', secret: 'second-secret', status: 'active' },
  ] as const;
  server = await startServer({ clock: NOW, accounts: [{ id: '1234567890123456', keys }] });
});
afterAll(() => server.close());

function send(method: string, target: string, headers: HeaderList, body = ''): Promise<RawAnswer> {
  const lines = [['Host', HOST], ...headers, ['Connection', 'close']].map(([name, value]) => `${name}: ${value}\r\n`);
  return raw(server.port, `${method} ${target} HTTP/1.1\r\n${lines.join('')}\r\n${body}`);
}

/** What `GET /_ossmock/requests/:id` says about the signature of an answered request. */
async function explained({ headers }: RawAnswer): Promise<Record<string, unknown> | undefined> {
  const id = headers.find(([name]) => name.toLowerCase() === 'x-oss-request-id')?.[1];
  const response = await fetch(`${server.url}/_ossmock/requests/${id}`);
  const { signature } = (await response.json()) as { signature?: Record<string, unknown> };
  return signature;
}

const hypotheses = async (answer: RawAnswer) =>
  ((await explained(answer))?.proven as { hypotheses?: string[] } | undefined)?.hypotheses;

const request = { method: 'GET', headers: [], query: '', bucket: 'examplebucket', key: 'a b' };

describe('a refused signature', () => {
  test('of a V1 header is explained by proof, beside both texts', async () => {
    const answer = await send('GET', '/a%20b', [
      ...signV1Header({ ...request, key: 'a%20b' }, KEYS, NOW),
      ['User-Agent', 'test'],
    ]);
    expect(answer.status).toBe(403);
    expect(await explained(answer)).toMatchObject({
      proven: { hypotheses: ['key-encoding'], statement: 'The key was signed percent-encoded once too often.' },
      server: { stringToSign: 'GET\n\n\nSat, 01 Jun 2024 12:00:00 GMT\n/examplebucket/a b' },
      client: { stringToSign: 'GET\n\n\nSat, 01 Jun 2024 12:00:00 GMT\n/examplebucket/a%20b' },
      firstDifference: { in: 'stringToSign', line: 5, server: ' b', client: '%20b' },
    });
  });

  test('of a V1 URL', async () => {
    const query = signV1Url(request, { ...KEYS, accessKeySecret: 'second-secret' }, NOW / 1000 + 60);
    expect(await hypotheses(await send('GET', `/a%20b?${query}`, []))).toEqual(['secret-of-another-key']);
  });

  test('of a V4 header', async () => {
    const headers = [...signV4Header(request, KEYS, NOW, REGION), ['x-oss-trace', '1'] as const];
    expect(await hypotheses(await send('GET', '/a%20b', headers))).toEqual(['oss-header-not-signed']);
  });

  test('of a form', async () => {
    const json = JSON.stringify({ expiration: '2024-06-01T13:00:00.000Z', conditions: [{ bucket: 'examplebucket' }] });
    const fields = {
      key: 'k',
      OSSAccessKeyId: 'ossmock',
      policy: btoa(json),
      Signature: v1Signature(KEYS.accessKeySecret, json),
    };
    const parts = Object.entries({ ...fields, file: 'x' }).map(
      ([name, value]) => `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    );
    const body = `${parts.join('')}--b--\r\n`;
    const type = ['Content-Type', 'multipart/form-data; boundary=b'] as const;
    const answer = await send('POST', '/', [type, ['Content-Length', `${body.length}`]], body);
    expect(answer.status).toBe(403);
    expect(await hypotheses(answer)).toEqual(['policy-text']);
  });

  test('that no known mistake explains says what was tried, and shows what the server signs', async () => {
    const wrong = { ...KEYS, accessKeySecret: 'quite another' };
    const signature = await explained(await send('GET', '/a%20b', signV1Header(request, wrong, NOW)));
    expect(signature).not.toHaveProperty('proven');
    expect(signature).not.toHaveProperty('client');
    expect(signature?.tried).toContain('secret-blanks');
    expect(signature?.server).toEqual({ stringToSign: 'GET\n\n\nSat, 01 Jun 2024 12:00:00 GMT\n/examplebucket/a b' });
  });

  test('is looked into when asked for, also by the library, and no secret is in what it says', async () => {
    const wrong = { ...KEYS, accessKeySecret: 'second-secret' };
    const { headers } = await send('GET', '/a%20b', signV1Header(request, wrong, NOW));
    const id = headers.find(([name]) => name.toLowerCase() === 'x-oss-request-id')?.[1] as string;
    const text = JSON.stringify(server.request(id));
    expect(text).toContain('secret-of-another-key');
    expect(text).not.toContain('second-secret');
    expect(text).not.toContain('ossmock-secret');
  });
});

test('other refusals, and requests that are answered, have no such proof', async () => {
  expect(
    await explained(await send('GET', '/', signV1Header({ ...request, key: undefined }, KEYS, NOW))),
  ).toBeUndefined();
  const unknown = { ...KEYS, accessKeyId: 'nobody' };
  expect(await explained(await send('GET', '/a%20b', signV1Header(request, unknown, NOW)))).toBeUndefined();
});

test('explaining changes nothing: the same request gets the same bytes before and after', async () => {
  const headers = signV1Header(request, { ...KEYS, accessKeySecret: 'no' }, NOW);
  const plain = ({ status, body }: RawAnswer) => [status, body.toString().replace(/<RequestId>.*?</, '<')];
  const first = await send('GET', '/a%20b', headers);
  await explained(first);
  expect(plain(await send('GET', '/a%20b', headers))).toEqual(plain(first));
});
