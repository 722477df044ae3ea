import { allow, deny, policy, type Section } from './section.ts';

const OWN = '1234567890123456';

const to = (Principal: unknown, more: object = {}) => allow('oss:GetObject', 'acs:oss:*:*:b/*', { Principal, ...more });
const not = (Principal: unknown, more: object = {}) => deny('oss:GetObject', 'acs:oss:*:*:b/*', { Principal, ...more });
const ask = ['oss:GetObject', 'b/k'] as const;
const trust = (Principal: object, more: object = {}) =>
  policy({ Effect: 'Allow', Action: 'sts:AssumeRole', Principal, ...more });
const assume = ['sts:AssumeRole', `acs:ram:*:${OWN}:role/uploader`] as const;
const home = { 'acs:SourceIp': '10.0.0.7' };

export const principals: readonly Section[] = [
  {
    rule: 'a bucket policy names a RAM user by id',
    kind: 'bucket',
    policies: { p: policy(to(['200000000000000001'])) },
    rows: [
      [...ask, 'allow p[0]', 'alice'],
      [...ask, 'silence', 'bob'],
      [...ask, 'silence', 'owner'],
      [...ask, 'silence', 'stranger'],
      [...ask, 'silence', 'uploader'],
      [...ask, 'silence', 'anonymous'],
    ],
  },
  {
    rule: "an account id is the account's own keys, not its users and sessions",
    kind: 'bucket',
    policies: { p: policy(to(['6543210987654321'])) },
    rows: [
      [...ask, 'allow p[0]', 'stranger'],
      [...ask, 'silence', 'bob'],
      [...ask, 'silence', 'guest'],
      [...ask, 'silence', 'owner'],
    ],
  },
  {
    rule: "the owner's account id is the owner",
    kind: 'bucket',
    policies: { p: policy(not([OWN])) },
    rows: [
      [...ask, 'deny p[0]', 'owner'],
      [...ask, 'silence', 'alice'],
    ],
  },
  {
    rule: 'several principals, and one alone without a list',
    kind: 'bucket',
    policies: { list: policy(to(['200000000000000001', '6543210987654321'])), one: policy(to('200000000000000002')) },
    rows: [
      [...ask, 'allow list[0]', 'alice'],
      [...ask, 'allow list[0]', 'stranger'],
      [...ask, 'allow one[0]', 'bob'],
      [...ask, 'silence', 'guest'],
    ],
  },
  {
    rule: '"*" without a condition is everyone but the owner, anonymous callers included',
    kind: 'bucket',
    policies: { p: policy(to('*')) },
    rows: [
      [...ask, 'allow p[0]', 'anonymous'],
      [...ask, 'allow p[0]', 'alice'],
      [...ask, 'allow p[0]', 'bob'],
      [...ask, 'allow p[0]', 'stranger'],
      [...ask, 'allow p[0]', 'uploader'],
      [...ask, 'allow p[0]', 'guest'],
      [...ask, 'silence', 'owner'],
    ],
  },
  {
    rule: 'so a Deny for "*" without a condition does not lock the owner out',
    kind: 'bucket',
    policies: { p: policy(not(['*'])) },
    rows: [
      [...ask, 'deny p[0]', 'anonymous'],
      [...ask, 'deny p[0]', 'alice'],
      [...ask, 'deny p[0]', 'uploader'],
      [...ask, 'silence', 'owner'],
    ],
  },
  {
    rule: '"*" with a condition is everyone, the owner included',
    kind: 'bucket',
    policies: { p: policy(not(['*'], { Condition: { NotIpAddress: { 'acs:SourceIp': '10.0.0.0/8' } } })) },
    rows: [
      [...ask, 'silence', 'owner', home],
      [...ask, 'deny p[0]', 'owner', { 'acs:SourceIp': '192.0.2.1' }],
      [...ask, 'deny p[0]', 'anonymous', { 'acs:SourceIp': '192.0.2.1' }],
      [...ask, 'deny p[0]', 'alice', { 'acs:SourceIp': '192.0.2.1' }],
      [...ask, 'silence', 'anonymous', home],
    ],
  },
  {
    rule: 'an empty condition is none',
    kind: 'bucket',
    policies: { p: policy(not(['*'], { Condition: {} })), q: policy(not(['*'], { Condition: { Bool: {} } })) },
    rows: [
      [...ask, 'silence', 'owner'],
      [...ask, 'deny p[0]', 'stranger'],
    ],
  },
  {
    rule: '"*" beside ids still leaves the owner out unless the owner is named',
    kind: 'bucket',
    policies: { p: policy(not(['*', '200000000000000001'])), q: policy(not(['*', OWN])) },
    rows: [
      [...ask, 'deny q[0]', 'owner'],
      [...ask, 'deny p[0]', 'alice'],
    ],
  },
  {
    rule: 'a role session is named by its arn',
    kind: 'bucket',
    policies: { p: policy(to([`arn:sts::${OWN}:assumed-role/uploader/laptop`])) },
    rows: [
      [...ask, 'allow p[0]', 'uploader'],
      [...ask, 'silence', 'guest'],
      [...ask, 'silence', 'alice'],
      [...ask, 'silence', 'owner'],
    ],
  },
  {
    rule: 'the arn takes wildcards for account, role and session',
    kind: 'bucket',
    policies: {
      session: policy(to([`arn:sts::${OWN}:assumed-role/uploader/*`])),
      role: policy(to(['arn:sts::6543210987654321:assumed-role/*/phone'])),
    },
    rows: [
      [...ask, 'allow session[0]', 'uploader'],
      [...ask, 'allow role[0]', 'guest'],
      [...ask, 'silence', 'anonymous'],
    ],
  },
  {
    rule: 'an arn that names another role, session or account is not met',
    kind: 'bucket',
    policies: {
      p: policy(
        to([
          `arn:sts::${OWN}:assumed-role/uploader/phone`,
          `arn:sts::${OWN}:assumed-role/upload/*`,
          'arn:sts::6543210987654321:assumed-role/uploader/laptop',
          'arn:sts::?:assumed-role/*/*',
        ]),
      ),
    },
    rows: [
      [...ask, 'silence', 'uploader'],
      [...ask, 'silence', 'guest'],
    ],
  },
  {
    rule: 'an id with wildcards is no one',
    kind: 'bucket',
    policies: { p: policy(to(['2000000000000000*', '65432109876543??'])) },
    rows: [
      [...ask, 'silence', 'alice'],
      [...ask, 'silence', 'stranger'],
    ],
  },
  {
    rule: 'a statement without principal is accepted and speaks of nobody',
    kind: 'bucket',
    policies: { p: policy(allow('*'), deny('*')) },
    rows: [
      [...ask, 'silence', 'alice'],
      [...ask, 'silence', 'anonymous'],
      [...ask, 'silence', 'owner'],
    ],
  },
  {
    rule: 'anonymous callers may list where a bucket policy lets everyone list the bucket itself',
    kind: 'bucket',
    policies: { p: policy(allow('oss:ListObjects', 'acs:oss:*:*:b', { Principal: ['*'] })) },
    rows: [
      ['oss:ListObjects', 'b', 'allow p[0]', 'anonymous'],
      ['oss:GetObject', 'b/k', 'silence', 'anonymous'],
    ],
  },
  {
    rule: "a trust policy's root is every user and session of the account, and not its own keys",
    kind: 'trust',
    policies: { trust: trust({ RAM: [`acs:ram::${OWN}:root`] }) },
    rows: [
      [...assume, 'allow trust[0]', 'alice'],
      [...assume, 'allow trust[0]', 'uploader'],
      [...assume, 'silence', 'owner'],
      [...assume, 'silence', 'bob'],
      [...assume, 'silence', 'guest'],
      [...assume, 'silence', 'anonymous'],
    ],
  },
  {
    rule: 'a trust policy may name a user or a role, also with a star for the region',
    kind: 'trust',
    policies: {
      user: trust({ RAM: `acs:ram::${OWN}:user/alice` }),
      role: trust({ RAM: 'acs:ram:*:6543210987654321:role/guest' }),
    },
    rows: [
      [...assume, 'allow user[0]', 'alice'],
      [...assume, 'allow role[0]', 'guest'],
      [...assume, 'silence', 'bob'],
      [...assume, 'silence', 'uploader'],
    ],
  },
  {
    rule: 'a service role and a federated role are assumed by no caller of AssumeRole',
    kind: 'trust',
    policies: {
      service: trust({ Service: ['ecs.aliyuncs.com'] }),
      federated: trust({ Federated: [`acs:ram::${OWN}:saml-provider/company`] }),
    },
    rows: [
      [...assume, 'silence', 'alice'],
      [...assume, 'silence', 'uploader'],
      [...assume, 'silence', 'owner'],
    ],
  },
  {
    rule: 'a trust policy may ask for an external id',
    kind: 'trust',
    policies: {
      trust: trust({ RAM: [`acs:ram::${OWN}:root`] }, { Condition: { StringEquals: { 'sts:ExternalId': 'abc123' } } }),
    },
    rows: [
      [...assume, 'allow trust[0]', 'alice', { 'sts:ExternalId': 'abc123' }],
      [...assume, 'silence', 'alice', { 'sts:ExternalId': 'ABC123' }],
      [...assume, 'silence', 'alice'],
    ],
  },
  {
    rule: 'a trust policy with a Deny refuses',
    kind: 'trust',
    policies: {
      trust: policy(
        { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { RAM: `acs:ram::${OWN}:root` } },
        { Effect: 'Deny', Action: 'sts:AssumeRole', Principal: { RAM: `acs:ram::${OWN}:user/alice` } },
      ),
    },
    rows: [
      [...assume, 'deny trust[1]', 'alice'],
      [...assume, 'allow trust[0]', 'uploader'],
    ],
  },
];
