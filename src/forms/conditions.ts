import { refuse } from '../errors/refuse.ts';
import { bytesFromUtf8, utf8FromBytes } from '../wire/percent.ts';
import type { FieldLookup, FormVersion } from './form-claim.ts';
import type { FormPolicy } from './policy.ts';
import type { Condition, RangeCondition } from './policy-condition.ts';

/** What the conditions of a policy are held against. */
export interface PolicyForm {
  /** The bucket addressed by the request, whatever a field of that name says. */
  readonly bucket: string;
  /** Byte strings, as received: `key` before its `${filename}` is replaced. */
  readonly fields: FieldLookup;
  /** The Content-Type of the file part, a byte string. */
  readonly fileContentType?: string | undefined;
  /** How the form is signed: only V4 wants its own fields covered (access.md POL-10). */
  readonly version: FormVersion;
}

/** One condition and how it went, for the record. */
export interface ConditionRow {
  /** The condition as a refusal quotes it: `["eq", "$bucket", "b"]`. */
  readonly rule: string;
  /** The form's value as text; undefined when the form has no such field. */
  readonly value: string | undefined;
  /** Undefined for content-length-range, which is held against the file while it arrives. */
  readonly held: boolean | undefined;
}

export interface ConditionReport {
  /** In document order. */
  readonly conditions: readonly ConditionRow[];
  /** Lower-cased names of fields that no condition covers, in the order of the form. */
  readonly uncovered: readonly string[];
}

/** Sorted, as the one published refusal names x-oss-credential of a form that has x-oss-date first (EC 0006-00000228). */
const COVERED_IN_V4 = ['x-oss-credential', 'x-oss-date', 'x-oss-security-token', 'x-oss-signature-version'];

/** Fields that a policy cannot cover, because they are made from it, or that name its signer. */
const NEVER_COVERED = new Set(['policy', 'signature', 'x-oss-signature', 'ossaccesskeyid', 'x-oss-access-key-id']);

/**
 * Holds a form against the conditions of its policy: V4's extra fields first, then each condition in document order
 * (access.md §7.5 steps 6 and 7, POL-5 to POL-11).
 * @returns a row for each condition, and the fields that no condition covers.
 * @throws OssError `policy-extra-field`, `policy-field-missing` or `policy-condition-failed`, with the same as facts.
 */
export function checkConditions(policy: FormPolicy, form: PolicyForm): ConditionReport {
  const rows = policy.conditions.map((condition) => rowOf(condition, form));
  const report: ConditionReport = { conditions: rows, uncovered: uncoveredFields(policy, form) };
  if (form.version === 'v4') {
    const Field = COVERED_IN_V4.find((name) => report.uncovered.includes(name));
    if (Field !== undefined) throw refuse('policy-extra-field', { Field }).because({ ...report });
  }
  const failed = rows.find((row) => row.held === false);
  if (failed === undefined) return report;
  const cause = failed.value === undefined ? 'policy-field-missing' : 'policy-condition-failed';
  throw refuse(cause, { Condition: failed.rule }).because({ ...report });
}

/** The sizes in bytes, both inclusive, that every content-length-range of the policy allows; undefined without one. */
export function sizeRange(policy: FormPolicy): { readonly min: number; readonly max: number } | undefined {
  let range: { readonly min: number; readonly max: number } | undefined;
  for (const condition of policy.conditions) {
    if (!isRange(condition)) continue;
    const { min, max } = condition;
    range = range === undefined ? { min, max } : { min: Math.max(range.min, min), max: Math.min(range.max, max) };
  }
  return range;
}

/** The condition as the service quotes it: nothing inside quotation marks is escaped (access.md POL-6). */
function conditionText(condition: Condition): string {
  if (isRange(condition)) return `["content-length-range", ${condition.min}, ${condition.max}]`;
  const { operator, field, operand } = condition;
  const shown = typeof operand === 'string' ? `"${operand}"` : `[${operand.map((one) => `"${one}"`).join(', ')}]`;
  return `["${operator}", "$${field}", ${shown}]`;
}

function rowOf(condition: Condition, form: PolicyForm): ConditionRow {
  const rule = conditionText(condition);
  if (isRange(condition)) return { rule, value: undefined, held: undefined };
  const value = formValue(condition.field, form);
  const shown = value === undefined ? undefined : (utf8FromBytes(value) ?? value);
  return { rule, value: shown, held: holds(condition, value) };
}

/** Compares bytes, so that a value that is not UTF-8 equals nothing. A missing field is only ever `not-in` (POL-8). */
function holds(condition: Exclude<Condition, RangeCondition>, value: string | undefined): boolean {
  if (value === undefined) return condition.operator === 'not-in';
  switch (condition.operator) {
    case 'eq':
      return value === bytesFromUtf8(condition.operand);
    case 'starts-with':
      return value.startsWith(bytesFromUtf8(condition.operand));
    case 'in':
      return condition.operand.some((one) => value === bytesFromUtf8(one));
    case 'not-in':
      return condition.operand.every((one) => value !== bytesFromUtf8(one));
  }
}

/** access.md POL-7. */
function formValue(field: string, { bucket, fields, fileContentType }: PolicyForm): string | undefined {
  const name = field.toLowerCase();
  if (name === 'bucket') return bucket;
  const value = fields.get(name);
  return value === undefined && name === 'content-type' ? fileContentType : value;
}

function uncoveredFields(policy: FormPolicy, { fields }: PolicyForm): string[] {
  const covered = new Set<string>();
  for (const condition of policy.conditions) if (!isRange(condition)) covered.add(condition.field.toLowerCase());
  const uncovered: string[] = [];
  for (const [name] of fields.entries()) if (!covered.has(name) && !NEVER_COVERED.has(name)) uncovered.push(name);
  return uncovered;
}

function isRange(condition: Condition): condition is RangeCondition {
  return condition.operator === 'content-length-range';
}
