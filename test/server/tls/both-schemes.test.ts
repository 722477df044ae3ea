import { createServer, get as getPlain, request as requestPlain } from 'node:http';
import { get as getSecure } from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningServer, startServer } from '../../../src/index.ts';
import { signedBytes } from '../../support/signed.ts';

let server: RunningServer;
beforeAll(async () => {
  server = await startServer({
    tls: true,
    buckets: [{ name: 'examplebucket', acl: 'public-read-write' }],
    baseHosts: ['oss.test'],
  });
});
afterAll(() => server.close());

interface Answer {
  readonly status: number | undefined;
  readonly body: Buffer;
}

function overTls(servername: string, path: string, host = servername): Promise<Answer> {
  const { port, authorityPem: ca } = server;
  const options = { host: '127.0.0.1', port, path, servername, ca: ca as string, agent: false, headers: { host } };
  return new Promise((resolve, reject) => {
    getSecure(options, async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk);
      resolve({ status: response.statusCode, body: Buffer.concat(chunks) });
    }).once('error', reject);
  });
}

async function put(key: string, body: Buffer, secure: boolean): Promise<void> {
  const base = secure ? server.httpsUrl : server.url;
  const make = secure ? (await import('node:https')).request : requestPlain;
  await new Promise<void>((resolve, reject) => {
    const request = make(`${base}/examplebucket/${key}`, { method: 'PUT', ca: server.authorityPem }, (response) => {
      response.resume();
      response.once('end', () => (response.statusCode === 200 ? resolve() : reject(response.statusCode)));
    });
    request.once('error', reject);
    request.end(body);
  });
}

describe('a server with TLS', () => {
  it('takes both schemes on one port', async () => {
    expect(server.httpsUrl).toBe(`https://127.0.0.1:${server.port}`);
    expect((await overTls('localhost', '/_ossmock/health')).status).toBe(200);
    const plain = await fetch(`${server.url}/_ossmock/health`);
    expect(plain.status).toBe(200);
  });

  it.each([
    'localhost',
    'examplebucket.localhost',
    'examplebucket.oss-cn-hangzhou.aliyuncs.com',
    'a.name.nobody.knows',
    'ossmock',
  ])('has a certificate for %s as soon as a client asks for it', async (name) => {
    const { status } = await overTls(name, '/missing');
    expect(status).toBe(404);
  });

  it.each(['127.0.0.1', '::1'])('has a certificate for %s, for which clients send no name', async (host) => {
    const socket = await new Promise<TLSSocket>((resolve, reject) => {
      const own = connectTls({ host, port: server.port, ca: server.authorityPem as string }, () => resolve(own));
      own.once('error', reject);
    });
    expect(socket.authorized).toBe(true);
    expect(socket.alpnProtocol).toBe(false);
    socket.destroy();
  });

  it.each([true, false])('carries bodies of 5 MB whole (TLS: %s)', async (secure) => {
    const body = Buffer.alloc(5_000_000, 'ossmock ');
    await put('large', body, secure);
    const { status, body: got } = await overTls('examplebucket.localhost', '/large');
    expect(status).toBe(200);
    expect(got.equals(body)).toBe(true);
    const again = await new Promise<Buffer>((resolve) => {
      getPlain(`${server.url}/examplebucket/large`, async (response) => {
        const chunks: Buffer[] = [];
        for await (const chunk of response) chunks.push(chunk);
        resolve(Buffer.concat(chunks));
      });
    });
    expect(again.equals(body)).toBe(true);
  });

  it('answers several requests on one connection of either scheme', async () => {
    const ask = 'GET /examplebucket/none HTTP/1.1\r\nHost: localhost\r\n\r\n';
    const twice = async (socket: Socket): Promise<number> => {
      let text = '';
      socket.on('data', (chunk) => {
        text += chunk;
      });
      for (const count of [1, 2]) {
        socket.write(ask);
        await expect.poll(() => text.split('</Error>').length - 1).toBe(count);
      }
      socket.destroy();
      return text.split('HTTP/1.1 404').length - 1;
    };
    expect(await twice(connect(server.port, '127.0.0.1'))).toBe(2);
    const ca = server.authorityPem as string;
    expect(await twice(connectTls({ port: server.port, host: '127.0.0.1', ca }))).toBe(2);
  });

  it('says over TLS too, in the form of OSS, what is not HTTP', async () => {
    const socket = connectTls({ port: server.port, host: '127.0.0.1', ca: server.authorityPem as string });
    socket.write('BROKEN\r\n\r\n');
    let text = '';
    for await (const chunk of socket) text += chunk;
    expect(text).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n[\s\S]*<Code>/);
  });

  it('tells policies that a request came by TLS', async () => {
    const statement = {
      Effect: 'Deny',
      Principal: ['*'],
      Action: ['oss:GetObject'],
      Resource: ['acs:oss:*:*:tls-only/*'],
      Condition: { Bool: { 'acs:SecureTransport': ['false'] } },
    };
    const strict = await startServer({
      tls: true,
      buckets: [
        {
          name: 'tls-only',
          acl: 'public-read',
          settings: { policy: { Version: '1', Statement: [statement] } },
          objects: [{ key: 'a', content: 'a' }],
        },
      ],
    });
    expect((await fetch(`${strict.url}/tls-only/a`)).status).toBe(403);
    const status = await new Promise((resolve) => {
      getSecure(`${strict.httpsUrl}/tls-only/a`, { ca: strict.authorityPem as string, agent: false }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
    });
    expect(status).toBe(200);
    await strict.close();
  });

  it('tells callback receivers of uploads over TLS an address that needs no trust', async () => {
    let told = '';
    const receiver = createServer((request, response) => {
      told = Buffer.from(String(request.headers['x-oss-pub-key-url']), 'base64').toString();
      response.setHeader('Content-Length', 2).end('{}');
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    const { port } = receiver.address() as AddressInfo;
    const callback = { callbackUrl: `http://127.0.0.1:${port}/`, callbackBody: 'x' };
    const headers = { 'x-oss-callback': Buffer.from(JSON.stringify(callback)).toString('base64') };
    for (const host of [`localhost:${server.port}`, 'examplebucket.oss-cn-hangzhou.aliyuncs.com']) {
      const socket = connectTls({ port: server.port, host: '127.0.0.1', ca: server.authorityPem as string });
      const at = server.clock.now();
      socket.write(signedBytes({ method: 'PUT', bucket: 'examplebucket', key: 'k', body: 'x', headers, host, at }));
      let text = '';
      for await (const chunk of socket) text += chunk;
      expect(text).toMatch(/^HTTP\/1\.1 200 /);
      const key = await fetch(told);
      expect(told).toMatch(/^http:\/\/(?:localhost|127\.0\.0\.1):\d+\/_ossmock\/callback-key\.pem$/);
      expect(key.status).toBe(200);
    }
    receiver.close();
  });

  it('stops although a client is silent, and although one never ends its handshake', async () => {
    const other = await startServer({ tls: true });
    const silent = connect(other.port, '127.0.0.1');
    const half = connect(other.port, '127.0.0.1');
    half.write(Buffer.from([0x16, 3, 1, 0, 200, 1]));
    const closed = [silent, half].map((socket) => new Promise((resolve) => socket.once('close', resolve)));
    for (const socket of [silent, half]) socket.on('error', () => {}).resume();
    await expect.poll(() => half.bytesWritten).toBe(6);
    await other.close();
    await Promise.all(closed);
  });

  it('drops a client that speaks neither', async () => {
    const socket = connect(server.port, '127.0.0.1');
    socket.write(Buffer.from([0x16, 3, 1, 0, 5, 9, 9, 9, 9, 9]));
    socket.on('error', () => {});
    await new Promise((resolve) => socket.resume().once('close', resolve));
    expect((await fetch(`${server.url}/_ossmock/health`)).status).toBe(200);
  });
});

describe('/_ossmock/ca.pem', () => {
  it('is what clients have to trust', async () => {
    const answer = await fetch(`${server.url}/_ossmock/ca.pem`);
    expect(await answer.text()).toBe(server.authorityPem);
  });

  it('is not there without TLS, and a handshake is refused in the form of OSS', async () => {
    const plain = await startServer();
    expect((await fetch(`${plain.url}/_ossmock/ca.pem`)).status).toBe(404);
    expect(plain.httpsUrl).toBeUndefined();
    await plain.close();
  });
});
