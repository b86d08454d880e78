// Holds names, first lines and words of every file in the repository.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { fixture } from './fixture.ts';
import { repositoryFiles, ROOT, sourceFiles } from './source-file.ts';
import { defaultExportFaults, nameFaults, openingFaults, wordFaults } from './wording.ts';

/** The text of a file, or undefined for bytes. */
function textOf(file: string): string | undefined {
  const bytes = readFileSync(path.join(ROOT, file));
  return bytes.includes(0) ? undefined : bytes.toString('utf8');
}

describe('the tree', () => {
  test('calls nothing by an empty name', () => {
    expect(nameFaults(repositoryFiles())).toEqual([]);
  });
  test('opens each source with its one job', () => {
    expect(openingFaults(sourceFiles())).toEqual([]);
  });
  test('has no default exports', () => {
    expect(defaultExportFaults(sourceFiles())).toEqual([]);
  });
  test('has no unfinished work in comments, and nothing of one machine', () => {
    expect(wordFaults(repositoryFiles().map((file) => ({ path: file, text: textOf(file) })))).toEqual([]);
  });
});

test.each([
  'packages/a/src/utils.ts',
  'packages/a/src/common/x.ts',
  'packages/helpers/src/x.ts',
  'a/misc.test.ts',
  'a/Util.ts',
])('the name %s is refused', (file) => {
  expect(nameFaults([file])).toHaveLength(1);
});

test.each(['packages/a/src/common-name.ts', 'packages/a/src/utilization.ts'])('the name %s passes', (file) => {
  expect(nameFaults([file])).toEqual([]);
});

test.each([
  ['// Reads pods from JSON.\nexport {};', true],
  ['#!/usr/bin/env node\n// Starts the command.\n', true],
  ['export {};\n', false],
  ['import x from "y";\n// Reads pods from JSON.\n', false],
  ['// x\n', false],
  ['\n// Reads pods from JSON.\n', false],
])('%j opens well: %s', (text, passes) => {
  expect(openingFaults(fixture({ 'a.ts': text })).length === 0).toBe(passes);
});

test.each(['export default 1;', 'const a = 1;\nexport { a as default };', 'export default function f() {}'])(
  '%s is refused except in a configuration',
  (text) => {
    expect(defaultExportFaults(fixture({ 'a.ts': text }))).toHaveLength(1);
    expect(defaultExportFaults(fixture({ 'vitest.config.ts': text }))).toEqual([]);
  },
);

describe('words', () => {
  const faults = (text: string): string[] => wordFaults([{ path: 'a.md', text }]);
  test.each([
    '// TODO later',
    'FIXME: no',
    'XXX',
    'see /work/main/x',
    'in /tmp/helpers',
    'from https://registry.npmjs.org/x',
  ])('%s is refused', (text) => {
    expect(faults(text)).toHaveLength(1);
  });
  test.each(['todo list', 'TODOS', 'workingDir: /work/data', '/root/.kube/config', 'the registry of checks', 'MAXXX'])(
    '%s passes',
    (text) => {
      expect(faults(text)).toEqual([]);
    },
  );
});
