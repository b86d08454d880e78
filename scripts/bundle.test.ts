// Bundles a small tree: lazy parts stay apart, notices come along, and the launcher takes the bundle only while it fits.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { OPTIONAL_PACKAGES } from '../packages/kms/src/transport/optional-package.ts';
import { bundle } from './bundle.ts';
import { packageFolder } from './notices.ts';

const MAIN = `// Loads its engine only when asked.
import { name } from 'tiny';
if (process.argv[2] === 'scan') void import('./engine.ts').then(({ answer }) => console.log(answer));
else console.log(name, import.meta.url.includes('/dist/') ? 'bundled' : 'source');
`;

let root = '';

function put(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
}

function start(...args: string[]): string {
  const env = { ...process.env, XDG_CACHE_HOME: path.join(root, 'cache') };
  return spawnSync(process.execPath, [path.join(root, 'bin/watertight.js'), ...args], {
    env,
    encoding: 'utf8',
  }).stdout.trim();
}

beforeAll(() => {
  root = realpathSync(mkdtempSync(path.join(tmpdir(), 'watertight-bundle-')));
  cpSync(path.resolve(import.meta.dirname, '../bin'), path.join(root, 'bin'), { recursive: true });
  put('package.json', '{ "type": "module" }');
  put('package-lock.json', '{}');
  put('scripts/bundle.ts', '');
  put('scripts/lean-modules.ts', '');
  put('scripts/in-ascii.ts', '');
  put('packages/cli/src/main.ts', MAIN);
  put('packages/cli/src/engine.ts', "// Stands for the engine.\nexport const answer: string = 'the engine answers';\n");
  put(
    'node_modules/tiny/package.json',
    '{ "name": "tiny", "version": "1.2.3", "license": "MIT", "type": "module", "exports": "./index.js" }',
  );
  put('node_modules/tiny/index.js', "export const name = 'tiny';\n");
  put('node_modules/tiny/LICENSE', 'May be used by all.\n');
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

test('runs from source before there is a bundle', () => {
  expect(start()).toBe('tiny source');
});

test('keeps what loads later in a part of its own, and ships the notices', async () => {
  const files = (await bundle(root)).map(({ file }) => file);
  const text = (file: string) => readFileSync(path.join(root, 'dist', file), 'utf8');
  const { main } = JSON.parse(text('package.json')) as { main: string };
  expect(files).toContain(main);
  expect(text(main)).not.toContain('the engine answers');
  expect(files.filter((file) => text(file).includes('the engine answers'))).toHaveLength(1);
  expect(text('THIRD-PARTY-NOTICES.txt')).toContain('tiny 1.2.3 (MIT)\n\nMay be used by all.');
});

test('runs from the bundle while it fits the sources, and from source after a change', () => {
  expect(start()).toBe('tiny bundled');
  expect(start('scan')).toBe('the engine answers');
  put('packages/cli/src/engine.ts', "// Stands for the engine.\nexport const answer: string = 'another answer';\n");
  expect(start()).toBe('tiny source');
  expect(start('scan')).toBe('another answer');
});

test('runs from the bundle where there are no sources, as in a published package', async () => {
  await bundle(root);
  rmSync(path.join(root, 'packages'), { recursive: true });
  expect(existsSync(path.join(root, 'packages'))).toBe(false);
  expect(start()).toBe('tiny bundled');
});

test('carries no package that only one key store needs', async () => {
  const names = ['pkcs11js', ...Object.keys(OPTIONAL_PACKAGES)];
  for (const name of names) {
    const manifest = { name, version: '1.0.0', license: 'MIT', type: 'module', exports: './index.js' };
    put(`node_modules/${name}/package.json`, JSON.stringify(manifest));
    put(`node_modules/${name}/index.js`, `export const here = 'the code of ${name}';\n`);
    put(`node_modules/${name}/LICENSE`, 'May be used by all.\n');
  }
  put('packages/cli/src/main.ts', MAIN);
  const loads = names.map((name) => `console.log((await import('${name}')).here);\n`);
  put(
    'packages/cli/src/engine.ts',
    `// Loads what key stores need.\nasync function all() {\n${loads.join('')}}\nexport const answer = all;\n`,
  );
  const files = (await bundle(root)).map(({ file }) => readFileSync(path.join(root, 'dist', file), 'utf8'));
  for (const name of names) {
    expect(files.filter((text) => text.includes(`the code of ${name}`))).toEqual([]);
    expect(
      files.filter((text) => text.includes(`import("${name}")`) || text.includes(`require("${name}")`)),
    ).toHaveLength(1);
  }
});

test('refuses to bundle a package without a licence text', async () => {
  put('packages/cli/src/main.ts', MAIN);
  put('packages/cli/src/engine.ts', "// Stands for the engine.\nexport const answer: string = '';\n");
  rmSync(path.join(root, 'node_modules/tiny/LICENSE'));
  await expect(bundle(root)).rejects.toThrow('tiny has no licence file');
});

test.each([
  ['/tree/packages/cli/src/main.ts', undefined],
  ['/tree/node_modules/zod/v4/index.js', '/tree/node_modules/zod'],
  ['/tree/node_modules/@scope/name/index.js', '/tree/node_modules/@scope/name'],
  ['/tree/node_modules/a/node_modules/b/index.js', '/tree/node_modules/a/node_modules/b'],
])('knows which package %s belongs to', (id, folder) => {
  expect(packageFolder(id)).toBe(folder);
});
