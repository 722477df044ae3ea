import type { TrustPrincipal } from './document.ts';
import { glob, type Matcher } from './glob.ts';
import type { PolicyPrincipal } from './request.ts';

/** Whether a statement speaks of a caller; `owner` is the account that the resource belongs to. */
export type PrincipalMatcher = (caller: PolicyPrincipal, owner: string) => boolean;

/**
 * The Principal of a bucket policy (access.md §10.3): ids of accounts and RAM users, `arn:sts::…` of role sessions with
 * wildcards, `*` for everyone. `*` leaves out the bucket's owner unless the statement has a condition. An account's id
 * stands for its own keys only: its users and sessions are named by themselves.
 */
export function bucketPrincipals(names: readonly string[], hasCondition: boolean): PrincipalMatcher {
  const everyone = names.includes('*');
  const ids = new Set(names);
  const sessions = names.filter((name) => name.startsWith(SESSION)).map(glob);
  return (caller, owner) => {
    if (everyone && (hasCondition || caller.kind !== 'root' || caller.account !== owner)) return true;
    switch (caller.kind) {
      case 'anonymous':
        return false;
      case 'root':
        return ids.has(caller.account);
      case 'user':
        return ids.has(caller.userId);
      case 'session':
        return sessions.length > 0 && some(sessions, sessionArn(caller));
    }
  };
}

const SESSION = 'arn:sts:';

/** `arn:sts::<account>:assumed-role/<role>/<session>`. */
export function sessionArn(caller: { account: string; role: string; sessionName: string }): string {
  return `arn:sts::${caller.account}:assumed-role/${caller.role}/${caller.sessionName}`;
}

/**
 * The Principal of a trust policy (services.md §1.7): `acs:ram::<account>:root` is every user and role session of that
 * account but never its own keys. Service and Federated stand for nobody who can call AssumeRole.
 */
export function trustPrincipals(principal: TrustPrincipal): PrincipalMatcher {
  const names = new Set((principal.RAM ?? []).map((name) => name.replace(/^acs:ram:\*:/, 'acs:ram::')));
  return (caller) => {
    switch (caller.kind) {
      case 'anonymous':
      case 'root':
        return false;
      case 'user':
        return names.has(ram(caller.account, 'root')) || names.has(ram(caller.account, `user/${caller.name}`));
      case 'session':
        return names.has(ram(caller.account, 'root')) || names.has(ram(caller.account, `role/${caller.role}`));
    }
  };
}

function ram(account: string, entity: string): string {
  return `acs:ram::${account}:${entity}`;
}

function some(patterns: readonly Matcher[], text: string): boolean {
  return patterns.some((pattern) => pattern(text));
}
