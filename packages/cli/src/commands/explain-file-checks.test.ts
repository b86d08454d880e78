// What explain says of the checks of files, which have no page: they are no part of a cluster.
import path from 'node:path';
import type { ExplainResult } from '@watertight/engine';
import { expect, test } from 'vitest';
import { FILE_CHECKS } from '../encryption/file-checks.ts';
import { runInProcess } from '../testing/in-process.ts';

const EXAMPLE = path.resolve(import.meta.dirname, '../../../../examples/seed-backend');

test.each(FILE_CHECKS.map(({ id, severity }) => [id, severity]))('%s', async (id, severity) => {
  const { code, stdout, stderr } = await runInProcess(['explain', id, '-f', EXAMPLE, '--no-config', '-o', 'json']);
  expect([code, stderr]).toEqual([0, '']);
  const explained = JSON.parse(stdout) as ExplainResult;
  expect(explained).toMatchObject({ subject: 'check', id, severity });
  // No input could hold what it is about: not found there would be no answer.
  expect(explained.findings).toBeUndefined();
});

test('one that is none', async () => {
  const { code, stderr } = await runInProcess(['explain', 'encryption-file-date']);
  expect([code, stderr]).toEqual([2, expect.stringContaining('no check, technique or path is called')]);
});
