import { expect, test } from 'vitest';
import { operations } from '../../src/operations/index.ts';
import { CORPUS } from './fuzz-corpus.ts';
import { ground } from './fuzz-ground.ts';
import { type Seen, walk } from './fuzz-walk.ts';

const STEPS = 450;

test('every operation that works has requests to be damaged', () => {
  const working = operations.filter(({ support }) => support !== 'NotImplemented').map(({ name }) => name);
  expect(working.filter((name) => !CORPUS.has(name))).toEqual([]);
});

test(`${STEPS} damaged requests to all operations, in the states that others leave, get an OSS answer; what is refused is not kept`, async () => {
  const seen: Seen = { operations: new Set(), refused: 0, taken: 0 };
  const walked = await ground();
  await walk(walked, 0, STEPS, seen);
  await walked.server.close();
  expect(seen.operations.size).toBeGreaterThan(120);
  expect(seen.refused).toBeGreaterThan(STEPS / 4);
  expect(seen.taken).toBeGreaterThan(STEPS / 4);
}, 60_000);
