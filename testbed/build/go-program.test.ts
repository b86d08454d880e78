// Shows that a Go program is built once per digest, appears whole, and that what is missing is said.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { buildGoProgram, builtGoProgram, hasGo, missingGoProgram } from './go-program.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'watertight-go-'));
  vi.stubEnv('XDG_CACHE_HOME', path.join(root, 'cache'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true, force: true });
});

/** A program that prints a word; no module but its own, so nothing is fetched. */
function program(word: string, body = `println("${word}")`): string {
  const folder = path.join(root, 'hello');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'go.mod'), 'module example.test/hello\n\ngo 1.21\n');
  writeFileSync(path.join(folder, 'main.go'), `package main\n\nfunc main() { ${body} }\n`);
  return folder;
}

const kept = (): string[] => readdirSync(path.join(root, 'cache', 'watertight', 'testbed'));

test('a folder without go.mod is refused', () => {
  expect(() => buildGoProgram(root)).toThrow('has no go.mod');
});

describe.skipIf(!hasGo)('building (needs go)', () => {
  test('what is built runs, and is built once', () => {
    const folder = program('first');
    expect(builtGoProgram(folder)).toBeUndefined();
    expect(missingGoProgram(folder)).toBe('hello is not built: npm run testbed:build -- hello');
    const built = buildGoProgram(folder);
    expect(spawnSync(built).stderr.toString()).toBe('first\n');
    expect(buildGoProgram(folder)).toBe(built);
    expect(builtGoProgram(folder)).toBe(built);
    expect(missingGoProgram(folder)).toBeUndefined();
    expect(kept()).toEqual([path.basename(built)]);
  });

  test('changed sources are another program', () => {
    const first = buildGoProgram(program('first'));
    const second = buildGoProgram(program('second'));
    expect(second).not.toBe(first);
    expect(buildGoProgram(program('first'))).toBe(first);
  });

  test('builds that nobody has used for long are removed, and nothing of another name', () => {
    const cache = path.dirname(buildGoProgram(program('first')));
    const old = Array.from({ length: 5 }, (_, index) => `hello-000000000000000${index}`);
    for (const [index, name] of [...old, 'hello-world-0000'].entries()) {
      writeFileSync(path.join(cache, name), '');
      utimesSync(path.join(cache, name), index, index);
    }
    const newest = buildGoProgram(program('second'));
    expect(kept()).toContain(path.basename(newest));
    expect(kept().filter((name) => old.includes(name))).toEqual([]);
    expect(kept()).toContain('hello-world-0000');
    // What was built first has been used just now.
    expect(kept()).toHaveLength(3);
  });

  test('a build that fails leaves nothing behind', () => {
    expect(() => buildGoProgram(program('', 'undeclared()'))).toThrow('go build failed');
    expect(kept()).toEqual([]);
  });
});
