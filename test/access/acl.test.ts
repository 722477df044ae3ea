import { expect, it } from 'vitest';
import { aclAllows, effectiveAcl } from '../../src/access/acl.ts';

/** access.md §10.2, for callers who are not the owner. */
const MATRIX = [
  ['private', 'read', false],
  ['private', 'write', false],
  ['public-read', 'read', true],
  ['public-read', 'write', false],
  ['public-read-write', 'read', true],
  ['public-read-write', 'write', true],
] as const;

it.each(MATRIX)('%s allows everyone to %s: %s', (acl, right, allowed) => {
  expect(aclAllows(acl, right)).toBe(allowed);
});

const ACLS = ['private', 'public-read', 'public-read-write'] as const;

it.each(ACLS)('a bucket that is %s lends its ACL to objects that are missing or have none of their own', (bucket) => {
  expect(effectiveAcl(undefined, bucket)).toBe(bucket);
  expect(effectiveAcl('default', bucket)).toBe(bucket);
});

it.each(ACLS.flatMap((object) => ACLS.map((bucket) => [object, bucket] as const)))(
  'an object that is %s stays so in a bucket that is %s',
  (object, bucket) => {
    expect(effectiveAcl(object, bucket)).toBe(object);
  },
);
