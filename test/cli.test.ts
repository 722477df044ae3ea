import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { raw } from './support/raw.ts';

/** The built program, run as a user runs it. `npm test` builds it first. */
const CLI = fileURLToPath(new URL('../dist/cli.js', import.meta.url));

interface Run {
  readonly child: ChildProcess;
  readonly stdout: () => string;
  readonly stderr: () => string;
  readonly ended: Promise<number | null>;
  /** Resolves with the port, when the ready line has come. */
  readonly ready: Promise<number>;
}

const running: Run[] = [];
const folder = mkdtempSync(join(tmpdir(), 'ossmock-cli-'));

beforeAll(() => {
  expect(existsSync(CLI), 'run npm run build first').toBe(true);
  return () => rmSync(folder, { recursive: true });
});
afterEach(async () => {
  for (const { child, ended } of running.splice(0)) {
    child.kill('SIGKILL');
    await ended;
  }
});

function run(args: readonly string[], env: Record<string, string> = {}): Run {
  const child = spawn(process.execPath, [CLI, ...args], { env: { ...process.env, ...env } });
  let out = '';
  let err = '';
  const ended = new Promise<number | null>((resolve) => child.on('close', (code) => resolve(code)));
  const ready = new Promise<number>((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      out += chunk;
      const port = /^ossmock is ready at http:\/\/\S+:(\d+)\n/.exec(out)?.[1];
      if (port !== undefined) resolve(Number(port));
    });
    ended.then((code) => reject(new Error(`ended with ${code}: ${err}`)));
  });
  ready.catch(() => {});
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  const started = { child, stdout: () => out, stderr: () => err, ended, ready };
  running.push(started);
  return started;
}

/** A connection with one answered request on it, kept alive. */
async function keptAlive(port: number, host = '127.0.0.1'): Promise<Socket> {
  const socket = connect({ port, host });
  socket.on('error', () => {});
  await new Promise<void>((resolve) => {
    socket.once('data', () => resolve());
    socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
  });
  return socket;
}

describe('ossmock', () => {
  it('needs no argument but a port that is free: its first line names the address, then it says how to use it', async () => {
    const server = run(['--port', '0']);
    const port = await server.ready;
    expect(server.stdout()).toMatch(new RegExp(`^ossmock is ready at http://127.0.0.1:${port}\n`));
    await expect.poll(server.stdout).toContain('AccessKeySecret  ossmock-secret');
  });

  it('names all buckets there are, those of a seed folder too', async () => {
    const seeds = join(folder, 'seeds');
    mkdirSync(join(seeds, 'from-folder'), { recursive: true });
    const server = run(['--port', '0', '--buckets', 'named', '--seed-dir', seeds]);
    await server.ready;
    await expect.poll(server.stdout).toContain('buckets          named, from-folder\n');
  });

  it.each(['pretty', 'json'])('prints the token of its own paths where others can connect (log: %s)', async (log) => {
    const server = run(['--port', '0', '--host', '0.0.0.0', '--log', log]);
    const port = await server.ready;
    await expect.poll(server.stdout).toMatch(/(?:admin token: |Bearer )[\w-]{32}/);
    const token = /(?:admin token: |Bearer )([\w-]{32})/.exec(server.stdout())?.[1];
    const ask = (headers: Record<string, string>) => fetch(`http://127.0.0.1:${port}/_ossmock/requests`, { headers });
    expect((await ask({})).status).toBe(401);
    expect((await ask({ Authorization: `Bearer ${token}` })).status).toBe(200);
    const own = run(['--port', '0', '--host', '0.0.0.0', '--log', 'json'], { OSSMOCK_ADMIN_TOKEN: 'known-to-us' });
    await own.ready;
    expect(own.stdout()).not.toContain('known-to-us');
  });

  it('serves on both loopbacks', async () => {
    const port = await run(['--port', '0', '--log', 'silent']).ready;
    for (const host of ['127.0.0.1', '::1']) (await keptAlive(port, host)).destroy();
  });

  it('prints the ready line alone when silent', async () => {
    const server = run(['serve', '--port=0'], { OSSMOCK_LOG: 'silent' });
    await server.ready;
    expect(server.stdout().split('\n')).toHaveLength(2);
  });

  it('writes one JSON line per request when asked to', async () => {
    const server = run(['--port', '0', '--log', 'json']);
    (await keptAlive(await server.ready)).destroy();
    server.child.kill('SIGTERM');
    await server.ended;
    const line = server.stdout().split('\n')[1] ?? '';
    expect(JSON.parse(line)).toMatchObject({
      method: 'GET',
      operation: 'ListBuckets',
      status: 403,
      cause: 'anonymous-service',
    });
  });

  it('writes one readable line per request, with the host once and no control characters', async () => {
    const server = run(['--port', '0']);
    const port = await server.ready;
    const send = (target: string, host: string) =>
      raw(port, `GET ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
    await send('/examplebucket', 'a\x1bb');
    await send('http://examplebucket.oss-cn-hangzhou.aliyuncs.com/', 'ignored');
    server.child.kill('SIGTERM');
    await server.ended;
    expect(server.stdout()).toContain('403 GET a?b/examplebucket  ListObjects');
    expect(server.stdout()).toContain('403 GET http://examplebucket.oss-cn-hangzhou.aliyuncs.com/  ListObjects');
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('stops with 0 on %s, open keep-alive connections or not', async (signal) => {
    const server = run(['--port', '0', '--log', 'silent']);
    const socket = await keptAlive(await server.ready);
    const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
    server.child.kill(signal);
    expect(await server.ended).toBe(0);
    await closed;
  });

  it('stops with 0 within the drain time when a client is in the middle of a request', async () => {
    const server = run(['--port', '0', '--log', 'silent']);
    const socket = connect({ port: await server.ready, host: '127.0.0.1' });
    socket.on('error', () => {});
    await new Promise<void>((resolve) => {
      socket.write('PUT /examplebucket/key HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nab', () => resolve());
    });
    server.child.kill('SIGTERM');
    expect(await server.ended).toBe(0);
  });

  describe('cannot run', () => {
    let blocker: Server;
    afterEach(() => {
      blocker.close();
    });

    it('on a port that is taken: 1, and one line that names port and flag', async () => {
      blocker = createServer();
      const port = await new Promise<number>((resolve) => {
        blocker.listen(0, '127.0.0.1', () => resolve((blocker.address() as { port: number }).port));
      });
      const said = (flag: string) => `ossmock: port ${port} is taken; choose another with ${flag}\n`;
      const server = run(['--port', `${port}`]);
      expect(await server.ended).toBe(1);
      expect(server.stderr()).toBe(said('--port (or OSSMOCK_PORT)'));
      const tokens = run(['--port', '0', '--sts-port', `${port}`]);
      expect(await tokens.ended).toBe(1);
      expect(tokens.stderr()).toBe(said('--sts-port (or OSSMOCK_STS_PORT)'));
    });
  });

  it.each([
    [['--nonsense'], {}, "ossmock: Unknown option '--nonsense'"],
    [['dance'], {}, 'ossmock: unknown command "dance"'],
    [['--port', 'high'], {}, 'ossmock: --port: expected a whole number from 0 to 65535, got "high"'],
    [[], { OSSMOCK_LOG: 'loud' }, 'ossmock: OSSMOCK_LOG: expected pretty, json, silent, got "loud"'],
  ])('ends with 2 on wrong usage: %j %j', async (args, env, message) => {
    const server = run(args, env);
    expect(await server.ended).toBe(2);
    expect(server.stderr()).toContain(message);
    expect(server.stderr().trimEnd().split('\n')).toHaveLength(1);
  });

  it('ends with 2 on an invalid configuration file, naming file, line, path and what was expected', async () => {
    const file = join(folder, 'wrong.yaml');
    writeFileSync(file, 'server:\n  port: high\n');
    const server = run(['--config', file]);
    expect(await server.ended).toBe(2);
    expect(server.stderr()).toContain(`${file}:2: server.port: `);
  });

  it('keeps what it stored in the data directory', async () => {
    const data = join(folder, 'data');
    const first = run(['--port', '0', '--data', data, '--log', 'silent']);
    const { status } = await createBucket(await first.ready, 'kept-bucket');
    expect(status).toBe(200);
    first.child.kill('SIGKILL');
    await first.ended;
    const second = run(['--port', '0', '--data', data, '--log', 'silent']);
    const response = await fetch(`http://127.0.0.1:${await second.ready}/kept-bucket/?location`);
    expect(await response.text()).toContain('Anonymous access is forbidden');
  });

  it('needs no directory for temporary files as long as nothing large is stored', async () => {
    const server = run(['--port', '0', '--log', 'silent'], { TMPDIR: join(folder, 'none') });
    expect(await server.ready).toBeGreaterThan(0);
  });

  it.each([
    [['--help'], '--clock ISO'],
    [['serve', '-h'], '--clock ISO'],
    [['errors', '--help'], 'ossmock errors CODE|EC'],
    [['health', '--help'], 'ossmock health [options]'],
  ])('says what it can do: %j', async (args, text) => {
    const server = run(args);
    expect(await server.ended).toBe(0);
    expect(server.stdout()).toContain(text);
  });
});

async function createBucket(port: number, bucket: string): Promise<{ status: number }> {
  const { signed } = await import('./support/signed.ts');
  return signed(port, { method: 'PUT', bucket, at: Date.now(), body: '' });
}
