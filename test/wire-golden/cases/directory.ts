import type { Cause } from '../../../src/errors/refuse.ts';
import { BUCKET, type Case, type Cases, type Earlier, element, type SignedAsk } from '../support/case.ts';

const TREE = 'treebucket';
const HOST = `${TREE}.oss-cn-hangzhou.aliyuncs.com`;

type Headers = Readonly<Record<string, string>>;
const ask = (method: string, key: string | undefined, query = '', headers: Headers = {}): SignedAsk => ({
  method,
  bucket: TREE,
  key,
  query,
  host: HOST,
  headers,
});
const make = ask('PUT', undefined, '', { 'x-oss-hns-status': 'enabled' });
const put = (key: string): SignedAsk => ({ ...ask('PUT', key), body: 'content' });
const mkdir = (key: string): SignedAsk => ask('POST', key, 'x-oss-dir');
const rmdir = (key: string, headers: Headers = {}): SignedAsk => ask('POST', key, 'x-oss-delete', headers);
const rename = (from: string, to: string): SignedAsk =>
  ask('POST', to, 'x-oss-rename', { 'x-oss-rename-source': from });
const list = ask('GET', undefined);
const RECURSIVE = { 'x-oss-delete-recursive': 'true' };

/** A request in a hierarchical bucket with `a/b.txt` in it. */
const inTree = (name: string, rule: string, request: Case['ask'], cause?: Cause): Case => ({
  name,
  rule,
  ...(cause && { cause }),
  before: [make, put('a/b.txt')],
  ask: request,
});
const flat = (query: string, rule: string): Case => ({
  name: 'namespace-flat',
  rule,
  cause: 'namespace-flat',
  ask: { method: 'POST', bucket: BUCKET, key: 'a', query, headers: { 'x-oss-rename-source': 'b' } },
});

const MANY = Array.from({ length: 101 }, (_, i) => put(`a/${String(i).padStart(3, '0')}`));

/** Directories of buckets with a hierarchical namespace (operations.md §11.4). */
export const directoryCases: Cases = {
  CreateDirectory: [
    inTree('made', 'a directory is made with those above it', mkdir('x/y/z')),
    inTree('there', 'a directory that is there is answered as if it were made', mkdir('a')),
    inTree(
      'directory-in-the-way',
      'a directory has not the name of an object',
      mkdir('a/b.txt/c'),
      'directory-in-the-way',
    ),
    inTree('directory-name-invalid', 'a path has single slashes', mkdir('x//y'), 'directory-name-invalid'),
    flat('x-oss-dir', 'flat buckets have no directories'),
  ],
  DeleteDirectory: [
    {
      name: 'empty',
      rule: 'an empty directory is deleted',
      before: [make, mkdir('a/c')],
      ask: rmdir('a/c'),
      after: { ask: ask('HEAD', 'a/c'), status: 404 },
    },
    inTree('recursive', 'a directory is deleted with all that is in it', rmdir('a', RECURSIVE)),
    {
      name: 'page',
      rule: 'a hundred objects are deleted at a time',
      before: [make, ...MANY],
      ask: rmdir('a', RECURSIVE),
      after: { ask: ask('HEAD', 'a/100'), status: 200 },
    },
    {
      name: 'last-page',
      rule: 'the token of a page leads to the next one, the directory itself goes with the last',
      before: [make, ...MANY, rmdir('a', RECURSIVE)],
      ask: (earlier: readonly Earlier[]) =>
        rmdir('a', { ...RECURSIVE, 'x-oss-delete-token': element(earlier.at(-1), 'NextDeleteToken') }),
      after: { ask: ask('HEAD', 'a'), status: 404 },
    },
    inTree('directory-not-empty', 'a directory that is not empty stays', rmdir('a'), 'directory-not-empty'),
    inTree('no-such-key', 'a directory has to be there', rmdir('b'), 'no-such-key'),
    inTree(
      'delete-token-invalid',
      'a token is one of an earlier answer',
      rmdir('a', { ...RECURSIVE, 'x-oss-delete-token': 'CgJiYw--' }),
      'delete-token-invalid',
    ),
    flat('x-oss-delete', 'flat buckets have no directories'),
  ],
  Rename: [
    {
      name: 'object',
      rule: 'an object gets another name',
      before: [make, put('a/b.txt')],
      ask: rename('a/b.txt', 'a/c.txt'),
      after: { ask: ask('GET', 'a/c.txt'), status: 200 },
    },
    {
      name: 'directory',
      rule: 'a directory takes what is in it along',
      before: [make, put('a/deep/b.txt')],
      ask: rename('a', 'c'),
      after: { ask: ask('GET', 'c/deep/b.txt'), status: 200 },
    },
    inTree('no-such-key', 'what is renamed has to be there', rename('nothing', 'c'), 'no-such-key'),
    inTree('parent-missing', 'the directory of the new name has to be there', rename('a/b.txt', 'x/b'), 'no-such-key'),
    {
      name: 'rename-target-exists',
      rule: 'nothing is replaced by renaming',
      cause: 'rename-target-exists',
      before: [make, put('a/b.txt'), put('c')],
      ask: rename('a', 'c'),
    },
    inTree('rename-source-invalid', 'a source is named', rename('', 'c'), 'rename-source-invalid'),
    inTree('into-itself', 'a directory does not move into itself', rename('a', 'a/c'), 'rename-source-invalid'),
    flat('x-oss-rename', 'nothing is renamed in flat buckets'),
  ],
  HeadObject: [inTree('directory', 'a directory is known by its type and has no content to hash', ask('HEAD', 'a'))],
  ListObjects: [
    {
      name: 'directories',
      rule: 'directories made on the way are listed with a slash at their end, renamed ones by their new name',
      before: [make, put('a/deep/b.txt'), rename('a', 'c')],
      ask: list,
    },
  ],
  GetBucketInfo: [
    {
      name: 'hierarchical',
      rule: 'a hierarchical namespace is told of',
      before: [make],
      ask: ask('GET', undefined, 'bucketInfo'),
    },
  ],
  PutObject: [
    inTree('directory-in-the-way', 'an object has not the name of a directory', put('a'), 'directory-in-the-way'),
  ],
  PutBucketVersioning: [
    {
      name: 'hierarchy-not-versioned',
      rule: 'a bucket with directories has no versions',
      cause: 'hierarchy-not-versioned',
      before: [make],
      ask: {
        ...ask('PUT', undefined, 'versioning'),
        body: '<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>',
      },
    },
  ],
};
