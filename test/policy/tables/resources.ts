import { allow, deny, policy, type Section } from './section.ts';

const OWN = '1234567890123456';

export const resources: readonly Section[] = [
  {
    rule: 'a bucket is not its objects',
    policies: { p: policy(allow('oss:*', 'acs:oss:*:*:photos')) },
    rows: [
      ['oss:ListObjects', 'photos', 'allow p[0]'],
      ['oss:GetBucketAcl', 'photos', 'allow p[0]'],
      ['oss:GetObject', 'photos/a.jpg', 'silence'],
      ['oss:PutObject', 'photos/a/b.jpg', 'silence'],
      ['oss:ListObjects', 'photos2', 'silence'],
      ['oss:ListObjects', 'Photos', 'silence'],
      ['oss:ListObjects', 'my-photos', 'silence'],
    ],
  },
  {
    rule: '"bucket/*" is the objects and never the bucket: it does not grant ListObjects',
    policies: { p: policy(allow('oss:*', 'acs:oss:*:*:photos/*')) },
    rows: [
      ['oss:GetObject', 'photos/a.jpg', 'allow p[0]'],
      ['oss:GetObject', 'photos/2020/01/a.jpg', 'allow p[0]'],
      ['oss:ListObjects', 'photos', 'silence'],
      ['oss:PutBucketAcl', 'photos', 'silence'],
      ['oss:DeleteBucket', 'photos', 'silence'],
      ['oss:GetObject', 'photos2/a.jpg', 'silence'],
    ],
  },
  {
    rule: 'both are granted by naming both',
    policies: { p: policy(allow('oss:*', ['acs:oss:*:*:photos', 'acs:oss:*:*:photos/*'])) },
    rows: [
      ['oss:ListObjects', 'photos', 'allow p[0]'],
      ['oss:GetObject', 'photos/a.jpg', 'allow p[0]'],
      ['oss:GetObject', 'videos/a.mp4', 'silence'],
    ],
  },
  {
    rule: 'a lone star as the last part is every bucket and every object',
    policies: { p: policy(allow('oss:*', 'acs:oss:*:*:*')) },
    rows: [
      ['oss:ListBuckets', `acs:oss:*:${OWN}:*`, 'allow p[0]'],
      ['oss:ListObjects', 'photos', 'allow p[0]'],
      ['oss:GetObject', 'photos/a.jpg', 'allow p[0]'],
      ['sts:AssumeRole', `acs:ram:*:${OWN}:role/r`, 'silence'],
    ],
  },
  {
    rule: 'ListBuckets asks for all buckets of the account, and naming some does not grant it',
    policies: { p: policy(allow('oss:*', ['acs:oss:*:*:photos', 'acs:oss:*:*:photos*', 'acs:oss:*:*:photos/*'])) },
    rows: [
      ['oss:ListBuckets', `acs:oss:*:${OWN}:*`, 'silence'],
      ['oss:ListObjects', 'photos', 'allow p[0]'],
      ['oss:ListObjects', 'photos-2020', 'allow p[0]'],
    ],
  },
  {
    rule: 'a star in the last part goes over slashes too',
    policies: { p: policy(allow('oss:*', ['acs:oss:*:*:log*', 'acs:oss:*:*:photos/2020/*.jpg'])) },
    rows: [
      ['oss:ListObjects', 'logs', 'allow p[0]'],
      ['oss:GetObject', 'logs/today/a.txt', 'allow p[0]'],
      ['oss:GetObject', 'photos/2020/a.jpg', 'allow p[0]'],
      ['oss:GetObject', 'photos/2020/06/a.jpg', 'allow p[0]'],
      ['oss:GetObject', 'photos/2020/.jpg', 'allow p[0]'],
      ['oss:GetObject', 'photos/2020/a.jpeg', 'silence'],
      ['oss:GetObject', 'photos/2021/a.jpg', 'silence'],
    ],
  },
  {
    rule: 'keys are compared by upper and lower case',
    policies: { p: policy(allow('oss:*', 'acs:oss:*:*:photos/Summer/*')) },
    rows: [
      ['oss:GetObject', 'photos/Summer/a', 'allow p[0]'],
      ['oss:GetObject', 'photos/summer/a', 'silence'],
      ['oss:GetObject', 'photos/SUMMER/a', 'silence'],
    ],
  },
  {
    rule: 'keys are text: each character counts once, also beyond the basic plane',
    policies: { p: policy(allow('oss:*', ['acs:oss:*:*:b/照片/*', 'acs:oss:*:*:b/?.jpg', 'acs:oss:*:*:b/x*?'])) },
    rows: [
      ['oss:GetObject', 'b/照片/猫.jpg', 'allow p[0]'],
      ['oss:GetObject', 'b/图片/猫.jpg', 'silence'],
      ['oss:GetObject', 'b/猫.jpg', 'allow p[0]'],
      ['oss:GetObject', 'b/😀.jpg', 'allow p[0]'],
      ['oss:GetObject', 'b/😀😀.jpg', 'silence'],
      ['oss:GetObject', 'b/x😀', 'allow p[0]'],
      ['oss:GetObject', 'b/x', 'silence'],
    ],
  },
  {
    rule: 'question marks stand for one character, slashes included',
    policies: { p: policy(allow('oss:*', ['acs:oss:*:*:b/day-??', 'acs:oss:*:*:b?dir'])) },
    rows: [
      ['oss:GetObject', 'b/day-01', 'allow p[0]'],
      ['oss:GetObject', 'b/day-1', 'silence'],
      ['oss:GetObject', 'b/day-001', 'silence'],
      ['oss:GetObject', 'b/dir', 'allow p[0]'],
      ['oss:ListObjects', 'b-dir', 'allow p[0]'],
    ],
  },
  {
    rule: 'the owner in the resource is compared with the owner of the bucket',
    policies: { p: policy(allow('oss:*', [`acs:oss:*:${OWN}:mine`, 'acs:oss:*:65432109*:theirs/*'])) },
    rows: [
      ['oss:ListObjects', 'mine', 'allow p[0]'],
      ['oss:ListObjects', 'acs:oss:cn-hangzhou:9:mine', 'silence'],
      ['oss:GetObject', 'acs:oss:cn-hangzhou:6543210987654321:theirs/k', 'allow p[0]'],
      ['oss:GetObject', 'theirs/k', 'silence'],
    ],
  },
  {
    rule: 'the region is written with and without the oss- of its endpoint',
    policies: {
      p: policy(allow('oss:*', ['acs:oss:oss-cn-hangzhou:*:a', 'acs:oss:cn-hangzhou:*:b', 'acs:oss:cn-*:*:c'])),
    },
    rows: [
      ['oss:ListObjects', 'a', 'allow p[0]'],
      ['oss:ListObjects', 'b', 'allow p[0]'],
      ['oss:ListObjects', 'c', 'allow p[0]'],
      ['oss:ListObjects', `acs:oss:oss-cn-hangzhou:${OWN}:b`, 'allow p[0]'],
      ['oss:ListObjects', `acs:oss:cn-beijing:${OWN}:a`, 'silence'],
      ['oss:ListObjects', `acs:oss:us-west-1:${OWN}:c`, 'silence'],
      ['oss:ListObjects', `acs:oss:cn-beijing:${OWN}:c`, 'allow p[0]'],
    ],
  },
  {
    rule: 'a colon in a key moves no border',
    policies: { p: policy(allow('oss:*', `acs:oss:*:${OWN}:secret`), deny('oss:*', 'acs:oss:*:*:open/a:b/*')) },
    rows: [
      ['oss:GetObject', `acs:oss:cn-hangzhou:9:open/x:${OWN}:secret`, 'silence'],
      ['oss:GetObject', 'open/a:b/c', 'deny p[1]'],
      ['oss:GetObject', 'open/a:c/b', 'silence'],
      ['oss:ListObjects', 'secret', 'allow p[0]'],
    ],
  },
  {
    rule: 'a resource with fewer parts is held against the whole name',
    policies: { p: policy(allow('*', ['acs:oss:*', 'b/*'])) },
    rows: [
      ['oss:GetObject', 'b/k', 'allow p[0]'],
      ['oss:ListBuckets', `acs:oss:*:${OWN}:*`, 'allow p[0]'],
      ['sts:AssumeRole', `acs:ram:*:${OWN}:role/r`, 'silence'],
    ],
  },
  {
    rule: '"*" is every resource of every service',
    policies: { p: policy(allow('*', '*')) },
    rows: [
      ['oss:GetObject', 'b/k', 'allow p[0]'],
      ['sts:AssumeRole', `acs:ram:*:${OWN}:role/r`, 'allow p[0]'],
    ],
  },
  {
    rule: 'a role may be named with an empty region or a star',
    policies: { p: policy(allow('sts:AssumeRole', [`acs:ram::${OWN}:role/a`, `acs:ram:*:${OWN}:role/b`])) },
    rows: [
      ['sts:AssumeRole', `acs:ram:*:${OWN}:role/a`, 'allow p[0]'],
      ['sts:AssumeRole', `acs:ram::${OWN}:role/b`, 'allow p[0]'],
      ['sts:AssumeRole', `acs:ram:*:${OWN}:role/c`, 'silence'],
      ['sts:AssumeRole', 'acs:ram:*:9:role/a', 'silence'],
    ],
  },
  {
    rule: 'an empty region stands for no region of OSS',
    policies: { p: policy(allow('oss:*', `acs:oss::${OWN}:b`)) },
    rows: [['oss:ListObjects', 'b', 'silence']],
  },
  {
    rule: 'NotResource covers every resource but those it names',
    policies: {
      p: policy({ Effect: 'Allow', Action: 'oss:*', NotResource: ['acs:oss:*:*:b/private/*', 'acs:oss:*:*:b'] }),
    },
    rows: [
      ['oss:GetObject', 'b/public/k', 'allow p[0]'],
      ['oss:GetObject', 'b/private/k', 'silence'],
      ['oss:ListObjects', 'b', 'silence'],
      ['oss:ListObjects', 'c', 'allow p[0]'],
    ],
  },
  {
    rule: 'a Deny with NotResource leaves only the named resources',
    policies: { p: policy(allow('*'), { Effect: 'Deny', Action: 'oss:*', NotResource: 'acs:oss:*:*:b/home/*' }) },
    rows: [
      ['oss:GetObject', 'b/home/k', 'allow p[0]'],
      ['oss:GetObject', 'b/homes/k', 'deny p[1]'],
      ['oss:ListObjects', 'b', 'deny p[1]'],
    ],
  },
];
