// redact export: where the configuration goes, and what is said of what it leaves in clear.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { runInProcess } from '../testing/in-process.ts';
import { scratch } from '../testing/scratch.ts';

test.each(['vector', 'fluent-bit', 'otel'])('--to %s', async (target) => {
  const { code, stdout, stderr } = await runInProcess(['redact', 'export', '--to', target]);
  expect(code).toBe(0);
  expect(stdout).toContain(`Made by: watertight redact export --to ${target}`);
  expect(stderr).toMatch(/^\d+ formats as here, \d+ without checksums or context, \d+ not at all:\n/);
  expect(stderr).toContain('sql-insert');
});

test('--output-file holds the same', async () => {
  using folder = scratch();
  const file = path.join(folder.path, 'redact.vrl');
  const { stdout } = await runInProcess(['redact', 'export', '--to', 'vector', '--output-file', file]);
  const { stdout: shown } = await runInProcess(['redact', 'export', '--to', 'vector']);
  expect([stdout, readFileSync(file, 'utf8')]).toEqual(['', shown]);
});

test.each([
  [['export'], 'no program is named to export for'],
  [['export', '--to', 'vector', '--file', 'x'], 'redact export reads no file'],
  [['export', '--to', 'vector', '--known-from', 'x'], 'takes no option of masks'],
  [['export', '--to', 'vector', '--mask', 'rule'], 'takes no option of masks'],
  [
    ['test', 'package.json', '--metrics-file', 'x'],
    'redact test says what is found, and takes no option of files, masks or counts',
  ],
  [['--to', 'vector'], '--to is for redact export'],
  [['--output-file', 'x'], '--output-file is for redact export'],
  [['export', '--to', 'fluentd'], 'fluentd'],
])('redact %j is refused', async (args, message) => {
  const { code, stderr } = await runInProcess(['redact', ...args]);
  expect([code, stderr.trimEnd().split('\n').length]).toEqual([2, 2]);
  expect(stderr).toContain(message);
});
