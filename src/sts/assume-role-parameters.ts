import type { WireProfile } from '../errors/cause.ts';
import { refuse } from '../errors/refuse.ts';
import { parseRoleArn } from '../identity/roles.ts';
import type { PolicyDocument } from '../policy/document.ts';
import { parsePolicy } from '../policy/parse.ts';
import { PolicyFault } from '../policy/policy-fault.ts';
import { utf8FromBytes } from '../wire/percent.ts';
import type { Parameters } from './parameters.ts';

/** What AssumeRole is asked for. */
export interface AssumeRoleParameters {
  readonly roleArn: string;
  readonly sessionName: string;
  /** Seconds. */
  readonly duration: number;
  readonly policy: PolicyDocument | undefined;
  readonly externalId: string | undefined;
}

/** Bounds of services.md §1.6: the manuals' and today's. A role can set a lower maximum than `maxDuration`. */
interface Bounds {
  readonly sessionName: RegExp;
  /** Seconds. */
  readonly maxDuration: number;
  /** Bytes. */
  readonly maxPolicy: number;
}

const MANUALS: Bounds = { sessionName: /^[A-Za-z0-9.@\-_]{2,32}$/, maxDuration: 3600, maxPolicy: 1024 };
const TODAY: Bounds = { sessionName: /^[A-Za-z0-9.@\-_]{2,64}$/, maxDuration: 43_200, maxPolicy: 2048 };

const MIN_DURATION = 900;
const DEFAULT_DURATION = '3600';
const EXTERNAL_ID = /^[\w+=,.@:/-]{2,1224}$/;

/** @throws OssError at the first parameter that is missing or wrong. */
export function readAssumeRole(parameters: Parameters, profile: WireProfile): AssumeRoleParameters {
  const bounds = profile === 'current' ? TODAY : MANUALS;
  // A parameter without a value is one that was not given.
  const given = (name: string) => parameters.get(name) || undefined;
  const roleArn = given('RoleArn');
  const sessionName = given('RoleSessionName');
  if (roleArn === undefined) throw refuse('sts-role-arn-missing');
  if (sessionName === undefined) throw refuse('sts-session-name-missing');
  if (!parseRoleArn(roleArn)) throw refuse('sts-role-arn').because({ roleArn });
  if (!bounds.sessionName.test(sessionName)) throw refuse('sts-session-name').because({ sessionName });
  const duration = readDuration(given('DurationSeconds') ?? DEFAULT_DURATION, bounds);
  const policy = readPolicy(given('Policy'), bounds);
  const externalId = given('ExternalId');
  if (externalId !== undefined && !EXTERNAL_ID.test(externalId))
    throw refuse('sts-external-id').because({ externalId });
  return { roleArn, sessionName, duration, policy, externalId };
}

function readDuration(text: string, { maxDuration }: Bounds): number {
  const seconds = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (seconds >= MIN_DURATION && seconds <= maxDuration) return seconds;
  throw refuse('sts-duration').because({ asked: text, least: MIN_DURATION, most: maxDuration });
}

/** @param bytes a byte string: its length is what is limited. */
function readPolicy(bytes: string | undefined, { maxPolicy }: Bounds): PolicyDocument | undefined {
  if (bytes === undefined) return undefined;
  if (bytes.length > maxPolicy) throw refuse('sts-policy-size').because({ bytes: bytes.length, most: maxPolicy });
  const text = utf8FromBytes(bytes);
  if (text === undefined) throw refuse('sts-policy-grammar').because({ fault: 'not UTF-8' });
  const policy = parsePolicy(text, 'session');
  if (policy instanceof PolicyFault) throw refuse('sts-policy-grammar').because({ fault: policy.message });
  return policy;
}
