import { expect, test } from 'vitest';
import { CHECKS as QUESTIONS } from '../../page/checks.ts';
import { factsOf, stepsOf } from '../../page/ladder.ts';
import type { Rung } from '../../page/types.ts';
import { ladder } from '../../src/gateway/ladder.ts';

const CHECKS = ['method', 'path', 'signature', 'authorization'];

function rungs(...given: readonly string[]): Rung[] {
  return given.map((text) => {
    const [name, outcome = 'passed'] = text.split(' ') as [string, Rung['outcome']?];
    return { name, outcome };
  });
}

function shown(given: readonly Rung[], cause?: string): string[] {
  return stepsOf({ rungs: given, ...(cause !== undefined && { cause }) }, CHECKS).map(
    ({ name, outcome }) => `${name} ${outcome}`,
  );
}

test('behind a refusal the checks were not reached, and neither was the operation', () => {
  expect(shown(rungs('method', 'path', 'signature refused'), 'some-cause')).toEqual([
    'method passed',
    'path passed',
    'signature refused',
    'authorization unreached',
    'execution unreached',
  ]);
});

test('a check that does not apply stands in its place', () => {
  expect(shown(rungs('method', 'path', 'authorization', 'execution'))).toEqual([
    'method passed',
    'path passed',
    'signature skipped',
    'authorization passed',
    'execution passed',
  ]);
});

test('an operation that refuses by itself is reached', () => {
  const given = rungs('method', 'path', 'signature', 'authorization', 'permission noted', 'execution refused');
  expect(shown(given, 'some-cause').slice(-2)).toEqual(['permission noted', 'execution refused']);
});

test('what never came to these checks has only its own', () => {
  expect(shown(rungs('http refused'), 'bad-request-line')).toEqual(['http refused']);
});

test('the last facts of a name count', () => {
  const given: Rung[] = [
    { name: 'permission', outcome: 'noted', facts: { action: 'one' } },
    { name: 'permission', outcome: 'noted', facts: { action: 'two' } },
    { name: 'permission', outcome: 'passed' },
  ];
  expect(factsOf({ rungs: given }, 'permission')).toEqual({ action: 'two' });
});

test('the page says of every check what it asks (page/checks.ts)', () => {
  expect(ladder.map(({ name }) => name).filter((name) => !(name in QUESTIONS))).toEqual([]);
});
