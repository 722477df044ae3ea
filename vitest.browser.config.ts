import { defineConfig } from 'vitest/config';

/** Tests in Chromium. They fail, rather than skip, where it is missing: apt-get install chromium, or set CHROMIUM. */
export default defineConfig({
  test: {
    include: ['test/browser/**/*.test.ts'],
    fileParallelism: false,
    expect: { poll: { timeout: 10_000 } },
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
