import type { Principal } from '../identity/principal.ts';
import type { StsFields, StsResult } from './actions.ts';
import type { StsCall } from './call.ts';

/** Who is calling (services.md §1.9). Everybody may ask. */
export function getCallerIdentity({ credential }: StsCall): StsResult {
  const fields = identity(credential?.principal as Principal);
  return { json: fields, xml: fields };
}

function identity(principal: Principal): StsFields {
  switch (principal.kind) {
    case 'root':
      return [
        ['AccountId', principal.account],
        ['UserId', principal.account],
        ['IdentityType', 'Account'],
        ['PrincipalId', principal.account],
        ['Arn', `acs:ram::${principal.account}:root`],
      ];
    case 'user':
      return [
        ['AccountId', principal.account],
        ['UserId', principal.userId],
        ['IdentityType', 'RAMUser'],
        ['PrincipalId', principal.userId],
        ['Arn', `acs:ram::${principal.account}:user/${principal.name}`],
      ];
    case 'session':
      return [
        ['AccountId', principal.account],
        ['IdentityType', 'AssumedRoleUser'],
        ['PrincipalId', `${principal.roleId}:${principal.sessionName}`],
        ['Arn', `acs:ram::${principal.account}:assumed-role/${principal.role.toLowerCase()}/${principal.sessionName}`],
        ['RoleId', principal.roleId],
      ];
    case 'anonymous':
      throw new TypeError('the token service knows every caller');
  }
}
