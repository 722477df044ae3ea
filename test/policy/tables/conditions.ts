import { allow, type Context, deny, policy, type Row, type Section, when } from './section.ts';

/** What one operator with one key makes of values that the request may have; undefined is a request without the key. */
function operator(name: string, key: string, wanted: unknown, cases: readonly (readonly [Given, boolean])[]): Section {
  return {
    rule: `${name} ${key} ${JSON.stringify(wanted)}`,
    policies: { p: when({ [name]: { [key]: wanted } }) },
    rows: cases.map(([given, holds]): Row => {
      const context: Context = given === undefined ? {} : { [key]: given };
      return ['oss:GetObject', 'b/k', holds ? 'allow p[0]' : 'silence', 'alice', context];
    }),
  };
}

type Given = string | readonly string[] | undefined;

const NOON = '2025-11-20T12:00:00Z';

const operators: readonly Section[] = [
  operator(
    'StringEquals',
    'acs:UserAgent',
    ['curl/8', 'wget'],
    [
      ['curl/8', true],
      ['wget', true],
      ['CURL/8', false],
      ['curl/8.1', false],
      ['', false],
      [undefined, false],
    ],
  ),
  operator('StringEquals', 'acs:UserAgent', 'cur*', [
    ['cur*', true],
    ['curl', false],
  ]),
  operator(
    'StringNotEquals',
    'acs:SourceVpc',
    ['vpc-1', 'vpc-2'],
    [
      ['vpc-1', false],
      ['vpc-2', false],
      ['vpc-3', true],
      ['VPC-1', true],
      [undefined, true],
    ],
  ),
  operator(
    'StringEqualsIgnoreCase',
    'acs:UserAgent',
    ['Curl', 'ÄPFEL'],
    [
      ['cURL', true],
      ['äpfel', true],
      ['curl ', false],
      [undefined, false],
    ],
  ),
  operator(
    'StringNotEqualsIgnoreCase',
    'acs:UserAgent',
    ['Curl'],
    [
      ['cURL', false],
      ['wget', true],
      [undefined, true],
    ],
  ),
  operator(
    'StringLike',
    'oss:Prefix',
    ['', 'home/', 'home/alice/*', 'log-20??'],
    [
      ['', true],
      ['home/', true],
      ['home/alice/', true],
      ['home/alice/a/b', true],
      ['home/alice', false],
      ['home/bob/', false],
      ['Home/', false],
      ['log-2025', true],
      ['log-202', false],
      [undefined, false],
    ],
  ),
  operator(
    'StringNotLike',
    'acs:SourceVpc',
    ['vpc-*'],
    [
      ['vpc-1', false],
      ['vpc-', false],
      ['vsw-1', true],
      [undefined, true],
    ],
  ),
  operator(
    'NumericEquals',
    'acs:Number',
    ['100', '200.5'],
    [
      ['100', true],
      ['100.0', true],
      ['0100', true],
      ['200.5', true],
      ['101', false],
      ['1e2', false],
      ['', false],
      ['x', false],
      [undefined, false],
    ],
  ),
  operator('NumericNotEquals', 'acs:Number', '100', [
    ['100', false],
    ['99', true],
    ['x', true],
    [undefined, true],
  ]),
  operator('NumericLessThan', 'acs:Number', '100', [
    ['99', true],
    ['-1', true],
    ['100', false],
    ['1000', false],
    [undefined, false],
  ]),
  operator('NumericLessThanEquals', 'acs:Number', '100', [
    ['100', true],
    ['100.01', false],
    [undefined, false],
  ]),
  operator('NumericGreaterThan', 'acs:Number', '100', [
    ['100', false],
    ['1000', true],
    ['9', false],
  ]),
  operator('NumericGreaterThanEquals', 'acs:Number', '-100', [
    ['-100', true],
    ['-101', false],
    ['0', true],
  ]),
  operator('DateEquals', 'acs:CurrentTime', NOON, [
    ['2025-11-20T12:00:00Z', true],
    ['2025-11-20T20:00:00+08:00', true],
    ['2025-11-20T12:00:00.000Z', true],
    ['2025-11-20T12:00:01Z', false],
    ['20 Nov 2025', false],
    [undefined, false],
  ]),
  operator('DateNotEquals', 'acs:CurrentTime', NOON, [
    ['2025-11-20T12:00:00Z', false],
    ['2025-11-20T12:00:01Z', true],
    [undefined, true],
  ]),
  operator('DateLessThan', 'acs:CurrentTime', '2025-11-20T20:00:00+08:00', [
    ['2025-11-20T11:59:59Z', true],
    ['2025-11-20T12:00:00Z', false],
    ['2025-11-20T12:00:01Z', false],
  ]),
  operator('DateLessThanEquals', 'acs:CurrentTime', NOON, [
    ['2025-11-20T12:00:00Z', true],
    ['2025-11-20T12:00:00.001Z', false],
  ]),
  operator('DateGreaterThan', 'acs:CurrentTime', '2025-11-20', [
    ['2025-11-20T00:00:01Z', true],
    ['2025-11-20T00:00:00Z', false],
    ['2025-11-19T23:59:59Z', false],
  ]),
  operator('DateGreaterThanEquals', 'acs:CurrentTime', '2025-11-20T12:00', [
    ['2025-11-20T12:00:00Z', true],
    ['2025-11-20T11:59:59Z', false],
  ]),
  operator('Bool', 'acs:SecureTransport', 'true', [
    ['true', true],
    ['True', true],
    ['false', false],
    ['1', false],
    [undefined, false],
  ]),
  operator('Bool', 'acs:MFAPresent', 'false', [
    ['false', true],
    ['true', false],
    [undefined, false],
  ]),
  operator(
    'IpAddress',
    'acs:SourceIp',
    ['10.0.0.0/8', '192.0.2.7', '172.16.5.9/12'],
    [
      ['10.1.2.3', true],
      ['11.1.2.3', false],
      ['192.0.2.7', true],
      ['192.0.2.8', false],
      ['172.31.255.255', true],
      ['172.32.0.0', false],
      ['::ffff:10.1.2.3', true],
      ['::ffff:0a01:0203', true],
      ['::1', false],
      ['localhost', false],
      ['', false],
      [undefined, false],
    ],
  ),
  operator(
    'IpAddress',
    'acs:SourceIp',
    ['2001:db8::/33', '::1', 'fe80::1/10'],
    [
      ['2001:db8::1', true],
      ['2001:DB8:7fff::', true],
      ['2001:db8:8000::', false],
      ['::1', true],
      ['0:0:0:0:0:0:0:1', true],
      ['::2', false],
      ['febf::1', true],
      ['fec0::1', false],
      ['fe80::1%eth0', false],
      ['10.0.0.1', false],
    ],
  ),
  operator(
    'IpAddress',
    'acs:SourceIp',
    ['0.0.0.0/0'],
    [
      ['203.0.113.9', true],
      ['2001:db8::1', false],
    ],
  ),
  operator(
    'IpAddress',
    'acs:SourceIp',
    ['::/0'],
    [
      ['2001:db8::1', true],
      ['203.0.113.9', false],
    ],
  ),
  operator(
    'IpAddress',
    'acs:SourceIp',
    ['::ffff:10.0.0.0/104'],
    [
      ['10.9.9.9', true],
      ['11.0.0.0', false],
    ],
  ),
  operator(
    'NotIpAddress',
    'acs:SourceIp',
    ['10.0.0.0/8', '192.0.2.7/32'],
    [
      ['10.1.2.3', false],
      ['192.0.2.7', false],
      ['192.0.2.8', true],
      ['2001:db8::1', true],
      ['garbage', true],
      [undefined, true],
    ],
  ),
];

const combinations: readonly Section[] = [
  {
    rule: 'all operators, and all keys of an operator, must hold',
    policies: {
      p: when({
        IpAddress: { 'acs:SourceIp': ['10.0.0.0/8'] },
        StringLike: { 'acs:UserAgent': 'aliyun-*', 'oss:Prefix': ['a/*', 'b/*'] },
      }),
    },
    rows: [
      [
        'oss:ListObjects',
        'b',
        'allow p[0]',
        'alice',
        { 'acs:SourceIp': '10.1.1.1', 'acs:UserAgent': 'aliyun-sdk', 'oss:Prefix': 'b/x' },
      ],
      [
        'oss:ListObjects',
        'b',
        'silence',
        'alice',
        { 'acs:SourceIp': '11.1.1.1', 'acs:UserAgent': 'aliyun-sdk', 'oss:Prefix': 'b/x' },
      ],
      [
        'oss:ListObjects',
        'b',
        'silence',
        'alice',
        { 'acs:SourceIp': '10.1.1.1', 'acs:UserAgent': 'curl', 'oss:Prefix': 'b/x' },
      ],
      [
        'oss:ListObjects',
        'b',
        'silence',
        'alice',
        { 'acs:SourceIp': '10.1.1.1', 'acs:UserAgent': 'aliyun-sdk', 'oss:Prefix': 'c/x' },
      ],
      ['oss:ListObjects', 'b', 'silence', 'alice', { 'acs:SourceIp': '10.1.1.1', 'acs:UserAgent': 'aliyun-sdk' }],
    ],
  },
  {
    rule: 'an operator and its negation on one key cut a hole',
    policies: {
      p: when({ IpAddress: { 'acs:SourceIp': '10.0.0.0/8' }, NotIpAddress: { 'acs:SourceIp': '10.0.0.13' } }),
    },
    rows: [
      ['oss:GetObject', 'b/k', 'allow p[0]', 'alice', { 'acs:SourceIp': '10.0.0.12' }],
      ['oss:GetObject', 'b/k', 'silence', 'alice', { 'acs:SourceIp': '10.0.0.13' }],
      ['oss:GetObject', 'b/k', 'silence', 'alice', { 'acs:SourceIp': '11.0.0.12' }],
      ['oss:GetObject', 'b/k', 'silence', 'alice'],
    ],
  },
  {
    rule: 'names of condition keys are compared without case, the keys of tags exactly',
    policies: {
      p: when({ StringEquals: { 'ACS:useragent': 'x', 'OSS:existingObjectTag/Team': 'red' } }),
    },
    rows: [
      ['oss:GetObject', 'b/k', 'allow p[0]', 'alice', { 'acs:UserAgent': 'x', 'oss:ExistingObjectTag/Team': 'red' }],
      ['oss:GetObject', 'b/k', 'silence', 'alice', { 'acs:UserAgent': 'x', 'oss:ExistingObjectTag/team': 'red' }],
      ['oss:GetObject', 'b/k', 'silence', 'alice', { 'acs:UserAgent': 'x', 'oss:ExistingObjectTag/Team': 'Red' }],
    ],
  },
  {
    rule: 'bucket tags and request tags are keys of their own',
    policies: {
      p: when({ StringEquals: { 'oss:BucketTag/env': ['dev', 'test'] } }),
      q: when({ StringLike: { 'oss:RequestObjectTag/owner': 'team-*' } }),
    },
    rows: [
      ['oss:PutObject', 'b/k', 'allow p[0]', 'alice', { 'oss:BucketTag/env': 'dev' }],
      ['oss:PutObject', 'b/k', 'silence', 'alice', { 'oss:BucketTag/env': 'prod' }],
      ['oss:PutObject', 'b/k', 'allow q[0]', 'alice', { 'oss:RequestObjectTag/owner': 'team-7' }],
      ['oss:PutObject', 'b/k', 'silence', 'alice', { 'oss:ExistingObjectTag/owner': 'team-7' }],
    ],
  },
  {
    rule: 'where a request has several values one is enough, and a negation must hold for all',
    policies: {
      p: policy(
        allow('oss:Get*', '*', { Condition: { StringEquals: { 'acs:Tag': ['a', 'b'] } } }),
        allow('oss:Put*', '*', { Condition: { StringNotEquals: { 'acs:Tag': ['a', 'b'] } } }),
      ),
    },
    rows: [
      ['oss:GetObject', 'b/k', 'allow p[0]', 'alice', { 'acs:Tag': ['z', 'b'] }],
      ['oss:GetObject', 'b/k', 'silence', 'alice', { 'acs:Tag': ['z', 'y'] }],
      ['oss:GetObject', 'b/k', 'silence', 'alice', { 'acs:Tag': [] }],
      ['oss:PutObject', 'b/k', 'silence', 'alice', { 'acs:Tag': ['z', 'b'] }],
      ['oss:PutObject', 'b/k', 'allow p[1]', 'alice', { 'acs:Tag': ['z', 'y'] }],
      ['oss:PutObject', 'b/k', 'allow p[1]', 'alice', { 'acs:Tag': [] }],
    ],
  },
  {
    rule: 'a Deny whose condition does not hold denies nothing',
    policies: {
      p: policy(allow('oss:*'), deny('oss:*', '*', { Condition: { Bool: { 'acs:SecureTransport': ['false'] } } })),
    },
    rows: [
      ['oss:GetObject', 'b/k', 'allow p[0]', 'alice', { 'acs:SecureTransport': 'true' }],
      ['oss:GetObject', 'b/k', 'deny p[1]', 'alice', { 'acs:SecureTransport': 'false' }],
      ['oss:GetObject', 'b/k', 'allow p[0]', 'alice'],
    ],
  },
  {
    rule: 'listing one directory: prefix and delimiter on the bucket itself',
    policies: {
      p: policy(
        allow('oss:ListObjects', 'acs:oss:*:*:b', {
          Condition: { StringEquals: { 'oss:Delimiter': '/', 'oss:Prefix': ['', 'home/', 'home/alice/'] } },
        }),
        allow('oss:*', 'acs:oss:*:*:b/home/alice/*'),
      ),
    },
    rows: [
      ['oss:ListObjects', 'b', 'allow p[0]', 'alice', { 'oss:Prefix': '', 'oss:Delimiter': '/' }],
      ['oss:ListObjects', 'b', 'allow p[0]', 'alice', { 'oss:Prefix': 'home/alice/', 'oss:Delimiter': '/' }],
      ['oss:ListObjects', 'b', 'silence', 'alice', { 'oss:Prefix': 'home/alice/' }],
      ['oss:ListObjects', 'b', 'silence', 'alice', { 'oss:Prefix': 'home/bob/', 'oss:Delimiter': '/' }],
      ['oss:PutObject', 'b/home/alice/a', 'allow p[1]', 'alice'],
      ['oss:PutObject', 'b/home/bob/a', 'silence', 'alice'],
    ],
  },
  {
    rule: 'the condition keys of a key are not names of the language',
    policies: { p: when({ StringNotEquals: { 'acs:constructor': 'x', 'oss:ExistingObjectTag/__proto__': 'x' } }) },
    rows: [
      ['oss:GetObject', 'b/k', 'allow p[0]', 'alice'],
      ['oss:GetObject', 'b/k', 'silence', 'alice', { 'acs:constructor': 'x' }],
    ],
  },
  {
    rule: 'the bucket policy of the EC page: GetObject only from one VPC',
    kind: 'bucket',
    policies: {
      p: policy(
        deny(['oss:GetObject'], ['acs:oss:*:1234567890123456:examplebucket/*'], {
          Principal: ['*'],
          Condition: { StringNotEquals: { 'acs:SourceVpc': ['vpc-t4nlw426y44rd3iq4'] } },
        }),
      ),
    },
    rows: [
      ['oss:GetObject', 'examplebucket/a', 'deny p[0]', 'owner'],
      ['oss:GetObject', 'examplebucket/a', 'silence', 'owner', { 'acs:SourceVpc': 'vpc-t4nlw426y44rd3iq4' }],
      ['oss:GetObject', 'examplebucket/a', 'deny p[0]', 'anonymous', { 'acs:SourceVpc': 'vpc-other' }],
      ['oss:PutObject', 'examplebucket/a', 'silence', 'anonymous'],
    ],
  },
];

export const conditions: readonly Section[] = [...operators, ...combinations];
