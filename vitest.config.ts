import { defineConfig } from 'vitest/config';

/** Tests of what belongs to the whole process: its arguments, its sockets, its modules. */
const OWN = [
  'test/*.test.ts',
  'test/store/**/*.test.ts',
  'test/commands/**/*.test.ts',
  'test/config/**/*.test.ts',
  'test/gateway/callback-manual-many.test.ts',
  'test/gateway/fuzz-*.test.ts',
];

const ELSEWHERE = ['test/sdk/**', 'test/browser/**', 'test/media/ffmpeg/**'];

// What is waited for comes at once, unless the machine is busy.
const common = { pool: 'threads', testTimeout: 20_000, expect: { poll: { interval: 5, timeout: 10_000 } } } as const;

/** All others share their workers: loading the house anew for each of their files would take longer than the tests. */
export default defineConfig({
  test: {
    // One less than the processors is the default, which on two of them is half.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          ...common,
          name: 'shared',
          include: ['test/**/*.test.ts'],
          exclude: [...OWN, ...ELSEWHERE],
          isolate: false,
        },
      },
      { test: { ...common, name: 'own', include: OWN } },
    ],
  },
});
