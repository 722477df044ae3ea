import { defineConfig } from 'vitest/config';

/**
 * Rooms whose tests leave nothing behind in their process: they share their workers, because loading the house anew for
 * each of two hundred files would take longer than the tests.
 */
const SHARED = [
  'access',
  'auth',
  'errors',
  'forms',
  'operations',
  'policy',
  'select',
  'wire',
  'wire-golden',
  'xml',
].map((room) => `test/${room}/**/*.test.ts`);

const ELSEWHERE = ['test/sdk/**', 'test/browser/**', 'test/media/ffmpeg/**'];

const common = { pool: 'threads', testTimeout: 20_000 } as const;

export default defineConfig({
  test: {
    projects: [
      { test: { ...common, name: 'shared', include: SHARED, isolate: false } },
      { test: { ...common, name: 'own', include: ['test/**/*.test.ts'], exclude: [...SHARED, ...ELSEWHERE] } },
    ],
  },
});
