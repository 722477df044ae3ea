import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningServer, startServer } from '../../../src/index.ts';
import { adminToken } from '../../../src/server/admin/guard.ts';
import { raw, wire } from '../../support/raw.ts';

const TOKEN = 'a-token-for-tests';

let open: RunningServer;
let guarded: RunningServer;
beforeAll(async () => {
  open = await startServer({ baseHosts: ['oss.example.com'] });
  guarded = await startServer({ adminToken: TOKEN });
});
afterAll(() => Promise.all([open.close(), guarded.close()]));

function ask(server: RunningServer, method: string, path: string, headers: Record<string, string> = {}) {
  return raw(server.port, wire(method, path, { Host: `127.0.0.1:${server.port}`, ...headers }));
}

describe('the token', () => {
  const random = { bytes: (length: number) => Buffer.alloc(length, 7) };

  it('is made up where others than this machine can connect, and only there', () => {
    for (const host of ['localhost', '127.0.0.1', '127.9.9.9', '::1']) {
      expect(adminToken(undefined, host, random), host).toBeUndefined();
    }
    for (const host of ['0.0.0.0', '::', '192.168.1.5', 'ossmock', '127.0.0.1.example.com']) {
      expect(adminToken(undefined, host, random), host).toMatch(/^[\w-]{32}$/);
    }
  });

  it('is the one that is set, or none, wherever the server listens', () => {
    expect(adminToken('mine', 'localhost', random)).toBe('mine');
    expect(adminToken(false, '0.0.0.0', random)).toBeUndefined();
  });

  it('is another at every start, even of servers with the same seed', async () => {
    const host = Object.values(networkInterfaces())
      .flat()
      .some((one) => one?.family === 'IPv4')
      ? '0.0.0.0'
      : '::';
    const [one, two] = [await startServer({ host, seed: 1 }), await startServer({ host, seed: 1 })];
    expect(one.adminToken).toMatch(/^[\w-]{32}$/);
    expect(one.adminToken).not.toBe(two.adminToken);
    expect((await ask(one, 'GET', '/_ossmock/requests')).status).toBe(401);
    await Promise.all([one.close(), two.close()]);
  });
});

describe('own paths of a server with a token', () => {
  it.each([
    ['GET', '/_ossmock/requests'],
    ['GET', '/_ossmock/'],
    ['GET', '/_ossmock/accounts'],
    ['GET', '/_ossmock/events'],
    ['POST', '/_ossmock/reset'],
    ['POST', '/_ossmock/faults'],
    ['PUT', '/_ossmock/clock'],
  ])('refuse %s %s without it, with another, and in another form', async (method, path) => {
    for (const headers of [
      {},
      { Authorization: 'Bearer another' },
      { Authorization: `Basic ${TOKEN}` },
      { Cookie: 'ossmock-token=another' },
    ]) {
      const { status } = await ask(guarded, method, path, headers as Record<string, string>);
      expect(status, JSON.stringify(headers)).toBe(401);
    }
  });

  it('say how it is sent', async () => {
    const answer = await ask(guarded, 'GET', '/_ossmock/requests');
    expect(answer.header('WWW-Authenticate')).toBe('Bearer realm="ossmock"');
    expect(JSON.parse(answer.body).error).toContain('Authorization: Bearer TOKEN');
    expect(answer.body).not.toContain(TOKEN);
  });

  it('take it from a header, under whatever name the client knows this server', async () => {
    const headers = { Authorization: `Bearer ${TOKEN}`, Host: 'ossmock.apps.example.com' };
    expect((await ask(guarded, 'GET', '/_ossmock/requests', headers)).status).toBe(200);
  });

  it('take it once from the address of a page, and then from a cookie that no script and no other site can use', async () => {
    const first = await ask(guarded, 'GET', `/_ossmock/requests?token=${TOKEN}`);
    expect(first.status).toBe(303);
    expect(first.header('Location')).toBe('/_ossmock/requests');
    const cookie = first.header('Set-Cookie') ?? '';
    expect(cookie).toBe(`ossmock-token=${TOKEN}; Path=/_ossmock; HttpOnly; SameSite=Strict`);
    const sent = { Cookie: `other=1; ${cookie.split(';')[0]}` };
    expect((await ask(guarded, 'GET', '/_ossmock/requests', sent)).status).toBe(200);
    expect((await ask(guarded, 'POST', '/_ossmock/reset', sent)).status).toBe(200);
    expect((await ask(guarded, 'POST', `/_ossmock/reset?token=${TOKEN}`)).status).toBe(401);
  });

  it('leave the storage service open, and health and public keys, under any name', async () => {
    for (const path of ['/_ossmock/health', '/_ossmock/callback-key.pem']) {
      expect((await ask(guarded, 'GET', path, { Host: 'lb.example.com' })).status, path).toBe(200);
    }
    expect((await ask(guarded, 'GET', '/_ossmock/ca.pem')).status).toBe(404);
    expect((await ask(guarded, 'GET', '/examplebucket/key')).header('Server')).toBe('AliyunOSS');
  });
});

describe('own paths', () => {
  it.each([
    '127.0.0.1:1',
    'localhost',
    'ossmock:9000',
    'oss.example.com',
    'host.docker.internal:9000',
    'oss.ns.svc.cluster.local',
    'oss-cn-hangzhou.aliyuncs.com',
    '[::1]:9000',
  ])('are there under %s', async (Host) => {
    const answer = await ask(open, 'GET', '/_ossmock/requests', { Host });
    expect(answer.status).toBe(200);
  });

  it.each(['evil.example.com', '127.0.0.1.nip.io:9000', 'localhost.evil.com', 'rebound.example.com.'])(
    'are refused under %s, whose owner may have it lead here',
    async (Host) => {
      for (const [method, path] of [
        ['GET', '/_ossmock/requests'],
        ['POST', '/_ossmock/reset'],
        ['GET', '/_ossmock/'],
      ] as const) {
        const { status, body } = await ask(open, method, path, { Host });
        expect(status, path).toBe(403);
        expect(JSON.parse(body).error).toContain('is not a name of this server');
      }
    },
  );

  it.each<Record<string, string>>([
    { Origin: 'https://evil.example.com' },
    { Origin: 'null' },
    { Origin: 'http://127.0.0.1:1' },
    { Origin: 'http://localhost' },
    { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'no-cors' },
  ])('are refused to a page of another site: %o', async (headers) => {
    for (const [method, path] of [
      ['POST', '/_ossmock/reset'],
      ['DELETE', '/_ossmock/faults'],
      ['PUT', '/_ossmock/clock'],
      ['GET', '/_ossmock/requests'],
    ] as const) {
      expect((await ask(open, method, path, headers)).status, path).toBe(403);
    }
  });

  it('are refused to another site although its user has the cookie', async () => {
    const headers = { Cookie: `ossmock-token=${TOKEN}`, Origin: 'https://evil.example.com' };
    expect((await ask(guarded, 'POST', '/_ossmock/reset', headers)).status).toBe(403);
  });

  it('serve their own page, and links to it', async () => {
    const own = `http://127.0.0.1:${open.port}`;
    expect((await ask(open, 'POST', '/_ossmock/reset', { Origin: own })).status).toBe(200);
    const followed = { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate' };
    expect((await ask(open, 'GET', '/_ossmock/requests', followed)).status).toBe(200);
  });

  it('tell no page of another site that they may be read', async () => {
    const answer = await ask(open, 'GET', '/_ossmock/health');
    expect(answer.header('Access-Control-Allow-Origin')).toBeUndefined();
  });
});

describe('what own paths tell', () => {
  it('is never a secret or a private key', async () => {
    const key = (await ask(open, 'GET', '/_ossmock/callback-key.pem')).body;
    expect(key).toMatch(/^-----BEGIN PUBLIC KEY-----/);
    const secure = await startServer({ tls: true });
    for (const path of ['accounts', 'requests', 'callback-key.pem', 'ca.pem', 'health', 'clock', 'faults', 'buckets']) {
      const { body } = await ask(secure, 'GET', `/_ossmock/${path}`);
      expect(body, path).not.toMatch(/PRIVATE KEY|ossmock-secret/);
    }
    await secure.close();
  });
});
