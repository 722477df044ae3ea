import { BOTH, type ManualRow } from './row.ts';

const STS = { editions: BOTH } as const;

/** The 8 rows of the table of the chapter STS. */
export const stsTable: readonly ManualRow[] = [
  {
    ...STS,
    id: 'sts/1',
    place: 'STS 1',
    code: 'NoPermission',
    message: 'Roles may not be assumed by root accounts.',
    causes: ['sts-root-account'],
  },
  {
    ...STS,
    id: 'sts/2',
    place: 'STS 2',
    code: 'MissingSecurityToken',
    message: 'SecurityToken is mandatory for this action.',
    causes: ['sts-token-missing'],
    accident: '2019 writes code and parameter in lower case',
  },
  {
    ...STS,
    id: 'sts/3',
    place: 'STS 3',
    code: 'InvalidAccessKeyId.NotFound',
    message: 'Specified access key is not found',
    causes: ['sts-key-unknown'],
  },
  {
    ...STS,
    id: 'sts/4',
    place: 'STS 4',
    code: 'InvalidAccessKeyId.Inactive',
    message: 'Specified access key is disabled.',
    causes: ['sts-key-disabled'],
  },
  {
    ...STS,
    id: 'sts/5',
    place: 'STS 5',
    code: 'InvalidParameter.PolicyGrammar',
    message: 'The parameter Policy has not passed grammar check.',
    causes: ['sts-policy-grammar'],
  },
  {
    ...STS,
    id: 'sts/6',
    place: 'STS 6',
    code: 'InvalidParameter.RoleSessionName',
    message: 'The parameter RoleSessionName is wrongly formed.',
    causes: ['sts-session-name'],
  },
  {
    ...STS,
    id: 'sts/7',
    place: 'STS 7',
    code: 'InvalidParameter.DurationSeconds',
    message: 'The Min/Max value of DurationSeconds is 15min/1hr.',
    causes: ['sts-duration'],
  },
  {
    ...STS,
    id: 'sts/8',
    place: 'STS 8',
    code: 'NoPermission',
    message:
      'No permission perform sts:AssumeRole on this Role. Maybe you are not authorized to perform sts:AssumeRole or the specified role does not trust you',
    causes: ['sts-role-not-permitted'],
  },
];
