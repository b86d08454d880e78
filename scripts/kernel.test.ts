// The committed kernel is what its source builds to.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { KERNEL_FILE, kernelFile } from './kernel.ts';

test('the search with SIMD is up to date: run npm run kernel', () => {
  const root = path.resolve(import.meta.dirname, '..');
  expect(kernelFile(root)).toBe(readFileSync(path.join(root, KERNEL_FILE), 'utf8'));
});
