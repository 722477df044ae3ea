import type { PolicyDocument } from '../policy/document.ts';

/** Who is calling. Account ids, user ids and role ids are digits. */
export type Principal = Anonymous | Root | RamUser | RoleSession;

export interface Anonymous {
  readonly kind: 'anonymous';
}

/** The account's own keys. */
export interface Root {
  readonly kind: 'root';
  readonly account: string;
  readonly accessKeyId: string;
}

export interface RamUser {
  readonly kind: 'user';
  readonly account: string;
  readonly accessKeyId: string;
  readonly userId: string;
  readonly name: string;
}

/** Temporary credentials of an assumed role. */
export interface RoleSession {
  readonly kind: 'session';
  readonly account: string;
  readonly accessKeyId: string;
  readonly role: string;
  readonly roleId: string;
  readonly sessionName: string;
  /** Narrows what the role may do; never widens it. */
  readonly sessionPolicy: PolicyDocument | undefined;
}

export const ANONYMOUS: Anonymous = { kind: 'anonymous' };

/** The id by which callbacks and access logs name a caller; undefined for nobody. */
export function requesterId(principal: Principal): string | undefined {
  switch (principal.kind) {
    case 'anonymous':
      return undefined;
    case 'root':
      return principal.account;
    case 'user':
      return principal.userId;
    case 'session':
      return principal.roleId;
  }
}
