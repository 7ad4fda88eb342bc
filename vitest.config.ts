import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{boot,core,channels,workers,admin,sandbox,deploy,scripts,test}/**/*.test.{ts,tsx}'],
    // Needs Java and Maven, and has a configuration of its own: npm run test:keycloak.
    exclude: ['test/keycloak/**', '**/node_modules/**'],
    globalSetup: 'test/postgres.setup.ts',
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // The suites start real servers and processes; two at a time is what two cores carry.
    maxWorkers: 2,
    reporters: process.env.CI ? ['default', ['json', { outputFile: 'coverage/tests.json' }]] : ['default'],
  },
});
