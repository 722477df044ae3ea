import type { Cases } from '../support/case.ts';

const BLOCK = (value: string): string =>
  `<PublicAccessBlockConfiguration><BlockPublicAccess>${value}</BlockPublicAccess></PublicAccessBlockConfiguration>`;

/** Operations without a bucket (operations.md §3, §5.19). */
export const serviceCases: Cases = {
  ListBuckets: [
    { name: 'all', rule: 'every bucket of the caller, by name, without paging elements', ask: { method: 'GET' } },
    {
      name: 'truncated',
      rule: 'a page that does not hold every bucket begins with the paging elements',
      ask: { method: 'GET', query: 'max-keys=1' },
    },
    {
      name: 'last-page',
      rule: 'the page after a marker says that it is the last',
      ask: { method: 'GET', query: 'marker=distantbucket&max-keys=10' },
    },
    {
      name: 'under-the-servers-own-address',
      rule: 'a client that came by address and port is told that address as the endpoint',
      ask: { method: 'GET', host: '127.0.0.1:9000' },
    },
    {
      name: 'max-keys-out-of-range',
      rule: 'max-keys is a whole number from 1 to 1000',
      cause: 'max-keys-out-of-range-buckets',
      ask: { method: 'GET', query: 'max-keys=1001' },
    },
    {
      name: 'prefix-invalid',
      rule: 'a prefix that no bucket name can have is refused',
      cause: 'bucket-prefix-invalid',
      ask: { method: 'GET', query: 'prefix=A_' },
    },
    {
      name: 'marker-invalid',
      rule: 'a marker that no bucket name can be is refused',
      cause: 'bucket-marker-invalid',
      ask: { method: 'GET', query: 'marker=%2Fx' },
    },
  ],
  ListCloudBoxes: [
    { name: 'none', rule: 'an account has no cloud boxes', ask: { method: 'GET', query: 'cloudboxes' } },
    {
      name: 'max-keys-out-of-range',
      rule: 'max-keys is a whole number from 1 to 1000',
      cause: 'max-keys-out-of-range-buckets',
      ask: { method: 'GET', query: 'cloudboxes&max-keys=0' },
    },
  ],
  DescribeRegions: [
    {
      name: 'one',
      rule: 'the named region with its three endpoints',
      ask: { method: 'GET', query: 'regions=oss-cn-hangzhou' },
    },
    { name: 'all', rule: 'every region when none is named', ask: { method: 'GET', query: 'regions' } },
    {
      name: 'no-such-region',
      rule: 'a region that does not exist is a 404',
      cause: 'no-such-region',
      ask: { method: 'GET', query: 'regions=oss-cn-nowhere' },
    },
  ],
  PutPublicAccessBlock: [
    {
      name: 'set',
      rule: 'a setting is answered without body',
      ask: { method: 'PUT', query: 'publicAccessBlock', body: BLOCK('true') },
    },
    {
      name: 'malformed',
      rule: 'BlockPublicAccess is true or false',
      cause: 'public-access-block-malformed',
      ask: { method: 'PUT', query: 'publicAccessBlock', body: BLOCK('maybe') },
    },
    {
      name: 'without-length',
      rule: 'a document has a length or comes in chunks',
      cause: 'missing-content-length',
      ask: { method: 'PUT', query: 'publicAccessBlock', noLength: true },
    },
  ],
  GetPublicAccessBlock: [
    { name: 'never-set', rule: 'false when it was never set', ask: { method: 'GET', query: 'publicAccessBlock' } },
    {
      name: 'set',
      rule: 'true once it was set',
      before: [{ method: 'PUT', query: 'publicAccessBlock', body: BLOCK('true') }],
      ask: { method: 'GET', query: 'publicAccessBlock' },
    },
  ],
  DeletePublicAccessBlock: [
    {
      name: 'never-set',
      rule: 'a deletion succeeds also when nothing was set',
      ask: { method: 'DELETE', query: 'publicAccessBlock' },
    },
  ],
};
