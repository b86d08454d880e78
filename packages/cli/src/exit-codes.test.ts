// Exit codes and errors, as CONTRACT has them: which one each command line ends with, and the two lines of an error.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { runInProcess } from './testing/in-process.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const BACKEND = path.join(ROOT, 'examples/seed-backend');
const HARDENED = path.join(ROOT, 'examples/seed-backend-hardened');

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'watertight-codes-'));
  writeFileSync(path.join(folder, 'broken.yaml'), 'a: [\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

const at = (name: string): string => path.join(folder, name);

async function code(...args: string[]): Promise<number> {
  return (await runInProcess(args)).code;
}

describe('exit codes', () => {
  test.each<[number, string[]]>([
    [1, ['scan', BACKEND]],
    [1, ['scan', '-f', BACKEND, '--fail-on', 'critical']],
    [0, ['scan', '-f', BACKEND, '--fail-on', 'none']],
    [0, ['scan', '-f', HARDENED]],
    [0, ['who-can-read', 'secret/database-credentials', '-n', 'backend', '-f', BACKEND]],
    [0, ['who-can-read', 'secret/not-there', '-n', 'backend', '-f', BACKEND]],
    [0, ['reach', 'serviceaccount:backend/backend-sa', '-f', BACKEND]],
    [0, ['reach', 'user:nobody', '-f', BACKEND]],
    [0, ['paths', '-f', BACKEND]],
    [0, ['can', '--as', 'alice', 'get', 'secrets', '-f', BACKEND]],
    [0, ['can-connect', '--from', 'network:pods', '--to', 'network:internet', '--port', '53/UDP', '-f', BACKEND]],
    [0, ['can-connect', '--from', 'pod:a/b', '--to', 'pod:c/d', '--port', '1', '-f', BACKEND]],
    [0, ['fix', 'network', '-f', BACKEND]],
    [0, ['explain', 'A1']],
    [0, ['version']],
    [0, ['--version']],
    [0, ['--help']],
    [0, []],
    [0, ['scan', '--help']],
    [2, ['scan', '--help-me']],
    [2, ['scna']],
    [2, ['scan']],
    [2, ['scan', '-f', 'no/such/file']],
    [2, ['scan', '-f', BACKEND, '-f', 'no/such/file']],
    [2, ['scan', '-f', BACKEND, '--fail-on', 'severe']],
    [2, ['scan', '-f', BACKEND, '-o', 'xml']],
    [2, ['scan', '-f', BACKEND, '--max-paths', '0']],
    [2, ['scan', '-f', BACKEND, '-n', 'a', '-A']],
    [2, ['scan', '-f', BACKEND, '-l', 'a=b=c']],
    [2, ['scan', '-f', BACKEND, '--kubernetes-version', 'newest']],
    [2, ['scan', '-f', BACKEND, '--as-of', '2027-02-30']],
    [2, ['scan', '-f', BACKEND, '--baseline', 'no/such/file']],
    [2, ['scan', '-f', BACKEND, '--config', 'no/such/file']],
    [2, ['fix', 'network', '-f', BACKEND, '--stage', 'first', '-o', 'yaml']],
    [2, ['who-can-read', '-f', BACKEND]],
    [2, ['who-can-read', 'database-credentials', '-f', BACKEND]],
    [2, ['who-can-read', 'secret/a', '--all', '-f', BACKEND]],
    [2, ['reach', '-f', BACKEND]],
    [2, ['can', 'get', 'secrets', '-f', BACKEND]],
    [2, ['can-connect', '--from', 'pod:a/b', '--to', 'pod:c/d', '-f', BACKEND]],
    [2, ['can-connect', '--from', 'pod:a/b', '--to', 'pod:c/d', '--port', '65536', '-f', BACKEND]],
    [2, ['can-connect', '--from', 'a', '--to', 'b', '--port', '1', '--cni', 'flannel', '-f', BACKEND]],
    [2, ['explain', 'no-such-check']],
    [2, ['explain', 'p-000000000000', '-f', BACKEND]],
    [2, ['completion', 'tcsh']],
    [4, ['scan', '-f', BACKEND, '--output-file', 'no/such/folder/file']],
  ])('%i: %j', async (expected, args) => {
    expect(await code(...args)).toBe(expected);
  });

  test('4 wins over 2 and 1, 2 over 1, 1 over 3', async () => {
    const incomplete = ['-f', at('broken.yaml'), '--fail-on-incomplete'];
    expect(await code('scan', ...incomplete)).toBe(3);
    expect(await code('scan', ...incomplete, '-f', BACKEND)).toBe(1);
    expect(await code('scan', ...incomplete, '-f', BACKEND, '-f', 'no/such/file')).toBe(2);
    expect(await code('scan', ...incomplete, '-f', BACKEND, '--output-file', 'no/such/folder/file')).toBe(4);
    expect(await code('paths', ...incomplete)).toBe(3);
    expect(await code('paths', '-f', at('broken.yaml'))).toBe(0);
  });
});

describe('errors', () => {
  test.each([
    ['scna', ["error: unknown command 'scna'", 'Did you mean scan?']],
    [
      'scan --fail-on x',
      ["error: option '--fail-on <severity>' argument 'x' is invalid", /^Allowed choices are critical, /],
    ],
    ['scan -f a --kubernetes-version x', ['error: not a Kubernetes version: x', /1\.37/]],
    ['scan -f no/such/file', ['error: no such file or folder: no/such/file', /standard input/]],
    ['scan', ['error: no input is given, and there is no kubeconfig', /-f FILE.*--kubeconfig/]],
    ['scan -f a --context b', ['error: both -f and --context are given', /snapshot/]],
    ['reach', ["error: missing required argument 'position'", /reach --help/]],
    ['scan -f', ["error: option '-f, --filename <file>' argument missing", /scan --help/]],
  ])('%s: what is wrong, and what to do', async (line, [wrong, todo]) => {
    const { stdout, stderr } = await runInProcess(line.split(' '));
    const lines = stderr.split('\n');
    expect(stdout).toBe('');
    expect(lines).toEqual([wrong, expect.stringMatching(todo as RegExp), '']);
  });

  test('write out what a terminal would act on', async () => {
    const { stderr } = await runInProcess(['scan', '-f', 'a\u001B[2Jb\nc']);
    expect(stderr).not.toContain('\u001B');
    expect(stderr.split('\n')).toHaveLength(3);
  });
});

describe('colours', () => {
  afterEach(() => vi.unstubAllEnvs());

  const isColoured = async (env: Record<string, string>, ...args: string[]): Promise<boolean> => {
    for (const name of ['NO_COLOR', 'FORCE_COLOR']) vi.stubEnv(name, env[name] ?? '');
    return (await runInProcess(['scan', '-f', BACKEND, ...args])).stdout.includes('\u001B[');
  };

  test('are for a terminal, unless asked for', async () => {
    expect(await isColoured({})).toBe(false);
    expect(await isColoured({ FORCE_COLOR: '1' })).toBe(true);
    expect(await isColoured({ FORCE_COLOR: '0' })).toBe(false);
    expect(await isColoured({ FORCE_COLOR: '1', NO_COLOR: '1' })).toBe(false);
    expect(await isColoured({ FORCE_COLOR: '1' }, '--color', 'never')).toBe(false);
    expect(await isColoured({ NO_COLOR: '1' }, '--color', 'always')).toBe(true);
  });
});
