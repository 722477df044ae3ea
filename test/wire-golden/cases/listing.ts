import { BUCKET, type Case, type Cases, element, type SignedAsk } from '../support/case.ts';

const list = (query: string): SignedAsk => ({ method: 'GET', bucket: BUCKET, query });
const object = (key: string, body = 'x'): SignedAsk => ({ method: 'PUT', key, body });

/** A key of 1,024 bytes, one more than any key has. */
const TOO_LONG = 'a'.repeat(1024);

const objects: readonly SignedAsk[] = [
  object('a b+c/中.txt', 'hello'),
  { method: 'POST', key: 'log/append.txt', query: 'append&position=0', body: 'line' },
  object('photo/2024/1.jpg'),
  object('photo/2025/2.jpg'),
  object('readme.md'),
];

/** Refused arguments that all lists of objects share; `query` selects the list, `at` names its place to start from. */
function arguments_(query: string, at: string, longCause: 'marker-too-long' | 'list-argument-too-long'): Case[] {
  const ask = (argument: string): SignedAsk => list(query === '' ? argument : `${query}&${argument}`);
  return [
    {
      name: 'prefix-too-long',
      rule: 'a prefix is at most as long as a key',
      cause: 'list-argument-too-long',
      ask: ask(`prefix=${TOO_LONG}`),
    },
    {
      name: `${at}-too-long`,
      rule: `${at} is at most as long as a key`,
      cause: longCause,
      ask: ask(`${at}=${TOO_LONG}`),
    },
    {
      name: 'prefix-not-utf8',
      rule: 'arguments are UTF-8, and what is not is shown byte by byte',
      cause: 'list-argument-not-utf8',
      ask: ask('prefix=%D6%D0'),
    },
    {
      name: 'encoding-type-unknown',
      rule: 'encoding-type names a known encoding',
      cause: 'encoding-type-unknown',
      ask: ask('encoding-type=xml'),
    },
  ];
}

/** Lists of objects (operations.md §4.8 to §4.10). */
export const listingCases: Cases = {
  ListObjects: [
    { name: 'empty', rule: 'an empty bucket has no entries, and elements without value stay', ask: list('') },
    {
      name: 'all',
      rule: 'keys in the order of their bytes, each with type, size and owner',
      before: objects,
      ask: list(''),
    },
    {
      name: 'grouped',
      rule: 'contents come before common prefixes, and a truncated page names the next marker',
      before: objects,
      ask: list('delimiter=/&max-keys=3'),
    },
    {
      name: 'encoded',
      rule: 'encoding-type=url encodes slashes, blanks and plus signs',
      before: objects,
      ask: list('encoding-type=url&prefix=a%20b&delimiter=%2F'),
    },
    {
      name: 'max-keys-out-of-range',
      rule: 'max-keys is a whole number from 1 to 1000',
      cause: 'max-keys-out-of-range',
      ask: list('max-keys=0'),
    },
    {
      name: 'delimiter-too-long',
      rule: 'a delimiter is one character',
      cause: 'delimiter-invalid',
      ask: list('delimiter=ab'),
    },
    ...arguments_('', 'marker', 'marker-too-long'),
    {
      name: 'anonymous-on-public-bucket',
      rule: 'a public bucket lets everyone read, not list',
      cause: 'anonymous-list-public',
      before: [{ method: 'PUT', bucket: BUCKET, query: 'acl', headers: { 'x-oss-acl': 'public-read' } }],
      ask: { ...list(''), keys: undefined },
    },
  ],
  ListObjectsV2: [
    {
      name: 'all',
      rule: 'KeyCount closes the list, and owners are left out',
      before: objects,
      ask: list('list-type=2'),
    },
    {
      name: 'with-owner',
      rule: 'fetch-owner=true adds the owner',
      before: objects.slice(0, 1),
      ask: list('list-type=2&fetch-owner=true&start-after=A'),
    },
    {
      name: 'truncated',
      rule: 'a truncated page carries a token',
      before: objects,
      ask: list('list-type=2&max-keys=2&delimiter=/'),
    },
    {
      name: 'next-page',
      rule: 'the token leads to the next page, which repeats it',
      before: [...objects, list('list-type=2&max-keys=4')],
      ask: (earlier) =>
        list(`list-type=2&max-keys=4&continuation-token=${element(earlier.at(-1), 'NextContinuationToken')}`),
    },
    {
      name: 'list-type-unknown',
      rule: 'list-type is 2',
      cause: 'list-type-unknown',
      ask: list('list-type=3'),
    },
    {
      name: 'continuation-token-invalid',
      rule: 'a token that the service did not make is refused',
      cause: 'continuation-token-invalid',
      ask: list('list-type=2&continuation-token=err-token'),
    },
    {
      name: 'max-keys-out-of-range',
      rule: 'max-keys is a whole number from 1 to 1000',
      cause: 'max-keys-out-of-range',
      ask: list('list-type=2&max-keys=abc'),
    },
    {
      name: 'delimiter-too-long',
      rule: 'a delimiter is one character',
      cause: 'delimiter-invalid',
      ask: list('list-type=2&delimiter=ab'),
    },
    ...arguments_('list-type=2', 'start-after', 'list-argument-too-long'),
  ],
  ListObjectVersions: [
    {
      name: 'unversioned',
      rule: 'each object of a bucket without versions is its own version null',
      before: objects.slice(0, 2),
      ask: list('versions'),
    },
    {
      name: 'truncated',
      rule: 'a truncated page names key and version to go on from',
      before: objects,
      ask: list('versions&max-keys=1'),
    },
    {
      name: 'max-keys-out-of-range',
      rule: 'max-keys is a whole number from 1 to 1000, with an EC of its own',
      cause: 'max-keys-out-of-range-versions',
      ask: list('versions&max-keys=1001'),
    },
    {
      name: 'delimiter-not-a-slash',
      rule: 'versions are grouped by slashes only',
      cause: 'delimiter-invalid-versions',
      ask: list('versions&delimiter=a'),
    },
    {
      name: 'version-id-marker-invalid',
      rule: 'version-id-marker has the form of a version id',
      cause: 'version-id-marker-invalid',
      ask: list('versions&key-marker=a&version-id-marker=234'),
    },
    ...arguments_('versions', 'key-marker', 'list-argument-too-long'),
  ],
};
