import type { Case, Cases, SignedAsk } from '../support/case.ts';
import { head, KEY, put } from '../support/requests.ts';
import { enabled, versionId } from '../support/versions.ts';

const tagging = (inside: string): SignedAsk => ({
  method: 'PUT',
  key: KEY,
  query: 'tagging',
  body: `<Tagging><TagSet>${inside}</TagSet></Tagging>`,
});
const tag = (key: string, value: string): string => `<Tag><Key>${key}</Key><Value>${value}</Value></Tag>`;
const got: SignedAsk = { method: 'GET', key: KEY, query: 'tagging' };
const removed: SignedAsk = { method: 'DELETE', key: KEY, query: 'tagging' };
const two = tag('owner', 'Li Lei') + tag('empty', '');
const refused = (cause: NonNullable<Case['cause']>, rule: string, inside: string): Case => ({
  name: cause,
  rule,
  cause,
  before: [put()],
  ask: tagging(inside),
});

/** operations.md §6.13. */
export const objectTagCases: Cases = {
  PutObjectTagging: [
    {
      name: 'replaced',
      rule: 'tags are put as a whole and answered without body',
      before: [put({ 'x-oss-tagging': 'a=1' })],
      ask: tagging(two),
    },
    {
      name: 'of-a-version',
      rule: 'each version has tags of its own',
      before: [enabled, put(), put()],
      ask: (earlier) => ({ ...tagging(two), query: `tagging&versionId=${versionId(earlier)}` }),
    },
    { name: 'no-such-key', rule: 'what is missing has no tags', cause: 'no-such-key', ask: tagging(two) },
    {
      name: 'malformed-xml',
      rule: 'a document without TagSet is none',
      cause: 'tagging-malformed-xml',
      before: [put()],
      ask: { ...tagging(''), body: '<Tagging></Tagging>' },
    },
    refused('tag-key-length', 'a key has 1 to 128 characters', tag('', 'v')),
    refused('tag-key-characters', 'a key has letters, digits, blanks and some signs', tag('a*b', 'v')),
    refused('tag-key-repeated', 'a key stands once', tag('a', '1') + tag('a', '2')),
    refused('tag-value-length', 'a value has 256 characters at most', tag('a', 'v'.repeat(257))),
    refused('tag-value-characters', 'a value has the characters of a key', tag('a', '50%')),
    refused(
      'too-many-tags',
      'an object has ten tags at most',
      Array.from({ length: 11 }, (_, i) => tag(`k${i}`, 'v')).join(''),
    ),
  ],
  GetObjectTagging: [
    {
      name: 'found',
      rule: 'tags come back in the order they were put',
      before: [put(), tagging(two)],
      ask: got,
    },
    {
      name: 'of-the-header',
      rule: 'tags of the upload are the same tags',
      before: [put({ 'x-oss-tagging': '%E7%A7%8D%E7%B1%BB=a+b&b' })],
      ask: got,
    },
    { name: 'none', rule: 'an object without tags has an empty set', before: [put()], ask: got },
    { name: 'no-such-key', rule: 'what is missing has no tags', cause: 'no-such-key', ask: got },
  ],
  DeleteObjectTagging: [
    {
      name: 'deleted',
      rule: 'all tags are gone',
      before: [put(), tagging(two)],
      ask: removed,
    },
    { name: 'no-such-key', rule: 'what is missing has no tags to delete', cause: 'no-such-key', ask: removed },
  ],
  HeadObject: [
    {
      name: 'tagged',
      rule: 'HEAD tells how many tags there are',
      before: [put(), tagging(two)],
      ask: head(),
    },
    {
      name: 'tags-removed',
      rule: 'an empty set removes the tags, and the count with them',
      before: [put(), tagging(two), tagging('')],
      ask: head(),
    },
  ],
};
