// Shows that an unbuilt program is told from a tool that is not installed, and which command builds it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { hasGo } from '../testbed/build/go-program.ts';
import { absenceOf } from './absent-tools.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'watertight-absent-'));
  vi.stubEnv('XDG_CACHE_HOME', folder);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

test.each(['helm', 'kubectl', 'kubernetes-1.2'])('%s is not installed', (tool) => {
  expect(absenceOf(tool)).toBe(`${tool} is not installed`);
});

test.skipIf(!hasGo)('where nothing is built, the program is named, and what builds it (needs go)', () => {
  expect(absenceOf('kubernetes-1.37')).toBe('kubernetes-1.37 is not built: npm run testbed:build -- kubernetes-1.37');
  expect(absenceOf('kubernetes-1.30')).toBe(
    'kubernetes-1.30 cannot start: kubernetes-1.37 is not built: npm run testbed:build -- kubernetes-1.37',
  );
  expect(absenceOf('authorizers')).toBe('authorizers is not built: npm run testbed:build -- authorizers');
});
