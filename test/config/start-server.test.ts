import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startServer } from '../../src/index.ts';
import { signed } from '../support/signed.ts';

const NOW = Date.UTC(2026, 0, 31, 12);

it("makes a bucket of which only the name is given private, of class Standard, and the first account's", async () => {
  const server = await startServer({ clock: NOW, buckets: [{ name: 'only-a-name' }] });
  const { body } = await signed(server.port, { method: 'GET', bucket: 'only-a-name', query: 'bucketInfo', at: NOW });
  await server.close();
  expect(body).toContain('<Grant>private</Grant>');
  expect(body).toContain('<StorageClass>Standard</StorageClass>');
  expect(body).toContain('<ID>1234567890123456</ID>');
});

const CORS = { CORSConfiguration: { CORSRule: { AllowedOrigin: '*', AllowedMethod: ['GET', 'PUT'] } } };

it('makes configured buckets with their settings and objects, and makes them again after a reset', async () => {
  const policy = {
    Version: '1',
    Statement: [{ Effect: 'Deny', Action: ['oss:DeleteObject'], Principal: ['*'], Resource: ['acs:oss:*:*:seeded/*'] }],
  };
  const objects = [{ key: 'dir/hello.txt', content: 'hello', headers: { 'x-oss-meta-from': 'config' } }];
  const server = await startServer({
    clock: NOW,
    buckets: [{ name: 'seeded', settings: { cors: CORS, policy }, objects }],
  });
  const ask = (query: string, key?: string) =>
    signed(server.port, { method: 'GET', bucket: 'seeded', key, query, at: NOW });
  for (const again of [false, true]) {
    if (again) await server.reset();
    expect((await ask('cors')).body).toContain('<AllowedMethod>PUT</AllowedMethod>');
    expect(JSON.parse((await ask('policy')).body)).toEqual(policy);
    const object = await ask('', 'dir/hello.txt');
    expect([object.body, object.header('x-oss-meta-from'), object.header('Content-Type')]).toEqual([
      'hello',
      'config',
      'text/plain',
    ]);
  }
  await server.close();
});

it.each([
  [{ settings: { cors: '<CORSConfiguration></CORSConfiguration>' } }, 'settings: cors: MalformedXML'],
  [{ settings: { colours: '<A></A>' } }, 'settings: colours: buckets have no setting of this name'],
  [{ objects: [{ key: 'a', headers: { 'x-oss-object-acl': 'secret' } }] }, 'objects: a: InvalidArgument'],
  [{ objects: [{ key: 'a', file: '/no/such/file' }] }, 'objects: a: /no/such/file cannot be read (ENOENT)'],
])('does not start with a bucket that the service would refuse: %j', async (bucket, message) => {
  await expect(startServer({ buckets: [{ name: 'seeded', ...bucket }] })).rejects.toThrow(message);
});

it('takes the id of a region, not the name that some SDKs have for it', async () => {
  const started = startServer({ region: 'oss-cn-hangzhou' });
  await expect(started).rejects.toThrow('region: expected a region such as cn-hangzhou, without oss- before it');
});

it('makes all buckets before their settings, which may name one that comes later', async () => {
  const LoggingEnabled = { TargetBucket: 'logs', TargetPrefix: 'of-site/' };
  const settings = { logging: { BucketLoggingStatus: { LoggingEnabled } } };
  const server = await startServer({ clock: NOW, buckets: [{ name: 'site', settings }, { name: 'logs' }] });
  const { body } = await signed(server.port, { method: 'GET', bucket: 'site', query: 'logging', at: NOW });
  await server.close();
  expect(body).toContain('<TargetBucket>logs</TargetBucket>');
});

it('leaves no bucket half made where one cannot be made: the next start makes it whole', async () => {
  const data = mkdtempSync(join(tmpdir(), 'ossmock-seed-'));
  const objects = [{ key: 'a', content: 'first' }];
  const versioning = { VersioningConfiguration: { Status: 'Enabled' } };
  const site = { name: 'site', settings: { versioning }, objects: [...objects, ...objects] };
  const wrong = { name: 'wrong', objects: [{ key: 'a', headers: { 'x-oss-object-acl': 'secret' } }] };
  await expect(startServer({ data, clock: NOW, buckets: [site, wrong] })).rejects.toThrow('wrong: objects: a');
  const server = await startServer({
    data,
    clock: NOW,
    buckets: [{ name: 'site', settings: { cors: CORS }, objects }],
  });
  const ask = (query: string) => signed(server.port, { method: 'GET', bucket: 'site', query, at: NOW });
  expect((await ask('cors')).body).toContain('<AllowedMethod>PUT</AllowedMethod>');
  expect((await ask('versions')).body.match(/<VersionId>/g)).toHaveLength(1);
  await server.close();
  rmSync(data, { recursive: true });
});

it('does not start with a bucket that is given twice', async () => {
  const buckets = [{ name: 'twice' }, { name: 'twice' }];
  await expect(startServer({ buckets })).rejects.toThrow('buckets: twice: is given twice');
});
