import { defineConfig } from 'vitest/config';

/** Long runs of what `npm test` does in seconds; the names of the tests tell the seed. */
export default defineConfig({ test: { include: ['test/**/*.fuzz.ts'], reporters: ['verbose'] } });
