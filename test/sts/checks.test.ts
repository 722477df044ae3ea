import { describe, expect, it } from 'vitest';
import type { StsRequest } from '../../src/sts/index.ts';
import { Headers } from '../../src/wire/headers.ts';
import { HERE, NOW, runtimeAt } from '../identity/people.ts';
import { ASSUME, type Fields, json, service, v1, v3 } from './client.ts';

type Row = readonly [what: string, request: () => StsRequest, status: number, code: string, message: string];

const field = (fields: Fields) => () => v1(fields);
const missing = (name: string, fields: Fields): Row => [
  `${name} is missing`,
  field(fields),
  400,
  `Missing${name}`,
  `${name} is mandatory for this action.`,
];

/** services.md §1.5, in its order. */
const ROWS: readonly Row[] = [
  [
    'another product',
    () => ({ ...v1(), host: 'ecs.cn-hangzhou.aliyuncs.com' }),
    404,
    'InvalidProduct.NotFound',
    'Cannot find product according to your specified domain.',
  ],
  ...[undefined, '', '2014-05-26'].map(
    (Version): Row => [
      `Version ${Version}`,
      field({ Version }),
      400,
      'InvalidVersion',
      'Specified parameter Version is not valid.',
    ],
  ),
  ...[undefined, '', 'assumerole', 'AssumeRoleWithOIDC', '__proto__'].map(
    (Action): Row => [
      `Action ${Action}`,
      field({ Action }),
      404,
      'InvalidAction.NotFound',
      'Specified api is not found, please check your url and method.',
    ],
  ),
  ['PUT', () => v1({}, 'PUT'), 400, 'UnsupportedHTTPMethod', 'This http method not supported.'],
  [
    'Format YAML',
    field({ Format: 'YAML' }),
    400,
    'InvalidParameter.Format',
    'Specified parameter format is not valid.',
  ],
  missing('AccessKeyId', { AccessKeyId: undefined }),
  missing('Signature', { Signature: undefined }),
  missing('Signature', { Signature: '' }),
  missing('SignatureMethod', { SignatureMethod: undefined }),
  missing('SignatureVersion', { SignatureVersion: undefined }),
  missing('SignatureNonce', { SignatureNonce: '' }),
  missing('Timestamp', { Timestamp: undefined }),
  ...[
    'now',
    '2024-06-01 12:00:00',
    '2024-06-01T12:00:00',
    '2024-02-31T12:00:00Z',
    '2024-06-01T25:00:00Z',
    '1717243200',
  ].map(
    (Timestamp): Row => [
      `Timestamp ${Timestamp}`,
      field({ Timestamp }),
      400,
      'InvalidTimeStamp.Format',
      'Specified time stamp or date value is not well formatted.',
    ],
  ),
  ...['2024-06-01T11:44:59Z', '2024-06-01T12:15:01Z', '2015-09-01T05:57:34Z'].map(
    (Timestamp): Row => [
      `Timestamp ${Timestamp}`,
      field({ Timestamp }),
      400,
      'InvalidTimeStamp.Expired',
      'Specified time stamp or date value is expired.',
    ],
  ),
  ...['', 'nobody', ' alicekey', 'alicekey '].map(
    (AccessKeyId): Row => [
      `the key ${JSON.stringify(AccessKeyId)}`,
      field({ AccessKeyId }),
      404,
      'InvalidAccessKeyId.NotFound',
      'Specified access key is not found.',
    ],
  ),
  [
    'a disabled key',
    field({ AccessKeyId: 'aliceold' }),
    400,
    'InvalidAccessKeyId.Inactive',
    'Specified access key is disabled.',
  ],
  [
    'a temporary key without its token',
    field({ AccessKeyId: 'STS.NSpXDsd5h8iKcmHk757DKjWfT' }),
    400,
    'MissingSecurityToken',
    'SecurityToken is mandatory for this action.',
  ],
  [
    'a temporary key that was never issued',
    field({ AccessKeyId: 'STS.NSpXDsd5h8iKcmHk757DKjWfT', SecurityToken: 'CAIS' }),
    404,
    'InvalidAccessKeyId.NotFound',
    'Specified access key is not found.',
  ],
  [
    'a permanent key with what is no token',
    field({ SecurityToken: 'token' }),
    400,
    'InvalidSecurityToken.Malformed',
    'Specified SecurityToken is malformed.',
  ],
  ...[{ SignatureMethod: 'SHA256withRSA' }, { SignatureMethod: 'hmac-sha1' }, { SignatureVersion: '2.0' }].map(
    (fields): Row => [
      JSON.stringify(fields),
      field(fields),
      400,
      'InvalidSignatureMethod',
      'Specified signature method is not valid.',
    ],
  ),
];

describe('a call is refused', () => {
  it.each(ROWS)('for %s', async (_, request, status, code, message) => {
    const answer = await service().sts.handle(request());
    expect(answer.status).toBe(status);
    expect(json(answer)).toEqual({
      RequestId: answer.requestId,
      HostId: expect.any(String),
      Code: code,
      Message: message,
      Recommend: `https://api.aliyun.com/troubleshoot?q=${code}&product=Sts`,
    });
  });

  it('for a nonce that its key used within 15 minutes', async () => {
    const { sts, runtime } = service();
    const call = v1({ SignatureNonce: 'once' });
    expect((await sts.handle(call)).status).toBe(200);
    const again = await sts.handle(call);
    expect(again.status).toBe(400);
    expect(json(again)).toMatchObject({
      Code: 'SignatureNonceUsed',
      Message: 'Specified signature nonce was used already.',
    });
    expect((await sts.handle(v1({ SignatureNonce: 'once', AccessKeyId: 'rootkey' }))).status).toBe(200);
    runtime.clock.at += 15 * 60 * 1000;
    expect((await sts.handle(call)).status).toBe(200);
  });

  it('but a call that nobody signed does not use up its nonce', async () => {
    const { sts } = service();
    expect((await sts.handle(v1({ SignatureNonce: 'once' }, 'GET', 'wrong'))).status).toBe(400);
    expect((await sts.handle(v1({ SignatureNonce: 'once' }))).status).toBe(200);
  });

  it('for more calls in a second than the account may make', async () => {
    const { sts, runtime } = service({ callsPerSecond: 2 });
    expect((await sts.handle(v1())).status).toBe(200);
    expect((await sts.handle(v1({ AccessKeyId: 'rootkey' }))).status).toBe(200);
    expect((await sts.handle(v1({ AccessKeyId: 'mallorykey' }))).status).toBe(200);
    const third = await sts.handle(v1());
    expect(third.status).toBe(400);
    expect(json(third)).toMatchObject({
      Code: 'Throttling.User',
      Message: 'Request was denied due to user flow control.',
    });
    runtime.clock.at += 1000;
    expect((await sts.handle(v1())).status).toBe(200);
  });

  it('with a 500 for what goes wrong inside, which the record keeps', async () => {
    const fault = new Error('disk full');
    const { sts, tokens } = service();
    tokens.issue = () => Promise.reject(fault);
    const answer = await sts.handle(v1(ASSUME));
    expect(answer.status).toBe(500);
    expect(json(answer)).toMatchObject({ Code: 'InternalError', Message: 'STS Server Internal Error happened.' });
    expect(answer.outcome).toMatchObject({ fault, refusedBy: 'AssumeRole' });
  });
});

describe('a security token is refused', async () => {
  const { sts, tokens, runtime, directory } = service();
  const role = directory.roles(HERE)[0];
  const session = {
    account: HERE,
    role: 'OssWriter',
    roleId: role?.id ?? '',
    sessionName: 'session',
    sessionPolicy: undefined,
    duration: 900,
  };
  const mine = await tokens.issue(session);
  const other = await tokens.issue(session);
  const key = { AccessKeyId: mine.accessKeyId };

  it.each([
    [
      'that is cut off',
      { ...key, SecurityToken: mine.token.slice(0, -8) },
      'InvalidSecurityToken.Malformed',
      'Specified SecurityToken is malformed.',
    ],
    [
      'that is no token',
      { ...key, SecurityToken: 'token' },
      'InvalidSecurityToken.Malformed',
      'Specified SecurityToken is malformed.',
    ],
    [
      'of another key',
      { ...key, SecurityToken: other.token },
      'InvalidSecurityToken.MismatchWithAccessKey',
      'Specified SecurityToken mismatch with the AccessKey.',
    ],
    [
      'with a permanent key',
      { SecurityToken: mine.token },
      'InvalidSecurityToken.MismatchWithAccessKey',
      'Specified SecurityToken mismatch with the AccessKey.',
    ],
  ] as const)('%s', async (_, fields, code, message) => {
    const answer = await sts.handle(v1(fields));
    expect(answer.status).toBe(400);
    expect(json(answer)).toMatchObject({ Code: code, Message: message });
  });

  it('when it is expired', async () => {
    const fields = { ...key, SecurityToken: mine.token, Timestamp: '2024-06-01T12:15:00Z' };
    runtime.clock.at = NOW + 900_000;
    const answer = await sts.handle(v1(fields, 'GET', mine.accessKeySecret));
    runtime.clock.at = NOW;
    expect(answer.status).toBe(400);
    expect(json(answer)).toMatchObject({
      Code: 'InvalidSecurityToken.Expired',
      Message: 'Specified SecurityToken is expired.',
    });
  });

  it('but taken while it lives, over V1 and ACS3', async () => {
    const SecurityToken = mine.token;
    const identity = { IdentityType: 'AssumedRoleUser', PrincipalId: `${role?.id}:session` };
    expect(json(await sts.handle(v1({ ...key, SecurityToken }, 'GET', mine.accessKeySecret)))).toMatchObject(identity);
    const headers = { 'x-acs-security-token': SecurityToken, 'x-acs-accesskey-id': mine.accessKeyId };
    const call = v3({ headers, accessKeyId: mine.accessKeyId, secret: mine.accessKeySecret });
    expect(json(await sts.handle(call))).toMatchObject(identity);
  });
});

describe('the order of the checks', () => {
  /** Each spoils a call in the way of one check; of two neighbours the earlier decides. */
  const WRONGS: readonly (readonly [code: string, fields: Fields])[] = [
    ['InvalidVersion', { Version: 'x' }],
    ['InvalidAction.NotFound', { Action: 'x' }],
    ['InvalidParameter.Format', { Format: 'x' }],
    ['MissingSignatureNonce', { SignatureNonce: '' }],
    ['InvalidTimeStamp.Format', { Timestamp: 'x' }],
    ['InvalidTimeStamp.Expired', { Timestamp: '2015-09-01T05:57:34Z' }],
    ['InvalidAccessKeyId.NotFound', { AccessKeyId: 'x' }],
    ['InvalidSignatureMethod', { SignatureMethod: 'x' }],
    ['SignatureDoesNotMatch', { Signature: 'x' }],
  ];
  const pairs = WRONGS.flatMap(([code, fields], at) =>
    WRONGS.slice(at + 1)
      .filter(([, later]) => !Object.keys(later).some((name) => name in fields))
      .map(([later, more]) => [code, later, { ...more, ...fields }] as const),
  );

  it.each(pairs)('puts %s before %s', async (code, _, fields) => {
    expect(json(await service().sts.handle(v1(fields))).Code).toBe(code);
  });

  it('puts the method between action and format', async () => {
    expect(json(await service().sts.handle(v1({ Action: 'x' }, 'DELETE'))).Code).toBe('InvalidAction.NotFound');
    expect(json(await service().sts.handle(v1({ Format: 'x' }, 'DELETE'))).Code).toBe('UnsupportedHTTPMethod');
  });

  it('puts the signature before the nonce and the nonce before the action', async () => {
    const { sts } = service();
    await sts.handle(v1({ SignatureNonce: 'once' }));
    const again = { SignatureNonce: 'once', Action: 'AssumeRole' };
    expect(json(await sts.handle(v1({ ...again, Signature: 'x' }))).Code).toBe('SignatureDoesNotMatch');
    expect(json(await sts.handle(v1(again))).Code).toBe('SignatureNonceUsed');
  });
});

describe('what clients send is taken', () => {
  it.each(['2024-06-01T12:00:00Z', '2024-06-01T12:00:00.399Z', '2024-06-01T11:45:00Z', '2024-06-01T12:15:00Z'])(
    'the timestamp %s',
    async (Timestamp) => {
      expect((await service({ runtime: runtimeAt(NOW) }).sts.handle(v1({ Timestamp }))).status).toBe(200);
    },
  );

  it.each(['0.04035391353912893', 'a'.repeat(200), '汉'])('the nonce %s', async (SignatureNonce) => {
    expect((await service().sts.handle(v1({ SignatureNonce }))).status).toBe(200);
  });

  it.each(['json', 'JSON', 'xml', 'XML', '', undefined])('the format %s', async (Format) => {
    expect((await service().sts.handle(v1({ Format }))).status).toBe(200);
  });

  it('action and version in headers as well, for information', async () => {
    const call = v1();
    const headers = new Headers([
      ...call.headers.raw,
      'x-acs-action',
      'GetCallerIdentity',
      'x-acs-version',
      '2015-04-01',
    ]);
    expect((await service().sts.handle({ ...call, headers })).status).toBe(200);
  });
});
