import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningServer, startServer } from '../../../src/index.ts';
import { raw, wire } from '../../support/raw.ts';
import { KEYS, signed } from '../../support/signed.ts';

const NOW = Date.UTC(2026, 0, 31, 12);

let server: RunningServer;
beforeAll(async () => {
  server = await startServer({ clock: NOW, seed: 1 });
});
afterAll(() => server.close());

describe('/_ossmock/health', () => {
  it('says ok and the version', async () => {
    const { body } = await request(server.url).get('/_ossmock/health').expect(200);
    expect(body).toEqual({ status: 'ok', version: expect.stringMatching(/^\d+\.\d+\.\d+/) });
  });

  it('answers HEAD too, without a body', async () => {
    const answer = await request(server.url).head('/_ossmock/health').expect(200);
    expect(answer.text).toBeUndefined();
  });
});

describe('/_ossmock/requests', () => {
  it('lists the latest exchanges, newest first', async () => {
    await signed(server.port, { method: 'GET', bucket: 'examplebucket', query: 'location', at: NOW });
    await signed(server.port, { method: 'GET', bucket: 'no-such-bucket', at: NOW });
    const { body } = await request(server.url).get('/_ossmock/requests?limit=2').expect(200);
    expect(body.requests).toMatchObject([
      { target: '/no-such-bucket/', status: 404, code: 'NoSuchBucket', cause: 'no-such-bucket' },
      { operation: 'GetBucketLocation', status: 200, accessKeyId: 'ossmock', time: '2026-01-31T12:00:00.000Z' },
    ]);
  });

  it('gives one in full: rungs with what they compared, reason and remedy', async () => {
    const answer = await signed(server.port, {
      method: 'PUT',
      bucket: 'examplebucket',
      key: 'key',
      body: 'x',
      keys: { ...KEYS, accessKeySecret: 'wrong' },
      at: NOW,
    });
    const id = answer.header('x-oss-request-id');
    const { body } = await request(server.url).get(`/_ossmock/requests/${id}`).expect(200);
    expect(body).toMatchObject({
      requestId: id,
      cause: 'signature-mismatch-v1',
      ec: '0002-00000040',
      bucket: 'examplebucket',
      key: 'key',
      reason: expect.stringMatching(/\w+/),
      remedy: expect.stringMatching(/\w+/),
      response: { errorBody: answer.body },
    });
    expect(body.rungs.map(({ name, outcome }: { name: string; outcome: string }) => [name, outcome])).toEqual([
      ['method', 'passed'],
      ['path', 'passed'],
      ['path-style', 'passed'],
      ['bucket-name', 'passed'],
      ['object-name', 'passed'],
      ['operation', 'passed'],
      ['bucket', 'passed'],
      ['endpoint', 'passed'],
      ['body-encoding', 'passed'],
      ['authorization-form', 'passed'],
      ['scope', 'passed'],
      ['date', 'passed'],
      ['access-key', 'passed'],
      ['signature', 'refused'],
    ]);
    const { facts } = body.rungs.at(-1);
    expect(facts.stringToSign).toBe('PUT\n\n\nSat, 31 Jan 2026 12:00:00 GMT\n/examplebucket/key');
    expect(JSON.stringify(body)).not.toContain(KEYS.accessKeySecret);
  });

  it('does not know an id it no longer keeps', async () => {
    const { body } = await request(server.url).get('/_ossmock/requests/000000000000000000000000').expect(404);
    expect(body.error).toContain('000000000000000000000000');
  });
});

describe('a name in an own path', () => {
  it('may be of any length', async () => {
    const { body } = await request(server.url)
      .get(`/_ossmock/requests/${'0'.repeat(1000)}`)
      .expect(404);
    expect(body.error).toContain('no request 0000');
  });
});

describe('/_ossmock/ on a host that is a bucket', () => {
  it('is an object like any other', async () => {
    const answer = await raw(server.port, wire('GET', '/_ossmock/health', { Host: 'examplebucket.localhost' }));
    expect(answer.status).toBe(403);
    expect(answer.header('Server')).toBe('AliyunOSS');
  });
});

describe('a path of ours that does not exist', () => {
  it.each(['/_ossmock/nothing', '/_ossmock', '/_ossmock/%zz'])('%s is answered by OSS', async (path) => {
    const answer = await raw(server.port, wire('GET', path, { Host: 'localhost' }));
    expect(answer.header('Server')).toBe('AliyunOSS');
    expect(answer.header('Content-Type')).toBe('application/xml');
  });
});

describe('/_ossmock/reset', () => {
  it('leaves the configured buckets, empty, and no record', async () => {
    await signed(server.port, { method: 'PUT', bucket: 'examplebucket', key: 'key', body: 'x', at: NOW });
    await signed(server.port, { method: 'PUT', bucket: 'another-bucket', body: '', at: NOW });
    await request(server.url).post('/_ossmock/reset').expect(200);
    expect(server.requests()).toEqual([]);
    const list = await signed(server.port, { method: 'GET', bucket: 'examplebucket', at: NOW });
    expect(list.status).toBe(200);
    expect(list.body).not.toContain('<Contents>');
    const gone = await signed(server.port, { method: 'GET', bucket: 'another-bucket', at: NOW });
    expect(gone.body).toContain('NoSuchBucket');
  });
});

describe('a run', () => {
  it('can be repeated byte for byte with the same seed, clock and requests', async () => {
    const once = async (): Promise<string[]> => {
      const fresh = await startServer({ clock: NOW, seed: 7 });
      const answers: string[] = [];
      for (const call of [
        { method: 'PUT', key: 'a', body: 'x' },
        { method: 'POST', key: 'b', query: 'uploads', body: '' },
        { method: 'POST', key: 'c', query: 'append&position=0', body: 'y' },
        { method: 'GET', key: 'missing' },
        { method: 'GET' },
      ]) {
        answers.push((await signed(fresh.port, { bucket: 'examplebucket', at: NOW, ...call })).bytes);
      }
      await fresh.close();
      return answers;
    };
    expect(await once()).toEqual(await once());
  });
});
