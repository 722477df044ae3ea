/** What kind of rule a policy breaks. `version` is apart because bucket policies have an EC of their own for it. */
export type GrammarRule =
  | 'json'
  | 'duplicate-key'
  | 'type'
  | 'missing'
  | 'empty'
  | 'version'
  | 'value'
  | 'both-forms'
  | 'not-here'
  | 'unknown-element';

/** Where and why a text is not a policy. A value to return, so that each caller refuses in its own words. */
export class PolicyFault extends Error {
  readonly rule: GrammarRule;
  /** A path such as `Statement[0].Condition.IpAddress`; empty for the document itself. */
  readonly at: string;

  constructor(rule: GrammarRule, at: string, why: string) {
    super(at === '' ? why : `${at}: ${why}`);
    this.name = 'PolicyFault';
    this.rule = rule;
    this.at = at;
  }
}
