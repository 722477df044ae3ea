import { describe, expect, it } from 'vitest';
import { findCredential, readClaim } from '../../src/auth/index.ts';
import type { WireProfile } from '../../src/errors/cause.ts';
import { type NewSession, Tokens } from '../../src/identity/tokens.ts';
import { refusal, request } from '../auth/requests.ts';
import { ACCOUNTS, directory, HERE, NOW, runtimeAt, settings } from './people.ts';

const ROLE = directory().role(`acs:ram::${HERE}:role/osswriter`);
const SESSION: NewSession = {
  account: HERE,
  role: 'OssWriter',
  roleId: ROLE?.id ?? '',
  sessionName: 'session',
  sessionPolicy: undefined,
  duration: 900,
};

function issuer({
  profile = 'current' as WireProfile,
  accounts = ACCOUNTS,
  kept = settings(),
  runtime = runtimeAt(),
} = {}) {
  const tokens = new Tokens({ directory: directory(accounts, kept), settings: kept, runtime, profile });
  return { tokens, kept, runtime };
}

describe('a temporary key', () => {
  it('has the shapes of the service', async () => {
    const { tokens } = issuer();
    const { accessKeyId, accessKeySecret, token, expires } = await tokens.issue(SESSION);
    expect(accessKeyId).toMatch(/^STS\.N[1-9A-HJ-NP-Za-km-z]{24}$/);
    expect(accessKeySecret).toMatch(/^[0-9A-Za-z]{44}$/);
    expect(token).toMatch(/^CAIS[0-9A-Za-z+/]+=+$/);
    expect(token.length).toBeGreaterThanOrEqual(400);
    expect(token.length).toBeLessThanOrEqual(900);
    expect(expires).toBe(Date.UTC(2024, 5, 1, 12, 15) / 1000);
  });

  it('is the credential of a role session, with its policy', async () => {
    const { tokens } = issuer();
    const sessionPolicy = { Version: '1', Statement: [{ Effect: 'Deny', Action: ['*'], Resource: ['*'] }] } as const;
    const { accessKeyId, accessKeySecret, token } = await tokens.issue({ ...SESSION, sessionPolicy });
    expect(tokens.check(accessKeyId, token)).toEqual({
      accessKeyId,
      accessKeySecret,
      status: 'active',
      principal: {
        kind: 'session',
        account: HERE,
        accessKeyId,
        role: 'OssWriter',
        roleId: ROLE?.id,
        sessionName: 'session',
        sessionPolicy,
      },
    });
  });

  it('is not invalidated by the next one, also not by a thousand', async () => {
    const { tokens } = issuer();
    const first = await tokens.issue(SESSION);
    expect(tokens.check(first.accessKeyId, first.token)).toMatchObject({ accessKeyId: first.accessKeyId });
    for (let i = 0; i < 1001; i++) {
      const { accessKeyId, token } = await tokens.issue(SESSION);
      expect(tokens.check(accessKeyId, token)).toMatchObject({ accessKeyId });
    }
    expect(tokens.check(first.accessKeyId, first.token)).toMatchObject({ accessKeyId: first.accessKeyId });
  });

  it('survives a restart with the same settings, and not one without', async () => {
    const { tokens, kept } = issuer();
    const { accessKeyId, token } = await tokens.issue(SESSION);
    expect(issuer({ kept }).tokens.check(accessKeyId, token)).toMatchObject({ accessKeyId });
    expect(issuer().tokens.check(accessKeyId, token)).toBe('unknown-id');
    kept.kept.clear();
    const next = await tokens.issue(SESSION);
    for (const key of [{ accessKeyId, token }, next]) {
      expect(issuer({ kept }).tokens.check(key.accessKeyId, key.token)).toMatchObject({ accessKeyId: key.accessKeyId });
    }
  });

  it('lives until its last millisecond by the clock of the server', async () => {
    const { tokens, runtime } = issuer();
    const { accessKeyId, token, expires } = await tokens.issue(SESSION);
    runtime.clock.at = expires * 1000 - 1;
    expect(tokens.check(accessKeyId, token)).toMatchObject({ accessKeyId });
    runtime.clock.at++;
    expect(tokens.check(accessKeyId, token)).toBe('expired');
  });

  it.each([
    ['is deleted', []],
    ['is another one of the same name', [{ name: 'OssWriter', id: '399999999999999999' }]],
  ])('ends when its role %s', async (_, roles) => {
    const { tokens, kept } = issuer();
    const { accessKeyId, token } = await tokens.issue(SESSION);
    const accounts = [{ id: HERE, keys: [], roles }];
    expect(issuer({ kept, accounts }).tokens.check(accessKeyId, token)).toBe('unknown-id');
  });
});

describe('a token is refused by OSS', async () => {
  const { tokens, kept } = issuer();
  const mine = await tokens.issue(SESSION);
  const other = await tokens.issue(SESSION);
  const foreign = await issuer({ runtime: runtimeAt(undefined, 7) }).tokens.issue(SESSION);
  const flipped = (at: number) =>
    mine.token.slice(0, at) + (mine.token[at] === 'A' ? 'B' : 'A') + mine.token.slice(at + 1);

  type Case = readonly [why: string, id: string, token: string, code: string, ec: string];
  const CASES: readonly Case[] = [
    ['with a permanent key', 'rootkey', mine.token, 'InvalidAccessKeyId', '0002-00000002'],
    ['with an unknown key', 'nobody', mine.token, 'InvalidAccessKeyId', '0002-00000002'],
    [
      'with a temporary id that was never issued',
      'STS.NSpXDsd5h8iKcmHk757DKjWfT',
      mine.token,
      'InvalidAccessKeyId',
      '0002-00000002',
    ],
    ['that is foreign, with its own id', foreign.accessKeyId, foreign.token, 'InvalidAccessKeyId', '0002-00000002'],
    ['that is foreign', mine.accessKeyId, foreign.token, 'InvalidSecurityToken', '0002-00000006'],
    ['of another key', mine.accessKeyId, other.token, 'AccessKeyIdAndSecurityTokenNotMatch', '0002-00000004'],
    ['that is no token', mine.accessKeyId, 'token', 'InvalidSecurityToken', '0002-00000006'],
    ['that is only its prefix', mine.accessKeyId, 'CAIS', 'InvalidSecurityToken', '0002-00000006'],
    ['cut off', mine.accessKeyId, mine.token.slice(0, -4), 'InvalidSecurityToken', '0002-00000006'],
    ['without its padding', mine.accessKeyId, mine.token.replace(/=+$/, ''), 'InvalidSecurityToken', '0002-00000006'],
    ['with more behind it', mine.accessKeyId, `${mine.token}=`, 'InvalidSecurityToken', '0002-00000006'],
    [
      'with a blank for a plus',
      mine.accessKeyId,
      mine.token.replace('+', ' '),
      'InvalidSecurityToken',
      '0002-00000006',
    ],
    ['changed in its nonce', mine.accessKeyId, flipped(5), 'InvalidSecurityToken', '0002-00000006'],
    ['changed in its tag', mine.accessKeyId, flipped(30), 'InvalidSecurityToken', '0002-00000006'],
    ['changed in its text', mine.accessKeyId, flipped(100), 'InvalidSecurityToken', '0002-00000006'],
  ];

  it('has a plus to lose', () => {
    expect(mine.token).toContain('+');
  });

  it.each(CASES)('%s', (_, id, token, code, ec) => {
    expect(refused(id, [['x-oss-security-token', token]])).toMatchObject({ status: 403, code, ec });
  });

  it('when there is none', () => {
    expect(refused(mine.accessKeyId, [])).toMatchObject({
      status: 403,
      code: 'InvalidAccessKeyId',
      ec: '0002-00000003',
      extras: { OSSAccessKeyId: mine.accessKeyId },
    });
  });

  it('when it is expired, which the manuals call a key that does not exist', () => {
    const runtime = runtimeAt(NOW + 900_000);
    for (const [profile, code] of [
      ['current', 'SecurityTokenExpired'],
      ['2022', 'InvalidAccessKeyId'],
      ['2019', 'InvalidAccessKeyId'],
    ] as const) {
      const { tokens: judge } = issuer({ profile, kept, runtime });
      expect(refused(mine.accessKeyId, [['x-oss-security-token', mine.token]], judge)).toMatchObject({
        status: 403,
        code,
      });
    }
  });

  it('in the wrong place: both places at once, or a header for a signed URL', () => {
    const header: [string, string] = ['x-oss-security-token', mine.token];
    const encoded = encodeURIComponent(mine.token);
    expect(refused(mine.accessKeyId, [header], tokens, `/key?security-token=${encoded}`)).toMatchObject({
      status: 400,
      code: 'InvalidArgument',
    });
    const url = `/key?OSSAccessKeyId=${mine.accessKeyId}&Expires=1&Signature=s`;
    expect(refused(undefined, [header], tokens, url)).toMatchObject({ status: 400, code: 'InvalidRequest' });
  });

  it('but not in its right places', () => {
    const encoded = encodeURIComponent(mine.token);
    const url = `/key?OSSAccessKeyId=${mine.accessKeyId}&Expires=1&Signature=s&security-token=${encoded}`;
    const credential = { accessKeyId: mine.accessKeyId, accessKeySecret: mine.accessKeySecret };
    expect(found(undefined, [], tokens, url)).toMatchObject(credential);
    expect(found(mine.accessKeyId, [['x-oss-security-token', mine.token]])).toMatchObject(credential);
  });

  function found(id: string | undefined, headers: [string, string][], judge = tokens, uri = '/key') {
    const signed: [string, string][] = id === undefined ? [] : [['Authorization', `OSS ${id}:signature`]];
    const claim = readClaim(request('GET', uri, [...signed, ...headers]));
    if (claim === undefined) throw new Error('anonymous');
    return findCredential(claim, () => undefined, judge);
  }

  function refused(...asked: Parameters<typeof found>) {
    return refusal(() => found(...asked));
  }
});
