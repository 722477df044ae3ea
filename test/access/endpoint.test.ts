import { describe, expect, test } from 'vitest';
import { checkEndpoint } from '../../src/access/endpoint.ts';
import { OssError } from '../../src/errors/oss-error.ts';
import { readHost } from '../../src/gateway/address.ts';
import type { BucketRecord } from '../../src/store/store.ts';
import { errorDocument, expectGolden } from '../operations/harness.ts';

const bucket: BucketRecord = {
  name: 'examplebucket',
  owner: '1234567890123456',
  createdAt: 0,
  region: 'cn-hangzhou',
  storageClass: 'Standard',
  redundancy: 'LRS',
  acl: 'private',
  documents: {},
};
const book = { baseHosts: ['oss.corp.test'], cnames: new Map([['img.corp.test', bucket.name]]), region: 'cn-hangzhou' };
const check = (host: string, record: BucketRecord | undefined = bucket) => checkEndpoint(record, readHost(host, book));
const refusal = (host: string, record: BucketRecord = bucket) => {
  try {
    check(host, record);
  } catch (error) {
    if (error instanceof OssError) return error;
    throw error;
  }
  throw new Error(`${host} was not refused`);
};
const withAcceleration = (enabled: string): BucketRecord => ({
  ...bucket,
  documents: {
    transferAcceleration: `<TransferAccelerationConfiguration><Enabled>${enabled}</Enabled></TransferAccelerationConfiguration>`,
  },
});

describe('a bucket answers', () => {
  test.each([
    'examplebucket.oss-cn-hangzhou.aliyuncs.com',
    'examplebucket.oss-cn-hangzhou-internal.aliyuncs.com',
    'examplebucket.cn-hangzhou.oss.aliyuncs.com',
    'oss-cn-hangzhou.aliyuncs.com',
    'examplebucket.oss-cn-hangzhou.localhost',
  ])('at %s, an endpoint of its region', (host) => {
    expect(check(host)).toMatchObject({ bucketRegion: 'cn-hangzhou' });
  });

  test.each([
    '127.0.0.1',
    'localhost',
    'examplebucket.localhost',
    'examplebucket.oss.corp.test',
    'img.corp.test',
    'examplebucket.oss.aliyuncs.com',
  ])('at %s, which names no region', (host) => {
    expect(check(host)).toBeUndefined();
  });

  test('nowhere yet when it is missing', () => {
    expect(checkEndpoint(undefined, readHost('examplebucket.oss-cn-beijing.aliyuncs.com', book))).toBeUndefined();
  });
});

describe('another region', () => {
  test.each([
    ['examplebucket.oss-cn-beijing.aliyuncs.com', 'oss-cn-hangzhou.aliyuncs.com'],
    ['examplebucket.oss-cn-beijing-internal.aliyuncs.com', 'oss-cn-hangzhou.aliyuncs.com'],
    ['oss-cn-beijing.aliyuncs.com', 'oss-cn-hangzhou.aliyuncs.com'],
    ['examplebucket.cn-beijing.oss.aliyuncs.com', 'oss-cn-hangzhou.aliyuncs.com'],
    ['examplebucket.oss-cn-beijing.localhost', 'oss-cn-hangzhou.localhost'],
  ])('asked at %s says where to go: %s', (host, Endpoint) => {
    const refused = refusal(host);
    expect([refused.cause, refused.details]).toEqual(['wrong-endpoint', { Bucket: 'examplebucket', Endpoint }]);
  });

  test('is refused in the form of the captures', async () => {
    await expectGolden(
      errorDocument(refusal('examplebucket.oss-cn-beijing.aliyuncs.com')),
      'access/wrong-endpoint.xml',
    );
  });
});

describe('an acceleration host', () => {
  const HOSTS = ['oss-accelerate.aliyuncs.com', 'oss-accelerate-overseas.aliyuncs.com', 'oss-accelerate.localhost'];

  test.each(HOSTS)('%s is refused while acceleration is not enabled', async (base) => {
    for (const host of [base, `examplebucket.${base}`]) {
      expect(refusal(host).cause).toBe('acceleration-disabled');
      expect(refusal(host, withAcceleration('false')).cause).toBe('acceleration-disabled');
    }
    await expectGolden(errorDocument(refusal(base)), 'access/acceleration-disabled.xml');
  });

  test.each(HOSTS)('%s serves buckets of every region that enabled it', (base) => {
    expect(check(`examplebucket.${base}`, withAcceleration('true'))).toMatchObject({ accelerated: true });
    expect(check(base, { ...withAcceleration('True'), region: 'us-west-1' })).toMatchObject({ accelerated: true });
  });
});
