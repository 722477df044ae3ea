import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { raw } from '../support/raw.ts';
import { signedBytes } from '../support/signed.ts';
import { DAY, HOUR, type JobServer, NOW, openJobs } from './setup.ts';

const buckets = [
  { name: 'examplebucket', acl: 'private', storageClass: 'Standard' },
  { name: 'logbucket', acl: 'private', storageClass: 'IA' },
] as const;

let oss: JobServer;
beforeAll(async () => {
  oss = await openJobs({ buckets });
});
beforeEach(() => oss.anew());
afterAll(() => oss.server.close());

const log = (target = 'logbucket', prefix = 'logs/', bucket = 'examplebucket') =>
  oss.ok('PUT', undefined, {
    bucket,
    query: 'logging',
    body: `<BucketLoggingStatus><LoggingEnabled><TargetBucket>${target}</TargetBucket><TargetPrefix>${prefix}</TargetPrefix></LoggingEnabled></BucketLoggingStatus>`,
  });
const put = (key: string, body = 'hello') => oss.ok('PUT', key, { body });
const deliver = () => oss.server.jobs.deliverLogs();
/** The lines of the log objects there are, each request id replaced. */
const lines = async () => {
  const found: string[] = [];
  for (const key of await oss.keys('logbucket')) {
    const { body } = await oss.ok('GET', key, { bucket: 'logbucket' });
    found.push(...body.trimEnd().split('\n'));
  }
  return found.map((line) => line.replace(/"[0-9A-F]{24}"/, '"ID"'));
};

describe('a line', () => {
  it('has the fields of the service in their order', async () => {
    const key = 'dir/hello world.txt';
    const headers = { Referer: 'http://a/b', 'User-Agent': 'tests/1.0' };
    await put(key);
    await log();
    await oss.ok('GET', key, { headers });
    const { length } = signedBytes({ method: 'GET', bucket: 'examplebucket', key, headers, at: NOW });
    await deliver();
    expect(await lines()).toEqual([
      `127.0.0.1 - - [31/Oct/2024:16:00:00 +0800] "GET /examplebucket/dir/hello%20world.txt HTTP/1.1" 200 5 0 "http://a/b" "tests/1.0" "127.0.0.1" "ID" "true" "1234567890123456" "GetObject" "examplebucket" "dir%2Fhello%20world.txt" 5 0 "-" ${length} "1234567890123456" - "-" "standard" "-" "-" "ossmock"`,
    ]);
  });

  it('tells of a refusal what it was, and of an anonymous caller nothing', async () => {
    await log();
    expect((await oss.send('GET', 'a', { keys: undefined })).status).toBe(403);
    await deliver();
    const [line = ''] = await lines();
    expect(line).toMatch(
      / 403 \d+ 0 "-" "-" "127\.0\.0\.1" "ID" "true" "-" "GetObject" "examplebucket" "a" - 0 "AccessDenied" /,
    );
    expect(line).toMatch(/ - "-" "standard" "-" "-" "-"$/);
  });

  it('counts the bytes of an upload as growth', async () => {
    await log();
    await put('a', 'x'.repeat(1000));
    await deliver();
    expect((await lines())[0]).toContain('"PutObject" "examplebucket" "a" 1000 0 "-" ');
    expect((await lines())[0]).toMatch(/"1234567890123456" 1000 "-" "standard"/);
  });

  it('holds no quote and no line end of a client', async () => {
    await log();
    const headers = 'Host: 127.0.0.1\r\nUser-Agent: a"b\tc\r\nConnection: close\r\n';
    await raw(oss.server.port, `GET /examplebucket/k HTTP/1.1\r\n${headers}\r\n`);
    await deliver();
    expect((await lines())[0]).toContain('"a%22b%09c"');
  });

  it('ends with the headers and parameters that the bucket asks for, cut at 1024 bytes', async () => {
    await log();
    const fields =
      '<UserDefinedLogFieldsConfiguration><HeaderSet><header>X-Trace</header><header>absent</header></HeaderSet><ParamSet><parameter>user_id</parameter></ParamSet></UserDefinedLogFieldsConfiguration>';
    await oss.ok('PUT', undefined, { query: 'userDefinedLogFieldsConfig', body: fields });
    await oss.send('GET', 'a', { headers: { 'X-Trace': 't-1' }, query: 'user_id=42' });
    await oss.send('GET', 'a', { headers: { 'X-Trace': 't'.repeat(2000) }, query: 'user_id=42' });
    await deliver();
    const own = (await lines()).slice(1).map((line) => {
      const base64 = /"([^"]*)"$/.exec(line)?.[1] ?? '';
      return JSON.parse(Buffer.from(base64, 'base64').toString());
    });
    expect(own).toEqual([
      { truncated: false, headers: { 'X-Trace': 't-1' }, querys: { user_id: '42' } },
      { truncated: true, headers: { 'X-Trace': 't'.repeat(1017) }, querys: { user_id: '' } },
    ]);
  });

  it('is not written for a request that the client broke off', async () => {
    await log();
    const call = { method: 'PUT', bucket: 'examplebucket', key: 'a', body: 'hello', at: NOW } as const;
    const answer = await raw(oss.server.port, signedBytes(call).subarray(0, -2), { halfClose: true });
    expect(answer.status).toBe(400);
    await deliver();
    expect(await lines()).toEqual([]);
  });

  it('is written for the requests of buckets that have logging only', async () => {
    await put('before');
    await log();
    await oss.ok('GET', undefined, { bucket: 'logbucket' });
    await oss.ok('DELETE', undefined, { query: 'logging' });
    await put('after');
    await deliver();
    const operations = (await lines()).map((line) => /"true" "\d+" "(\w+)"/.exec(line)?.[1]);
    expect(operations).toEqual(['DeleteBucketLogging']);
  });
});

describe('log objects', () => {
  it('come on the hour, named by the clocks of Beijing', async () => {
    await log();
    await put('a');
    await oss.advance(HOUR - 1);
    expect(await oss.keys('logbucket')).toEqual([]);
    await oss.advance(1);
    expect(await oss.keys('logbucket')).toEqual(['logs/examplebucket2024-10-31-17-00-00-0000']);
    await oss.advance(DAY);
    expect(await oss.keys('logbucket')).toHaveLength(1);
  });

  it('come when they are asked for, each with a name of its own', async () => {
    await log();
    await put('a');
    const first = await request(oss.server.url).post('/_ossmock/logs').expect(200);
    expect(first.body).toEqual({ objects: ['logbucket/logs/examplebucket2024-10-31-16-00-00-0000'] });
    await put('b');
    expect(await deliver()).toEqual(['logbucket/logs/examplebucket2024-10-31-16-00-00-0001']);
    expect(await deliver()).toEqual([]);
  });

  it('are objects of the class of the target bucket, whose delivery is not logged', async () => {
    await log('logbucket', '');
    await log('logbucket', 'own/', 'logbucket');
    await put('a');
    const [key = ''] = (await deliver()).map((name) => name.replace('logbucket/', ''));
    const answer = await oss.ok('HEAD', key, { bucket: 'logbucket' });
    expect([answer.header('x-oss-storage-class'), answer.header('x-oss-object-type')]).toEqual(['IA', 'Normal']);
    await deliver();
    const own = (await oss.keys('logbucket')).filter((name) => name.startsWith('own/'));
    const { body } = await oss.ok('GET', own[0], { bucket: 'logbucket' });
    expect([...body.matchAll(/"true" "\d+" "(\w+)"/g)].map(([, name]) => name)).toEqual(['HeadObject']);
  });

  it('go where logging was directed when the request came', async () => {
    await log('logbucket', 'first/');
    await put('a');
    await log('logbucket', 'second/');
    await put('b');
    const prefixes = (await deliver()).map((name) => name.split('/')[1]);
    expect(prefixes).toEqual(['first', 'second']);
  });

  it('are lost with their bucket, and nothing else is', async () => {
    await log();
    await put('a');
    await oss.ok('DELETE', undefined, { bucket: 'logbucket' });
    expect(await deliver()).toEqual([]);
    await put('b');
    expect(await oss.keys()).toEqual(['a', 'b']);
  });

  it('are not waited for after a reset', async () => {
    await log();
    await put('a');
    await oss.server.reset();
    expect(oss.server.clock.state().waiting).toEqual([]);
    expect(await deliver()).toEqual([]);
  });

  it('are written before the hour when lines are many, so that memory does not grow', async () => {
    await log();
    const agent = 'a'.repeat(55_000);
    for (let i = 0; i < 80; i++) await oss.send('HEAD', 'absent', { headers: { 'User-Agent': agent } });
    // They are written behind the answers.
    await expect.poll(() => oss.keys('logbucket'), { interval: 1, timeout: 5000 }).toHaveLength(1);
  });
});

it('what was not delivered yet is when a server with a data directory closes', async () => {
  const data = mkdtempSync(join(tmpdir(), 'ossmock-logs-'));
  try {
    const first = await openJobs({ data, buckets });
    const body =
      '<BucketLoggingStatus><LoggingEnabled><TargetBucket>logbucket</TargetBucket></LoggingEnabled></BucketLoggingStatus>';
    await first.ok('PUT', undefined, { query: 'logging', body });
    await first.ok('PUT', 'a', { body: 'x' });
    await first.server.close();
    const second = await openJobs({ data, buckets, clock: NOW + HOUR });
    expect(await second.keys('logbucket')).toEqual(['examplebucket2024-10-31-16-00-00-0000']);
    await second.server.close();
  } finally {
    rmSync(data, { recursive: true });
  }
});

it('lifecycle rules go on after a restart', async () => {
  const data = mkdtempSync(join(tmpdir(), 'ossmock-lifecycle-'));
  try {
    const first = await openJobs({ data });
    await first.ok('PUT', 'a', { body: 'x' });
    await first.rules('<Expiration><Days>1</Days></Expiration>');
    await first.server.close();
    const second = await openJobs({ data });
    await second.advance(2 * DAY);
    expect(await second.keys()).toEqual([]);
    await second.server.close();
  } finally {
    rmSync(data, { recursive: true });
  }
});
