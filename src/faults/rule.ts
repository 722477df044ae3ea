import type { Effect } from './effect.ts';
import { type Form, fieldsOf, optional, whole } from './fields.ts';
import { type KnownOperation, type Match, readMatch } from './match.ts';
import { readEffect } from './read-effect.ts';
import type { FaultSpec } from './spec.ts';

/** A fault that makes sense. */
export interface FaultRule {
  readonly name: string;
  readonly spec: FaultSpec;
  readonly match: Match;
  readonly effect: Effect;
  readonly times: number | undefined;
  readonly probability: number | undefined;
  readonly seed: number | undefined;
  /** In plain words. */
  readonly explanation: string;
}

const NAMES = ['name', 'match', 'effect', 'times', 'probability', 'seed'];
const PART: Form<number> = {
  wanted: 'a number above 0 and up to 1',
  read: (value) => (typeof value === 'number' && value > 0 && value <= 1 ? value : undefined),
};
const NAME: Form<string> = {
  wanted: 'letters, digits and ._-',
  read: (value) => (typeof value === 'string' && /^[\w.-]{1,100}$/.test(value) ? value : undefined),
};

/** @param unnamed the name of a rule without. @throws FaultProblem for a rule that makes no sense. */
export function readFault(value: unknown, operations: readonly KnownOperation[], unnamed: string): FaultRule {
  const from = fieldsOf(value, [], NAMES);
  const match = readMatch(from.match, operations);
  const effect = readEffect(from.effect, match.operations);
  const times = optional(from, [], 'times', whole(1));
  const probability = optional(from, [], 'probability', PART);
  const name = optional(from, [], 'name', NAME) ?? unnamed;
  const seed = optional(from, [], 'seed', whole(0, 0xffffffff));
  const how = [
    probability === undefined ? '' : `, with probability ${probability}`,
    times === undefined ? '' : times === 1 ? ', once' : `, ${times} times at most`,
  ].join('');
  const explanation = `${match.words}: the server ${effect.words}${how}`;
  return { name, spec: value as FaultSpec, match, effect, times, probability, seed, explanation };
}
