import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import Fastify from 'fastify';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningServer, startServer } from '../../../src/index.ts';
import { pageRoutes } from '../../../src/server/admin/page.ts';
import { signed } from '../../support/signed.ts';

const NOW = Date.UTC(2026, 0, 31, 12);

let server: RunningServer;
beforeAll(async () => {
  server = await startServer({ clock: NOW, seed: 1 });
});
afterAll(() => server.close());

const own = (path: string) => request(server.url).get(`/_ossmock/${path}`);

describe('/_ossmock/events', () => {
  it('tells each exchange as it ends, in the form of the list, and ends with the server', async () => {
    const watched = await startServer({ clock: NOW, seed: 2 });
    const stream = await fetch(`${watched.url}/_ossmock/events`);
    expect(stream.headers.get('content-type')).toBe('text/event-stream');
    const reader = (stream.body as ReadableStream<Uint8Array>).getReader();
    const text = new TextDecoder();
    expect(text.decode((await reader.read()).value)).toBe(': listening\n\n');
    const answer = await signed(watched.port, { method: 'GET', bucket: 'no-such-bucket', at: NOW });
    const event = text.decode((await reader.read()).value);
    const [kind, id, data] = event.trimEnd().split('\n') as [string, string, string];
    expect([kind, id]).toEqual(['event: request', `id: ${answer.header('x-oss-request-id')}`]);
    const { body } = await request(watched.url).get('/_ossmock/requests?limit=1');
    expect(JSON.parse(data.slice('data: '.length))).toEqual(body.requests[0]);
    await watched.close();
    expect((await reader.read()).done).toBe(true);
  });
});

describe('/_ossmock/buckets', () => {
  it('lists buckets with what they hold', async () => {
    await signed(server.port, { method: 'PUT', bucket: 'examplebucket', key: 'a/1.txt', body: 'one', at: NOW });
    const { body } = await own('buckets').expect(200);
    expect(body.buckets).toMatchObject([
      { name: 'examplebucket', acl: 'private', region: 'cn-hangzhou', objects: 1, bytes: 3, uploads: 0 },
    ]);
  });

  it('lists objects as folders, by any prefix', async () => {
    await signed(server.port, { method: 'PUT', bucket: 'examplebucket', key: '目录/文件.txt', body: 'two', at: NOW });
    const folders = await own('buckets/examplebucket/objects?delimiter=%2F').expect(200);
    expect(folders.body).toEqual({ objects: [], prefixes: ['a/', '目录/'] });
    const inside = await own(`buckets/examplebucket/objects?prefix=${encodeURIComponent('目录/')}`).expect(200);
    expect(inside.body.objects).toMatchObject([
      { key: '目录/文件.txt', bytes: 3, lastModified: '2026-01-31T12:00:00.000Z' },
    ]);
  });

  it('goes on where a page ended', async () => {
    const { body } = await own('buckets/examplebucket/objects?limit=1').expect(200);
    expect(body).toMatchObject({ objects: [{ key: 'a/1.txt' }], next: 'a/1.txt' });
    const rest = await own(`buckets/examplebucket/objects?after=${encodeURIComponent(body.next)}`).expect(200);
    expect(rest.body.objects.map(({ key }: { key: string }) => key)).toEqual(['目录/文件.txt']);
  });

  it('knows no bucket that is not there', async () => {
    const { body } = await own('buckets/nowhere/objects').expect(404);
    expect(body).toEqual({ error: 'there is no bucket nowhere' });
  });
});

describe('/_ossmock/errors', () => {
  it('finds causes by code, EC, message or words', async () => {
    const { body } = await own('errors?q=0002-00000040').expect(200);
    expect(body.errors).toMatchObject([
      { code: 'SignatureDoesNotMatch', status: 403, evidence: { grade: expect.any(String) } },
    ]);
    const words = await own(`errors?q=${encodeURIComponent('The specified bucket does not exist.')}`).expect(200);
    expect(words.body.errors).toMatchObject([{ cause: 'no-such-bucket' }]);
  });

  it('lists all of them when nothing is asked', async () => {
    const { body } = await own('errors').expect(200);
    expect(body.errors.length).toBeGreaterThan(500);
  });
});

describe('a parameter that comes twice', () => {
  it.each(['errors?q=a&q=NoSuchKey', 'buckets/examplebucket/objects?prefix=a&prefix=b', 'requests?limit=1&limit=2'])(
    'counts as it comes last: %s',
    async (path) => {
      const [once, twice] = await Promise.all([own(path.replace(/\?.*&/, '?')), own(path).expect(200)]);
      expect(twice.body).toEqual(once.body);
    },
  );
});

describe('/_ossmock/checks', () => {
  it('names the checks in their order', async () => {
    const { body } = await own('checks').expect(200);
    expect(body.checks.indexOf('bucket')).toBeLessThan(body.checks.indexOf('access-key'));
  });
});

describe('the page', () => {
  it('is sent under a policy that lets nothing in from elsewhere, and once only', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'page-'));
    await writeFile(join(folder, 'index.html'), '<!doctype html>');
    const app = Fastify();
    pageRoutes(app, pathToFileURL(`${folder}/`));
    const first = await app.inject('/_ossmock/');
    expect([first.statusCode, first.body]).toEqual([200, '<!doctype html>']);
    expect(first.headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self';/);
    expect(first.headers['content-security-policy']).not.toMatch(/unsafe|https?:/);
    const again = await app.inject({ url: '/_ossmock/', headers: { 'if-none-match': `${first.headers.etag}` } });
    expect([again.statusCode, again.body]).toEqual([304, '']);
    expect((await app.inject('/_ossmock/page.js')).json().error).toMatch(/npm run build/);
  });
});
