// Where the tests are and how long one may take; nothing else is configured.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'packages/*/src/**/*.test.ts',
      'testbed/**/*.test.ts',
      'repo-rules/**/*.test.ts',
      'scripts/**/*.test.ts',
      'bin/**/*.test.ts',
    ],
    setupFiles: ['scripts/fixed-seed.ts'],
    globalSetup: ['testbed/cluster/vitest-setup.ts'],
    testTimeout: 60_000,
    // A hook may be the first to ask for the shared cluster.
    hookTimeout: 180_000,
    passWithNoTests: false,
  },
});
