import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/sdk/**', 'test/browser/**', 'test/media/ffmpeg/**'],
    pool: 'threads',
    testTimeout: 20_000,
  },
});
