import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningServer, startServer } from '../../src/index.ts';
import { inBucket, refused, WAYS } from './clients.ts';

const DAY = 24 * 60 * 60 * 1000;

let server: RunningServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

describe.each(WAYS)('ali-oss, $name', (way) => {
  test('puts lifecycle rules in its new form and its old, reads and deletes them', async () => {
    const { oss, bucket } = await inBucket(server, way);
    await refused(oss.getBucketLifecycle(bucket), 404, 'NoSuchLifecycle');
    await oss.putBucketLifecycle(bucket, [
      {
        id: 'logs',
        prefix: 'logs/',
        status: 'Enabled',
        transition: { days: 10, storageClass: 'IA' },
        expiration: { days: 30 },
        tag: [{ key: 'team', value: 'a+b' }],
      },
      { prefix: 'old/', status: 'Disabled', days: 3 },
      { prefix: 'date/', status: 'Enabled', date: '2024-01-01T00:00:00.000Z' },
      { prefix: 'uploads/', status: 'Enabled', abortMultipartUpload: { days: 7 } },
    ]);
    const { rules } = await oss.getBucketLifecycle(bucket);
    expect(rules).toMatchObject([
      {
        id: 'logs',
        transition: { days: '10', storageClass: 'IA' },
        expiration: { days: '30' },
        tag: [{ key: 'team', value: 'a+b' }],
      },
      { prefix: 'old/', status: 'Disabled', expiration: { days: '3' } },
      { expiration: { createdBeforeDate: '2024-01-01T00:00:00.000Z' } },
      { abortMultipartUpload: { days: '7' } },
    ]);
    const expiring = (prefix: string) => ({ prefix, status: 'Enabled', expiration: { days: 1 } });
    await refused(oss.putBucketLifecycle(bucket, [expiring('a'), expiring('a/b')]), 400, 'InvalidRequest', {
      message: 'Overlap for same action type Expiration',
    });
    await oss.deleteBucketLifecycle(bucket);
    await refused(oss.getBucketLifecycle(bucket), 404, 'NoSuchLifecycle');
  });

  test('logs into the bucket itself, and finds the log', async () => {
    const { oss, bucket } = await inBucket(server, way);
    expect(await oss.getBucketLogging(bucket)).toMatchObject({ enable: false, prefix: null });
    await oss.putBucketLogging(bucket, 'logs/');
    expect(await oss.getBucketLogging(bucket)).toMatchObject({ enable: true, prefix: 'logs/' });
    await oss.put('a', Buffer.from('1'));
    await server.jobs.deliverLogs();
    const { objects } = await oss.list({ prefix: 'logs/', 'max-keys': 10 });
    const { content } = await oss.get(objects[0]?.name ?? '');
    expect(content.toString()).toMatch(/"GetBucketLogging"[\s\S]*"PutObject"/);
    await oss.deleteBucketLogging(bucket);
    expect(await oss.getBucketLogging(bucket)).toMatchObject({ enable: false });
  });
});

test('ali-oss sees an object go when its days are over', async () => {
  const frozen = await startServer({ clock: Date.now() });
  const { oss, bucket } = await inBucket(frozen, WAYS[0] as (typeof WAYS)[0]);
  await oss.put('a', Buffer.from('1'));
  await oss.putBucketLifecycle(bucket, [{ prefix: '', status: 'Enabled', expiration: { days: 1 } }]);
  const { res } = await oss.head('a');
  expect(res.headers['x-oss-expiration']).toMatch(/^expiry-date=".* 00:00:00 GMT", rule-id="[0-9a-f-]{36}"$/);
  await frozen.clock.advance(2 * DAY);
  await frozen.clock.offset(0);
  await refused(oss.head('a'), 404, 'NoSuchKey');
  await frozen.close();
});
