import { defineConfig } from 'vitest/config';

export default defineConfig({ test: { globalSetup: './ossmock.setup.js' } });
