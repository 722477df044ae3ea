import { assumeRole } from './assumeRole.ts';
import type { StsCall } from './call.ts';
import { getCallerIdentity } from './getCallerIdentity.ts';

/** A value, or named values in the order printed. */
export type StsValue = string | StsFields;
export type StsFields = readonly (readonly [name: string, value: StsValue])[];

/** What an action answers beside the request id. The two formats differ in their order (services.md §1.8). */
export interface StsResult {
  readonly json: StsFields;
  readonly xml: StsFields;
}

export type StsAction = (call: StsCall) => Promise<StsResult> | StsResult;

/** Every action, by the API's name for it. */
export const ACTIONS: ReadonlyMap<string, StsAction> = new Map<string, StsAction>([
  ['AssumeRole', assumeRole],
  ['GetCallerIdentity', getCallerIdentity],
]);
