import { bytesFromUtf8 } from '../../../wire/percent.ts';
import type { HeaderCondition, RuleCondition } from '../../bucket/website/routing-rule.ts';
import type { Call } from '../../operation.ts';

/** Whether all that a rule says of the request holds; the status is not looked at. */
export function matches({ prefix, suffix, headers }: RuleCondition, { key, request }: Call): boolean {
  if (!key.startsWith(prefix) || !key.endsWith(suffix)) return false;
  return headers.every((header) => included(header, request.headers.get(header.name)));
}

function included({ equals, startsWith, endsWith }: HeaderCondition, value: string | undefined): boolean {
  if (value === undefined) return false;
  if (equals !== undefined && value !== bytesFromUtf8(equals)) return false;
  if (startsWith !== undefined && !value.startsWith(bytesFromUtf8(startsWith))) return false;
  return endsWith === undefined || value.endsWith(bytesFromUtf8(endsWith));
}
