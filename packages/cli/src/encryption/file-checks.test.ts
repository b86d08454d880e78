// The checks of the file itself have no page, and `explain` knows them all the same.
import { expect, test } from 'vitest';
import { runInProcess } from '../testing/in-process.ts';
import { FILE_CHECKS } from './file-checks.ts';

test.each(FILE_CHECKS.map(({ id, severity }) => [id, severity]))('explain %s', async (id, severity) => {
  const { code, stdout } = await runInProcess(['explain', id, '-o', 'json']);
  const explained = JSON.parse(stdout) as { findings?: unknown };
  expect([code, explained]).toMatchObject([0, { subject: 'check', id, severity }]);
  // No input could hold what it is about: not found there would be no answer.
  expect(explained.findings).toBeUndefined();
});

test('explain a check of files that is none', async () => {
  const { code, stderr } = await runInProcess(['explain', 'encryption-file-date']);
  expect([code, stderr]).toEqual([2, expect.stringContaining('no check, technique or path is called')]);
});
