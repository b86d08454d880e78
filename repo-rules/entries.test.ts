// Shows how techniques and checks are recognised by their files.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { entries, entryId, exportedConsts, FOLDERS } from './entries.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'watertight-entries-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function put(folder: string, files: Readonly<Record<string, string>>): void {
  mkdirSync(path.join(root, folder), { recursive: true });
  for (const [file, text] of Object.entries(files)) writeFileSync(path.join(root, folder, file), text);
}

test('techniques come in the order of the catalogue, A2 before A10', () => {
  const technique = 'export const x: Technique = {};';
  put(FOLDERS.technique, {
    'a10-copies.ts': technique,
    'a2-list.ts': technique,
    'b1-bind.ts': technique,
    'list.ts': technique,
    'operators.ts': technique,
    'a1-get.test.ts': technique,
  });
  expect(entries(root, 'technique').map(({ id }) => id)).toEqual(['A2', 'A10', 'B1']);
});

test('checks are the files that export a Check', () => {
  put(FOLDERS.check, { 'check.ts': 'export interface Check {}', 'pod-open.ts': 'export const podOpen: Check = {};' });
  expect(entries(root, 'check')).toEqual([{ kind: 'check', name: 'pod-open', exported: 'podOpen', id: 'pod-open' }]);
});

test('an empty tree has none', () => {
  expect(entries(root, 'check')).toEqual([]);
});

test.each([
  ['export const a: Check = {};', ['a']],
  ['const a: Check = {};', []],
  ['export const a: readonly Check[] = [];', []],
  ['export const a: Other = {};', []],
  ['export const a = {};', []],
  ['export type A = Check;', []],
])('%s exports %j', (text, names) => {
  expect(exportedConsts('a.ts', text, 'Check')).toEqual(names);
});

test.each([
  ['a1-get', 'A1'],
  ['c11-config-map', 'C11'],
  ['operators', ''],
])('a technique in %s.ts has the id %s', (name, id) => {
  expect(entryId('technique', name)).toBe(id);
});
