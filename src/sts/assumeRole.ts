import { refuse } from '../errors/refuse.ts';
import type { Credential } from '../identity/credential.ts';
import type { Principal } from '../identity/principal.ts';
import type { StsResult } from './actions.ts';
import { readAssumeRole } from './assume-role-parameters.ts';
import type { StsCall } from './call.ts';
import { mayAssume } from './may-assume.ts';
import { printTimestamp } from './timestamp.ts';

/**
 * Temporary keys of a role (services.md §1.6 to §1.8). What is wrong with the parameters is said before what is not
 * permitted.
 * @throws OssError on wrong parameters, a root caller, an unknown role, a missing permission.
 */
export async function assumeRole(call: StsCall): Promise<StsResult> {
  const { directory, tokens, profile } = call.parts;
  const asked = readAssumeRole(call.claim.parameters, profile);
  const { principal } = call.credential as Credential & { principal: Exclude<Principal, { kind: 'anonymous' }> };
  if (principal.kind === 'root') throw refuse('sts-root-account').because({ account: principal.account });
  const role = directory.role(asked.roleArn);
  if (role === undefined) throw refuse('sts-role-unknown').because({ role: asked.roleArn });
  if (asked.duration > role.maxSessionDuration) {
    throw refuse('sts-duration').because({ asked: asked.duration, maxSessionDuration: role.maxSessionDuration });
  }
  mayAssume(call, principal, role, asked.externalId);
  const { accessKeyId, accessKeySecret, token, expires } = await tokens.issue({
    account: role.account,
    role: role.name,
    roleId: role.id,
    sessionName: asked.sessionName,
    sessionPolicy: asked.policy,
    duration: asked.duration,
  });
  const Expiration = printTimestamp(expires * 1000);
  const user = [
    ['Arn', `${role.arn}/${asked.sessionName}`],
    ['AssumedRoleId', `${role.id}:${asked.sessionName}`],
  ] as const;
  const key = [
    ['AccessKeyId', accessKeyId],
    ['AccessKeySecret', accessKeySecret],
  ] as const;
  return {
    json: [
      ['Credentials', [...key, ['Expiration', Expiration], ['SecurityToken', token]]],
      ['AssumedRoleUser', user],
    ],
    xml: [
      ['AssumedRoleUser', user],
      ['Credentials', [...key, ['SecurityToken', token], ['Expiration', Expiration]]],
    ],
  };
}
