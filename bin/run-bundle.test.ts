// Proves with a small bundle that compiled code is kept per command, never trusted when damaged, and never needed.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

const MAIN = `const { later } = require('./parts/other-b2.js');
const [what] = process.argv.slice(2);
if (what === 'wrong') process.exitCode = 2;
else if (what === 'lazy') Promise.resolve().then(() => require('./parts/lazy-c3.js')).then(({ text }) => console.log(text));
else if (what === 'import') import('node:os').then(({ EOL }) => console.log(JSON.stringify(EOL)));
else console.log(later(20));
`;
/** Called only when the part is loaded long since: what Node's own cache would leave out. */
const OTHER = `exports.later = (count) => {
  const double = (value) => value * 2;
  return Array.from({ length: count }, (_, index) => double(index)).reduce((sum, value) => sum + value, 0);
};
`;

let tree = '';

beforeAll(() => {
  tree = mkdtempSync(path.join(tmpdir(), 'watertight-run-'));
  cpSync(import.meta.dirname, path.join(tree, 'bin'), { recursive: true });
  mkdirSync(path.join(tree, 'dist/parts'), { recursive: true });
  writeFileSync(path.join(tree, 'package.json'), '{ "type": "module" }');
  writeFileSync(path.join(tree, 'dist/package.json'), '{ "type": "commonjs", "main": "main-a1.js" }');
  writeFileSync(path.join(tree, 'dist/main-a1.js'), MAIN);
  writeFileSync(path.join(tree, 'dist/parts/other-b2.js'), OTHER);
  writeFileSync(
    path.join(tree, 'dist/parts/lazy-c3.js'),
    "const { later } = require('./other-b2.js');\nexports.text = `lazy ${later(3)}`;\n",
  );
});
beforeEach(() => rmSync(path.join(tree, 'cache'), { recursive: true, force: true }));
afterAll(() => rmSync(tree, { recursive: true, force: true }));

function run(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const env = { ...process.env, XDG_CACHE_HOME: path.join(tree, 'cache') };
  return spawnSync(process.execPath, [path.join(tree, 'bin/watertight.js'), ...args], { env, encoding: 'utf8' });
}

function kept(): string[] {
  const compile = path.join(tree, 'cache/watertight/compile');
  return readdirSync(compile, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(path.basename(entry.parentPath), entry.name))
    .toSorted();
}

function keptFile(command: string, part: string): string {
  return path.join(tree, 'cache/watertight/compile', `${process.version}-${process.arch}`, command, part);
}

test('runs parts as they are asked for, and imports of Node', () => {
  expect(run('sum').stdout).toBe('380\n');
  expect(run('lazy').stdout).toBe('lazy 6\n');
  expect(run('import').stdout).toBe('"\\n"\n');
});

test('keeps the code of each command that has done its work, for its owner only', () => {
  run('sum');
  run('lazy');
  expect(kept()).toEqual([
    'lazy/lazy-c3.js',
    'lazy/main-a1.js',
    'lazy/other-b2.js',
    'sum/main-a1.js',
    'sum/other-b2.js',
  ]);
  expect(statSync(keptFile('sum', 'main-a1.js')).mode & 0o777).toBe(0o600);
  expect(statSync(path.dirname(keptFile('sum', 'main-a1.js'))).mode & 0o777).toBe(0o700);
});

test('keeps functions that are called after loading', () => {
  run('sum');
  run('import');
  const size = (command: string): number => statSync(keptFile(command, 'other-b2.js')).size;
  expect(size('sum')).toBeGreaterThan(size('import'));
});

test('keeps nothing of a usage error, and no word of the user becomes a path', () => {
  expect(run('wrong').status).toBe(2);
  expect(kept()).toEqual([]);
  expect(run('../../elsewhere').stdout).toBe('380\n');
  expect(kept()).toEqual(['none/main-a1.js', 'none/other-b2.js']);
});

test('what is kept is used and left alone', () => {
  run('sum');
  const before = statSync(keptFile('sum', 'other-b2.js')).ino;
  expect(run('sum').stdout).toBe('380\n');
  expect(statSync(keptFile('sum', 'other-b2.js')).ino).toBe(before);
});

test.each<[string, (code: Buffer) => Buffer]>([
  ['empty', () => Buffer.alloc(0)],
  ['cut short', (code) => code.subarray(0, code.length - 100)],
  [
    'changed by one bit',
    (code) => Buffer.concat([code.subarray(0, 300), Buffer.of((code[300] ?? 0) ^ 1), code.subarray(301)]),
  ],
  ['of something else', () => Buffer.from('no code at all, and no checksum')],
])('code that is %s is made anew', (_what, damage) => {
  run('sum');
  const file = keptFile('sum', 'other-b2.js');
  const whole = readFileSync(file);
  writeFileSync(file, damage(whole));
  expect(run('sum')).toMatchObject({ status: 0, stdout: '380\n', stderr: '' });
  expect(readFileSync(file)).toHaveLength(whole.length);
  expect(run('sum').stdout).toBe('380\n');
});

test('runs without a folder for it', () => {
  mkdirSync(path.join(tree, 'cache/watertight'), { recursive: true, mode: 0o777 });
  spawnSync('chmod', ['777', path.join(tree, 'cache/watertight')]);
  expect(run('sum')).toMatchObject({ status: 0, stdout: '380\n', stderr: '' });
  expect(readdirSync(path.join(tree, 'cache/watertight'))).toEqual([]);
});
