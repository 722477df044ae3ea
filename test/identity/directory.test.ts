import { describe, expect, it } from 'vitest';
import { Directory } from '../../src/identity/directory.ts';
import { ANONYMOUS, type RoleSession } from '../../src/identity/principal.ts';
import { makeRuntime } from '../../src/runtime/index.ts';
import { ACCOUNTS, directory, HERE, settings, THERE } from './people.ts';

const names = (policies: readonly { readonly name: string }[]) => policies.map(({ name }) => name);

describe('a key', () => {
  it.each([
    ['rootkey', { kind: 'root', account: HERE, accessKeyId: 'rootkey' }, 'active'],
    ['stranger', { kind: 'root', account: THERE, accessKeyId: 'stranger' }, 'active'],
    ['alicekey', { kind: 'user', account: HERE, name: 'alice', userId: expect.stringMatching(/^20\d{16}$/) }, 'active'],
    ['aliceold', { kind: 'user', account: HERE, name: 'alice' }, 'disabled'],
  ])('%s belongs to whom the configuration gives it', (id, principal, status) => {
    expect(directory().credential(id)).toMatchObject({ accessKeyId: id, principal, status });
  });

  it.each(['', 'nobody', 'ALICEKEY', '__proto__'])('that nobody has is not found: %j', (id) => {
    expect(directory().credential(id)).toBeUndefined();
  });

  it('is listed with its account or its user', () => {
    const ids = (account: string, user?: string) =>
      directory()
        .keys(account, user)
        .map(({ accessKeyId }) => accessKeyId);
    expect(ids(HERE)).toEqual(['rootkey']);
    expect(ids(HERE, 'alice')).toEqual(['alicekey', 'aliceold']);
    expect(ids(THERE, 'alice')).toEqual([]);
  });
});

describe('ids', () => {
  it('are the same in every run and differ by account, name and kind', () => {
    const ids = (of: Directory) =>
      [HERE, THERE].flatMap((account) => [...of.users(account), ...of.roles(account)]).map(({ id }) => id);
    const first = directory();
    expect(ids(directory())).toEqual(ids(first));
    expect(new Set(ids(first)).size).toBe(7);
    for (const { id } of first.roles(HERE)) expect(id).toMatch(/^3\d{17}$/);
  });

  it('can be given', () => {
    const users = [{ name: 'carol', id: '201234567890123456', keys: [] }];
    expect(directory([{ id: HERE, keys: [], users }]).users(HERE)[0]?.id).toBe('201234567890123456');
  });
});

describe('policies', () => {
  const session = (role: string): RoleSession => ({
    kind: 'session',
    account: HERE,
    accessKeyId: 'STS.x',
    role,
    roleId: '3',
    sessionName: 's',
    sessionPolicy: undefined,
  });

  it('of a user are its own and then those of its groups', () => {
    const here = directory();
    const alice = here.credential('alicekey')?.principal ?? ANONYMOUS;
    expect(names(here.policiesOf(alice))).toEqual([
      'AliyunSTSAssumeRoleAccess',
      'read-logs',
      'AliyunOSSReadOnlyAccess',
    ]);
  });

  it('of a session are those of its role', () => {
    expect(names(directory().policiesOf(session('OssWriter')))).toEqual(['AliyunOSSFullAccess']);
    expect(directory().policiesOf(session('gone'))).toEqual([]);
  });

  it('there are none of accounts, of the anonymous and of users who were given none', () => {
    const here = directory();
    for (const id of ['rootkey', 'bobkey']) {
      expect(here.policiesOf(here.credential(id)?.principal ?? session('OssWriter'))).toEqual([]);
    }
    expect(here.policiesOf(ANONYMOUS)).toEqual([]);
  });
});

describe('a role', () => {
  it.each([`acs:ram::${HERE}:role/OssWriter`, `acs:ram::${HERE}:role/osswriter`])('is found by its ARN %s', (arn) => {
    expect(directory().role(arn)).toMatchObject({
      name: 'OssWriter',
      arn: `acs:ram::${HERE}:role/osswriter`,
      maxSessionDuration: 7200,
    });
  });

  it.each([
    `acs:ram::${THERE}:role/OssWriter`,
    `acs:ram::${HERE}:user/OssWriter`,
    `acs:ram:*:${HERE}:role/OssWriter`,
    `acs:ram::${HERE}:role/`,
    'OssWriter',
  ])('is not found by %s', (arn) => {
    expect(directory().role(arn)).toBeUndefined();
  });

  it.each([
    ['OssWriter', [{ RAM: [`acs:ram::${HERE}:root`] }]],
    ['forecs', [{ Service: ['ecs.aliyuncs.com'] }]],
    ['foralice', [{ RAM: [`acs:ram::${HERE}:user/alice`] }]],
  ])('%s trusts its own account unless it names others', (name, principals) => {
    const trust = directory().role(`acs:ram::${HERE}:role/${name}`)?.trust;
    expect(trust?.document.Statement.map(({ Principal }) => Principal)).toEqual(principals);
  });

  it('that trusts accounts and services has a statement for each', () => {
    const roles = [{ name: 'both', trust: [THERE, 'ecs.aliyuncs.com'] }];
    const trust = directory([{ id: HERE, keys: [], roles }]).role(`acs:ram::${HERE}:role/both`)?.trust;
    expect(trust?.document.Statement.map(({ Principal }) => Principal)).toEqual([
      { RAM: [`acs:ram::${THERE}:root`] },
      { Service: ['ecs.aliyuncs.com'] },
    ]);
  });
});

describe('changes at run time', () => {
  it('add a key to an account or a user', async () => {
    const here = directory();
    expect(await here.addKey({ account: HERE, id: 'k', secret: 's' })).toMatchObject({ principal: { kind: 'root' } });
    const made = await here.addKey({ account: HERE, user: 'bob' });
    expect(made).toMatchObject({
      accessKeyId: expect.stringMatching(/^LTAI[0-9A-Za-z]{20}$/),
      accessKeySecret: expect.stringMatching(/^[0-9A-Za-z]{30}$/),
      status: 'active',
      principal: { kind: 'user', name: 'bob' },
    });
    expect(here.credential((made as { accessKeyId: string }).accessKeyId)).toEqual(made);
  });

  it.each([
    [{ account: '1' }, 'no-such-account'],
    [{ account: HERE, user: 'nobody' }, 'no-such-user'],
    [{ account: HERE, user: 'mallory' }, 'no-such-user'],
    [{ account: HERE, user: 'alice' }, 'two-keys'],
    [{ account: HERE, id: 'stranger' }, 'id-taken'],
  ])('refuse a key for %j: %s', async (key, reason) => {
    expect(await directory().addKey(key)).toBe(reason);
  });

  it('take a key away, and a configured one can be made again with another secret', async () => {
    const here = directory();
    expect(await here.removeKey('bobkey')).toBe(true);
    expect(here.credential('bobkey')).toBeUndefined();
    expect(await here.removeKey('bobkey')).toBe(false);
    await here.addKey({ account: HERE, user: 'bob', id: 'bobkey', secret: 'another' });
    expect(here.credential('bobkey')).toMatchObject({ accessKeySecret: 'another', status: 'active' });
    expect(await here.removeKey('bobkey')).toBe(true);
    expect(here.credential('bobkey')).toBeUndefined();
  });

  it('disable a key and enable it', async () => {
    const here = directory();
    expect(await here.setKeyStatus('rootkey', 'disabled')).toBe(true);
    expect(here.credential('rootkey')?.status).toBe('disabled');
    await here.setKeyStatus('rootkey', 'active');
    expect(here.credential('rootkey')?.status).toBe('active');
    expect(await here.setKeyStatus('nobody', 'disabled')).toBe(false);
  });

  it('give an account another state', async () => {
    const here = directory();
    expect(here.account(HERE)).toEqual({ id: HERE, name: 'company', status: 'active' });
    expect(await here.setAccountStatus(HERE, 'arrears')).toBe(true);
    expect(here.account(HERE)?.status).toBe('arrears');
    expect(here.account(THERE)).toEqual({ id: THERE, name: THERE, status: 'active' });
    expect(await here.setAccountStatus('1', 'banned')).toBe(false);
  });

  it('survive a restart and are gone when the settings are', async () => {
    const kept = settings();
    const before = directory(ACCOUNTS, kept);
    await before.addKey({ account: HERE, user: 'bob', id: 'second', secret: 's' });
    await before.removeKey('stranger');
    await before.setKeyStatus('second', 'disabled');
    await before.setAccountStatus(HERE, 'banned');
    const after = directory(ACCOUNTS, kept);
    expect(after.credential('second')).toEqual(before.credential('second'));
    expect(after.credential('second')?.status).toBe('disabled');
    expect(after.credential('stranger')).toBeUndefined();
    expect(after.account(HERE)?.status).toBe('banned');
    kept.kept.clear();
    after.reload();
    expect(after.credential('second')).toBeUndefined();
    expect(after.credential('stranger')?.status).toBe('active');
    expect(after.account(HERE)?.status).toBe('active');
  });

  it('of a user who is no longer configured are left out', async () => {
    const kept = settings();
    await directory(ACCOUNTS, kept).addKey({ account: HERE, user: 'bob', id: 'second' });
    const { random } = makeRuntime({ seed: 1 });
    expect(new Directory([{ id: HERE, keys: [] }], kept, random).credential('second')).toBeUndefined();
  });
});
