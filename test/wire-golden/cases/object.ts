import type { Cases } from '../support/case.ts';
import { absent, append, get, KEY, MD5_OF_NOTHING, publicAccessBlocked, put } from '../support/requests.ts';

/** operations.md §6.7, §6.8, §6.12. */
export const objectCases: Cases = {
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
