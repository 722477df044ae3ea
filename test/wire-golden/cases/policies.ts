import { createHash } from 'node:crypto';
import type { ServerOptions } from '../../../src/index.ts';
import { KEYS } from '../../support/signed.ts';
import { BUCKET, type Case, type Cases, type SignedAsk } from '../support/case.ts';
import { copy, get, head, KEY, publicBucket, put } from '../support/requests.ts';

const OWNER = '1234567890123456';
/** A RAM user of the owner's account. */
const USER_KEYS = { accessKeyId: 'alice', accessKeySecret: 'alice-secret' };
const anonymous = { keys: undefined } as const;
const asUser = (ask: SignedAsk): SignedAsk => ({ ...ask, keys: USER_KEYS });
const DELETION = `<Delete><Object><Key>${KEY}</Key></Object></Delete>`;

/** A server whose user has one policy: this effect for these actions on everything. */
const userMay = (effect: 'Allow' | 'Deny', ...actions: string[]): ServerOptions => ({
  accounts: [
    {
      id: OWNER,
      keys: [{ id: KEYS.accessKeyId, secret: KEYS.accessKeySecret, status: 'active' }],
      users: [
        {
          name: 'alice',
          id: '201234567890123456',
          keys: [{ id: USER_KEYS.accessKeyId, secret: USER_KEYS.accessKeySecret, status: 'active' }],
          policies: [{ Version: '1', Statement: [{ Effect: effect, Action: actions, Resource: ['*'] }] }],
        },
      ],
    },
  ],
});

/** Denies an action on the objects of the bucket to everyone but its owner. */
const bucketPolicy = (action: string): SignedAsk => ({
  method: 'PUT',
  bucket: BUCKET,
  query: 'policy',
  body: JSON.stringify({
    Version: '1',
    Statement: [{ Effect: 'Deny', Principal: ['*'], Action: [action], Resource: [`acs:oss:*:*:${BUCKET}/*`] }],
  }),
});

/** Who may do what (access.md §10). */
const policies: readonly Case[] = [
  {
    name: 'user-object',
    rule: 'a RAM user without a policy is told about the bucket ACL, and in detail',
    cause: 'bucket-acl-refuses',
    server: userMay('Allow', 'oss:GetBucketAcl'),
    ask: asUser(get()),
  },
  {
    name: 'user-object-head',
    rule: 'on HEAD the detail is in x-oss-err',
    cause: 'bucket-acl-refuses',
    server: userMay('Allow', 'oss:GetBucketAcl'),
    ask: asUser({ ...get(), method: 'HEAD' }),
  },
  {
    name: 'user-multipart',
    rule: 'multipart calls have a text of their own',
    cause: 'no-right-to-object',
    server: userMay('Allow', 'oss:GetBucketAcl'),
    ask: asUser({ method: 'POST', key: 'a', query: 'uploads' }),
  },
  {
    name: 'user-bucket',
    rule: 'a bucket that a RAM user may not manage does not belong to him',
    cause: 'bucket-management-refused',
    server: userMay('Allow', 'oss:GetObject'),
    ask: asUser({ method: 'GET', bucket: BUCKET, query: 'location' }),
  },
  {
    name: 'user-new-bucket',
    rule: 'a new bucket has no ACL that could refuse: it is the missing policy that does',
    cause: 'no-policy-allows',
    server: userMay('Allow', 'oss:GetObject'),
    ask: asUser({ method: 'PUT', bucket: 'newbucket' }),
  },
  {
    name: 'user-list-buckets',
    rule: 'listing buckets is a right too',
    cause: 'list-buckets-refused',
    server: userMay('Allow', 'oss:GetObject'),
    ask: asUser({ method: 'GET' }),
  },
  {
    name: 'user-allowed',
    rule: 'what a policy allows is answered as to the owner',
    server: userMay('Allow', 'oss:GetBucketLocation'),
    ask: asUser({ method: 'GET', bucket: BUCKET, query: 'location' }),
  },
  {
    name: 'tagging-right-missing',
    rule: 'a tag with an object takes a right of its own',
    cause: 'tagging-right-missing',
    server: userMay('Allow', 'oss:PutObject'),
    ask: asUser(put({ 'x-oss-tagging': 'a=1' })),
  },
  {
    name: 'ram-policy-denies',
    rule: 'a RAM policy that denies is called a bucket policy',
    cause: 'ram-policy-denies',
    server: userMay('Deny', 'oss:GetObject'),
    ask: asUser(get()),
  },
  {
    name: 'both-policies-deny',
    rule: 'two policies that deny have an EC of their own',
    cause: 'both-policies-deny',
    server: userMay('Deny', 'oss:GetObject'),
    before: [bucketPolicy('oss:GetObject')],
    ask: asUser(get()),
  },
  {
    name: 'bucket-policy-denies',
    rule: 'a bucket policy denies what a public ACL allows',
    cause: 'bucket-policy-denies',
    before: [publicBucket, bucketPolicy('oss:GetObject')],
    ask: { ...get(), ...anonymous },
  },
  {
    name: 'policy-denies-one-of-many',
    rule: 'one denied key refuses the whole deletion',
    cause: 'policy-denies-one-of-many',
    before: [publicBucket, put(), bucketPolicy('oss:DeleteObject')],
    ask: {
      method: 'POST',
      bucket: BUCKET,
      query: 'delete',
      body: DELETION,
      headers: { 'Content-MD5': createHash('md5').update(DELETION).digest('base64') },
      ...anonymous,
    },
    after: { ask: head(), status: 200 },
  },
  {
    name: 'copy-source-denied',
    rule: 'the source of a copy is judged like a GET of it',
    cause: 'bucket-acl-refuses',
    server: userMay('Allow', 'oss:PutObject'),
    before: [put()],
    ask: asUser(copy()),
  },
];

export const policyCases: Cases = { Access: policies };
