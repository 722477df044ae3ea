import { describe, expect, it } from 'vitest';
import { compile } from '../../src/policy/compile.ts';
import { evaluate } from '../../src/policy/evaluate.ts';
import { explain } from '../../src/policy/explain.ts';
import type { PolicyKind } from '../../src/policy/kind.ts';
import { parsePolicy } from '../../src/policy/parse.ts';
import { PolicyFault } from '../../src/policy/policy-fault.ts';
import { isPublic, withoutPublic } from '../../src/policy/public.ts';
import { contextOf } from '../../src/policy/request.ts';
import { CAST, OWNER, STRANGER } from './cast.ts';
import { type Asked, slowly } from './slow.ts';
import { read } from './support.ts';

/** Numbers from a seed (mulberry32), so that a failure can be seen again. */
function dice(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const below = (n: number) => Math.floor(next() * n);
  const pick = <T>(from: readonly T[]): T => from[below(from.length)] as T;
  const some = <T>(from: readonly T[]): T | T[] =>
    below(3) === 0 ? pick(from) : Array.from({ length: 1 + below(3) }, () => pick(from));
  return { below, pick, some, maybe: (share: number) => next() < share };
}

type Dice = ReturnType<typeof dice>;

const ACTIONS = [
  'oss:GetObject',
  'oss:PutObject',
  'oss:getobject',
  'oss:*',
  '*',
  'oss:Get*',
  'oss:?utObject',
  'oss:*Object',
  'sts:*',
  'oss:L*t*s',
  'oss:ListObjects',
];
const RESOURCES = [
  '*',
  'acs:oss:*:*:*',
  'acs:oss:*:*:b',
  'acs:oss:*:*:b/*',
  `acs:oss:*:${OWNER}:b/a*`,
  'acs:oss:oss-cn-hangzhou:*:b/?',
  'acs:oss:*:*:*/a/*',
  'acs:oss:*:*:b*',
  'acs:oss:cn-*:*:c/*b',
  'acs:*',
  `acs:oss:*:${STRANGER}:*`,
  'acs:oss:*:*:b/a*b*a',
  'acs:oss:*:*:b/*?',
  'acs:oss:*:*:b/*aa?a*',
];
const PRINCIPALS = [
  '*',
  OWNER,
  STRANGER,
  CAST.alice.userId,
  CAST.bob.userId,
  `arn:sts::${OWNER}:assumed-role/*/*`,
  'arn:sts::*:assumed-role/guest/*',
  'arn:sts::*',
];
const VALUES: Readonly<Record<string, readonly string[]>> = {
  StringEquals: ['x', 'X', 'xy', ''],
  StringEqualsIgnoreCase: ['x', 'XY'],
  StringLike: ['x*', '?', '*y*', '', 'x?z', '*x*y*'],
  NumericEquals: ['1', '1.0', '10'],
  NumericLessThan: ['1', '10'],
  NumericLessThanEquals: ['1', '-3'],
  NumericGreaterThan: ['1', '5'],
  NumericGreaterThanEquals: ['10'],
  DateEquals: ['2025-11-20T12:00:00Z', '2025-11-20T20:00:00+08:00'],
  DateLessThan: ['2025-11-20T12:00:00Z', '2025-11-20'],
  DateGreaterThanEquals: ['2025-11-20T12:00:00Z'],
  Bool: ['true', 'false', 'True'],
  IpAddress: ['10.0.0.0/8', '10.1.2.3', '0.0.0.0/0', '192.0.2.128/25', '10.1.2.4/31'],
};
const NEGATED: Readonly<Record<string, string>> = {
  StringEquals: 'StringNotEquals',
  StringEqualsIgnoreCase: 'StringNotEqualsIgnoreCase',
  StringLike: 'StringNotLike',
  NumericEquals: 'NumericNotEquals',
  DateEquals: 'DateNotEquals',
  IpAddress: 'NotIpAddress',
};
const GIVEN: Readonly<Record<string, readonly string[]>> = {
  String: ['x', 'xy', 'X', 'xyz', ''],
  Numeric: ['1', '5', '10', '-4'],
  Date: ['2025-11-20T12:00:00Z', '2025-11-19T00:00:00Z', '2025-11-21T00:00:00+08:00'],
  Bool: ['true', 'false'],
  IpAddress: ['10.1.2.3', '10.1.2.5', '192.0.2.200', '203.0.113.1'],
};
const FAMILIES = Object.keys(GIVEN);
const KEYS = ['one', 'Two'] as const;

const keyOf = (family: string, name: string) => `acs:${family}${name}`;

function condition(d: Dice): object {
  const entries = Array.from({ length: 1 + d.below(2) }, () => {
    const plain = d.pick(Object.keys(VALUES));
    const family = FAMILIES.find((each) => plain.startsWith(each)) as string;
    const operator = d.maybe(0.4) ? (NEGATED[plain] ?? plain) : plain;
    const keys = Array.from({ length: 1 + d.below(2) }, () => [
      keyOf(family, d.pick(KEYS)),
      d.some(VALUES[plain] as string[]),
    ]);
    return [operator, Object.fromEntries(keys)];
  });
  return Object.fromEntries(entries);
}

function statement(d: Dice, kind: PolicyKind): object {
  return {
    Effect: d.maybe(0.4) ? 'Deny' : 'Allow',
    [d.maybe(0.2) ? 'NotAction' : 'Action']: d.some(ACTIONS),
    [d.maybe(0.2) ? 'NotResource' : 'Resource']: d.some(RESOURCES),
    ...(kind === 'bucket' && d.maybe(0.95) ? { Principal: d.some(PRINCIPALS) } : {}),
    ...(d.maybe(0.4) ? { Condition: d.maybe(0.1) ? {} : condition(d) } : {}),
  };
}

function policy(d: Dice, kind: PolicyKind): object {
  const statements = Array.from({ length: 1 + d.below(4) }, () => statement(d, kind));
  return { Version: '1', Statement: d.maybe(0.1) ? statements[0] : statements };
}

function asked(d: Dice): Asked {
  const context = FAMILIES.flatMap((family) =>
    KEYS.flatMap((name) => (d.maybe(0.6) ? [[keyOf(family, name), d.pick(GIVEN[family] as string[])]] : [])),
  );
  return {
    action: d.pick(['oss:GetObject', 'oss:PutObject', 'oss:ListObjects', 'sts:AssumeRole']),
    resource: [
      'oss',
      d.pick(['cn-hangzhou', 'cn-beijing', '*']),
      d.pick([OWNER, OWNER, STRANGER]),
      d.pick(['b', 'b/a', 'b/aa', 'b/a/b', 'c/b', 'c', '*', 'b/abba', 'b/aXbYa', 'b/😀', 'b/aaaba']),
    ],
    principal: d.pick(Object.values(CAST)),
    context: Object.fromEntries(context),
  };
}

describe('random policies', () => {
  it('20,000 sets of policies decide as the slow reading does, and no Allow stands against a Deny', () => {
    const d = dice(20251120);
    const seen = { allow: 0, 'explicit-deny': 0, 'implicit-deny': 0 };
    for (let round = 0; round < 20_000; round += 1) {
      const kind = d.pick(['identity', 'bucket', 'session'] as const);
      const documents = Array.from({ length: 1 + d.below(2) }, () => policy(d, kind));
      const compiled = documents.map((each, i) => compile(read(each, kind), kind, `p${i}`));
      for (let question = 0; question < 4; question += 1) {
        const given = asked(d);
        const request = {
          action: given.action,
          resource: ['acs', ...given.resource].join(':'),
          principal: given.principal,
          context: contextOf(given.context),
        };
        const { effect, decidedBy } = evaluate(compiled, request);
        const expected = slowly(documents, kind, given);
        if (effect !== expected) {
          expect.fail(`${effect} instead of ${expected}: ${JSON.stringify({ round, kind, documents, given })}`);
        }
        if (decidedBy !== undefined && (decidedBy.statement.Effect === 'Deny') !== (effect === 'explicit-deny')) {
          expect.fail(`the wrong statement decided: ${JSON.stringify({ round, decidedBy })}`);
        }
        const applying = explain(compiled, request).filter(({ differs }) => differs.length === 0);
        if (applying.length > 0 !== (effect !== 'implicit-deny')) {
          expect.fail(`the explanation says otherwise: ${JSON.stringify({ round, applying, effect })}`);
        }
        seen[effect] += 1;
      }
    }
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(8_000);
  });

  it('20,000 damaged policies are read or refused, and never throw', () => {
    const d = dice(7);
    const JUNK = [
      null,
      1,
      true,
      '',
      '*',
      [],
      {},
      [[]],
      { a: 1 },
      ['x', 1],
      '__proto__',
      'oss:',
      '\u0000',
      '10.0.0.0/99',
    ];
    let faults = 0;
    for (let round = 0; round < 20_000; round += 1) {
      const kind = d.pick(['identity', 'session', 'bucket', 'trust'] as const);
      const text = d.maybe(0.5)
        ? cut(JSON.stringify(policy(d, kind)), d)
        : JSON.stringify(damage(policy(d, kind), d, JUNK));
      const document = parsePolicy(text, kind, { strict: d.maybe(0.5) });
      if (document instanceof PolicyFault) {
        faults += 1;
        continue;
      }
      const given = asked(d);
      const whole = compile(document, kind, 'p');
      const request = {
        action: given.action,
        resource: ['acs', ...given.resource].join(':'),
        principal: given.principal,
        context: contextOf(given.context),
      };
      evaluate([whole, withoutPublic(whole)], request);
      explain([whole], request);
      isPublic(document);
    }
    expect(faults).toBeGreaterThan(10_000);
    expect(faults).toBeLessThan(20_000);
  });
});

/** A text with one piece removed, doubled or replaced. */
function cut(text: string, d: Dice): string {
  const from = d.below(text.length);
  const to = Math.min(text.length, from + d.below(12));
  return text.slice(0, from) + d.pick(['', '', '*', '"', '{', ']', text.slice(from, to).repeat(2)]) + text.slice(to);
}

/** A value with one of its parts replaced. */
function damage(value: unknown, d: Dice, junk: readonly unknown[]): unknown {
  if (typeof value !== 'object' || value === null || d.maybe(0.2)) return d.pick(junk);
  const keys = Object.keys(value);
  if (keys.length === 0) return d.pick(junk);
  const key = d.pick(keys);
  const part = damage((value as Record<string, unknown>)[key], d, junk);
  if (Array.isArray(value)) return value.map((each, i) => (String(i) === key ? part : each));
  return { ...value, [d.maybe(0.2) ? `${key}x` : key]: part };
}
