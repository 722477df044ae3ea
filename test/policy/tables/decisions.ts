import { allow, deny, policy, type Section } from './section.ts';

const reader = policy(allow(['oss:Get*', 'oss:List*'], ['acs:oss:*:*:b', 'acs:oss:*:*:b/*']));
const writer = policy(allow('oss:PutObject', 'acs:oss:*:*:b/in/*'), allow('oss:Put*', 'acs:oss:*:*:b/*'));
const guard = policy(deny('oss:PutObject', 'acs:oss:*:*:b/in/locked*'), deny('oss:Delete*'));

export const decisions: readonly Section[] = [
  {
    rule: 'without a policy there is silence, an implicit deny',
    policies: {},
    rows: [
      ['oss:GetObject', 'b/k', 'silence', 'alice'],
      ['oss:GetObject', 'b/k', 'silence', 'owner'],
    ],
  },
  {
    rule: 'the first Allow that matches is the one that decided',
    policies: { reader, writer },
    rows: [
      ['oss:GetObject', 'b/k', 'allow reader[0]'],
      ['oss:ListObjects', 'b', 'allow reader[0]'],
      ['oss:PutObject', 'b/in/k', 'allow writer[0]'],
      ['oss:PutObject', 'b/out/k', 'allow writer[1]'],
      ['oss:PutObjectAcl', 'b/in/k', 'allow writer[1]'],
      ['oss:PutBucketAcl', 'b', 'silence'],
      ['oss:DeleteObject', 'b/in/k', 'silence'],
    ],
  },
  {
    rule: 'a Deny beats every Allow, whatever their order',
    policies: { guard, reader, writer },
    rows: [
      ['oss:PutObject', 'b/in/locked.txt', 'deny guard[0]'],
      ['oss:PutObject', 'b/in/k', 'allow writer[0]'],
      ['oss:DeleteObject', 'b/k', 'deny guard[1]'],
      ['oss:GetObject', 'b/in/locked.txt', 'allow reader[0]'],
    ],
  },
  {
    rule: 'a Deny beats every Allow also from a later policy',
    policies: { reader, writer, everything: policy(allow('*')), guard },
    rows: [
      ['oss:PutObject', 'b/in/locked.txt', 'deny guard[0]'],
      ['oss:DeleteObject', 'c/k', 'deny guard[1]'],
      ['oss:DeleteBucket', 'c', 'deny guard[1]'],
      ['oss:GetBucketAcl', 'c', 'allow everything[0]'],
      ['oss:GetObject', 'b/k', 'allow reader[0]'],
    ],
  },
  {
    rule: 'a Deny beats an Allow that stands before it in the same policy',
    policies: { p: policy(allow('oss:*'), deny('oss:PutBucket*'), deny('oss:PutBucketAcl')) },
    rows: [
      ['oss:PutBucketAcl', 'b', 'deny p[1]'],
      ['oss:PutObject', 'b/k', 'allow p[0]'],
    ],
  },
  {
    rule: 'of several Denies the first policy in order is named',
    policies: { one: policy(deny('oss:Delete*')), two: policy(deny('oss:DeleteObject')) },
    rows: [
      ['oss:DeleteObject', 'b/k', 'deny one[0]'],
      ['oss:GetObject', 'b/k', 'silence'],
    ],
  },
  {
    rule: 'one statement may stand without a list',
    policies: { p: { Version: '1', Statement: allow('oss:GetObject', 'acs:oss:*:*:b/*') } },
    rows: [
      ['oss:GetObject', 'b/k', 'allow p[0]'],
      ['oss:PutObject', 'b/k', 'silence'],
    ],
  },
  {
    rule: 'RAM and session policies speak of whoever carries them',
    policies: { p: policy(allow('oss:GetObject')) },
    rows: [
      ['oss:GetObject', 'b/k', 'allow p[0]', 'owner'],
      ['oss:GetObject', 'b/k', 'allow p[0]', 'alice'],
      ['oss:GetObject', 'b/k', 'allow p[0]', 'guest'],
    ],
  },
  {
    rule: 'the session policy of the manuals: upload to one directory and nothing else',
    kind: 'session',
    policies: { session: policy(allow('oss:PutObject', 'acs:oss:*:*:mingdi-hz/nanjing/*')) },
    rows: [
      ['oss:PutObject', 'mingdi-hz/nanjing/a.txt', 'allow session[0]', 'uploader'],
      ['oss:PutObject', 'mingdi-hz/beijing/a.txt', 'silence', 'uploader'],
      ['oss:GetObject', 'mingdi-hz/nanjing/a.txt', 'silence', 'uploader'],
      ['oss:ListObjects', 'mingdi-hz', 'silence', 'uploader'],
    ],
  },
  {
    rule: 'AliyunOSSReadOnlyAccess reads everything and writes nothing',
    policies: { AliyunOSSReadOnlyAccess: policy(allow(['oss:Get*', 'oss:List*'])) },
    rows: [
      ['oss:ListBuckets', 'acs:oss:*:1234567890123456:*', 'allow AliyunOSSReadOnlyAccess[0]'],
      ['oss:GetObject', 'b/k', 'allow AliyunOSSReadOnlyAccess[0]'],
      ['oss:PutObject', 'b/k', 'silence'],
      ['oss:AbortMultipartUpload', 'b/k', 'silence'],
    ],
  },
  {
    rule: 'AliyunSTSAssumeRoleAccess assumes any role',
    policies: { p: policy(allow('sts:AssumeRole', '*')) },
    rows: [
      ['sts:AssumeRole', 'acs:ram:*:1234567890123456:role/uploader', 'allow p[0]'],
      ['sts:GetCallerIdentity', 'acs:ram:*:1234567890123456:role/uploader', 'silence'],
      ['oss:GetObject', 'b/k', 'silence'],
    ],
  },
];
