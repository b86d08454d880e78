// Metrics of redact: the text, and the file that holds it.
import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { scratch } from '../testing/scratch.ts';
import { ended, run, start } from '../testing/subprocess.ts';

const RISKY = 'user bob and password dbPass123!\nall well\nBearer for bob@example.com\ncut';
const EXPECTED = `# HELP watertight_redact_masked_total Values masked, by class and by the detector or rule that found them.
# TYPE watertight_redact_masked_total counter
watertight_redact_masked_total{class="email",detector="email"} 1
watertight_redact_masked_total{class="password",detector="password"} 1
# HELP watertight_redact_read_bytes_total Bytes read.
# TYPE watertight_redact_read_bytes_total counter
watertight_redact_read_bytes_total 72
# HELP watertight_redact_written_bytes_total Bytes written.
# TYPE watertight_redact_written_bytes_total counter
watertight_redact_written_bytes_total 69
# HELP watertight_redact_lines_total Line ends read.
# TYPE watertight_redact_lines_total counter
watertight_redact_lines_total 3
# HELP watertight_redact_candidate_lines_total Lines that held an anchor and were looked at closely.
# TYPE watertight_redact_candidate_lines_total counter
watertight_redact_candidate_lines_total 2
# HELP watertight_redact_closed_lines_total Lines closed: a rule failed, a value was too long, or the line asked for too much work.
# TYPE watertight_redact_closed_lines_total counter
watertight_redact_closed_lines_total 0
# HELP watertight_redact_closed_lines_by_fault_total Closed lines, by the rule that failed or the limit that they met.
# TYPE watertight_redact_closed_lines_by_fault_total counter
# HELP watertight_redact_errors_total Inputs that could not be read on, and requests that were refused.
# TYPE watertight_redact_errors_total counter
watertight_redact_errors_total 0
`;

test('--metrics-file holds the counts of the whole run, for all to read', async () => {
  using folder = scratch();
  const file = path.join(folder.path, 'redact.prom');
  const { code, stdout } = await run(['redact', '--metrics-file', file], { stdin: RISKY });
  expect(code).toBe(0);
  expect(readFileSync(file, 'utf8')).toBe(EXPECTED);
  expect(Buffer.byteLength(stdout)).toBe(69);
  expect([statSync(file).mode & 0o777, readdirSync(folder.path)]).toEqual([0o644, ['redact.prom']]);
});

test('it is there from the start, and written once more when a signal ends the run', async () => {
  using folder = scratch();
  const file = path.join(folder.path, 'redact.prom');
  const child = start(['redact', '--metrics-file', file]);
  child.stdin?.write('password=hunter2\n');
  await new Promise((resolve) => {
    child.stdout?.once('readable', resolve);
  });
  expect(readFileSync(file, 'utf8')).toContain('watertight_redact_lines_total 0\n');
  child.kill('SIGTERM');
  expect((await ended(child)).code).toBe(143);
  expect(readFileSync(file, 'utf8')).toContain('watertight_redact_lines_total 1\n');
});

test('a place that cannot be written ends the run before anything is read', async () => {
  const { code, stdout, stderr } = await run(['redact', '--metrics-file', '/nonexistent/x'], { stdin: RISKY });
  expect([code, stdout]).toEqual([4, '']);
  expect(stderr).toBe('error: cannot write /nonexistent/x (ENOENT)\nCheck the folder and its permissions.\n');
});

test('a folder as the kubelet mounts it: each key once, by its own name', async () => {
  using folder = scratch();
  const at = (name: string): string => path.join(folder.path, name);
  mkdirSync(at('..2026_01_01/nested'), { recursive: true });
  writeFileSync(at('..2026_01_01/key'), 'mounted-value-1\n');
  writeFileSync(at('..2026_01_01/nested/key'), 'nested-value-2');
  symlinkSync('..2026_01_01', at('..data'));
  symlinkSync('..data/key', at('key'));
  symlinkSync('..data/nested', at('nested'));
  writeFileSync(at('short'), 'ab');
  const { code, stdout, stderr } = await run(['redact', '--known-from', folder.path], {
    stdin: 'mounted-value-1 nested-value-2 ab\n',
  });
  expect([code, stdout, stderr]).toEqual([
    0,
    '********** ********** ab\n',
    `short or common, not looked for: ${at('short')}\n`,
  ]);
});

test('--card-last-four shows four digits, and only of cards', async () => {
  const stdin = 'card 4111 1111 1111 1111, password=hunter2\n';
  expect((await run(['redact', '--card-last-four'], { stdin })).stdout).toBe(
    'card **** **** **** 1111, password=**********\n',
  );
  expect((await run(['redact', '--card-last-four', '--mask', 'rule'], { stdin })).code).toBe(2);
});
