import type { Cause } from '../../../src/errors/refuse.ts';
import { BUCKET, type Case, type Cases, DISTANT_BUCKET, type SignedAsk } from '../support/case.ts';

const get: SignedAsk = { method: 'GET', bucket: BUCKET, query: 'tagging' };
const put = (body: string): SignedAsk => ({ method: 'PUT', bucket: BUCKET, query: 'tagging', body });
const putDistant = (body: string): SignedAsk => ({
  ...put(body),
  bucket: DISTANT_BUCKET,
  host: `${DISTANT_BUCKET}.oss-cn-shanghai.aliyuncs.com`,
});
const remove = (query: string): SignedAsk => ({ method: 'DELETE', bucket: BUCKET, query });
const list = (query: string): SignedAsk => ({ method: 'GET', query });

const tag = (key: string, value = 'v'): string => `<Tag><Key>${key}</Key><Value>${value}</Value></Tag>`;
const tags = (inside: string): string => `<Tagging><TagSet>${inside}</TagSet></Tagging>`;
const THREE = tags(tag('env', 'test') + tag('team', '%@ and +') + tag('empty', ''));

const refused = (cause: Cause, rule: string, body: string, name: string = cause): Case => ({
  name,
  rule,
  cause,
  ask: put(body),
});

/** Tags of a bucket, and the lists they select (operations.md §5.6, §3.1). */
export const bucketTagsCases: Cases = {
  PutBucketTags: [
    { name: 'set', rule: 'tags that are taken are answered without body', ask: put(THREE) },
    refused('tagging-malformed-xml', 'there is one TagSet', '<Tagging/>'),
    refused('tag-key-reserved', 'a key does not begin with a reserved word', tags(tag('aliyun-env'))),
    refused('tag-key-acs', 'a key does not begin with acs:', tags(tag('acs:env'))),
    refused('tagging-key-invalid', 'a key has at most 64 bytes', tags(tag('k'.repeat(65)))),
    refused('tagging-key-invalid', 'a key is not empty', tags(tag('')), 'key-empty'),
    refused('tag-value-length', 'a value has at most 128 bytes', tags(tag('k', 'v'.repeat(129)))),
    refused('tag-key-repeated', 'a key stands once', tags(tag('env') + tag('env'))),
    refused(
      'too-many-tags',
      'there are at most twenty',
      tags(Array.from({ length: 21 }, (_, at) => tag(`key${at}`)).join('')),
    ),
  ],
  GetBucketTags: [
    { name: 'never-set', rule: 'a bucket without tags has an empty set', ask: get },
    { name: 'set', rule: 'tags come back in their order', before: [put(THREE)], ask: get },
    {
      name: 'some-deleted',
      rule: 'what was not named when some were deleted is left',
      before: [put(THREE), remove('tagging=env,empty,unknown')],
      ask: get,
    },
    { name: 'replaced', rule: 'tags are put as a whole', before: [put(THREE), put(tags(tag('only')))], ask: get },
  ],
  DeleteBucketTags: [
    { name: 'all', rule: 'all tags go with a 204', before: [put(THREE)], ask: remove('tagging') },
    { name: 'some', rule: 'some go by their keys', before: [put(THREE)], ask: remove('tagging=env') },
    { name: 'none', rule: 'also when there are none', ask: remove('tagging') },
  ],
  ListBuckets: [
    {
      name: 'by-tag',
      rule: 'a tag selects the buckets that have it',
      before: [put(THREE), putDistant(tags(tag('env', 'production')))],
      ask: list('tag-key=env&tag-value=test'),
    },
    {
      name: 'by-tag-key',
      rule: 'without a value any will do',
      before: [put(THREE), putDistant(tags(tag('env', 'production')))],
      ask: list('tag-key=env'),
    },
    {
      name: 'by-tagging',
      rule: 'several tags are wanted together',
      before: [put(THREE), putDistant(tags(tag('env', 'test')))],
      ask: list('tagging=%22env%22%3A%22test%22%2C%22empty%22%3A%22%22'),
    },
    {
      name: 'bucket-tag-filter-invalid',
      rule: 'tags that are wanted are quoted',
      cause: 'bucket-tag-filter-invalid',
      ask: list('tagging=env%3Atest'),
    },
  ],
};
