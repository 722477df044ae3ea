import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signV1Header } from '../../src/auth/index.ts';
import { type RunningServer, startServer } from '../../src/index.ts';
import { raw, wire } from '../support/raw.ts';
import { KEYS } from '../support/signed.ts';

const NOW = Date.UTC(2026, 0, 31, 12);

let server: RunningServer;
beforeAll(async () => {
  server = await startServer({ clock: NOW });
});
afterAll(() => server.close());

/** A request as ali-oss with `sldEnable` sends it to an IP address: the bucket in Host and path, signed once. */
async function sent(method: string, path: string, signedAs: { bucket: string; key?: string }, query = '', body = '') {
  const request = { method, query, headers: [['Content-Length', `${body.length}`] as const], ...signedAs };
  const headers = Object.fromEntries(signV1Header(request, KEYS, NOW));
  const host = `${signedAs.bucket}.oss-cn-hangzhou.aliyuncs.com`;
  const target = `${path}${query === '' ? '' : `?${query}`}`;
  return raw(server.port, wire(method, target, { Host: host, ...headers }, body));
}

describe('a path that repeats the bucket of its host', () => {
  it('is read as it was signed: the bucket itself', async () => {
    const made = await sent('PUT', '/sld-bucket/', { bucket: 'sld-bucket' });
    expect(made.header('Location')).toBe('/sld-bucket');
    const policy = await sent('GET', '/sld-bucket/', { bucket: 'sld-bucket' }, 'policy');
    expect(policy.body).toContain('NoSuchBucketPolicy');
  });

  it('is read as it was signed: a key of the bucket', async () => {
    const put = await sent('PUT', '/examplebucket/a.txt', { bucket: 'examplebucket', key: 'a.txt' }, '', 'x');
    expect(put.status, put.body).toBe(200);
    const got = await sent('GET', '/a.txt', { bucket: 'examplebucket', key: 'a.txt' });
    expect(got.body).toBe('x');
  });

  it('is a key that begins so, when that was signed', async () => {
    const key = 'examplebucket/a.txt';
    expect((await sent('PUT', `/${key}`, { bucket: 'examplebucket', key }, '', 'y')).status).toBe(200);
    expect((await sent('GET', `/${key}`, { bucket: 'examplebucket', key })).body).toBe('y');
  });

  it('is a key that begins so, when nothing fits', async () => {
    const answer = await sent('GET', '/examplebucket/a.txt', { bucket: 'examplebucket', key: 'other' });
    expect(answer.body).toContain('/examplebucket/examplebucket/a.txt</StringToSign>');
  });
});
