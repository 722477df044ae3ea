import type { Statement } from './document.ts';
import { OPERATORS, type ValueTest } from './operators.ts';
import { type ConditionContext, conditionKey } from './request.ts';

/** One key of one operator. All of a statement's must hold; of a key's values one is enough. */
export interface ConditionTest {
  readonly operator: string;
  /** As the policy writes it. */
  readonly key: string;
  readonly values: readonly string[];
  holds(context: ConditionContext): boolean;
}

/** @throws TypeError when the conditions have not passed the grammar check. */
export function compileConditions(condition: Statement['Condition']): readonly ConditionTest[] {
  return Object.entries(condition ?? {}).flatMap(([name, keys]) => {
    const operator = OPERATORS.get(name);
    if (operator === undefined) throw new TypeError(`not a condition operator: ${name}`);
    return Object.entries(keys).map(([key, values]): ConditionTest => {
      const asked = conditionKey(key);
      const tests = values.map((value) => {
        const test = operator.compile(value);
        if (test === undefined) throw new TypeError(`${name} cannot read ${value}`);
        return test;
      });
      // A missing key fits no value: false for a positive operator, true for its negation.
      const { negated } = operator;
      return { operator: name, key, values, holds: (context) => fitsAny(tests, context(asked)) !== negated };
    });
  });
}

/** Hot. */
function fitsAny(tests: readonly ValueTest[], given: string | readonly string[] | undefined): boolean {
  if (given === undefined) return false;
  if (typeof given !== 'string') return given.some((each) => fitsAny(tests, each));
  for (const test of tests) if (test(given)) return true;
  return false;
}
