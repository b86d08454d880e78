// The promises of the command line that only a process can break: streams, files, signals, the folder it runs in.
import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ended, run, start } from './testing/subprocess.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const BACKEND = path.join(ROOT, 'examples/seed-backend');
const MAIN = path.join(import.meta.dirname, 'main.ts');

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'watertight-process-'));
  writeFileSync(path.join(folder, 'broken.yaml'), 'a: [\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

const at = (name: string): string => path.join(folder, name);

async function code(...args: string[]): Promise<number> {
  return (await run(args)).code;
}

describe('what is loaded', () => {
  const HOOK = `import { registerHooks } from 'node:module';
registerHooks({ load(url, context, next) { process.stderr.write(url + '\\n'); return next(url, context); } });`;

  function loaded(...args: string[]): string {
    const hook = `data:text/javascript,${encodeURIComponent(HOOK)}`;
    return spawnSync(process.execPath, ['--import', hook, MAIN, ...args], { encoding: 'utf8', cwd: folder }).stderr;
  }

  test.each(['--help', 'scan --help', 'version', '__complete scan -o js', 'completion bash'])(
    '%s loads no engine',
    (line) => {
      const modules = loaded(...line.split(' '));
      expect(modules).toContain('/packages/cli/src/program.ts');
      expect(modules).not.toContain('/packages/engine/');
      expect(modules).not.toContain('/packages/report/');
      expect(modules).not.toContain('/zod/');
    },
  );

  test('a scan without settings file loads no validator', () => {
    const modules = loaded('scan', '-f', BACKEND);
    expect(modules).toContain('/packages/engine/');
    expect(modules).not.toContain('/zod/');
  });
});

describe('streams', () => {
  test('nothing but the result is written without a terminal', async () => {
    const { stdout, stderr } = await run(['scan', '-f', BACKEND, '-o', 'json']);
    expect(JSON.parse(stdout)).toMatchObject({ schema: 'watertight/v1', kind: 'scan' });
    expect(stderr).toBe('');
    expect((await run(['scan', '-f', BACKEND])).stdout).not.toContain('\u001B');
  });

  test('-f - is standard input', async () => {
    const files = ['rbac.yaml', 'secret.yaml'].map((name) => readFileSync(path.join(BACKEND, name), 'utf8'));
    const stdin = files.join('---\n');
    const { code: ended_, stdout } = await run(['scan', '-f', '-', '-o', 'json'], { stdin });
    expect(ended_).toBe(1);
    expect(stdout).toContain('"file": "-"');
  });

  test('same input, same bytes', async () => {
    const args = ['scan', '-f', BACKEND, '-o', 'json'];
    expect((await run(args)).stdout).toBe((await run(args)).stdout);
  });

  test.each(['--help', `scan -f ${BACKEND}`, `paths -f ${BACKEND} -o json`])(
    '%s ends silently when nobody reads',
    async (line) => {
      const child = start(line.split(' '));
      child.stdout?.destroy();
      const { stderr, signal } = await ended(child);
      expect([stderr, signal]).toEqual(['', null]);
    },
  );

  test('a full disk is said', (context) => {
    context.skip(!existsSync('/dev/full'), '/dev/full is absent');
    const { status, stderr } = spawnSync(
      'sh',
      ['-c', `"${process.execPath}" "${MAIN}" scan -f "${BACKEND}" > /dev/full`],
      { encoding: 'utf8' },
    );
    expect(status).toBe(4);
    expect(stderr).toMatch(/^error: cannot write to standard output \(ENOSPC\)\n.+\n$/);
  });

  test('a terminal has colours unless NO_COLOR is set', (context) => {
    context.skip(spawnSync('script', ['--version']).error !== undefined, 'script is not installed');
    const shown = (env: Record<string, string>): string => {
      const command = `"${process.execPath}" "${MAIN}" scan -f "${BACKEND}"`;
      const { NO_COLOR: _, ...inherited } = process.env;
      return spawnSync('script', ['-qec', command, '/dev/null'], {
        env: { ...inherited, TERM: 'xterm', ...env },
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      }).stdout;
    };
    expect(shown({})).toContain('\u001B[');
    expect(shown({ NO_COLOR: '1' })).not.toContain('\u001B[3');
    expect(shown({ NO_COLOR: '1' })).not.toContain('\u001B[1');
  });
});

describe('--output-file', () => {
  const scan = (file: string): string[] => ['scan', '-f', BACKEND, '-o', 'json', '--output-file', file];

  test('holds the whole result, for the user only, and nothing is on stdout', async () => {
    const { stdout, stderr, code: found } = await run(scan(at('new.json')));
    expect([found, stdout, stderr]).toEqual([1, '', '']);
    expect(JSON.parse(readFileSync(at('new.json'), 'utf8'))).toMatchObject({ kind: 'scan' });
    expect(statSync(at('new.json')).mode & 0o777).toBe(0o600);
  });

  test('replaces a file and keeps its permissions', async () => {
    writeFileSync(at('old.json'), 'x'.repeat(1_000_000));
    chmodSync(at('old.json'), 0o640);
    await run(scan(at('old.json')));
    expect(JSON.parse(readFileSync(at('old.json'), 'utf8'))).toMatchObject({ kind: 'scan' });
    expect(statSync(at('old.json')).mode & 0o777).toBe(0o640);
  });

  test('follows a link, and writes to what is no regular file as it is', async () => {
    writeFileSync(at('target.json'), '');
    symlinkSync(at('target.json'), at('link.json'));
    await run(scan(at('link.json')));
    expect(readFileSync(at('target.json'), 'utf8')).toContain('"scan"');
    const piped = `"${process.execPath}" "${MAIN}" scan -f "${BACKEND}" -o json --output-file /dev/stdout | cat`;
    expect(spawnSync('sh', ['-c', piped], { encoding: 'utf8' }).stdout).toContain('"scan"');
  });

  test('leaves the old file where it cannot be written', async () => {
    expect(await code(...scan(folder))).toBe(4);
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });
});

describe('signals', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('%s ends the run with %i, prints nothing and leaves no file', async (signal, expected) => {
    const file = at(`${signal}.json`);
    // Standard input stays open: the run waits for it until the signal comes.
    const child = start(['scan', '-f', BACKEND, '-f', '-', '--output-file', file]);
    await new Promise((resolve) => {
      child.stdin?.write('apiVersion: v1\n'.repeat(10_000), resolve);
    });
    child.kill(signal);
    const result = await ended(child);
    expect([result.code, result.stdout, result.stderr]).toEqual([expected, '', '']);
    expect(existsSync(file)).toBe(false);
  });

  /** Stands for an analysis that takes hours; tells its process id once it computes. */
  const ENDLESS = `import { registerHooks } from 'node:module';
const source = "import { writeSync } from 'node:fs'; export function analyse() { writeSync(2, process.pid + '\\\\n'); for (;;); }";
registerHooks({ load: (url, context, next) => url.endsWith('/analysis/analyse.ts') ? { format: 'module', source, shortCircuit: true } : next(url, context) });`;

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('%s ends an analysis at once, which a shell counts as %i', async (signal, expected) => {
    const hook = `--import=data:text/javascript,${encodeURIComponent(ENDLESS)}`;
    const command = [process.execPath, MAIN, 'scan', '-f', BACKEND];
    const shell = spawn('sh', ['-c', '"$0" "$@"; echo "code $?"', ...command], {
      env: { ...process.env, NODE_OPTIONS: hook },
    });
    const computing = new Promise<number>((resolve) => {
      shell.stderr.once('data', (pid: Buffer) => resolve(Number(pid.toString())));
    });
    process.kill(await computing, signal);
    expect(await text(shell.stdout)).toBe(`code ${expected}\n`);
  });
});

describe('settings', () => {
  const scanned = async (env: NodeJS.ProcessEnv, ...args: string[]): Promise<number> =>
    (await run(['scan', '-f', BACKEND, ...args], { cwd: folder, env })).code;

  test('flags win over the environment, that over the file, that over the defaults', async () => {
    writeFileSync(at('.watertight.yaml'), 'failOn: none\n');
    try {
      expect(await scanned({})).toBe(0);
      expect(await scanned({}, '--no-config')).toBe(1);
      expect(await scanned({ WATERTIGHT_FAIL_ON: 'low' })).toBe(1);
      expect(await scanned({ WATERTIGHT_FAIL_ON: 'low' }, '--fail-on', 'none')).toBe(0);
      expect(await scanned({ WATERTIGHT_FAIL_ON: '' })).toBe(0);
      expect(await scanned({ WATERTIGHT_FAIL_ON: 'x' })).toBe(2);
      expect(await scanned({ WATERTIGHT_CONFIG: at('none.yaml') })).toBe(2);
    } finally {
      rmSync(at('.watertight.yaml'));
    }
    expect(await scanned({})).toBe(1);
  });

  test('the same settings hold for every command that reads input', async () => {
    writeFileSync(at('settings.yaml'), "kubernetesVersion: '1.30'\ndefaultNamespace: backend\nrender: false\n");
    const args = [
      'who-can-read',
      'secret/database-credentials',
      '-f',
      BACKEND,
      '-o',
      'json',
      '--config',
      at('settings.yaml'),
    ];
    const { stdout } = await run(args);
    expect(stdout).toContain('"asset": "secret:backend/database-credentials"');
    expect(stdout).not.toContain('kubernetes version');
    expect((await run(['paths', '-f', BACKEND, '--config', at('broken.yaml')])).code).toBe(2);
  });
});
