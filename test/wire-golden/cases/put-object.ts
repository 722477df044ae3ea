import { BUCKET, type Cases, type RawAsk } from '../support/case.ts';
import { bytesOf } from '../support/exchange.ts';
import {
  absent,
  type Headers,
  KEY,
  MD5_OF_NOTHING,
  publicAccessBlocked,
  publicBucket,
  put,
} from '../support/requests.ts';
import { clientEncryptionCases } from './client-encryption.ts';

/** A PutObject whose body never comes. */
const withoutBody = (headers: Headers): RawAsk => ({
  bytes: bytesOf({ method: 'PUT', key: KEY, noLength: true, headers: { ...headers, Connection: 'close' } }),
});

/** operations.md §6.1. */
export const putObjectCases: Cases = {
  PutObject: [
    ...clientEncryptionCases.PutObject,
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
      name: 'public-acl-blocked',
      rule: 'no object is public where public access is blocked',
      cause: 'public-object-acl-blocked',
      before: [publicAccessBlocked],
      ask: put({ 'x-oss-object-acl': 'public-read' }),
    },
    {
      name: 'traffic-limit-twice',
      rule: 'a traffic limit is given once',
      cause: 'traffic-limit-twice',
      ask: put({ 'x-oss-traffic-limit': '819200' }, { query: 'x-oss-traffic-limit=819200' }),
    },
    {
      name: 'callback-url-invalid',
      rule: 'a callback names where to call, or nothing is stored',
      cause: 'callback-url-invalid',
      ask: put({ 'x-oss-callback': 'e30=' }),
      after: absent,
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
};
