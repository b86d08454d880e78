// Proves the launcher with a small program in a copy of the tree: codes, signals, pipes, and its own death.
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const PROGRAM = `// Does what the test asks for.
import { writeSync } from 'node:fs';
const [what = '', value = ''] = process.argv.slice(2);
const say = (line: string): void => void writeSync(1, line + '\\n');
const stay = (): void => void setInterval(() => {}, 60_000);
if (what === 'code') process.exitCode = Number(value);
else if (what === 'version') say(process.versions.node);
else if (what === 'echo') process.stdin.pipe(process.stdout);
else if (what === 'kill') process.kill(process.pid, value);
else if (what === 'wait') { say(String(process.pid)); stay(); }
else if (what === 'catch') { process.on(value, () => { say('caught'); process.exit(7); }); say('ready'); stay(); }
`;

let tree = '';
/** Starts the relaunching half whatever the Node: the launcher takes it only below Node 24. */
let relauncher = '';

/** A tree that looks like the checkout to the launcher, with its own program. */
function makeTree(folder: string): void {
  cpSync(import.meta.dirname, path.join(folder, 'bin'), { recursive: true });
  mkdirSync(path.join(folder, 'packages/cli/src'), { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), '{ "type": "module" }');
  writeFileSync(path.join(folder, 'packages/cli/src/main.ts'), PROGRAM);
  mkdirSync(path.join(folder, 'node_modules/.bin'), { recursive: true });
  symlinkSync(process.execPath, path.join(folder, 'node_modules/.bin/node'));
  const call = "import { relaunch } from './relaunch.js';\nrelaunch(process.argv.slice(2), 24);\n";
  writeFileSync(path.join(folder, 'bin/always.js'), call);
}

beforeAll(() => {
  tree = mkdtempSync(path.join(tmpdir(), 'watertight-launcher-'));
  makeTree(tree);
  relauncher = path.join(tree, 'bin/always.js');
});

afterAll(() => rmSync(tree, { recursive: true, force: true }));

function environment(): NodeJS.ProcessEnv {
  return { ...process.env, XDG_CACHE_HOME: path.join(tree, 'cache') };
}

function launch(args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [relauncher, ...args], { stdio: ['pipe', 'pipe', 'inherit'], env: environment() });
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => child.stdout?.once('data', (bytes: Buffer) => resolve(bytes.toString().trim())));
}

function end(child: ChildProcess): Promise<{ code: number | null; signal: string | null }> {
  return new Promise((resolve) => child.once('exit', (code, signal) => resolve({ code, signal })));
}

function cacheRun(home: string): ReturnType<typeof spawnSync> {
  const env = { ...process.env, XDG_CACHE_HOME: home };
  return spawnSync(process.execPath, [path.join(tree, 'bin/watertight.js'), 'code', '0'], { env });
}

/** The first Node below 24 on the path, if there is one. */
function olderNode(): string | undefined {
  const places = (process.env['PATH'] ?? '').split(path.delimiter).map((folder) => path.join(folder, 'node'));
  return places.find((node) => {
    if (!existsSync(node)) return false;
    return Number.parseInt(execFileSync(node, ['-p', 'process.versions.node'], { encoding: 'utf8' }), 10) < 24;
  });
}

describe('the relaunched program', () => {
  test.each([0, 1, 2, 130])('ends with code %i, and so does the launcher', (code) => {
    expect(spawnSync(process.execPath, [relauncher, 'code', String(code)], { env: environment() }).status).toBe(code);
  });

  test.each(['SIGTERM', 'SIGKILL', 'SIGINT', 'SIGHUP'])('ends by %s, and so does the launcher', (signal) => {
    const result = spawnSync(process.execPath, [relauncher, 'kill', signal], { env: environment() });
    expect([result.status, result.signal]).toEqual([null, signal]);
  });

  test('reads stdin and writes stdout byte by byte', () => {
    const input = Buffer.from(Array.from({ length: 300_000 }, (_, index) => index % 251));
    const result = spawnSync(process.execPath, [relauncher, 'echo'], { input, env: environment() });
    expect(input.equals(result.stdout)).toBe(true);
  });

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('gets the %s that the launcher got', async (signal) => {
    const child = launch(['catch', signal]);
    expect(await firstLine(child)).toBe('ready');
    const caught = firstLine(child);
    child.kill(signal);
    expect(await caught).toBe('caught');
    expect((await end(child)).code).toBe(7);
  });

  test('ends when the launcher is killed by SIGKILL', async () => {
    const child = launch(['wait']);
    const pid = Number(await firstLine(child));
    expect(() => process.kill(pid, 0)).not.toThrow();
    // The program holds the write end of this pipe: the stream ends when the program has.
    const ended = text(child.stdout as NonNullable<typeof child.stdout>);
    const over = end(child);
    child.kill('SIGKILL');
    expect(await over).toEqual({ code: null, signal: 'SIGKILL' });
    await ended;
  });
});

describe('the launcher', () => {
  test('runs in this process on Node 24', () => {
    const result = spawnSync(process.execPath, [path.join(tree, 'bin/watertight.js'), 'version'], {
      env: environment(),
      encoding: 'utf8',
    });
    expect(result.stdout.trim()).toBe(process.versions.node);
  });

  test('runs in the Node that the checkout brings where the Node on the path is older', (context) => {
    const node = olderNode();
    context.skip(node === undefined, 'old-node is not installed');
    const result = spawnSync(node ?? '', [path.join(tree, 'bin/watertight.js'), 'version'], {
      env: environment(),
      encoding: 'utf8',
    });
    expect(result.stdout.trim()).toBe(process.versions.node);
  });

  test('says in two lines what is needed where there is no such Node, and exits 2', () => {
    const bare = path.join(tree, 'bare');
    cpSync(import.meta.dirname, path.join(bare, 'bin'), { recursive: true });
    cpSync(relauncher, path.join(bare, 'bin/always.js'));
    writeFileSync(path.join(bare, 'package.json'), '{ "type": "module" }');
    const result = spawnSync(process.execPath, [path.join(bare, 'bin/always.js')], {
      env: environment(),
      encoding: 'utf8',
    });
    expect(result.status).toBe(2);
    expect(result.stderr.trimEnd().split('\n')).toEqual([
      expect.stringContaining('needs Node 24 or newer'),
      expect.stringContaining('npm ci --ignore-scripts'),
    ]);
  });

  test('works as a kubectl plugin through a link from elsewhere', () => {
    const link = path.join(tree, 'kubectl-watertight');
    symlinkSync(path.join(tree, 'bin/kubectl-watertight'), link);
    expect(spawnSync(link, ['code', '3'], { env: environment() }).status).toBe(3);
  });
});

describe('the compile cache', () => {
  test('lies in a folder that only we can enter', () => {
    const home = path.join(tree, 'fresh-cache');
    expect(cacheRun(home).status).toBe(0);
    expect(statSync(path.join(home, 'watertight/compile')).mode & 0o777).toBe(0o700);
  });

  test('is not used where others may write', () => {
    const home = path.join(tree, 'open-cache');
    mkdirSync(path.join(home, 'watertight/compile'), { recursive: true });
    execFileSync('chmod', ['777', path.join(home, 'watertight')]);
    expect(cacheRun(home).status).toBe(0);
    expect(execFileSync('find', [home, '-type', 'f'], { encoding: 'utf8' })).toBe('');
  });

  test('is not used where the folder is a link', () => {
    const home = path.join(tree, 'linked-cache');
    const target = path.join(tree, 'linked-target');
    mkdirSync(home);
    mkdirSync(target, { mode: 0o700 });
    symlinkSync(target, path.join(home, 'watertight'));
    expect(cacheRun(home).status).toBe(0);
    expect(execFileSync('find', [target, '-type', 'f'], { encoding: 'utf8' })).toBe('');
  });
});
