import { BUCKET, type Cases, type SignedAsk } from '../support/case.ts';

const get = (query: string): SignedAsk => ({ method: 'GET', bucket: BUCKET, query });
const object = (key: string, body = 'x'): SignedAsk => ({ method: 'PUT', key, body });
const block = (value: boolean): string =>
  `<PublicAccessBlockConfiguration><BlockPublicAccess>${value}</BlockPublicAccess></PublicAccessBlockConfiguration>`;
const blocked: SignedAsk = { method: 'PUT', bucket: BUCKET, query: 'publicAccessBlock', body: block(true) };

/** Describing and removing buckets (operations.md §4.2 to §4.7, §5.5, §5.19). */
export const bucketCases: Cases = {
  GetBucketAcl: [{ name: 'private', rule: 'the owner and one grant', ask: get('acl') }],
  GetBucketInfo: [
    { name: 'plain', rule: 'what a bucket is, DisplayName before ID', ask: get('bucketInfo') },
    {
      name: 'under-the-servers-own-address',
      rule: 'a client that came by address and port is told that address as the endpoint',
      ask: { ...get('bucketInfo'), host: 'localhost:9000' },
    },
  ],
  GetBucketLocation: [
    { name: 'plain', rule: 'the text stands directly in the root, 96 bytes in all', ask: get('location') },
  ],
  GetBucketStat: [
    { name: 'empty', rule: 'all counts of a new bucket are zero', ask: get('stat') },
    {
      name: 'one-object',
      rule: 'an object is counted in all and in its class',
      before: [object('a.txt', 'hello')],
      ask: get('stat'),
    },
  ],
  HeadBucket: [{ name: 'exists', rule: 'the bucket exists', ask: { method: 'HEAD', bucket: BUCKET } }],
  DeleteBucket: [
    {
      name: 'empty',
      rule: 'an empty bucket goes',
      ask: { method: 'DELETE', bucket: BUCKET },
      after: { ask: get('acl'), status: 404 },
    },
    {
      name: 'has-objects',
      rule: 'a bucket with objects stays',
      cause: 'bucket-has-objects',
      before: [object('a.txt')],
      ask: { method: 'DELETE', bucket: BUCKET },
      after: { ask: get('acl'), status: 200 },
    },
    {
      name: 'has-uploads',
      rule: 'a bucket with unfinished uploads stays',
      cause: 'bucket-has-uploads',
      before: [{ method: 'POST', key: 'a.txt', query: 'uploads' }],
      ask: { method: 'DELETE', bucket: BUCKET },
      after: { ask: get('acl'), status: 200 },
    },
  ],
  PutBucketPublicAccessBlock: [
    { name: 'set', rule: 'a setting is answered without body', ask: blocked },
    {
      name: 'malformed',
      rule: 'the root is PublicAccessBlockConfiguration',
      cause: 'public-access-block-malformed',
      ask: { ...blocked, body: '<BlockPublicAccess>true</BlockPublicAccess>' },
    },
    {
      name: 'without-length',
      rule: 'a document has a length or comes in chunks',
      cause: 'missing-content-length',
      ask: { method: 'PUT', bucket: BUCKET, query: 'publicAccessBlock', noLength: true },
    },
  ],
  GetBucketPublicAccessBlock: [
    { name: 'never-set', rule: 'false when it was never set', ask: get('publicAccessBlock') },
    { name: 'set', rule: 'true once it was set', before: [blocked], ask: get('publicAccessBlock') },
  ],
  DeleteBucketPublicAccessBlock: [
    {
      name: 'set',
      rule: 'a deletion is a 204',
      before: [blocked],
      ask: { method: 'DELETE', bucket: BUCKET, query: 'publicAccessBlock' },
    },
  ],
  OptionObject: [
    {
      name: 'not-enabled',
      rule: 'a bucket without CORS rules refuses every preflight',
      cause: 'cors-not-enabled',
      ask: {
        method: 'OPTIONS',
        key: 'a.txt',
        keys: undefined,
        headers: { Origin: 'http://www.example.com', 'Access-Control-Request-Method': 'PUT' },
      },
    },
    {
      name: 'without-origin',
      rule: 'a preflight names an origin',
      cause: 'preflight-without-origin',
      ask: { method: 'OPTIONS', key: 'a.txt', keys: undefined },
    },
    {
      name: 'without-method',
      rule: 'a preflight names a method',
      cause: 'preflight-without-method',
      ask: { method: 'OPTIONS', key: 'a.txt', keys: undefined, headers: { Origin: 'http://www.example.com' } },
    },
  ],
};
