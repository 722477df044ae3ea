import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Namespace, type RunningServer, startServer } from '../src/index.ts';
import { raw } from './support/raw.ts';
import { type SignedCall, signed } from './support/signed.ts';

const NOW = Date.UTC(2026, 10, 20, 8);

let server: RunningServer;
beforeAll(async () => {
  server = await startServer({ host: '127.0.0.1', clock: NOW, buckets: [{ name: 'shared' }] });
});
afterAll(() => server.close());

function ask(space: Namespace | undefined, call: Omit<SignedCall, 'at' | 'keys'>) {
  const keys = space && { accessKeyId: space.accessKeyId, accessKeySecret: space.accessKeySecret };
  return signed(server.port, { bucket: 'shared', at: NOW, ...(keys && { keys }), ...call });
}

describe('a namespace', () => {
  it('begins in the configured state and sees nothing of the others', async () => {
    const [one, other] = [await server.namespace('one'), await server.namespace('other')];
    expect((await ask(one, { method: 'PUT', key: 'k', body: 'of one' })).status).toBe(200);
    expect((await ask(undefined, { method: 'PUT', key: 'k', body: 'of the server' })).status).toBe(200);
    expect((await ask(one, { method: 'GET', key: 'k' })).body).toBe('of one');
    expect((await ask(undefined, { method: 'GET', key: 'k' })).body).toBe('of the server');
    expect((await ask(other, { method: 'GET', key: 'k' })).status).toBe(404);
  });

  it.each(['v1', 'v4'] as const)('is told by the key that a %s signature names', async (version) => {
    const space = await server.namespace(`by_${version}`);
    await ask(space, { method: 'PUT', key: 'k', body: version, version });
    expect((await ask(space, { method: 'GET', key: 'k', version })).body).toBe(version);
    expect(space.requests.find({ operation: 'GetObject', status: 200 })).toMatchObject({
      accessKeyId: `ossmock.by_${version}`,
    });
    expect(server.requests.find({ accessKeyId: `ossmock.by_${version}` })).toBeUndefined();
  });

  it('is told by its host where no key is named', async () => {
    const space = await server.namespace('hosted');
    await ask(space, { method: 'PUT', key: 'k', body: 'open', headers: { 'x-oss-object-acl': 'public-read' } });
    const get = (host: string) => raw(server.port, `GET /k HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
    expect((await get('shared.hosted.ns.localhost')).body).toBe('open');
    expect((await get('shared.localhost')).status).toBe(403);
  });

  it('that could not be opened can be opened later', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'ossmock-namespaces-'));
    const file = join(directory, 'seed.txt');
    writeFileSync(file, 'seed');
    const seeded = await startServer({
      host: '127.0.0.1',
      clock: NOW,
      buckets: [{ name: 'shared', objects: [{ key: 'k', file }] }],
    });
    rmSync(file);
    await expect(seeded.namespace('late')).rejects.toThrow('cannot be read');
    writeFileSync(file, 'seed again');
    const { accessKeyId, accessKeySecret } = await seeded.namespace('late');
    const get: SignedCall = {
      method: 'GET',
      bucket: 'shared',
      key: 'k',
      at: NOW,
      keys: { accessKeyId, accessKeySecret },
    };
    expect((await signed(seeded.port, get)).body).toBe('seed again');
    await seeded.close();
    rmSync(directory, { recursive: true });
  });

  it('keeps faults, resets and snapshots to itself', async () => {
    const [mine, yours] = [await server.namespace('mine'), await server.namespace('yours')];
    for (const space of [mine, yours]) await ask(space, { method: 'PUT', key: 'k', body: 'first' });
    const snapshot = await mine.snapshot();
    mine.faults.add({ name: 'down', match: { operation: 'GetObject' }, effect: { error: 'internal-error' } });
    expect((await ask(mine, { method: 'GET', key: 'k' })).status).toBe(500);
    expect((await ask(yours, { method: 'GET', key: 'k' })).status).toBe(200);
    await mine.reset();
    expect((await ask(mine, { method: 'GET', key: 'k' })).status).toBe(404);
    await snapshot.restore();
    expect((await ask(mine, { method: 'GET', key: 'k' })).body).toBe('first');
    expect((await ask(yours, { method: 'GET', key: 'k' })).body).toBe('first');
  });

  it('is gone with its keys once closed', async () => {
    const space = await server.namespace('brief');
    await space.close();
    expect((await ask(space, { method: 'GET', key: 'k' })).body).toContain('<Code>InvalidAccessKeyId</Code>');
  });

  it.each(['', 'Upper', 'a.b', 'a-b', 'x'.repeat(33)])('cannot be called %j', async (name) => {
    await expect(server.namespace(name)).rejects.toThrow('a namespace is called by');
  });
});

it('sixty-four namespaces with the same bucket and keys never meet', async () => {
  const spaces = await Promise.all(Array.from({ length: 64 }, (_, n) => server.namespace(`worker${n}`)));
  const body = (name: string, key: string) => createHash('sha1').update(`${name} ${key}`).digest('hex');
  await Promise.all(
    spaces.map(async (space) => {
      for (const key of ['a', 'b', 'c']) await ask(space, { method: 'PUT', key, body: body(space.name, key) });
      for (const key of ['a', 'b', 'c']) {
        expect((await ask(space, { method: 'GET', key })).body).toBe(body(space.name, key));
      }
      await ask(space, { method: 'DELETE', key: 'b' });
      const listed = (await ask(space, { method: 'GET' })).body;
      expect([...listed.matchAll(/<Key>(.*)<\/Key>/g)].map(([, key]) => key)).toEqual(['a', 'c']);
    }),
  );
  await spaces[0]?.reset();
  expect((await ask(spaces[0], { method: 'GET', key: 'a' })).status).toBe(404);
  for (const space of spaces.slice(1)) {
    expect((await ask(space, { method: 'GET', key: 'a' })).body).toBe(body(space.name, 'a'));
  }
});

describe('over HTTP', () => {
  const own = async (method: string, path: string) => {
    const answer = await raw(
      server.port,
      `${method} /_ossmock/${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n`,
    );
    return { status: answer.status, body: JSON.parse(answer.body) };
  };

  it('namespaces are made, listed, looked into, reset and removed', async () => {
    const made = await own('PUT', 'namespaces/web');
    expect(made).toEqual({
      status: 200,
      body: { name: 'web', accessKeyIds: ['ossmock.web'], host: 'web.ns.localhost' },
    });
    expect((await own('GET', 'namespaces')).body.namespaces).toContain('web');
    await ask(await server.namespace('web'), { method: 'PUT', key: 'k', body: 'x' });
    const [request] = (await own('GET', 'namespaces/web/requests')).body.requests;
    expect(request).toMatchObject({ operation: 'PutObject', status: 200 });
    expect((await own('GET', `namespaces/web/requests/${request.requestId}`)).body).toHaveProperty('rungs');
    expect((await own('POST', 'namespaces/web/reset')).status).toBe(200);
    expect((await own('GET', 'namespaces/web/requests')).body.requests).toEqual([]);
    expect((await own('DELETE', 'namespaces/web')).status).toBe(200);
    expect((await own('DELETE', 'namespaces/web')).status).toBe(404);
    expect((await own('GET', 'namespaces/web/requests')).status).toBe(400);
    expect(await own('PUT', 'namespaces/Web')).toMatchObject({ status: 400 });
  });

  it('snapshots of the server are taken, restored and dropped', async () => {
    await ask(undefined, { method: 'PUT', key: 'snap', body: 'before' });
    const { snapshot } = (await own('POST', 'snapshot')).body;
    await ask(undefined, { method: 'PUT', key: 'snap', body: 'after' });
    expect((await own('POST', `snapshot/${snapshot}/restore`)).status).toBe(200);
    expect((await ask(undefined, { method: 'GET', key: 'snap' })).body).toBe('before');
    await own('DELETE', `snapshot/${snapshot}`);
    expect((await own('POST', `snapshot/${snapshot}/restore`)).status).toBe(404);
  });
});

describe('the log of requests', () => {
  it('finds, waits for and rules out a request', async () => {
    const space = await server.namespace('logged');
    const waiting = space.requests.waitFor({ operation: 'PutObject', key: /^late/ });
    await ask(space, { method: 'PUT', key: 'late.txt', body: 'x' });
    expect(await waiting).toMatchObject({ bucket: 'shared', key: 'late.txt', status: 200 });
    expect(await space.requests.waitFor({ key: 'late.txt' })).toBeDefined();
    expect(space.requests.find(({ status }) => status >= 400)).toBeUndefined();
    space.requests.expectNone({ operation: 'DeleteObject' });
    expect(() => space.requests.expectNone({ method: 'PUT' })).toThrow(
      'expected no request with method PUT, but there was PUT /shared/late.txt (PutObject), answered 200',
    );
  });

  it('says what came instead of what was waited for', async () => {
    const space = await server.namespace('waited');
    await ask(space, { method: 'GET', key: 'k' });
    await expect(space.requests.waitFor({ operation: 'PutObject' }, { timeout: 1 })).rejects.toThrow(
      /no request with operation PutObject within 1 ms; the latest were\n {2}GET \/shared\/k \(GetObject\), answered 404/,
    );
  });
});
