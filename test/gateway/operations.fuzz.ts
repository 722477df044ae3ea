import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { ground } from './fuzz-ground.ts';
import { type Seen, walk } from './fuzz-walk.ts';

const ROUND = 512;
const ROUNDS = Number(process.env.FUZZ_ROUNDS ?? 20);
const SEED = Number(process.env.FUZZ_SEED ?? Date.now() % 1_000_000);
/** Bytes the heap may have grown by from the second round on. */
const GROWTH = 32 * 1024 * 1024;

function heapUsed(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}

test(`${ROUNDS * ROUND} damaged requests: FUZZ_SEED=${SEED} repeats them, FUZZ_ROUNDS makes them more`, async () => {
  const warnings: Error[] = [];
  const heard = (warning: Error) => warnings.push(warning);
  process.on('warning', heard);
  const walked = await ground();
  const seen: Seen = { operations: new Set(), refused: 0, taken: 0 };
  let grown = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const from = SEED * ROUND + round * ROUND;
    await walk(walked, from, from + ROUND, seen);
    if (round === 1) grown = -heapUsed();
  }
  if (ROUNDS > 2) expect(grown + heapUsed()).toBeLessThan(GROWTH);
  await walked.server.close();
  process.off('warning', heard);
  expect(warnings).toEqual([]);
}, 3_600_000);
