import { describe, expect, it } from 'vitest';
import type { Address } from '../../src/gateway/address.ts';
import { Dispatcher } from '../../src/gateway/dispatch.ts';
import { operations } from '../../src/operations/index.ts';
import { Headers } from '../../src/wire/headers.ts';
import { Query } from '../../src/wire/query.ts';

const dispatcher = new Dispatcher(operations);

const SERVICE: Address = { style: 'service', bucket: undefined, key: undefined, bareBucket: false };
const BUCKET: Address = { ...SERVICE, style: 'path', bucket: 'bkt' };
const OBJECT: Address = { ...BUCKET, key: 'key' };

function choose(method: string, address: Address, query = '', headers: string[] = []): string {
  return dispatcher.choose({ method, query: new Query(query), headers: new Headers(headers) }, address).name;
}

describe('an operation is chosen', () => {
  const cases: [method: string, address: Address, query: string, name: string][] = [
    ['GET', SERVICE, '', 'ListBuckets'],
    ['GET', SERVICE, 'regions', 'DescribeRegions'],
    ['GET', SERVICE, 'prefix=a&max-keys=1', 'ListBuckets'],
    ['PUT', BUCKET, '', 'PutBucket'],
    ['PUT', BUCKET, 'acl', 'PutBucketAcl'],
    ['GET', BUCKET, '', 'ListObjects'],
    ['GET', BUCKET, 'prefix=a&list-type=2', 'ListObjectsV2'],
    ['GET', BUCKET, 'versions', 'ListObjectVersions'],
    ['GET', BUCKET, 'bucketInfo', 'GetBucketInfo'],
    ['GET', BUCKET, 'uploads', 'ListMultipartUploads'],
    ['POST', BUCKET, 'delete', 'DeleteMultipleObjects'],
    ['GET', BUCKET, 'cors', 'GetBucketCors'],
    ['GET', OBJECT, '', 'GetObject'],
    ['GET', OBJECT, 'unknown=1', 'GetObject'],
    ['HEAD', OBJECT, 'objectMeta', 'GetObjectMeta'],
    ['PUT', OBJECT, 'acl', 'PutObjectAcl'],
    ['POST', OBJECT, 'append&position=0', 'AppendObject'],
    ['POST', OBJECT, 'uploads', 'InitiateMultipartUpload'],
    ['PUT', OBJECT, 'partNumber=1&uploadId=A', 'UploadPart'],
    ['PUT', OBJECT, 'partNumber=1', 'UploadPart'],
    ['PUT', OBJECT, 'uploadId=A', 'UploadPart'],
    ['POST', OBJECT, 'uploadId=A', 'CompleteMultipartUpload'],
    ['GET', OBJECT, 'uploadId=A', 'ListParts'],
    ['DELETE', OBJECT, 'uploadId=A', 'AbortMultipartUpload'],
  ];
  it.each(cases)('%s %o ?%s is %s', (method, address, query, name) => {
    expect(choose(method, address, query)).toBe(name);
  });

  it('by the copy source header where there is one', () => {
    const source = ['x-oss-copy-source', '/bkt/a'];
    expect(choose('PUT', OBJECT, '', source)).toBe('CopyObject');
    expect(choose('PUT', OBJECT, 'partNumber=1&uploadId=A', source)).toBe('UploadPartCopy');
  });

  it('for a preflight whatever the query of the request to come', () => {
    expect(choose('OPTIONS', OBJECT, 'partNumber=1&uploadId=A')).toBe('OptionObject');
    expect(choose('OPTIONS', BUCKET, 'cors')).toBe('OptionObject');
  });

  it('never by a sub-resource of another method or resource', () => {
    expect(() => choose('DELETE', BUCKET, 'bucketInfo')).toThrow('MethodNotAllowed');
    expect(() => choose('GET', OBJECT, 'cors')).toThrow('MethodNotAllowed');
    expect(() => choose('POST', OBJECT)).toThrow('MethodNotAllowed');
    expect(() => choose('DELETE', SERVICE)).toThrow('MethodNotAllowed');
  });
});

describe('the operation table', () => {
  it('names each operation once', () => {
    const names = operations.map(({ name, resource, when }) => `${name} ${resource} ${when ?? ''}`);
    expect(new Set(names).size).toBe(names.length);
  });
});
