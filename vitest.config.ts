import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{boot,core,channels,workers,admin,sandbox,deploy,scripts,test}/**/*.test.{ts,tsx}'],
    globalSetup: 'test/postgres.setup.ts',
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // The suites start real servers and processes; two at a time is what two cores carry.
    maxWorkers: 2,
    reporters: process.env.CI ? ['default', ['json', { outputFile: 'coverage/tests.json' }]] : ['default'],
  },
});
