import request from 'supertest';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DAY, HOUR, type JobServer, openJobs } from '../../jobs/setup.ts';
import { KEYS } from '../../support/signed.ts';

let oss: JobServer;
beforeEach(async () => {
  oss = await openJobs();
});
afterEach(() => oss.server.close());

const post = (path: string) => request(oss.server.url).post(`/_ossmock/${path}`);
const EXPIRE = '<Expiration><Days>1</Days></Expiration>';
const LOGGING =
  '<BucketLoggingStatus><LoggingEnabled><TargetBucket>examplebucket</TargetBucket><TargetPrefix>logs/</TargetPrefix></LoggingEnabled></BucketLoggingStatus>';
const OLD = { 'x-oss-user-last-modified': 'Tue, 01 Oct 2024 00:00:00 GMT' };

describe('/_ossmock/lifecycle and /_ossmock/logs', () => {
  it('tell what was done', async () => {
    await oss.ok('PUT', 'a', { headers: OLD });
    await oss.rules(EXPIRE);
    expect((await post('lifecycle').expect(200)).body).toMatchObject({ expired: 1, uploadsAborted: 0 });
    expect((await post('logs').expect(200)).body).toEqual({ objects: [] });
  });

  it('are there for each namespace, which has jobs of its own', async () => {
    await request(oss.server.url).put('/_ossmock/namespaces/mine').expect(200);
    const keys = { accessKeyId: `${KEYS.accessKeyId}.mine`, accessKeySecret: KEYS.accessKeySecret };
    await oss.ok('PUT', undefined, { query: 'logging', body: LOGGING, keys });
    await oss.ok('PUT', 'a', { body: 'x', keys });
    expect((await post('logs')).body.objects).toEqual([]);
    expect((await post('namespaces/mine/logs').expect(200)).body.objects).toHaveLength(1);
    expect((await post('namespaces/mine/lifecycle').expect(200)).body).toMatchObject({ expired: 0 });
    await post('namespaces/other/lifecycle').expect(404, { error: 'there is no namespace other' });
  });
});

describe('a snapshot that is restored', () => {
  it('brings its lifecycle back, and forgets what was logged since', async () => {
    await oss.ok('PUT', 'a', { body: 'x' });
    await oss.rules(EXPIRE);
    const { snapshot } = (await post('snapshot').expect(200)).body;
    await oss.ok('DELETE', undefined, { query: 'lifecycle' });
    await oss.ok('PUT', undefined, { query: 'logging', body: LOGGING });
    await oss.ok('PUT', 'b', { body: 'x' });
    await oss.advance(HOUR / 2);
    await post(`snapshot/${snapshot}/restore`).expect(200);
    await oss.advance(2 * DAY);
    expect(await oss.keys()).toEqual([]);
  });
});
