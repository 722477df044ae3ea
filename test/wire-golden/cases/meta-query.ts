import { BUCKET, type Case, type Cases, type SignedAsk } from '../support/case.ts';

const ask = (method: string, comp?: string, body?: string): SignedAsk => ({
  method,
  bucket: BUCKET,
  query: comp === undefined ? 'metaQuery' : `metaQuery&comp=${comp}`,
  body,
});
const OPEN = ask('POST', 'add');
const object = (key: string, size: number, headers: Record<string, string> = {}): SignedAsk => ({
  method: 'PUT',
  key,
  body: 'x'.repeat(size),
  headers,
});
const OBJECTS: readonly SignedAsk[] = [
  OPEN,
  object('a.txt', 1),
  object('b.jpg', 20, { 'x-oss-meta-place': 'Hangzhou', 'x-oss-tagging': 'owner=John&team=a' }),
  object('c.txt', 300, { 'x-oss-storage-class': 'IA' }),
];

const query = (condition: unknown, more = ''): SignedAsk =>
  ask('POST', 'query', `<MetaQuery><Query>${JSON.stringify(condition)}</Query>${more}</MetaQuery>`);
const is = (Field: string, Operation: string, Value: string) => ({ Field, Operation, Value });
const found = (name: string, rule: string, condition: unknown, more?: string): Case => ({
  name,
  rule,
  before: OBJECTS,
  ask: query(condition, more),
});
const invalid = (name: string, rule: string, condition: unknown, more?: string): Case => ({
  name,
  rule,
  cause: 'meta-query-invalid',
  before: [OPEN],
  ask: query(condition, more),
});
const ANY = is('Size', 'gte', '0');

/** Objects by their metadata (operations.md §11.6). */
export const metaQueryCases: Cases = {
  OpenMetaQuery: [
    { name: 'opened', rule: 'an index that is opened is answered without body', ask: OPEN },
    { name: 'meta-query-open', rule: 'an index is opened once', cause: 'meta-query-open', before: [OPEN], ask: OPEN },
    {
      name: 'operation-not-implemented',
      rule: 'the search by meaning is not there',
      cause: 'operation-not-implemented',
      ask: ask('POST', 'add&mode=semantic'),
    },
  ],
  GetMetaQueryStatus: [
    { name: 'open', rule: 'an index is up to date at once', before: [OPEN], ask: ask('GET') },
    {
      name: 'meta-query-not-open',
      rule: 'a bucket without index has no status',
      cause: 'meta-query-not-open',
      ask: ask('GET'),
    },
  ],
  DoMetaQueryAction: [
    {
      name: 'meta-query-not-supported',
      rule: 'data sets are not there to act on',
      cause: 'meta-query-not-supported',
      ask: { method: 'POST', bucket: BUCKET, query: 'metaQuery&action=createDataset' },
    },
  ],
  CloseMetaQuery: [
    {
      name: 'closed',
      rule: 'an index that is closed is gone',
      before: [OPEN],
      ask: ask('POST', 'delete'),
      after: { ask: ask('GET'), status: 404 },
    },
    { name: 'not-open', rule: 'what was never open may be closed', ask: ask('POST', 'delete') },
  ],
  DoMetaQuery: [
    found('one', 'an object is found with its tags and metadata', is('OSSTagging.owner', 'eq', 'John')),
    found(
      'sorted-page',
      'the greatest comes first, and a token leads to the next page',
      ANY,
      '<MaxResults>1</MaxResults><Sort>Size</Sort>',
    ),
    found(
      'next-page',
      'a token is where the page before ended',
      ANY,
      '<MaxResults>1</MaxResults><Sort>Size</Sort><NextToken>MQ==</NextToken>',
    ),
    found('joined', 'conditions are joined', {
      Operation: 'and',
      SubQueries: [
        is('Filename', 'match', '.TXT'),
        { Operation: 'not', SubQueries: [is('OSSStorageClass', 'eq', 'IA'), is('Filename', 'prefix', 'z')] },
      ],
    }),
    found('none', 'nothing may be found', is('FileModifiedTime', 'lt', '2024-10-31T16:00:00+08:00')),
    found(
      'aggregated',
      'what is calculated comes in the place of the objects',
      ANY,
      `<Aggregations>${[
        ['Size', 'sum'],
        ['Size', 'average'],
        ['OSSStorageClass', 'group'],
        ['ETag', 'distinct'],
      ]
        .map(
          ([field, operation]) =>
            `<Aggregation><Field>${field}</Field><Operation>${operation}</Operation></Aggregation>`,
        )
        .join('')}</Aggregations>`,
    ),
    invalid('meta-query-invalid', 'a field is one that objects have', is('Colour', 'eq', 'red')),
    invalid('operator-unknown', 'a number is not asked for its beginning', is('Size', 'prefix', '1')),
    invalid('value-not-a-number', 'a size is a number', is('Size', 'gt', 'much')),
    invalid('max-results-too-large', 'a page has at most 100 objects', ANY, '<MaxResults>101</MaxResults>'),
    {
      name: 'not-json',
      rule: 'a query is JSON',
      cause: 'meta-query-invalid',
      before: [OPEN],
      ask: ask('POST', 'query', '<MetaQuery><Query>Size > 1</Query></MetaQuery>'),
    },
    {
      name: 'meta-query-malformed',
      rule: 'the document has a query',
      cause: 'meta-query-malformed',
      before: [OPEN],
      ask: ask('POST', 'query', '<MetaQuery></MetaQuery>'),
    },
    {
      name: 'meta-query-not-open',
      rule: 'a bucket without index is not searched',
      cause: 'meta-query-not-open',
      ask: query(ANY),
    },
  ],
};
