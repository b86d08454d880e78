// How long one may take, and what of the machine they do not see.
import { defineConfig } from 'vitest/config';
import { TEST_FILES } from './scripts/test-files.ts';

export default defineConfig({
  test: {
    include: [...TEST_FILES],
    // No test finds the cluster of whoever runs it; those that need one name their own.
    env: { KUBECONFIG: '/nonexistent/kubeconfig' },
    setupFiles: ['scripts/fixed-seed.ts'],
    globalSetup: ['testbed/cluster/vitest-setup.ts'],
    testTimeout: 60_000,
    // A hook may be the first to ask for the shared cluster.
    hookTimeout: 180_000,
    passWithNoTests: false,
  },
});
