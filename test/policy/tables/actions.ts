import { allow, policy, type Section } from './section.ts';

export const actions: readonly Section[] = [
  {
    rule: 'an action is named in full, and upper and lower case do not matter',
    policies: { p: policy(allow('oss:GetObject')) },
    rows: [
      ['oss:GetObject', 'b/k', 'allow p[0]'],
      ['oss:getobject', 'b/k', 'allow p[0]'],
      ['OSS:GETOBJECT', 'b/k', 'allow p[0]'],
      ['oss:GetObjectAcl', 'b/k', 'silence'],
      ['oss:GetObjec', 'b/k', 'silence'],
      ['oss:PutObject', 'b/k', 'silence'],
      ['sts:GetObject', 'b/k', 'silence'],
      ['xoss:GetObject', 'b/k', 'silence'],
    ],
  },
  {
    rule: 'a star stands for any run of characters, none included',
    policies: { p: policy(allow('oss:Get*')) },
    rows: [
      ['oss:GetObject', 'b/k', 'allow p[0]'],
      ['oss:GetBucketAcl', 'b', 'allow p[0]'],
      ['oss:Get', 'b', 'allow p[0]'],
      ['oss:getobjectversion', 'b/k', 'allow p[0]'],
      ['oss:PutObject', 'b/k', 'silence'],
      ['oss:ListObjects', 'b', 'silence'],
      ['oss:ForgetObject', 'b', 'silence'],
    ],
  },
  {
    rule: 'a star may stand at the front, in the middle, and more than once',
    policies: { p: policy(allow(['oss:*Acl', 'oss:Put*Tagging', 'oss:*Bucket*Config*'])) },
    rows: [
      ['oss:GetObjectAcl', 'b/k', 'allow p[0]'],
      ['oss:PutBucketAcl', 'b', 'allow p[0]'],
      ['oss:PutObjectTagging', 'b/k', 'allow p[0]'],
      ['oss:PutTagging', 'b/k', 'allow p[0]'],
      ['oss:GetObjectTagging', 'b/k', 'silence'],
      ['oss:PutObjectTaggings', 'b/k', 'silence'],
      ['oss:GetBucketHttpsConfig', 'b', 'allow p[0]'],
      ['oss:GetBucketHttpsConfiguration', 'b', 'allow p[0]'],
      ['oss:GetConfigBucket', 'b', 'silence'],
    ],
  },
  {
    rule: 'a question mark stands for exactly one character',
    policies: { p: policy(allow(['oss:?etObject', 'oss:List??????s'])) },
    rows: [
      ['oss:GetObject', 'b/k', 'allow p[0]'],
      ['oss:SetObject', 'b/k', 'allow p[0]'],
      ['oss:etObject', 'b/k', 'silence'],
      ['oss:ForgetObject', 'b/k', 'silence'],
      ['oss:ListObjects', 'b', 'allow p[0]'],
      ['oss:ListBuckets', 'b', 'allow p[0]'],
      ['oss:ListParts', 'b/k', 'silence'],
    ],
  },
  {
    rule: '"oss:*" is every action of OSS and of no other service',
    policies: { p: policy(allow('oss:*')) },
    rows: [
      ['oss:DeleteBucket', 'b', 'allow p[0]'],
      ['oss:PutObject', 'b/k', 'allow p[0]'],
      ['sts:AssumeRole', 'acs:ram:*:1:role/r', 'silence'],
    ],
  },
  {
    rule: '"*" is every action of every service',
    policies: { p: policy(allow('*')) },
    rows: [
      ['oss:DeleteBucket', 'b', 'allow p[0]'],
      ['sts:AssumeRole', 'acs:ram:*:1:role/r', 'allow p[0]'],
    ],
  },
  {
    rule: 'a list of actions covers each of them',
    policies: { p: policy(allow(['oss:PutObject', 'oss:GetObject', 'oss:List*'])) },
    rows: [
      ['oss:PutObject', 'b/k', 'allow p[0]'],
      ['oss:GetObject', 'b/k', 'allow p[0]'],
      ['oss:ListObjects', 'b', 'allow p[0]'],
      ['oss:DeleteObject', 'b/k', 'silence'],
    ],
  },
  {
    rule: 'NotAction covers every action but those it names',
    policies: { p: policy({ Effect: 'Allow', NotAction: ['oss:Delete*', 'oss:PutBucketPolicy'], Resource: '*' }) },
    rows: [
      ['oss:GetObject', 'b/k', 'allow p[0]'],
      ['oss:PutBucketAcl', 'b', 'allow p[0]'],
      ['sts:AssumeRole', 'acs:ram:*:1:role/r', 'allow p[0]'],
      ['oss:DeleteObject', 'b/k', 'silence'],
      ['oss:deletebucket', 'b', 'silence'],
      ['oss:PutBucketPolicy', 'b', 'silence'],
    ],
  },
  {
    rule: 'a Deny with NotAction leaves only the named actions to others',
    policies: { p: policy({ Effect: 'Deny', NotAction: 'oss:Get*', Resource: '*' }, allow('*')) },
    rows: [
      ['oss:GetObject', 'b/k', 'allow p[1]'],
      ['oss:PutObject', 'b/k', 'deny p[0]'],
      ['oss:ListObjects', 'b', 'deny p[0]'],
    ],
  },
];
