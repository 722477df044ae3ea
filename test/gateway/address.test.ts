import { describe, expect, it } from 'vitest';
import { type AddressBook, checkBucketName, readHost, readPath } from '../../src/gateway/address.ts';
import { checkObjectName } from '../../src/operations/object-name.ts';

const BOOK: AddressBook = {
  baseHosts: ['oss.test', 'ossmock'],
  cnames: new Map([['img.example.com', 'pictures']]),
  region: 'cn-hangzhou',
};

describe('a host', () => {
  const cases: [host: string, kind: string, bucket: string | undefined, region: string | undefined][] = [
    ['127.0.0.1', 'service', undefined, undefined],
    ['[::1]', 'service', undefined, undefined],
    ['localhost', 'service', undefined, undefined],
    ['bkt-one.localhost', 'bucket', 'bkt-one', undefined],
    ['oss-cn-hangzhou.localhost', 'service', undefined, 'cn-hangzhou'],
    ['bkt-one.oss-cn-hangzhou.localhost', 'bucket', 'bkt-one', 'cn-hangzhou'],
    ['oss-cn-beijing.aliyuncs.com', 'service', undefined, 'cn-beijing'],
    ['oss-cn-beijing-internal.aliyuncs.com', 'service', undefined, 'cn-beijing'],
    ['bkt-one.oss-cn-beijing-internal.aliyuncs.com', 'bucket', 'bkt-one', 'cn-beijing'],
    ['.oss-cn-hangzhou.aliyuncs.com', 'service', undefined, 'cn-hangzhou'],
    ['bkt-one.oss-accelerate.aliyuncs.com', 'bucket', 'bkt-one', undefined],
    ['bkt-one.oss-accelerate-overseas.aliyuncs.com', 'bucket', 'bkt-one', undefined],
    ['bkt-one.cn-hangzhou.oss.aliyuncs.com', 'bucket', 'bkt-one', 'cn-hangzhou'],
    ['bkt-one.oss.aliyuncs.com', 'bucket', 'bkt-one', undefined],
    ['oss.aliyuncs.com', 'service', undefined, undefined],
    ['bkt-one.oss.test', 'bucket', 'bkt-one', undefined],
    ['oss.test', 'service', undefined, undefined],
    ['ossmock', 'service', undefined, undefined],
    ['img.example.com', 'cname', 'pictures', undefined],
    ['unbound.example.com', 'service', undefined, undefined],
    [
      'a.oss-cn-hangzhou.aliyuncs.com.oss-cn-hangzhou.aliyuncs.com',
      'bucket',
      'a.oss-cn-hangzhou.aliyuncs.com',
      'cn-hangzhou',
    ],
  ];
  it.each(cases)('%s is read as %s', (host, kind, bucket, region) => {
    expect(readHost(host, BOOK)).toMatchObject({ kind, bucket, region });
  });
});

describe('a path', () => {
  const service = readHost('127.0.0.1', BOOK);
  const virtual = readHost('bkt-one.oss-cn-hangzhou.aliyuncs.com', BOOK);

  const paths: [path: string, bucket: string | undefined, key: string | undefined][] = [
    ['/', undefined, undefined],
    ['/bkt-one', 'bkt-one', undefined],
    ['/bkt-one/', 'bkt-one', undefined],
    ['/bkt-one/dir/key', 'bkt-one', 'dir/key'],
    ['/bkt-one%2Fdir%2Fkey', 'bkt-one', 'dir/key'],
    ['/bkt-one/a//b', 'bkt-one', 'a//b'],
    ['/bkt-one/./a/../b', 'bkt-one', './a/../b'],
    ['/bkt-one/a+b%20c%2Bd', 'bkt-one', 'a+b c+d'],
    ['/bkt-one/%F0%9F%98%80', 'bkt-one', '😀'],
    ['/bkt-one/a%00%01', 'bkt-one', 'a\0\x01'],
  ];
  it.each(paths)('%s below an IP address names the bucket first', (path, bucket, key) => {
    expect(readPath(path, service).address).toMatchObject({ bucket, key });
  });

  it('below a bucket host is the key', () => {
    expect(readPath('/dir/key', virtual).address).toMatchObject({
      bucket: 'bkt-one',
      key: 'dir/key',
      style: 'virtual',
    });
    expect(readPath('/', virtual).address).toMatchObject({ bucket: 'bkt-one', key: undefined });
  });

  it('that repeats the bucket below a real bucket host has a second reading, as ali-oss with sldEnable sends it', () => {
    const reading = readPath('/bkt-one/key', virtual);
    expect(reading.address.key).toBe('bkt-one/key');
    expect(reading.sld).toMatchObject({ bucket: 'bkt-one', key: 'key' });
    expect(readPath('/other/key', virtual).sld).toBeUndefined();
  });

  it('with a stray percent sign is refused', () => {
    expect(() => readPath('/bkt-one/%zz', service)).toThrow('InvalidArgument');
  });

  it('that is not UTF-8 is refused', () => {
    expect(() => readPath('/bkt-one/%FF', service)).toThrow('The characters encoding must be utf-8.');
  });
});

describe('a name', () => {
  it.each(['ab', 'Abc', 'a_b', '-abc', 'abc-', 'a.b', 'a'.repeat(64), 'index.html', '.', ''])(
    '%j is not a bucket',
    (name) => {
      expect(() => checkBucketName(name)).toThrow('InvalidBucketName');
    },
  );

  it.each(['abc', '123', 'a-b', 'a'.repeat(63)])('%j is a bucket', (name) => {
    expect(() => checkBucketName(name)).not.toThrow();
  });

  it('of an object is at most 1023 bytes of UTF-8', () => {
    expect(() => checkObjectName('中'.repeat(341))).not.toThrow();
    expect(() => checkObjectName('中'.repeat(342))).toThrow('InvalidObjectName');
  });

  it.each(['/a', '\\a'])('%j may not begin an object', (key) => {
    expect(() => checkObjectName(key)).toThrow('The specified object is not valid.');
  });
});
