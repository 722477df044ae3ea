import type { PolicyPrincipal } from '../../src/policy/request.ts';

/** The account that owns every bucket of these tests. */
export const OWNER = '1234567890123456';
export const STRANGER = '6543210987654321';

/** Everyone who asks something in the tables, by name. */
export const CAST = {
  owner: { kind: 'root', account: OWNER },
  stranger: { kind: 'root', account: STRANGER },
  alice: { kind: 'user', account: OWNER, userId: '200000000000000001', name: 'alice' },
  bob: { kind: 'user', account: STRANGER, userId: '200000000000000002', name: 'bob' },
  uploader: { kind: 'session', account: OWNER, role: 'uploader', sessionName: 'laptop' },
  guest: { kind: 'session', account: STRANGER, role: 'guest', sessionName: 'phone' },
  anonymous: { kind: 'anonymous' },
} as const satisfies Record<string, PolicyPrincipal>;

export type Who = keyof typeof CAST;
