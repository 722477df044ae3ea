import { describe, expect, it } from 'vitest';
import { readAccounts } from '../../src/identity/read-accounts.ts';
import { type AccountSpec, AccountsFault } from '../../src/identity/spec.ts';

const ALLOW = { Version: '1', Statement: [{ Effect: 'Allow', Action: 'oss:*', Resource: '*' }] };
const key = (id: string) => ({ id, secret: 's', status: 'active' as const });

const CASES: readonly [string, Partial<AccountSpec>, string, RegExp][] = [
  ['a key twice', { keys: [key('a'), key('a')] }, 'keys.1.id', /the key a is given twice/],
  ['a key of account and user', { users: [{ name: 'u', keys: [key('k')] }] }, 'users.0.keys.0.id', /given twice/],
  ['a key like a temporary one', { keys: [key('STS.a')] }, 'keys.0.id', /temporary keys/],
  ['three keys', { users: [{ name: 'u', keys: [key('a'), key('b'), key('c')] }] }, 'users.0.keys', /2 keys at most/],
  ['a user twice', { users: [{ name: 'u' }, { name: 'u' }] }, 'users.1.name', /another one is named u/],
  ['roles that differ by case', { roles: [{ name: 'r' }, { name: 'R' }] }, 'roles.1.name', /another one is named R/],
  ['a group twice', { groups: [{ name: 'g' }, { name: 'g' }] }, 'groups.1.name', /another one is named g/],
  ['a name with a slash', { users: [{ name: 'a/b' }] }, 'users.0.name', /1 to 64 letters/],
  [
    'a policy that is not there',
    { users: [{ name: 'u', policies: ['x'] }] },
    'users.0.policies.0',
    /no policy is named x; there are AdministratorAccess, /,
  ],
  ['a group that is not there', { users: [{ name: 'u', groups: ['x'] }] }, 'users.0.groups.0', /no group x/],
  [
    'a policy named as a system policy',
    { policies: { AliyunOSSFullAccess: ALLOW } },
    'policies.AliyunOSSFullAccess',
    /system policy/,
  ],
  [
    'a policy with a number as version',
    { policies: { p: { ...ALLOW, Version: 1 } } },
    'policies.p',
    /not a policy: Version: is not a string/,
  ],
  [
    'a policy with a principal',
    { roles: [{ name: 'r', policies: [{ Version: '1', Statement: [{ ...ALLOW.Statement[0], Principal: ['*'] }] }] }] },
    'roles.0.policies.0',
    /Principal/,
  ],
  [
    'a trust policy without principal',
    { roles: [{ name: 'r', trust: { Version: '1', Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole' }] } }] },
    'roles.0.trust',
    /Principal: is missing/,
  ],
  ['a trusted nobody', { roles: [{ name: 'r', trust: ['alice'] }] }, 'roles.0.trust.0', /account id, an acs:ram:: ARN/],
  ['a role that trusts nobody', { roles: [{ name: 'r', trust: [] }] }, 'roles.0.trust', /no statement/],
  [
    'too short a session',
    { roles: [{ name: 'r', maxSessionDuration: 900 }] },
    'roles.0.maxSessionDuration',
    /3600 to 43200/,
  ],
  [
    'too long a session',
    { roles: [{ name: 'r', maxSessionDuration: 43_201 }] },
    'roles.0.maxSessionDuration',
    /3600 to 43200/,
  ],
];

describe('accounts that contradict themselves', () => {
  it.each(CASES)('are refused at the place: %s', (_, wrong, path, message) => {
    const fault = faultOf([{ id: '1', keys: [key('k')], ...wrong }]);
    expect(fault?.path.join('.')).toBe(`0.${path}`);
    expect(fault?.message).toMatch(message);
  });

  it('are refused when two have the same id', () => {
    expect(
      faultOf([
        { id: '1', keys: [] },
        { id: '1', keys: [] },
      ])?.path,
    ).toEqual([1, 'id']);
  });

  it('are refused when two of them have the same key', () => {
    expect(
      faultOf([
        { id: '1', keys: [key('k')] },
        { id: '2', keys: [key('k')] },
      ])?.path,
    ).toEqual([1, 'keys', 0, 'id']);
  });
});

function faultOf(accounts: readonly AccountSpec[]): AccountsFault | undefined {
  try {
    readAccounts(accounts);
  } catch (error) {
    if (error instanceof AccountsFault) return error;
    throw error;
  }
  return undefined;
}
