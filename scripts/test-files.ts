// Where the tests are: for vitest, and for whoever runs it.

export const TEST_FILES: readonly string[] = [
  'packages/*/src/**/*.test.ts',
  'testbed/**/*.test.ts',
  'repo-rules/**/*.test.ts',
  'scripts/**/*.test.ts',
  'bin/**/*.test.ts',
];
