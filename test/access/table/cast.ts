import type { AccountConfig } from '../../../src/index.ts';

/** The company that owns the buckets, unless a section says otherwise, and somebody else. */
export const COMPANY = '1234567890123456';
export const ELSEWHERE = '6543210987654321';

/** Users, groups and roles that a section can give policies to. */
export const HOLDERS = ['alice', 'bob', 'staff', 'courier', 'mallory', 'visitor'] as const;
export type Holder = (typeof HOLDERS)[number];

/** Ids by which bucket policies name people. */
export const ALICE = '200000000000000001';
export const BOB = '200000000000000002';
export const MALLORY = '200000000000000003';
const COURIER_ID = '300000000000000001';
const VISITOR_ID = '300000000000000002';

export interface Person {
  readonly account: string;
  /** What AccessDeniedDetail calls them; accounts and strangers to RAM get no such block. */
  readonly type?: 'SubUser' | 'AssumedRoleUser';
  readonly displayName?: string;
  /** Sessions are made from these. */
  readonly role?: { readonly name: string; readonly id: string; readonly session: string; readonly narrowed: boolean };
}

/**
 * Everyone who asks something. `alice` and `bob` are RAM users of the company, bob in the group `staff`; `courier` is a
 * session of its role of that name, `narrowed` one with a session policy; `mallory` and `visitor` belong elsewhere.
 */
export const CAST = {
  owner: { account: COMPANY },
  stranger: { account: ELSEWHERE },
  alice: { account: COMPANY, type: 'SubUser', displayName: ALICE },
  bob: { account: COMPANY, type: 'SubUser', displayName: BOB },
  mallory: { account: ELSEWHERE, type: 'SubUser', displayName: MALLORY },
  courier: {
    account: COMPANY,
    type: 'AssumedRoleUser',
    displayName: 'courier:van',
    role: { name: 'courier', id: COURIER_ID, session: 'van', narrowed: false },
  },
  narrowed: {
    account: COMPANY,
    type: 'AssumedRoleUser',
    displayName: 'courier:bike',
    role: { name: 'courier', id: COURIER_ID, session: 'bike', narrowed: true },
  },
  visitor: {
    account: ELSEWHERE,
    type: 'AssumedRoleUser',
    displayName: 'visitor:tour',
    role: { name: 'visitor', id: VISITOR_ID, session: 'tour', narrowed: false },
  },
  anonymous: { account: '' },
} as const satisfies Record<string, Person>;

export type Who = keyof typeof CAST;

/** The permanent key of everyone who has one. */
export function permanentKey(name: string) {
  return { accessKeyId: `${name}key`, accessKeySecret: `${name}-secret` };
}

const key = (name: string) => {
  const { accessKeyId: id, accessKeySecret: secret } = permanentKey(name);
  return { id, secret, status: 'active' as const };
};

type Status = AccountConfig['status'];

/** The accounts of a server, with the policies that a section hands out. */
export function accounts(
  named: AccountConfig['policies'],
  holds: Partial<Record<Holder, readonly string[]>>,
  status: { readonly company?: Status; readonly elsewhere?: Status } = {},
): readonly AccountConfig[] {
  const user = (name: 'alice' | 'bob' | 'mallory', groups: readonly string[] = []) => {
    return { name, id: CAST[name].displayName, keys: [key(name)], policies: holds[name] ?? [], groups };
  };
  const role = (name: 'courier' | 'visitor') => ({ name, id: CAST[name].role.id, policies: holds[name] ?? [] });
  return [
    {
      id: COMPANY,
      status: status.company,
      keys: [key('owner')],
      policies: named,
      groups: [{ name: 'staff', policies: holds.staff ?? [] }],
      users: [user('alice'), user('bob', ['staff'])],
      roles: [role('courier')],
    },
    {
      id: ELSEWHERE,
      status: status.elsewhere,
      keys: [key('stranger')],
      policies: named,
      users: [user('mallory')],
      roles: [role('visitor')],
    },
  ];
}
