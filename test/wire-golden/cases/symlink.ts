import { BUCKET, type Cases, type SignedAsk } from '../support/case.ts';
import { copy, type Headers, head, KEY, put } from '../support/requests.ts';
import { enabled, versionId } from '../support/versions.ts';

const LINK = 'dir/link';

/** PutSymlink of `LINK`, or of another key. */
const link = (target: string, headers: Headers = {}, key = LINK): SignedAsk => ({
  method: 'PUT',
  key,
  query: 'symlink',
  headers: { 'x-oss-symlink-target': target, ...headers },
});
const getLink = (key = LINK): SignedAsk => ({ method: 'GET', key, query: 'symlink' });
const onLink = (method: 'GET' | 'HEAD', query = ''): SignedAsk => ({ method, key: LINK, query });
const ENCODED = 'dir%2Fhello.txt';
const META = { 'x-oss-meta-owner': 'Li Lei', 'Content-Type': 'text/x-link' };

/** operations.md §6.11, §6.4. */
export const symlinkCases: Cases = {
  PutSymlink: [
    {
      name: 'created',
      rule: 'a link is taken whether its target exists or not',
      ask: link('not%2Fthere'),
      after: { ask: getLink(), status: 200 },
    },
    { name: 'versioned', rule: 'a link is a version like any object', before: [enabled], ask: link(ENCODED) },
    {
      name: 'without-target',
      rule: 'a link names its target',
      cause: 'symlink-without-target',
      ask: { method: 'PUT', key: LINK, query: 'symlink' },
      after: { ask: getLink(), status: 404 },
    },
    {
      name: 'target-malformed',
      rule: 'the target is a key',
      cause: 'symlink-target-malformed',
      ask: link('%2Fdir/hello.txt'),
    },
    {
      name: 'exists',
      rule: 'a link does not replace what must stay',
      cause: 'object-exists',
      before: [link(ENCODED)],
      ask: link('other', { 'x-oss-forbid-overwrite': 'true' }),
    },
  ],
  GetSymlink: [
    {
      name: 'found',
      rule: 'a link tells its target, percent-encoded, and its own ETag and metadata',
      before: [link(ENCODED, META)],
      ask: getLink(),
    },
    {
      name: 'of-a-version',
      rule: 'each version of a link has its own target',
      before: [enabled, link('first'), link('second')],
      ask: (earlier) => ({ ...getLink(), query: `symlink&versionId=${versionId(earlier)}` }),
    },
    {
      name: 'not-a-symlink',
      rule: 'only links have a target',
      cause: 'not-a-symlink',
      before: [put()],
      ask: getLink(KEY),
    },
    { name: 'no-such-key', rule: 'a missing link is a missing object', cause: 'no-such-key', ask: getLink() },
  ],
  GetObject: [
    {
      name: 'through-symlink',
      rule: 'content, ETag and class are the target’s; type, Content-Type and metadata the link’s',
      before: [put({ 'x-oss-storage-class': 'IA', 'x-oss-meta-a': 'target' }), link(ENCODED, META)],
      ask: onLink('GET'),
    },
    {
      name: 'symlink-target-missing',
      rule: 'a link that points nowhere cannot be read',
      cause: 'symlink-target-missing',
      before: [link(ENCODED)],
      ask: onLink('GET'),
    },
    {
      name: 'symlink-to-symlink',
      rule: 'one step is followed, not two',
      cause: 'symlink-to-symlink',
      before: [put(), link(ENCODED, {}, 'dir/second'), link('dir%2Fsecond')],
      ask: onLink('GET'),
    },
    {
      name: 'symlink-to-itself',
      rule: 'a link to itself is a link to a link',
      cause: 'symlink-to-symlink',
      before: [link('dir%2Flink')],
      ask: onLink('GET'),
    },
  ],
  HeadObject: [
    {
      name: 'through-symlink',
      rule: 'HEAD of a link tells of its target as GET does',
      before: [put(), link(ENCODED)],
      ask: onLink('HEAD'),
    },
    {
      name: 'symlink-target-missing',
      rule: 'HEAD of a link that points nowhere is refused in a header',
      cause: 'symlink-target-missing',
      before: [link(ENCODED)],
      ask: onLink('HEAD'),
    },
  ],
  GetObjectMeta: [
    {
      name: 'of-a-symlink',
      rule: 'GetObjectMeta tells of the link itself',
      before: [put(), link(ENCODED)],
      ask: onLink('HEAD', 'objectMeta'),
    },
  ],
  CopyObject: [
    {
      name: 'of-a-symlink',
      rule: 'a copied link is a link to the same target',
      before: [link('gone')],
      ask: copy({ 'x-oss-copy-source': `/${BUCKET}/${LINK}` }),
      after: { ask: getLink('dir/copy.txt'), status: 200 },
    },
  ],
  ListObjects: [
    {
      name: 'with-symlink',
      rule: 'a link is listed without size',
      before: [put(), link(ENCODED)],
      ask: { method: 'GET', bucket: BUCKET },
    },
  ],
  DeleteObject: [
    {
      name: 'of-a-symlink',
      rule: 'deleting a link leaves its target',
      before: [put(), link(ENCODED)],
      ask: { method: 'DELETE', key: LINK },
      after: { ask: head(), status: 200 },
    },
  ],
  UploadPartCopy: [
    {
      name: 'source-symlink',
      rule: 'a link is no source of parts',
      cause: 'part-copy-source-symlink',
      before: [put(), link(ENCODED), { method: 'POST', key: 'dir/big', query: 'uploads' }],
      ask: (earlier) => ({
        method: 'PUT',
        key: 'dir/big',
        query: `partNumber=1&uploadId=${/<UploadId>(.*)<\/UploadId>/.exec(earlier[2]?.body ?? '')?.[1]}`,
        headers: { 'x-oss-copy-source': `/${BUCKET}/${LINK}` },
      }),
    },
  ],
};
