import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/sdk/**', 'test/browser/**'],
    pool: 'threads',
    testTimeout: 20_000,
  },
});
