import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningServer, startServer } from '../../../src/index.ts';
import { raw } from '../../support/raw.ts';

let server: RunningServer;
let plain: RunningServer;
beforeAll(async () => {
  const settings = { baseHosts: ['oss.test'], cnames: { 'static.example.com': 'examplebucket' } };
  server = await startServer({ ...settings, tls: true });
  plain = await startServer(settings);
});
afterAll(() => Promise.all([server.close(), plain.close()]));

const OSS_NAMES = [
  'examplebucket.oss-cn-hangzhou.aliyuncs.com',
  'examplebucket.oss-cn-hangzhou-internal.aliyuncs.com',
  'oss-accelerate.aliyuncs.com',
  'cn-beijing.oss.aliyuncs.com',
  'examplebucket.oss.test',
  'oss.test',
  'examplebucket.localhost',
  'static.example.com',
];
const OTHERS = [
  'example.com',
  'ecs.cn-hangzhou.aliyuncs.com',
  'aliyuncs.com',
  'www.aliyun.com',
  'redis',
  '10.1.2.3',
  'localhost',
  'oss-cn-hangzhou.aliyuncs.com.example.com',
];

function absolute(at: RunningServer, url: string) {
  return raw(at.port, `GET ${url} HTTP/1.1\r\nHost: ${new URL(url).host}\r\nConnection: close\r\n\r\n`);
}

/** A tunnel, or what was said instead. */
function tunnel(at: RunningServer, authority: string): Promise<{ socket: Socket; head: string }> {
  return new Promise((resolve, reject) => {
    const socket = connect(at.port, '127.0.0.1');
    socket.once('error', reject);
    socket.once('data', (head) => resolve({ socket, head: head.toString('latin1') }));
    socket.write(`CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n\r\n`);
  });
}

async function textOf(stream: AsyncIterable<Buffer>): Promise<string> {
  let text = '';
  for await (const chunk of stream) text += chunk;
  return text;
}

describe('a client whose HTTP proxy is ossmock', () => {
  it.each(OSS_NAMES)('reaches it under %s', async (name) => {
    const { header } = await absolute(plain, `http://${name}/`);
    expect(header('Server')).toBe('AliyunOSS');
  });

  it('reaches the token service under its name', async () => {
    const { body } = await absolute(plain, 'http://sts.cn-hangzhou.aliyuncs.com/?Action=AssumeRole');
    expect(body).toContain('"Code":"InvalidVersion"');
  });

  it.each(OTHERS)('is refused %s, which is not forwarded', async (name) => {
    const { status, body, header } = await absolute(plain, `http://${name}/path?query`);
    expect(status).toBe(403);
    expect(header('Content-Type')).toBe('text/plain; charset=utf-8');
    expect(body).toBe(
      `${name} is not a name of OSS: ossmock would have to forward this request, and forwards nothing.\n`,
    );
  });

  it('reaches it under names of this machine when the port is its own', async () => {
    for (const name of ['localhost', '127.0.0.1', '[::1]']) {
      const { header } = await absolute(plain, `http://${name}:${plain.port}/`);
      expect(header('Server'), name).toBe('AliyunOSS');
    }
    expect((await absolute(plain, `http://127.0.0.1:${plain.port + 1}/`)).status).toBe(403);
  });

  it('finds the refusal among the requests', async () => {
    await absolute(plain, 'http://example.com/found');
    expect(plain.requests(1)).toMatchObject([{ status: 403, target: 'http://example.com/found' }]);
  });
});

describe('a client whose HTTPS proxy is ossmock', () => {
  it('speaks TLS through a tunnel under a real name of OSS that no resolver is asked for', async () => {
    const name = 'examplebucket.oss-cn-hangzhou.aliyuncs.com';
    const { socket, head } = await tunnel(server, `${name}:443`);
    expect(head).toBe('HTTP/1.1 200 Connection Established\r\n\r\n');
    const inner = connectTls({ socket, servername: name, ca: server.authorityPem as string });
    inner.write(`GET /key HTTP/1.1\r\nHost: ${name}\r\nConnection: close\r\n\r\n`);
    const answer = await textOf(inner);
    expect(answer).toMatch(/^HTTP\/1\.1 403 Forbidden\r\nServer: AliyunOSS\r\n/);
    expect(answer).toContain(`<HostId>${name}</HostId>`);
  });

  it('may send its first bytes with the request for the tunnel', async () => {
    const name = 'oss-cn-hangzhou.aliyuncs.com';
    const inner = `GET / HTTP/1.1\r\nHost: ${name}\r\nConnection: close\r\n\r\n`;
    for (const at of [server, plain]) {
      const { bytes } = await raw(at.port, `CONNECT ${name}:80 HTTP/1.1\r\nHost: ${name}:80\r\n\r\n${inner}`);
      expect(bytes).toMatch(/^HTTP\/1\.1 200 Connection Established\r\n\r\nHTTP\/1\.1 403 Forbidden\r\n/);
    }
  });

  it.each(OTHERS)('gets no tunnel to %s', async (name) => {
    const { socket, head } = await tunnel(server, `${name}:443`);
    expect(head).toMatch(/^HTTP\/1\.1 403 Forbidden\r\nContent-Type: text\/plain; charset=utf-8\r\n/);
    expect(head).toContain(`\r\n\r\n${name} is not a name of OSS`);
    await textOf(socket);
  });

  it('is told when the server takes no TLS', async () => {
    const { head } = await tunnel(plain, 'oss-cn-hangzhou.aliyuncs.com:443');
    expect(head).toMatch(/^HTTP\/1\.1 502 Bad Gateway\r\n[\s\S]*start it with --tls/);
  });

  it('may break the connection at any moment', async () => {
    for (const authority of ['example.com:443', 'oss-cn-hangzhou.aliyuncs.com:80', 'not-a-target']) {
      for (const at of [server, plain]) {
        const { socket } = await tunnel(at, authority);
        socket.on('error', () => {});
        socket.resetAndDestroy();
        expect((await fetch(`${at.url}/_ossmock/health`)).status).toBe(200);
      }
    }
    for (const first of ['', 'G', '\x16\x03\x01']) {
      const socket = connect(server.port, '127.0.0.1');
      await new Promise<void>((resolve) => socket.write(first, 'latin1', () => resolve()));
      socket.resetAndDestroy();
      expect((await fetch(`${server.url}/_ossmock/health`)).status).toBe(200);
    }
  });

  it('gets the answer of OSS to a target that is none', async () => {
    const { head } = await tunnel(server, 'not-a-target');
    expect(head).toMatch(/^HTTP\/1\.1 405 /);
  });
});
