import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** `npm run test:keycloak`: the login against a real Keycloak, apart from `npm test`, which needs no Java. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    include: ['test/keycloak/**/*.test.ts'],
    globalSetup: 'test/keycloak/setup.ts',
    // One realm and one console for all: what one suite changes the others see.
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    reporters: ['default', fileURLToPath(new URL('./failOnSkipped.ts', import.meta.url))],
  },
});
