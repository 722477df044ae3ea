import { permanentKey } from '../cast.ts';
import { allow, at, deny, each, type Section } from '../section.ts';

const when = (operator: string, key: string, ...values: string[]) => ({ Condition: { [operator]: { [key]: values } } });
const tagged = (tags: string) => ({ headers: { 'x-oss-tagging': tags } });
const agent = (name: string) => ({ headers: { 'User-Agent': name } });

/** access.md §10.3 "Keys": what conditions see of a request. */
export const conditions: readonly Section[] = [
  {
    rule: 'conditions see where a request comes from, over what, when, and by which key',
    policies: {
      here: [allow('oss:GetObject', at('docs/*'), when('IpAddress', 'acs:SourceIp', '127.0.0.0/8'))],
      elsewhere: [allow('oss:PutObject', at('docs/*'), when('NotIpAddress', 'acs:SourceIp', '127.0.0.1'))],
      safely: [allow('oss:DeleteObject', at('docs/*'), when('Bool', 'acs:SecureTransport', 'true'))],
      plainly: [allow('oss:GetObjectAcl', at('docs/*'), when('Bool', 'acs:SecureTransport', 'false'))],
      early: [allow('oss:ListObjects', at('docs'), when('DateLessThan', 'acs:CurrentTime', '2025-11-20T12:00:01Z'))],
      late: [allow('oss:GetBucketAcl', at('docs'), when('DateGreaterThan', 'acs:CurrentTime', '2025-11-20T12:00:00Z'))],
      key: [
        allow('oss:GetBucketInfo', at('docs'), when('StringEquals', 'acs:AccessId', permanentKey('alice').accessKeyId)),
      ],
      tool: [allow('oss:GetBucketStat', at('docs'), when('StringLike', 'acs:UserAgent', 'ossutil/*'))],
      mfa: [allow('oss:DeleteBucket', at('docs'), when('Bool', 'acs:MFAPresent', 'true'))],
    },
    holds: { alice: ['here', 'elsewhere', 'safely', 'plainly', 'early', 'late', 'key', 'tool', 'mfa'], bob: ['key'] },
    rows: [
      ['alice', 'GetObject docs/k', 'ram-policy here[0]'],
      ['alice', 'PutObject docs/k', 'bucket-acl-refuses'],
      ['alice', 'DeleteObject docs/k', 'bucket-acl-refuses'],
      ['alice', 'GetObjectAcl docs/k', 'ram-policy plainly[0]'],
      ['alice', 'ListObjects docs', 'ram-policy early[0]'],
      ['alice', 'GetBucketAcl docs', 'bucket-management-refused'],
      ['alice', 'GetBucketInfo docs', 'ram-policy key[0]'],
      ['bob', 'GetBucketInfo docs', 'bucket-read-refused'],
      ['alice', 'GetBucketStat docs', 'ram-policy tool[0]', agent('ossutil/1.7')],
      ['alice', 'GetBucketStat docs', 'bucket-management-refused', agent('curl/8')],
      ['alice', 'GetBucketStat docs', 'bucket-management-refused'],
      ['alice', 'DeleteBucket docs', 'bucket-management-refused'],
    ],
  },
  {
    rule: 'a listing is granted by prefix and delimiter',
    policies: {
      home: [
        allow('oss:ListObjects', at('docs'), {
          Condition: {
            StringLike: { 'oss:Prefix': ['home/alice/*', '目录/*'] },
            StringEquals: { 'oss:Delimiter': '/' },
          },
        }),
      ],
    },
    holds: { alice: ['home'] },
    rows: [
      ...each(['alice'], ['ListObjects docs', 'ListObjectsV2 docs'], 'ram-policy home[0]', {
        query: 'prefix=home%2Falice%2F&delimiter=%2F',
      }),
      ['alice', 'ListObjects docs', 'ram-policy home[0]', { query: 'prefix=%E7%9B%AE%E5%BD%95%2F&delimiter=/' }],
      ['alice', 'ListObjects docs', 'bucket-read-refused', { query: 'prefix=home/alice/' }],
      ['alice', 'ListObjects docs', 'bucket-read-refused', { query: 'prefix=home/bob/&delimiter=/' }],
      ['alice', 'ListObjects docs', 'bucket-read-refused'],
    ],
  },
  {
    rule: 'an upload is granted by the tags that it sets',
    policies: {
      upload: [
        allow(
          ['oss:PutObject', 'oss:PutObjectTagging'],
          at('docs/*'),
          when('StringEquals', 'oss:RequestObjectTag/team', 'red', '组'),
        ),
      ],
    },
    holds: { alice: ['upload'] },
    rows: [
      ['alice', 'PutObject docs/new', 'ram-policy upload[0]', tagged('a=b&team=red')],
      ['alice', 'PutObject docs/new', 'ram-policy upload[0]', tagged('team=%E7%BB%84')],
      ['alice', 'PutObject docs/new', 'bucket-acl-refuses', tagged('team=blue')],
      ['alice', 'PutObject docs/new', 'bucket-acl-refuses', tagged('Team=red')],
      ['alice', 'PutObject docs/new', 'bucket-acl-refuses'],
    ],
  },
  {
    rule: 'a negated condition holds where the key is missing, a positive one does not',
    buckets: {
      docs: {
        policy: [
          deny('oss:GetObject', at('docs/vpc/*'), {
            Principal: ['*'],
            ...when('StringNotEquals', 'acs:SourceVpc', 'vpc-1'),
          }),
          deny('oss:GetObject', at('docs/k'), { Principal: ['*'], ...when('StringEquals', 'acs:SourceVpc', 'vpc-1') }),
        ],
      },
    },
    rows: [
      ...each(['owner', 'alice', 'anonymous'], ['GetObject docs/vpc/k'], 'bucket-policy-denies'),
      ['owner', 'GetObject docs/k', 'owner'],
      ['alice', 'GetObject docs/k', 'bucket-acl-refuses'],
    ],
  },
];
