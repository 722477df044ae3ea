import {
  BUCKET,
  type Cases,
  DISTANT_BUCKET,
  FOREIGN_BUCKET,
  OTHER_KEYS,
  type RawAsk,
  type SignedAsk,
} from '../support/case.ts';
import { bytesOf } from '../support/exchange.ts';

const KEY = 'dir/hello.txt';
const MD5_OF_NOTHING = '1B2M2Y8AsgTpgAmY7PhCfg==';
/** The instant at which the objects of the cases are stored. */
const STORED = 'Thu, 31 Oct 2024 08:00:00 GMT';
const EARLIER = 'Thu, 31 Oct 2024 07:59:59 GMT';

type Headers = Readonly<Record<string, string>>;

const put = (headers: Headers = {}, more: Partial<SignedAsk> = {}): SignedAsk => ({
  method: 'PUT',
  key: KEY,
  body: 'hello world',
  headers,
  ...more,
});
const get = (headers: Headers = {}, query = ''): SignedAsk => ({ method: 'GET', key: KEY, headers, query });
const head = (headers: Headers = {}, query = ''): SignedAsk => ({ method: 'HEAD', key: KEY, headers, query });
const append = (position: string, body = 'line\n', headers: Headers = {}): SignedAsk => ({
  method: 'POST',
  key: 'log.txt',
  query: `append${position}`,
  body,
  headers,
});
const copy = (headers: Headers = {}): SignedAsk => ({
  method: 'PUT',
  key: 'dir/copy.txt',
  headers: { 'x-oss-copy-source': `/${BUCKET}/${KEY}`, ...headers },
});
const publicBucket: SignedAsk = {
  method: 'PUT',
  bucket: BUCKET,
  query: 'acl',
  headers: { 'x-oss-acl': 'public-read-write' },
};
const publicAccessBlocked: SignedAsk = {
  method: 'PUT',
  bucket: BUCKET,
  query: 'publicAccessBlock',
  body: '<PublicAccessBlockConfiguration><BlockPublicAccess>true</BlockPublicAccess></PublicAccessBlockConfiguration>',
};
/** A PutObject whose body never comes. */
const withoutBody = (headers: Headers): RawAsk => ({
  bytes: bytesOf({ method: 'PUT', key: KEY, noLength: true, headers: { ...headers, Connection: 'close' } }),
});
const absent = { ask: head(), status: 404 } as const;

const FULL: Headers = {
  'Content-Type': 'text/plain; charset=utf-8',
  'Cache-Control': 'no-cache',
  'Content-Disposition': 'attachment; filename="hello.txt"',
  'Content-Language': 'en',
  Expires: 'Fri, 01 Nov 2024 08:00:00 GMT',
  'x-oss-meta-author': 'Li Lei',
  'x-oss-tagging': 'a=1&b=2',
  'x-oss-server-side-encryption': 'AES256',
  'x-oss-storage-class': 'IA',
};

/** Objects (operations.md §6). */
export const objectCases: Cases = {
  PutObject: [
    { name: 'stored', rule: 'ETag, CRC-64 and MD5 of the content', ask: put() },
    { name: 'empty', rule: 'an empty object has a CRC-64 of 0', ask: put({}, { body: '' }) },
    {
      name: 'encrypted',
      rule: 'the encryption asked for is answered before Content-MD5',
      ask: put({ 'x-oss-server-side-encryption': 'AES256' }),
    },
    { name: 'chunked', rule: 'an object may come in chunks', ask: put({}, { chunked: true }) },
    { name: 'signed-v4', rule: 'the answer does not depend on the signature version', ask: put({}, { version: 'v4' }) },
    {
      name: 'path-style',
      rule: 'nor on where the bucket is named',
      ask: put({}, { bucket: BUCKET, host: '127.0.0.1' }),
    },
    {
      name: 'object-exists',
      rule: 'an object that must not be overwritten stays',
      cause: 'object-exists',
      before: [put()],
      ask: put({ 'x-oss-forbid-overwrite': 'true' }),
    },
    {
      name: 'forbid-overwrite-invalid',
      rule: 'x-oss-forbid-overwrite is true or false',
      cause: 'forbid-overwrite-invalid',
      ask: put({ 'x-oss-forbid-overwrite': 'yes' }),
      after: absent,
    },
    {
      name: 'precondition',
      rule: 'a condition on PutObject is not implemented, which is a 400',
      cause: 'precondition-on-put',
      ask: put({ 'If-Modified-Since': STORED }),
    },
    {
      name: 'content-md5-malformed',
      rule: 'Content-MD5 is Base64 of 16 bytes',
      cause: 'content-md5-malformed',
      ask: put({ 'Content-MD5': '5eb63bbbe01eeed093cb22bb8f5acdc3' }),
    },
    {
      name: 'content-md5-mismatch',
      rule: 'Content-MD5 covers the content, and nothing is stored',
      cause: 'content-md5-mismatch',
      ask: put({ 'Content-MD5': MD5_OF_NOTHING }),
      after: absent,
    },
    {
      name: 'crc64-mismatch',
      rule: 'an announced CRC-64 is that of the content',
      cause: 'crc64-mismatch',
      ask: put({ 'x-oss-hash-crc64ecma': '0' }),
      after: absent,
    },
    {
      name: 'content-sha256-mismatch',
      rule: 'a signed SHA-256 is that of the content',
      cause: 'content-sha256-mismatch',
      ask: put({ 'x-oss-content-sha256': 'ab'.repeat(32) }, { version: 'v4' }),
      after: absent,
    },
    {
      name: 'acl-unknown',
      rule: 'x-oss-object-acl holds one of four values',
      cause: 'object-acl-unknown',
      ask: put({ 'x-oss-object-acl': 'public' }),
    },
    {
      name: 'public-acl-blocked',
      rule: 'no object is public where public access is blocked',
      cause: 'public-object-acl-blocked',
      before: [publicAccessBlocked],
      ask: put({ 'x-oss-object-acl': 'public-read' }),
    },
    {
      name: 'storage-class-unknown',
      rule: 'x-oss-storage-class names a class of OSS, in its own case',
      cause: 'storage-class-unknown',
      ask: put({ 'x-oss-storage-class': 'STANDARD' }),
    },
    {
      name: 'encryption-unknown',
      rule: 'x-oss-server-side-encryption names a known algorithm',
      cause: 'encryption-algorithm-unknown',
      ask: put({ 'x-oss-server-side-encryption': 'AES128' }),
    },
    {
      name: 'data-encryption-unknown',
      rule: 'the data algorithm of KMS is SM4',
      cause: 'data-encryption-unknown',
      ask: put({ 'x-oss-server-side-encryption': 'KMS', 'x-oss-server-side-data-encryption': 'AES' }),
    },
    {
      name: 'kms-key-empty',
      rule: 'a KMS key id is not empty',
      cause: 'kms-key-empty',
      ask: put({ 'x-oss-server-side-encryption': 'KMS', 'x-oss-server-side-encryption-key-id': '' }),
    },
    {
      name: 'metadata-too-large',
      rule: 'user metadata has at most 8 KB in all',
      cause: 'metadata-too-large',
      ask: put({ 'x-oss-meta-a': 'a'.repeat(8192) }),
    },
    {
      name: 'metadata-name-illegal',
      rule: 'metadata names hold letters, digits and hyphens',
      cause: 'metadata-name-illegal',
      ask: put({ 'x-oss-meta-file_type': 'a' }),
    },
    {
      name: 'metadata-value-illegal',
      rule: 'metadata values are UTF-8',
      cause: 'metadata-value-illegal',
      ask: put({ 'x-oss-meta-a': 'caf\xe9' }),
    },
    {
      name: 'user-last-modified-invalid',
      rule: 'x-oss-user-last-modified lies after the start of 1970',
      cause: 'user-last-modified-invalid',
      ask: put({ 'x-oss-user-last-modified': 'Thu, 01 Jan 1970 00:00:00 GMT' }),
    },
    {
      name: 'traffic-limit-invalid',
      rule: 'a traffic limit is between 819200 and 838860800 bit/s',
      cause: 'traffic-limit-invalid',
      ask: put({ 'x-oss-traffic-limit': '100' }),
    },
    {
      name: 'traffic-limit-twice',
      rule: 'a traffic limit is given once',
      cause: 'traffic-limit-twice',
      ask: put({ 'x-oss-traffic-limit': '819200' }, { query: 'x-oss-traffic-limit=819200' }),
    },
    {
      name: 'tag-repeated-too-often',
      rule: 'an object has at most 10 tags',
      cause: 'too-many-tags',
      ask: put({ 'x-oss-tagging': Array.from({ length: 11 }, (_, i) => `k${i}=v`).join('&') }),
    },
    {
      name: 'tag-key-too-long',
      rule: 'a tag key has 1 to 128 characters',
      cause: 'tag-key-length',
      ask: put({ 'x-oss-tagging': `${'k'.repeat(129)}=v` }),
    },
    {
      name: 'tag-key-characters',
      rule: 'a tag key holds letters, digits and a few signs',
      cause: 'tag-key-characters',
      ask: put({ 'x-oss-tagging': '%25=v' }),
    },
    {
      name: 'tag-value-too-long',
      rule: 'a tag value has at most 256 characters',
      cause: 'tag-value-length',
      ask: put({ 'x-oss-tagging': `k=${'v'.repeat(257)}` }),
    },
    {
      name: 'tag-value-characters',
      rule: 'a tag value holds letters, digits and a few signs',
      cause: 'tag-value-characters',
      ask: put({ 'x-oss-tagging': 'k=%40' }),
    },
    {
      name: 'tag-value-not-utf8',
      rule: 'a tag value is UTF-8',
      cause: 'tag-value-not-utf8',
      ask: put({ 'x-oss-tagging': 'k=%D6%D0' }),
    },
    {
      name: 'persistent-headers-malformed',
      rule: 'x-oss-persistent-headers is a list of name:value',
      cause: 'persistent-headers-malformed',
      ask: put({ 'x-oss-persistent-headers': 'name' }),
    },
    {
      name: 'without-length',
      rule: 'an object has a length or comes in chunks',
      cause: 'missing-content-length',
      ask: { method: 'PUT', key: KEY, noLength: true },
      after: absent,
    },
    {
      name: 'too-large',
      rule: 'one request stores at most 5 GB: the announced length is enough to refuse it',
      cause: 'object-too-large',
      ask: withoutBody({ 'Content-Length': `${5 * 1024 ** 3 + 1}` }),
    },
    {
      name: 'object-acl-refuses',
      rule: 'the ACL of an object outranks that of its bucket',
      cause: 'object-acl-refuses-write',
      before: [publicBucket, put({ 'x-oss-object-acl': 'private' })],
      ask: { ...put(), keys: undefined },
    },
  ],
  GetObject: [
    { name: 'whole', rule: 'what every object says of itself, and its content', before: [put()], ask: get() },
    {
      name: 'all-headers',
      rule: 'stored headers stand between the service’s own and Content-MD5',
      before: [put(FULL)],
      ask: get(),
    },
    {
      name: 'range',
      rule: 'a part of the content, Content-Range first',
      before: [put()],
      ask: get({ Range: 'bytes=0-4' }),
    },
    {
      name: 'range-beyond',
      rule: 'a range that ends behind the content is the whole content',
      before: [put()],
      ask: get({ Range: 'bytes=6-99' }),
    },
    {
      name: 'range-beyond-standard',
      rule: 'with x-oss-range-behavior: standard it is the rest',
      before: [put()],
      ask: get({ Range: 'bytes=6-99', 'x-oss-range-behavior': 'standard' }),
    },
    {
      name: 'multi-range',
      rule: 'several ranges are parts of a multipart body, when asked for',
      before: [put()],
      ask: get({ Range: 'bytes=0-4,6-10', 'x-oss-multi-range-behavior': 'multi-range' }),
    },
    {
      name: 'overridden',
      rule: 'response-* parameters replace headers of the answer',
      before: [put()],
      ask: get({}, 'response-content-type=text%2Fcsv&response-cache-control=no-store'),
    },
    {
      name: 'appendable',
      rule: 'an appendable object has no Content-MD5',
      before: [append('&position=0')],
      ask: { method: 'GET', key: 'log.txt' },
    },
    {
      name: 'not-modified',
      rule: 'a 304 has neither body nor length',
      before: [put()],
      ask: get({ 'If-Modified-Since': STORED }),
    },
    {
      name: 'anonymous-on-public-object',
      rule: 'a public object is read without a signature',
      before: [put({ 'x-oss-object-acl': 'public-read' })],
      ask: { ...get(), keys: undefined },
    },
    { name: 'no-such-key', rule: 'a missing object is named by its key', cause: 'no-such-key', ask: get() },
    {
      name: 'no-such-key-escaped',
      rule: 'a key is escaped as XML wants it, quotes are not',
      cause: 'no-such-key',
      ask: { method: 'GET', key: `a&b<c>"d"'e'中.txt` },
    },
    {
      name: 'range-not-satisfiable',
      rule: 'a range behind the content is a 416 with x-oss-range-behavior: standard',
      cause: 'range-not-satisfiable',
      before: [put()],
      ask: get({ Range: 'bytes=11-', 'x-oss-range-behavior': 'standard' }),
    },
    {
      name: 'too-many-ranges',
      rule: 'at most 50 ranges are asked for at once',
      cause: 'too-many-ranges',
      before: [put()],
      ask: get({
        Range: `bytes=${Array.from({ length: 51 }, () => '0-0').join(',')}`,
        'x-oss-multi-range-behavior': 'multi-range',
      }),
    },
    {
      name: 'if-match-failed',
      rule: 'a failed condition is named',
      cause: 'precondition-failed',
      before: [put()],
      ask: get({ 'If-Match': '"foo-etag"' }),
    },
    {
      name: 'if-unmodified-since-failed',
      rule: 'a failed date is named',
      cause: 'precondition-failed',
      before: [put()],
      ask: get({ 'If-Unmodified-Since': EARLIER }),
    },
    {
      name: 'override-illegal',
      rule: 'an override holds no line break',
      cause: 'override-illegal',
      before: [put()],
      ask: get({}, 'response-cache-control=a%0Db'),
    },
    {
      name: 'override-anonymous',
      rule: 'headers are overridden in signed requests only',
      cause: 'anonymous-response-override',
      ask: { ...get({}, 'response-content-type=text%2Fcsv'), keys: undefined },
    },
    {
      name: 'not-restored',
      rule: 'an archived object is read after it was restored',
      cause: 'object-not-restored',
      before: [put({ 'x-oss-storage-class': 'Archive' })],
      ask: get(),
    },
    {
      name: 'encryption-not-applicable',
      rule: 'encryption is not asked for when reading',
      cause: 'encryption-header-not-applicable',
      before: [put()],
      ask: get({ 'x-oss-server-side-encryption': 'AES256' }),
    },
    {
      name: 'version-empty',
      rule: 'a version id is not empty',
      cause: 'version-id-empty',
      ask: get({}, 'versionId='),
    },
    {
      name: 'version-illegal',
      rule: 'a version id has the characters of one',
      cause: 'version-id-illegal',
      ask: get({}, 'versionId=%25'),
    },
    {
      name: 'version-of-unversioned-bucket',
      rule: 'a bucket without versions has none but null',
      cause: 'bucket-not-versioned',
      ask: get({}, 'versionId=234'),
    },
    {
      name: 'object-acl-refuses',
      rule: 'the ACL of an object outranks that of its bucket',
      cause: 'object-acl-refuses-read',
      before: [publicBucket, put({ 'x-oss-object-acl': 'private' })],
      ask: { ...get(), keys: undefined },
    },
    {
      name: 'traffic-limit-invalid',
      rule: 'a traffic limit is between 819200 and 838860800 bit/s',
      cause: 'traffic-limit-invalid',
      ask: get({}, 'x-oss-traffic-limit=abc'),
    },
  ],
  HeadObject: [
    { name: 'normal', rule: 'the header section of a GET without its body', before: [put()], ask: head() },
    { name: 'all-headers', rule: 'stored headers as on a GET', before: [put(FULL)], ask: head() },
    {
      name: 'appendable',
      rule: 'an appendable object tells where to append',
      before: [append('&position=0')],
      ask: { method: 'HEAD', key: 'log.txt' },
    },
    {
      name: 'compressible',
      rule: 'a client that takes gzip is told what a GET would be compressed to',
      before: [put({ 'Content-Type': 'text/plain' }, { body: 'a'.repeat(2048) })],
      ask: head({ 'Accept-Encoding': 'gzip' }),
    },
    {
      name: 'not-modified',
      rule: 'a 304 has neither body nor length',
      before: [put()],
      ask: head({ 'If-None-Match': '"5EB63BBBE01EEED093CB22BB8F5ACDC3"' }),
    },
    { name: 'no-such-key', rule: 'a missing object is explained in x-oss-err', cause: 'no-such-key', ask: head() },
    {
      name: 'if-match-failed',
      rule: 'a failed condition is explained in x-oss-err',
      cause: 'precondition-failed',
      before: [put()],
      ask: head({ 'If-Match': '"foo-etag"' }),
    },
  ],
  GetObjectMeta: [
    { name: 'plain', rule: 'length, ETag, CRC-64 and date only', before: [put(FULL)], ask: head({}, 'objectMeta') },
    {
      name: 'no-such-key',
      rule: 'a missing object is explained in x-oss-err',
      cause: 'no-such-key',
      ask: head({}, 'objectMeta'),
    },
  ],
  CopyObject: [
    { name: 'copied', rule: 'ETag before date, 184 bytes in all', before: [put()], ask: copy() },
    {
      name: 'not-modified',
      rule: 'a condition that says so copies nothing',
      before: [put()],
      ask: copy({ 'x-oss-copy-source-if-modified-since': STORED }),
    },
    {
      name: 'no-such-key',
      rule: 'a missing source is named by its own key',
      cause: 'no-such-key',
      ask: copy(),
    },
    {
      name: 'no-such-source-bucket',
      rule: 'a missing source bucket is named',
      cause: 'no-such-bucket',
      ask: copy({ 'x-oss-copy-source': '/missingbucket/a' }),
    },
    {
      name: 'source-malformed',
      rule: 'the source is written /bucket/key',
      cause: 'copy-source-malformed',
      ask: copy({ 'x-oss-copy-source': 'a' }),
    },
    {
      name: 'source-name-invalid',
      rule: 'the key of a source does not begin with a slash',
      cause: 'copy-source-name-invalid',
      ask: copy({ 'x-oss-copy-source': `/${BUCKET}/%2Fa` }),
    },
    {
      name: 'source-parameter-unknown',
      rule: 'a source has no parameter but versionId',
      cause: 'copy-source-parameter-unknown',
      ask: copy({ 'x-oss-copy-source': `/${BUCKET}/a?b=c` }),
    },
    {
      name: 'source-version-empty',
      rule: 'the version of a source is not empty',
      cause: 'copy-source-version-empty',
      ask: copy({ 'x-oss-copy-source': `/${BUCKET}/a?versionId=` }),
    },
    {
      name: 'across-regions',
      rule: 'source and target lie in one region',
      cause: 'copy-across-regions',
      ask: copy({ 'x-oss-copy-source': `/${DISTANT_BUCKET}/a` }),
    },
    {
      name: 'source-appendable',
      rule: 'an appendable object is not copied',
      cause: 'copy-source-appendable',
      before: [append('&position=0')],
      ask: copy({ 'x-oss-copy-source': `/${BUCKET}/log.txt` }),
    },
    {
      name: 'directive-invalid',
      rule: 'metadata is copied or replaced',
      cause: 'copy-directive-invalid',
      before: [put()],
      ask: copy({ 'x-oss-metadata-directive': 'MERGE' }),
    },
    {
      name: 'precondition-failed',
      rule: 'the failed condition is named without its prefix',
      cause: 'precondition-failed',
      before: [put()],
      ask: copy({ 'x-oss-copy-source-if-unmodified-since': EARLIER }),
    },
    {
      name: 'object-exists',
      rule: 'a target that must not be overwritten stays',
      cause: 'object-exists',
      before: [put(), copy()],
      ask: copy({ 'x-oss-forbid-overwrite': 'true' }),
    },
    {
      name: 'source-not-restored',
      rule: 'an archived source is copied after it was restored',
      cause: 'object-not-restored',
      before: [put({ 'x-oss-storage-class': 'Archive' })],
      ask: copy(),
    },
    {
      name: 'source-of-another-account',
      rule: 'the caller must be allowed to read the source',
      cause: 'bucket-acl-refuses',
      before: [{ method: 'PUT', bucket: FOREIGN_BUCKET, key: 'a', body: 'x', keys: OTHER_KEYS }],
      ask: copy({ 'x-oss-copy-source': `/${FOREIGN_BUCKET}/a` }),
    },
  ],
  AppendObject: [
    { name: 'created', rule: 'the first append makes the object', ask: append('&position=0') },
    {
      name: 'appended',
      rule: 'ETag stays, CRC-64 is that of the whole object',
      before: [append('&position=0')],
      ask: append('&position=5'),
    },
    {
      name: 'position-missing',
      rule: 'an append says where',
      cause: 'append-position-missing',
      ask: append(''),
    },
    {
      name: 'position-invalid',
      rule: 'a position is a whole number',
      cause: 'append-position-invalid',
      ask: append('&position=test'),
    },
    {
      name: 'position-wrong',
      rule: 'a position is the length so far, which the answer tells',
      cause: 'append-position-wrong',
      before: [append('&position=0')],
      ask: append('&position=0'),
    },
    {
      name: 'not-appendable',
      rule: 'what PutObject made is not appended to',
      cause: 'object-not-appendable',
      before: [{ method: 'PUT', key: 'log.txt', body: 'x' }],
      ask: append('&position=1'),
    },
    {
      name: 'without-length',
      rule: 'an append has a length or comes in chunks',
      cause: 'missing-content-length',
      ask: { method: 'POST', key: 'log.txt', query: 'append&position=0', noLength: true },
    },
    {
      name: 'content-md5-mismatch',
      rule: 'Content-MD5 covers what is appended',
      cause: 'content-md5-mismatch',
      ask: append('&position=0', 'line\n', { 'Content-MD5': MD5_OF_NOTHING }),
    },
  ],
  DeleteObject: [
    {
      name: 'deleted',
      rule: 'an object goes',
      before: [put()],
      ask: { method: 'DELETE', key: KEY },
      after: absent,
    },
    { name: 'missing', rule: 'a missing object is a 204 too', ask: { method: 'DELETE', key: KEY } },
    {
      name: 'encryption-not-applicable',
      rule: 'encryption is not asked for when deleting',
      cause: 'encryption-header-not-applicable',
      ask: { method: 'DELETE', key: KEY, headers: { 'x-oss-server-side-encryption': 'AES256' } },
    },
    {
      name: 'version-empty',
      rule: 'a version id is not empty',
      cause: 'version-id-empty',
      ask: { method: 'DELETE', key: KEY, query: 'versionId=' },
    },
  ],
  PutObjectAcl: [
    {
      name: 'changed',
      rule: 'a new ACL is answered without body',
      before: [put()],
      ask: put({ 'x-oss-object-acl': 'public-read' }, { query: 'acl', body: '' }),
    },
    {
      name: 'missing',
      rule: 'x-oss-object-acl is required',
      cause: 'object-acl-missing',
      before: [put()],
      ask: put({}, { query: 'acl', body: '' }),
    },
    {
      name: 'unknown',
      rule: 'x-oss-object-acl holds one of four values',
      cause: 'object-acl-unknown',
      before: [put()],
      ask: put({ 'x-oss-object-acl': 'bucket-owner-full-control' }, { query: 'acl', body: '' }),
    },
    {
      name: 'public-acl-blocked',
      rule: 'no object is made public where public access is blocked',
      cause: 'public-object-acl-blocked',
      before: [put(), publicAccessBlocked],
      ask: put({ 'x-oss-object-acl': 'public-read' }, { query: 'acl', body: '' }),
    },
    {
      name: 'no-such-key',
      rule: 'a missing object has no ACL to change',
      cause: 'no-such-key',
      ask: put({ 'x-oss-object-acl': 'private' }, { query: 'acl', body: '' }),
    },
  ],
  GetObjectAcl: [
    { name: 'default', rule: 'an object begins with the ACL default', before: [put()], ask: get({}, 'acl') },
    { name: 'no-such-key', rule: 'a missing object has no ACL', cause: 'no-such-key', ask: get({}, 'acl') },
  ],
};
