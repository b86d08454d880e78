// detect --rules: findings of a user's own rules, what of a rules file is not used, and files that are none.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { DetectResult } from '@watertight/engine';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runInProcess } from '../testing/in-process.ts';

const VALUE = 'q7w2e9r4t1y6u3i8';
const RULES = `title = "ours"

[[rules]]
id = "acme-key"
description = "Key of Acme"
regex = '''acme-ref ([a-z0-9]{16})'''
keywords = ["acme-ref"]

[[rules]]
id = "ahead"
regex = '''a(?=b)'''
`;

let folder = '';
const at = (name: string): string => path.join(folder, name);
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'watertight-rules-'));
  writeFileSync(at('rules.toml'), RULES);
  writeFileSync(at('good.toml'), RULES.slice(0, RULES.indexOf('[[rules]]\nid = "ahead"')));
  writeFileSync(at('broken.toml'), 'a = 1\nb = = 2\n');
  writeFileSync(at('a.txt'), `see acme-ref ${VALUE} there\n`);
  writeFileSync(at('b.txt'), `see acme-ref ${VALUE.toUpperCase()} there\n`);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('findings', () => {
  test('of a rule beside the detectors, and what is not used in coverage', async () => {
    const { code, stdout } = await runInProcess(['detect', '--rules', at('rules.toml'), at('a.txt'), '-o', 'json']);
    const { findings, coverage } = JSON.parse(stdout) as DetectResult;
    expect(code).toBe(1);
    expect(findings).toMatchObject([
      { detector: 'rule:acme-key', title: 'Key of Acme', line: 1, column: 14, length: 16 },
    ]);
    const refused = coverage.filter(({ source }) => source === at('rules.toml'));
    expect(refused).toMatchObject([{ what: 'rule ahead', state: 'not-read', line: 9 }]);
    expect(stdout).not.toContain(VALUE);
  });

  test('none in the twin, nor without the rules', async () => {
    expect((await runInProcess(['detect', '--rules', at('good.toml'), at('b.txt')])).code).toBe(0);
    expect((await runInProcess(['detect', at('a.txt')])).code).toBe(0);
  });

  test('in SARIF by their own rule', async () => {
    const { stdout } = await runInProcess(['detect', '--rules', at('good.toml'), at('a.txt'), '-o', 'sarif']);
    expect(stdout).toContain('"rule:acme-key"');
    expect(stdout).toContain('Key of Acme');
  });
});

test.each([
  [0, ['--rules', 'good.toml', 'b.txt', '--fail-on-incomplete']],
  [3, ['--rules', 'rules.toml', 'b.txt', '--fail-on-incomplete']],
  [2, ['--rules', 'broken.toml', 'b.txt']],
  [2, ['--rules', 'absent.toml', 'b.txt']],
  [2, ['--rules', 'good.toml', '--rules', 'rules.toml', 'b.txt']],
])('%i: detect %j', async (code, args) => {
  const ran = await runInProcess(['detect', ...args.map((arg) => (arg.startsWith('-') ? arg : at(arg)))]);
  expect(ran.code).toBe(code);
  if (code === 2) expect(ran.stderr.trimEnd().split('\n')).toHaveLength(2);
});
