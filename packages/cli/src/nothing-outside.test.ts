// The command reads files and nothing else: no socket, no DNS query, no child process, and it works without any network.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const MAIN = join(import.meta.dirname, 'main.ts');
const DENY = join(import.meta.dirname, 'testing', 'deny-outside.ts');
const INPUT = ['-f', 'examples/seed-backend', '--no-render'];

const COMMANDS: readonly (readonly string[])[] = [
  ['scan', ...INPUT],
  ['scan', ...INPUT, '-o', 'sarif'],
  ['who-can-read', 'secret/database-credentials', '-n', 'backend', ...INPUT],
  ['reach', 'serviceaccount:backend/backend-sa', ...INPUT],
  ['paths', ...INPUT],
  ['can', '--as', 'serviceaccount:backend/backend-sa', 'get', 'secrets', '-n', 'backend', ...INPUT],
  ['can-connect', '--from', 'network:internet', '--to', 'network:pods', '--port', '80', ...INPUT],
  ['explain', 'A1'],
  ['detect', 'examples/seed-backend'],
  ['redact', '--file', 'README.md', '--known-from', 'examples/seed-backend'],
  ['--help'],
  ['version'],
];

const folder = mkdtempSync(join(tmpdir(), 'watertight-outside-'));
afterAll(() => rmSync(folder, { recursive: true }));

function run(args: readonly string[], before: readonly string[] = []): { status: number | null; stderr: string } {
  const [program = '', ...rest] = [...before, process.execPath, '--import', DENY, MAIN, ...args];
  return spawnSync(program, rest, { cwd: ROOT, encoding: 'utf8', env: { ...process.env, HOME: folder } });
}

describe.each(COMMANDS.map((args) => [args.join(' '), args] as const))('%s', (_, args) => {
  test('opens no socket, asks no DNS, starts no program', () => {
    const { status, stderr } = run(args);
    expect(stderr).not.toContain('DENIED');
    expect(status).toBeLessThanOrEqual(1);
  });
});

test('the guard itself works', () => {
  const { status, stderr } = spawnSync(process.execPath, ['--import', DENY, '-e', "require('node:net').connect(9)"], {
    encoding: 'utf8',
  });
  expect(stderr).toContain('DENIED socket');
  expect(status).toBe(99);
});

const NAMESPACE = ['unshare', '--net', '--map-root-user'];
const mayUnshare = spawnSync('unshare', [...NAMESPACE.slice(1), 'true']).status === 0;

test('answers in an empty network namespace', (context) => {
  if (!mayUnshare) context.skip('the system does not allow network namespaces (unshare --net)');
  expect(run(['scan', ...INPUT], NAMESPACE).status).toBe(1);
});
