import { defineConfig } from 'vitest/config';

/** Tests on media files that ffmpeg makes on the spot, against ffprobe and Chromium: apt-get install ffmpeg chromium. */
export default defineConfig({
  test: {
    include: ['test/media/ffmpeg/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 300_000,
  },
});
