// encryption lint by the command line: verdict, exit codes, formats, the file itself, bad input; and no key in any output.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { EncryptionLintResult, ScanResult } from '@watertight/engine';
import { formatsOf } from '@watertight/report';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runInProcess } from '../testing/in-process.ts';
import { BOX, HEAD, IDENTITY, KMS, leaked, lint, LintFolder } from '../testing/lint-files.ts';

let folder: LintFolder;
beforeAll(() => {
  folder = new LintFolder();
});
afterAll(() => folder[Symbol.dispose]());

const file: LintFolder['file'] = (...args) => folder.file(...args);

const found = ({ findings }: EncryptionLintResult): string[] =>
  findings.map(({ check, severity }) => `${severity} ${check}`);

describe('verdict', () => {
  test('a file that is taken', async () => {
    const at = file('good.yaml', HEAD + KMS);
    const { code, result } = await lint(at);
    expect(code).toBe(0);
    expect(result).toMatchObject({ kind: 'encryption-lint', kubernetesVersion: '1.37', accepted: true, refusals: [] });
    expect(found(result)).toEqual([]);
  });

  test('a file that is refused: each reason is a critical finding at its line', async () => {
    const at = file('bad.yaml', HEAD + KMS.replace('v2', 'v1') + KMS.replace('}', ', cachesize: 5}'));
    const { code, result } = await lint(at);
    expect(code).toBe(1);
    expect(result.accepted).toBe(false);
    expect(result.refusals.map(({ pointer, line }) => [pointer, line])).toEqual([
      ['/resources/0/providers/0/kms/apiVersion', 6],
      ['/resources/0/providers/1/kms/name', 7],
      ['/resources/0/providers/1/kms/cachesize', 7],
    ]);
    const refused = result.findings.filter(({ check }) => check === 'encryption-refused');
    expect(refused.map(({ severity, location }) => [severity, location?.line])).toEqual([
      ['critical', 6],
      ['critical', 7],
      ['critical', 7],
    ]);
  });

  test('version, gate and reload are the API server’s', async () => {
    const odd = file('odd.yaml', `${HEAD}${KMS}  comment: x\n`);
    expect((await lint(odd)).result.accepted).toBe(false);
    const older = await lint(odd, '--kubernetes-version', 'v1.30.4');
    expect([older.result.accepted, older.result.kubernetesVersion]).toEqual([true, '1.30']);
    expect(found(older.result)).toEqual(['medium encryption-ignored-text']);
    const v1 = file('v1.yaml', HEAD + KMS.replace('v2', 'v1') + KMS.replace('v2', 'v1'));
    expect((await lint(v1)).result.accepted).toBe(false);
    expect((await lint(v1, '--feature-gates', 'A=false,KMSv1=true')).result.accepted).toBe(true);
    expect((await lint(v1, '--feature-gates', 'KMSv1=true', '--automatic-reload')).result.accepted).toBe(false);
  });

  test('several files: all must be taken', async () => {
    const { result } = await lint(file('a.yaml', HEAD + KMS), file('b.yaml', `${HEAD}  - {}\n`));
    expect(result.accepted).toBe(false);
    expect(result.files.map(({ accepted }) => accepted)).toEqual([true, false]);
  });
});

describe('what is weak', () => {
  test('--require names what must be encrypted beside Secrets', async () => {
    const at = file('some.yaml', HEAD + KMS);
    expect(found((await lint(at, '--require', 'configmaps, pods', '--require', 'secrets')).result)).toEqual([
      'medium encryption-coverage',
      'medium encryption-coverage',
    ]);
  });

  test('--fail-on', async () => {
    const at = file('identity.yaml', HEAD + IDENTITY + BOX);
    expect((await lint(at)).code).toBe(1);
    expect((await lint(at, '--fail-on', 'critical')).code).toBe(0);
    expect((await lint(at, '--fail-on', 'none')).code).toBe(0);
  });

  test.each([
    [0o600, []],
    [0o640, ['high encryption-file-mode']],
    [0o604, ['high encryption-file-mode']],
  ])('a file with keys of mode %o', async (mode, expected) => {
    const { result } = await lint(file('mode.yaml', HEAD + BOX, mode));
    expect(found(result).filter((each) => each.includes('file-mode'))).toEqual(expected);
  });

  test.skipIf(spawnSync('git', ['--version']).status !== 0)('a file that git keeps (needs git)', async () => {
    const repository = path.join(folder.path, 'repository');
    mkdirSync(repository);
    const run = (...args: string[]) => execFileSync('git', ['-C', repository, ...args], { stdio: 'ignore' });
    run('init');
    writeFileSync(path.join(repository, 'kept.yaml'), HEAD + BOX, { mode: 0o600 });
    writeFileSync(path.join(repository, 'own.yaml'), HEAD + BOX, { mode: 0o600 });
    writeFileSync(path.join(repository, 'plugin.yaml'), HEAD + KMS, { mode: 0o600 });
    run('add', 'kept.yaml', 'plugin.yaml');
    const inGit = async (name: string): Promise<string[]> =>
      found((await lint(path.join(repository, name))).result).filter((each) => each.includes('in-git'));
    expect(await inGit('kept.yaml')).toEqual(['critical encryption-file-in-git']);
    expect(await inGit('own.yaml')).toEqual([]);
    expect(await inGit('plugin.yaml')).toEqual([]);
  });
});

test('scan finds the file among manifests, by the same checks and fingerprints, and shows no key', async () => {
  const at = file('scanned.yaml', HEAD + IDENTITY + BOX);
  const scan = await runInProcess(['scan', '-f', at, '-o', 'json', '--no-config']);
  expect(leaked(scan.stdout + scan.stderr)).toEqual([]);
  const inScan = (JSON.parse(scan.stdout) as ScanResult).findings.map(
    ({ check, fingerprint }) => `${check} ${fingerprint}`,
  );
  const inLint = (await lint(at)).result.findings
    .filter(({ check }) => !check.startsWith('encryption-file-'))
    .map(({ check, fingerprint }) => `${check} ${fingerprint}`);
  expect(new Set(inScan)).toEqual(new Set(inLint));
  expect(inScan).not.toEqual([]);
});

describe('formats', () => {
  test.each(formatsOf('encryption-lint'))('-o %s names the place and no key', async (format) => {
    const at = file('format.yaml', HEAD + IDENTITY + BOX, 0o644);
    const { code, stdout, stderr } = await runInProcess(['encryption', 'lint', at, '-o', format, '--color', 'always']);
    expect(code).toBe(1);
    expect(stdout).toContain('encryption-identity-first');
    expect(stdout).toContain('format.yaml');
    expect(leaked(stdout + stderr)).toEqual([]);
  });

  test('broken anywhere, no format shows a key', async () => {
    const text = HEAD + IDENTITY + BOX;
    for (let cut = 0; cut < text.length; cut += 7) {
      for (const broken of [text.slice(0, cut), `${text.slice(0, cut)}"${text.slice(cut)}`]) {
        const at = file('broken.yaml', broken);
        const { stdout, stderr } = await runInProcess([
          'encryption',
          'lint',
          at,
          '-o',
          cut % 2 === 0 ? 'wide' : 'sarif',
        ]);
        expect(leaked(stdout + stderr)).toEqual([]);
      }
    }
  });

  test('the same bytes for the same file', async () => {
    const at = file('same.yaml', HEAD + IDENTITY + BOX);
    expect((await lint(at)).all).toBe((await lint(at)).all);
  });
});

describe('input', () => {
  test.each([
    [['absent.yaml'], 2, 'ENOENT'],
    [['.'], 2, 'is a folder'],
    [[], 2, 'file'],
    [['a.yaml', '--kubernetes-version', '1.28'], 2, 'not known'],
    [['a.yaml', '--feature-gates', 'KMSv1'], 2, 'no gate'],
  ])('%j is a wrong use', async (args, expected, words) => {
    file('a.yaml', HEAD + KMS);
    const resolved = args.map((arg) => (arg.startsWith('-') || /^[\dK]/.test(arg) ? arg : path.join(folder.path, arg)));
    const { code, stderr } = await runInProcess(['encryption', 'lint', ...resolved]);
    expect(code).toBe(expected);
    expect(stderr).toContain(words);
  });

  test('a file that is too large is not judged, and that can fail the run', async () => {
    const at = file('large.yaml', HEAD + KMS);
    truncateSync(at, 2 ** 33);
    const { code, result } = await lint(at);
    expect([code, result.accepted, result.refusals, result.coverage[0]?.state]).toEqual([0, false, [], 'not-read']);
    expect(result.files).toEqual([{ file: at, accepted: null }]);
    const beside = await lint(at, file('good.yaml', HEAD + KMS));
    expect(beside.result.accepted).toBe(false);
    expect(beside.result.files.map(({ accepted }) => accepted)).toEqual([null, true]);
    expect((await lint(at, '--fail-on-incomplete')).code).toBe(3);
  });

  test('a FIFO is read when it is named', async () => {
    const at = path.join(folder.path, 'pipe');
    execFileSync('mkfifo', [at]);
    const writer = writtenInto(at, HEAD + KMS);
    const { result } = await lint(at);
    expect(result.accepted).toBe(true);
    await writer;
  });
});

/** Writes into a FIFO from another process, which waits for its reader. */
async function writtenInto(at: string, text: string): Promise<void> {
  const { spawn } = await import('node:child_process');
  const child = spawn('sh', ['-c', 'cat > "$1"', 'sh', at], { stdio: ['pipe', 'ignore', 'ignore'] });
  child.stdin.end(text);
  await new Promise((resolve) => child.once('close', resolve));
}
