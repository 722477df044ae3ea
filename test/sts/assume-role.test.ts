import { describe, expect, it } from 'vitest';
import type { WireProfile } from '../../src/errors/cause.ts';
import type { AccountSpec, RoleSpec } from '../../src/identity/spec.ts';
import { ACCOUNTS, HERE, THERE } from '../identity/people.ts';
import { ASSUME, type Fields, json, ROLE_ARN, service, v1 } from './client.ts';

async function refused(fields: Fields, profile: WireProfile = 'current', accounts = ACCOUNTS) {
  const answer = await service({ profile, accounts }).sts.handle(v1({ ...ASSUME, ...fields }));
  return { status: answer.status, code: json(answer).Code, message: json(answer).Message, facts: answer.outcome.facts };
}

const OK = { status: 200, code: undefined };
const NAME = {
  status: 400,
  code: 'InvalidParameter.RoleSessionName',
  message: 'The parameter RoleSessionName is wrongly formed.',
};
const DURATION = {
  status: 400,
  code: 'InvalidParameter.DurationSeconds',
  message: 'The Min/Max value of DurationSeconds is 15min/1hr.',
};
const GRAMMAR = {
  status: 400,
  code: 'InvalidParameter.PolicyGrammar',
  message: 'The parameter Policy has not passed grammar check.',
};

describe('RoleArn', () => {
  it.each([undefined, ''])('is mandatory: %j', async (RoleArn) => {
    expect(await refused({ RoleArn })).toMatchObject({
      status: 400,
      code: 'MissingRoleArn',
      message: 'RoleArn is mandatory for this action.',
    });
  });

  it.each([
    'osswriter',
    `acs:ram::${HERE}:user/alice`,
    `acs:ram::${HERE}:role/`,
    `acs:ram::${HERE}:role/a/b`,
    'acs:ram::company:role/osswriter',
    `acs:ram:*:${HERE}:role/osswriter`,
    `arn:aws:iam::${HERE}:role/osswriter`,
    ` ${ROLE_ARN}`,
  ])('has to have its form: %s', async (RoleArn) => {
    expect(await refused({ RoleArn })).toMatchObject({
      status: 400,
      code: 'InvalidParameter.RoleArn',
      message: 'The parameter RoleArn is wrongly formed.',
    });
  });

  it.each([`acs:ram::${HERE}:role/nobody`, `acs:ram::${THERE}:role/osswriter`, 'acs:ram::1:role/osswriter'])(
    'has to be the one of a role: %s',
    async (RoleArn) => {
      expect(await refused({ RoleArn })).toMatchObject({
        status: 404,
        code: 'EntityNotExist.Role',
        message: 'The specified Role not exists.',
      });
    },
  );
});

describe('RoleSessionName', () => {
  it('is mandatory', async () => {
    expect(await refused({ RoleSessionName: undefined })).toMatchObject({
      status: 400,
      code: 'MissingRoleSessionName',
      message: 'RoleSessionName is mandatory for this action.',
    });
  });

  it.each(['a', '1', 'abc*abc', '忍者神龟', '* abc', 'a b', 'a/b', 'a:b', 'x'.repeat(65)])(
    'cannot be %s',
    async (name) => {
      expect(await refused({ RoleSessionName: name })).toMatchObject(NAME);
    },
  );

  it.each(['ab', 'a.b-c_d@e', '12', 'x'.repeat(64)])('can be %s', async (name) => {
    expect(await refused({ RoleSessionName: name })).toMatchObject(OK);
  });

  it('has 32 characters at most in the manuals', async () => {
    for (const profile of ['2019', '2022'] as const) {
      expect(await refused({ RoleSessionName: 'x'.repeat(32) }, profile)).toMatchObject(OK);
      expect(await refused({ RoleSessionName: 'x'.repeat(33) }, profile)).toMatchObject(NAME);
    }
  });
});

describe('DurationSeconds', () => {
  it.each(['899', '0', '-1', '1e3', '900.5', 'hour', ' 900', '43201', '99999999999999999999'])(
    'cannot be %s',
    async (DurationSeconds) => {
      expect(await refused({ DurationSeconds })).toMatchObject(DURATION);
    },
  );

  it.each(['900', '3600', '7200', '', undefined])('can be %s for a role of two hours', async (DurationSeconds) => {
    expect(await refused({ DurationSeconds })).toMatchObject(OK);
  });

  it('is limited by the role, which is known after the caller', async () => {
    const seven = { DurationSeconds: '7201' };
    expect(await refused(seven)).toMatchObject({ ...DURATION, facts: { maxSessionDuration: 7200 } });
    const arn = `acs:ram::${HERE}:role/foralice`;
    expect(await refused({ RoleArn: arn, DurationSeconds: '3601' })).toMatchObject(DURATION);
    expect(await refused({ ...seven, AccessKeyId: 'rootkey' })).toMatchObject({ code: 'NoPermission' });
  });

  it('ends at an hour in the manuals, whatever the role allows', async () => {
    for (const profile of ['2019', '2022'] as const) {
      expect(await refused({ DurationSeconds: '3601' }, profile)).toMatchObject(DURATION);
      expect(await refused({ DurationSeconds: '3600' }, profile)).toMatchObject(OK);
    }
  });

  it('decides when the key expires, an hour from now when it is not given', async () => {
    const expiry = async (fields: Fields) => {
      const answer = await service().sts.handle(v1({ ...ASSUME, ...fields }));
      return JSON.parse(answer.body).Credentials.Expiration;
    };
    expect(await expiry({})).toBe('2024-06-01T13:00:00Z');
    expect(await expiry({ DurationSeconds: '900' })).toBe('2024-06-01T12:15:00Z');
  });
});

describe('Policy', () => {
  const statement = { Effect: 'Allow', Action: 'oss:GetObject', Resource: '*' };
  const policy = (...statements: object[]) => JSON.stringify({ Version: '1', Statement: statements });

  it.each([
    'no',
    '{',
    '[]',
    '"policy"',
    '{}',
    '{"Version":"1"}',
    '{"Version":"1","Statement":[]}',
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"oss:*","Resource":"*"}]}',
    policy({ ...statement, Effect: 'allow' }),
    policy({ ...statement, Action: undefined }),
    policy({ ...statement, Resource: undefined }),
    policy({ ...statement, Principal: ['*'] }),
    policy({ ...statement, Condition: { StringMatches: { 'oss:Prefix': 'a' } } }),
  ])('fails the grammar check: %s', async (Policy) => {
    expect(await refused({ Policy })).toMatchObject({ ...GRAMMAR, facts: { fault: expect.any(String) } });
  });

  it.each([policy(statement), policy(statement, { ...statement, Effect: 'Deny' }), ''])(
    'passes: %s',
    async (Policy) => {
      expect(await refused({ Policy })).toMatchObject(OK);
    },
  );

  it.each([
    ['current', 2048],
    ['2022', 1024],
    ['2019', 1024],
  ] as const)('of profile %s has %i bytes at most', async (profile, most) => {
    const bytes = (length: number) => policy({ ...statement, Resource: `${'汉'.repeat(10)}*` }).padEnd(length - 20);
    expect(Buffer.byteLength(bytes(most))).toBe(most);
    expect(await refused({ Policy: bytes(most) }, profile)).toMatchObject(OK);
    expect(await refused({ Policy: bytes(most + 1) }, profile)).toMatchObject({
      status: 400,
      code: 'InvalidParameter.PolicySize',
      message: `The size of Policy must be smaller than ${most} bytes.`,
    });
  });

  it('goes into the session', async () => {
    const { sts, tokens } = service();
    const answer = await sts.handle(v1({ ...ASSUME, Policy: policy(statement) }, 'POST'));
    const { AccessKeyId, SecurityToken } = JSON.parse(answer.body).Credentials;
    expect(tokens.check(AccessKeyId, SecurityToken)).toMatchObject({
      principal: { sessionPolicy: { Statement: [{ Action: ['oss:GetObject'] }] }, sessionName: 'session' },
    });
  });
});

describe('ExternalId', () => {
  it.each(['a', 'a b', '汉字', 'x'.repeat(1225)])('cannot be %s', async (ExternalId) => {
    expect(await refused({ ExternalId })).toMatchObject({ status: 400, code: 'InvalidParameter.ExternalId' });
  });

  it.each(['ab', 'a+b=c,d.e@f:g/h-i_j', 'x'.repeat(1224), ''])('can be %s', async (ExternalId) => {
    expect(await refused({ ExternalId })).toMatchObject(OK);
  });
});

describe('parameters', () => {
  it('are refused in their order, and before what is not permitted', async () => {
    const wrong: [string, Fields][] = [
      ['MissingRoleArn', { RoleArn: undefined }],
      ['MissingRoleSessionName', { RoleSessionName: undefined }],
      ['InvalidParameter.RoleArn', { RoleArn: 'x' }],
      ['InvalidParameter.RoleSessionName', { RoleSessionName: 'x' }],
      ['InvalidParameter.DurationSeconds', { DurationSeconds: '1' }],
      ['InvalidParameter.PolicyGrammar', { Policy: 'x' }],
      ['InvalidParameter.ExternalId', { ExternalId: 'x' }],
    ];
    for (const [at, [code, fields]] of wrong.entries()) {
      const later = Object.assign(
        {},
        ...wrong
          .slice(at)
          .map(([, more]) => more)
          .reverse(),
      );
      expect(await refused({ ...later, ...fields, AccessKeyId: 'rootkey' })).toMatchObject({ code });
    }
  });
});

const ROOT = { status: 403, code: 'NoPermission', message: 'Roles may not be assumed by root accounts.' };
const NOT_TODAY = {
  status: 403,
  code: 'NoPermission',
  message: 'You are not authorized to do this action. You should be authorized by RAM.',
};
const NOT_IN_THE_MANUALS = {
  ...NOT_TODAY,
  message:
    'No permission perform sts:AssumeRole on this Role. Maybe you are not authorized to perform sts:AssumeRole or the specified role does not trust you',
};

describe('who may assume what', () => {
  const roleOf = (account: string, name: string) => `acs:ram::${account}:role/${name}`;
  const IMPLICIT = { effect: 'implicit-deny' };

  it.each([
    ['alice a role of her account', 'alicekey', roleOf(HERE, 'osswriter')],
    ['alice a role that trusts her alone', 'alicekey', roleOf(HERE, 'foralice')],
    ['alice a role of an account that trusts hers', 'alicekey', roleOf(THERE, 'open')],
    ['mallory a role of her account', 'mallorykey', roleOf(THERE, 'open')],
  ])('%s', async (_, AccessKeyId, RoleArn) => {
    expect(await refused({ AccessKeyId, RoleArn })).toMatchObject(OK);
  });

  it.each(['osswriter', 'forecs'])('the account itself never, also not %s', async (name) => {
    expect(await refused({ AccessKeyId: 'rootkey', RoleArn: roleOf(HERE, name) })).toMatchObject(ROOT);
    expect(await refused({ AccessKeyId: 'rootkey', RoleArn: roleOf(HERE, name) }, '2022')).toMatchObject(ROOT);
    expect(await refused({ AccessKeyId: 'rootkey', RoleArn: roleOf(HERE, 'none') })).toMatchObject(ROOT);
  });

  it.each([
    [
      'a user without the permission',
      'bobkey',
      roleOf(HERE, 'osswriter'),
      { identityPolicies: IMPLICIT, trustPolicy: { effect: 'allow' } },
    ],
    [
      'a user whose account is not trusted',
      'mallorykey',
      roleOf(HERE, 'osswriter'),
      {
        identityPolicies: { effect: 'allow', policy: 'AliyunSTSAssumeRoleAccess', statement: 0 },
        trustPolicy: IMPLICIT,
      },
    ],
    ['a user other than the one trusted', 'mallorykey', roleOf(HERE, 'foralice'), { trustPolicy: IMPLICIT }],
    ['anybody for a service role', 'alicekey', roleOf(HERE, 'forecs'), { trustPolicy: IMPLICIT }],
  ])('not %s', async (_, AccessKeyId, RoleArn, facts) => {
    expect(await refused({ AccessKeyId, RoleArn })).toMatchObject({ ...NOT_TODAY, facts });
    expect(await refused({ AccessKeyId, RoleArn }, '2022')).toMatchObject({ ...NOT_IN_THE_MANUALS, facts });
    expect(await refused({ AccessKeyId, RoleArn }, '2019')).toMatchObject({ ...NOT_IN_THE_MANUALS, facts });
  });

  /** One user and one role. */
  function pair(statements: object[], role: Partial<RoleSpec> = {}): AccountSpec[] {
    const keys = [{ id: 'alicekey', secret: 'alice-secret', status: 'active' as const }];
    const users = [{ name: 'alice', keys, policies: statements.map((each) => ({ Version: '1', Statement: [each] })) }];
    return [{ id: HERE, keys: [], users, roles: [{ name: 'OssWriter', ...role }] }];
  }
  const may = { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' };

  it.each([
    ['all roles', [may], OK],
    ['everything', [{ ...may, Action: '*' }], OK],
    ['this role', [{ ...may, Resource: roleOf(HERE, 'OssWriter') }], OK],
    ['this role, as its ARN prints it', [{ ...may, Resource: `acs:ram:*:${HERE}:role/osswriter` }], OK],
    ['another role', [{ ...may, Resource: roleOf(HERE, 'reader') }], NOT_TODAY],
    ['a role of another account', [{ ...may, Resource: roleOf(THERE, 'osswriter') }], NOT_TODAY],
    ['another action', [{ ...may, Action: 'sts:GetCallerIdentity' }], NOT_TODAY],
    ['all roles but this one', [may, { ...may, Effect: 'Deny', Resource: roleOf(HERE, 'osswriter') }], NOT_TODAY],
    ['from another address', [{ ...may, Condition: { IpAddress: { 'acs:SourceIp': '10.0.0.0/8' } } }], NOT_TODAY],
    ['from this address', [{ ...may, Condition: { IpAddress: { 'acs:SourceIp': '127.0.0.0/8' } } }], OK],
    ['over TLS', [{ ...may, Condition: { Bool: { 'acs:SecureTransport': 'true' } } }], NOT_TODAY],
    [
      'until yesterday',
      [{ ...may, Condition: { DateLessThan: { 'acs:CurrentTime': '2024-06-01T00:00:00Z' } } }],
      NOT_TODAY,
    ],
  ])('a user who may assume %s', async (_, statements, outcome) => {
    expect(await refused({}, 'current', pair(statements))).toMatchObject(outcome);
  });

  it('a role that asks for an external id wants just this one', async () => {
    const Condition = { StringEquals: { 'sts:ExternalId': 'abcd' } };
    const statement = {
      Effect: 'Allow',
      Action: 'sts:AssumeRole',
      Principal: { RAM: roleOf(HERE, 'x').replace('role/x', 'root') },
    };
    const accounts = pair([may], { trust: { Version: '1', Statement: [{ ...statement, Condition }] } });
    expect(await refused({ ExternalId: 'abcd' }, 'current', accounts)).toMatchObject(OK);
    expect(await refused({ ExternalId: 'abcde' }, 'current', accounts)).toMatchObject(NOT_TODAY);
    expect(await refused({}, 'current', accounts)).toMatchObject(NOT_TODAY);
  });

  it.each([
    ['and its policies allow it', ['AliyunSTSAssumeRoleAccess'], undefined, OK],
    ['as its ARN prints it', ['AliyunSTSAssumeRoleAccess'], undefined, OK, 'osswriter'],
    ['under another name', ['AliyunSTSAssumeRoleAccess'], undefined, NOT_TODAY, 'reader'],
    ['but its policies do not allow it', ['AliyunOSSFullAccess'], undefined, NOT_TODAY],
    ['but its session policy leaves it out', ['AliyunSTSAssumeRoleAccess'], 'oss:*', NOT_TODAY],
    ['and its session policy has it', ['AliyunSTSAssumeRoleAccess'], 'sts:*', OK],
  ])('a session, when the role trusts it %s', async (_, policies, Action, outcome, spelled = 'OssWriter') => {
    const [account] = pair([may], { policies }) as [AccountSpec];
    const second = { name: 'second', trust: [roleOf(HERE, spelled)] };
    const { sts } = service({ accounts: [{ ...account, roles: [...(account.roles ?? []), second] }] });
    const Policy = Action && JSON.stringify({ Version: '1', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] });
    const first = JSON.parse((await sts.handle(v1({ ...ASSUME, Policy }))).body).Credentials;
    const key = { AccessKeyId: first.AccessKeyId, SecurityToken: first.SecurityToken };
    const RoleArn = roleOf(HERE, 'second');
    const answer = await sts.handle(v1({ ...ASSUME, ...key, RoleArn }, 'GET', first.AccessKeySecret));
    expect({ status: answer.status, code: json(answer).Code, message: json(answer).Message }).toMatchObject(outcome);
  });
});
