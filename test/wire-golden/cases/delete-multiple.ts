import { createHash } from 'node:crypto';
import { BUCKET, type Cases, type SignedAsk } from '../support/case.ts';

const md5 = (body: string): string => createHash('md5').update(body).digest('base64');

/** A deletion of many, with the digest that it must carry. */
function remove(body: string, query = 'delete', headers: Readonly<Record<string, string>> = {}): SignedAsk {
  return { method: 'POST', bucket: BUCKET, query, body, headers: { 'Content-MD5': md5(body), ...headers } };
}

const keys = (...names: string[]): string => names.map((name) => `<Object><Key>${name}</Key></Object>`).join('');

/** operations.md §6.9. */
export const deleteMultipleCases: Cases = {
  DeleteMultipleObjects: [
    {
      name: 'deleted',
      rule: 'every key is answered in the order asked, also one that was not there',
      before: [{ method: 'PUT', key: 'b&amp.txt', body: 'x' }],
      ask: remove(`<Delete>${keys('b&amp;amp.txt', 'a/中.txt')}</Delete>`),
      after: { ask: { method: 'HEAD', key: 'b&amp.txt' }, status: 404 },
    },
    {
      name: 'encoded',
      rule: 'encoding-type=url stands first and encodes the keys',
      ask: remove(`<Delete>${keys('a/中.txt')}</Delete>`, 'delete&encoding-type=url'),
    },
    {
      name: 'quiet',
      rule: 'a quiet deletion has no body',
      ask: remove(`<Delete><Quiet>true</Quiet>${keys('a')}</Delete>`),
    },
    {
      name: 'without-digest',
      rule: 'a deletion of many carries Content-MD5',
      cause: 'delete-without-digest',
      ask: { method: 'POST', bucket: BUCKET, query: 'delete', body: '<Delete/>' },
    },
    {
      name: 'digest-malformed',
      rule: 'Content-MD5 is Base64 of 16 bytes',
      cause: 'content-md5-malformed',
      ask: remove('<Delete/>', 'delete', { 'Content-MD5': '0123456789abcdef' }),
    },
    {
      name: 'digest-mismatch',
      rule: 'Content-MD5 covers the document',
      cause: 'content-md5-mismatch',
      ask: remove('<Delete/>', 'delete', { 'Content-MD5': md5('') }),
    },
    {
      name: 'malformed',
      rule: 'a body that is no document is refused as a whole',
      cause: 'delete-malformed',
      ask: remove('<Delete><Object>'),
    },
    {
      name: 'wrong-root',
      rule: 'the root is Delete, and the detail ends in a full stop',
      cause: 'delete-wrong-root',
      ask: remove(`<Remove>${keys('a')}</Remove>`),
    },
    {
      name: 'over-limit',
      rule: 'at most 1000 objects are deleted at once',
      cause: 'delete-over-limit',
      ask: remove(`<Delete>${keys(...Array.from({ length: 1001 }, (_, i) => `k${i}`))}</Delete>`),
    },
    {
      name: 'without-objects',
      rule: 'there is at least one object',
      cause: 'delete-without-objects',
      ask: remove('<Delete><Quiet>false</Quiet></Delete>'),
    },
    {
      name: 'without-key',
      rule: 'an object has a key',
      cause: 'delete-without-key',
      ask: remove('<Delete><Object></Object></Delete>'),
    },
    {
      name: 'key-invalid',
      rule: 'a key does not begin with a slash, and nothing is deleted',
      cause: 'delete-key-invalid',
      before: [{ method: 'PUT', key: 'a', body: 'x' }],
      ask: remove(`<Delete>${keys('a', '/b')}</Delete>`),
      after: { ask: { method: 'HEAD', key: 'a' }, status: 200 },
    },
    {
      name: 'version-empty',
      rule: 'a version id is not empty',
      cause: 'delete-version-empty',
      ask: remove('<Delete><Object><Key>a</Key><VersionId></VersionId></Object></Delete>'),
    },
    {
      name: 'version-illegal',
      rule: 'a version id has the characters of one',
      cause: 'version-id-illegal',
      ask: remove('<Delete><Object><Key>a</Key><VersionId>%</VersionId></Object></Delete>'),
    },
    {
      name: 'version-of-unversioned-bucket',
      rule: 'a bucket without versions has none but null',
      cause: 'bucket-not-versioned',
      ask: remove('<Delete><Object><Key>a</Key><VersionId>CAEQNhiBgMC1qpSD0BYi</VersionId></Object></Delete>'),
    },
    {
      name: 'without-length',
      rule: 'the document has a length or comes in chunks',
      cause: 'missing-content-length',
      ask: { method: 'POST', bucket: BUCKET, query: 'delete', noLength: true },
    },
  ],
};
