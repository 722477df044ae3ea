import { describe, expect, it } from 'vitest';
import { decideByAcl, decideByPolicies, type Question } from '../../src/access/decide.ts';
import type { Principal } from '../../src/identity/principal.ts';
import type { PolicyDocument } from '../../src/policy/document.ts';
import type { BucketRecord, ObjectRecord } from '../../src/store/store.ts';
import { read } from '../policy/support.ts';
import { bucketWith, OWNER, policyOf } from './requests.ts';
import { allow, deny } from './table/section.ts';

const STRANGER = '6543210987654321';
const root: Principal = { kind: 'root', account: OWNER, accessKeyId: 'k' };
const alice: Principal = { kind: 'user', account: OWNER, accessKeyId: 'k', userId: '2', name: 'alice' };
const foreign: Principal = { ...alice, account: STRANGER };
const session = (...statements: object[]): Principal => ({
  kind: 'session',
  account: OWNER,
  accessKeyId: 'k',
  role: 'courier',
  roleId: '3',
  sessionName: 'van',
  sessionPolicy: read({ Version: '1', Statement: statements }, 'session') as PolicyDocument,
});

const everyone = { Principal: ['*'] };
const yes = allow('oss:*');
const no = deny('oss:*');

interface Setting {
  readonly ram?: readonly object[];
  readonly ofBucket?: readonly object[];
  readonly blocked?: boolean;
  readonly bucket?: Partial<BucketRecord>;
  readonly access?: Question['permission']['access'];
}

function question(
  principal: Principal,
  { ram, ofBucket, blocked = false, bucket, access = 'read' }: Setting,
): Question {
  const where = bucketWith(bucket, ofBucket);
  const action = 'oss:GetObject';
  const resource = `acs:oss:cn-hangzhou:${where.owner}:docs/k`;
  return {
    permission: { action, access, bucket: where, bucketName: 'docs', key: 'k', versionId: undefined },
    principal,
    ram: ram ? [policyOf(ram)] : [],
    publicAccessBlocked: blocked,
    request: { action, resource, principal, context: () => undefined },
  };
}

/** access.md §10.1, step by step: who asks, what there is, what decides. */
const STEPS: readonly (readonly [rule: string, Principal, Setting, verdict: string])[] = [
  [
    'the session policy comes first',
    session(no),
    { ram: [yes], ofBucket: [{ ...yes, ...everyone }] },
    'no session-policy',
  ],
  ['also when it is silent', session(allow('oss:PutObject')), { ram: [no] }, 'no session-policy'],
  ['and only lets through what the others decide', session(yes), { ram: [yes] }, 'yes ram-policy'],
  ['a session policy grants nothing by itself', session(yes), {}, 'undecided'],
  [
    'a Deny of either policy beats an Allow of the other',
    alice,
    { ram: [yes], ofBucket: [{ ...no, ...everyone }] },
    'no deny',
  ],
  ['whichever it is', alice, { ram: [no], ofBucket: [{ ...yes, ...everyone }] }, 'no deny'],
  ['an Allow of the RAM policy is enough', alice, { ram: [yes] }, 'yes ram-policy'],
  ['so is one of the bucket policy', alice, { ofBucket: [{ ...yes, ...everyone }] }, 'yes bucket-policy'],
  ['without either nothing is decided', alice, {}, 'undecided'],
  ['the owner is allowed where nobody denies', root, {}, 'yes owner'],
  ['even where its RAM policies would', root, { ofBucket: [{ ...no, ...everyone }] }, 'yes owner'],
  ['but not where the bucket policy names it', root, { ofBucket: [{ ...no, Principal: [OWNER] }] }, 'no deny'],
  ["a RAM policy is silent about others' buckets", foreign, { ram: [yes] }, 'undecided'],
  ['also when it denies', foreign, { ram: [no], ofBucket: [{ ...yes, ...everyone }] }, 'yes bucket-policy'],
  [
    'anonymous callers have the bucket policy',
    { kind: 'anonymous' },
    { ofBucket: [{ ...yes, ...everyone }] },
    'yes bucket-policy',
  ],
  [
    'whose public Allow a block takes out',
    { kind: 'anonymous' },
    { ofBucket: [{ ...yes, ...everyone }], blocked: true },
    'undecided',
  ],
  ['and whose Deny it does not', alice, { ofBucket: [{ ...no, ...everyone }], blocked: true }, 'no deny'],
];

it.each(STEPS)('%s', (_, principal, setting, expected) => {
  const verdict = decideByPolicies(question(principal, setting));
  expect(verdict === undefined ? 'undecided' : `${verdict.allowed ? 'yes' : 'no'} ${verdict.by}`).toBe(expected);
});

it('a verdict names the statement that decided, and both where both deny', () => {
  const ofBucket = [
    { ...deny('oss:PutObject'), ...everyone },
    { ...no, ...everyone },
  ];
  expect(decideByPolicies(question(alice, { ram: [yes, no], ofBucket }))).toEqual({
    allowed: false,
    by: 'deny',
    ram: expect.objectContaining({ policy: 'p', index: 1 }),
    bucket: expect.objectContaining({ policy: 'bucket policy', index: 1 }),
  });
  expect(decideByPolicies(question(alice, { ram: [deny('oss:PutObject'), yes] }))).toMatchObject({
    statement: { policy: 'p', index: 1 },
  });
  expect(decideByPolicies(question(session(allow('oss:PutObject')), {}))).toEqual({
    allowed: false,
    by: 'session-policy',
    statement: undefined,
  });
});

describe('what the policies leave open', () => {
  const asked = (setting: Setting, acl?: ObjectRecord['acl']) =>
    decideByAcl(question(alice, setting), acl && ({ acl } as ObjectRecord));

  it('is decided by the cell of the matrix, which is told', () => {
    expect(asked({ bucket: { acl: 'public-read' } })).toEqual({
      allowed: true,
      by: 'acl',
      acl: { bucket: 'public-read', object: undefined, right: 'read', publicAccessBlocked: false },
    });
    expect(asked({ bucket: { acl: 'public-read' }, access: 'write' })).toMatchObject({ allowed: false, by: 'acl' });
    expect(asked({ bucket: { acl: 'public-read' } }, 'private')).toMatchObject({
      allowed: false,
      acl: { object: 'private' },
    });
    expect(asked({}, 'public-read')).toMatchObject({
      allowed: true,
      acl: { bucket: 'private', object: 'public-read' },
    });
  });

  it('stays shut while public access is blocked', () => {
    expect(asked({ bucket: { acl: 'public-read-write' }, blocked: true })).toMatchObject({ allowed: false, by: 'acl' });
    expect(asked({ blocked: true }, 'public-read')).toMatchObject({ allowed: false, by: 'acl' });
  });

  it.each(['manage', 'read-acl', 'write-acl'] as const)('is refused for %s, which no ACL speaks of', (access) => {
    const verdict = asked({ bucket: { acl: 'public-read-write' }, access }, 'public-read-write');
    expect(verdict).toEqual({ allowed: false, by: 'nothing-allows' });
  });
});
