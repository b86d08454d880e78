// The lock file is complete for every platform, so that `npm ci` takes it anywhere, and names no registry.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { completed, type LockPackages, missing } from '../scripts/lock-file.ts';
import { ROOT } from './source-file.ts';

const text = readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8');

test('nothing is missing: run npm run lock after npm install', () => {
  expect(missing((JSON.parse(text) as { packages: LockPackages }).packages)).toEqual([]);
});

test('no entry names the registry it came from', () => {
  expect(text).not.toMatch(/"resolved": "https?:/);
});

describe('the rule', () => {
  const tool = (optionalDependencies: Record<string, string>): LockPackages => ({
    '': {},
    'node_modules/tool': { version: '1.0.0', dev: true, optionalDependencies },
  });
  test('sees a missing package, and finds one beside or below', () => {
    expect(missing(tool({ 'tool-x': '1.0.0' }))).toEqual([{ by: 'node_modules/tool', name: 'tool-x', range: '1.0.0' }]);
    const x = { version: '1.0.0' };
    expect(missing({ ...tool({ 'tool-x': '1.0.0' }), 'node_modules/tool-x': x })).toEqual([]);
    expect(missing({ ...tool({ 'tool-x': '1.0.0' }), 'node_modules/tool/node_modules/tool-x': x })).toEqual([]);
    expect(missing({ ...tool({ 'tool-x': '1.0.1' }), 'node_modules/tool-x': x })).toHaveLength(1);
    expect(missing({ 'packages/a': { dependencies: { x: '1' } }, 'node_modules/x': x })).toEqual([]);
    expect(missing({ 'packages/a': { dependencies: { x: '1' } }, 'packages/b/node_modules/x': x })).toHaveLength(1);
  });
  test.each([
    ['@t/binding-darwin-arm64', { cpu: ['arm64'], os: ['darwin'] }],
    ['@t/binding-linux-x64-musl', { cpu: ['x64'], libc: ['musl'], os: ['linux'] }],
    ['@t/binding-linux-x64-gnu', { cpu: ['x64'], libc: ['glibc'], os: ['linux'] }],
    ['@t/binding-linux-arm-musleabihf', { cpu: ['arm'], libc: ['musl'], os: ['linux'] }],
    ['@t/binding-android-arm-eabi', { cpu: ['arm'], os: ['android'] }],
    ['@t/binding-win32-ia32-msvc', { cpu: ['ia32'], os: ['win32'] }],
  ])('knows the platform of %s', (name, platform) => {
    const entry = completed(tool({ [name]: '1.0.0' }))[`node_modules/${name}`];
    expect(entry).toEqual({ version: '1.0.0', dev: true, optional: true, ...platform });
  });
  test('puts another version of it below the package that asks', () => {
    const packages = {
      ...tool({ '@t/a-wasm32-wasi': '1.0.1' }),
      'node_modules/@t/a-wasm32-wasi': { version: '1.0.0' },
    };
    expect(completed(packages)['node_modules/tool/node_modules/@t/a-wasm32-wasi']).toEqual({
      version: '1.0.1',
      cpu: ['wasm32'],
      dev: true,
      optional: true,
    });
  });
  test('guesses nothing about other packages and ranges', () => {
    expect(Object.keys(completed(tool({ fsevents: '1.0.0', '@t/linux-x64': '^1.0.0' })))).toHaveLength(2);
  });
});
