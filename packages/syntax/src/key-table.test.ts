// What is guessed as the next key, what is not, and that a guess changes nothing of what is read.
import { expect, test } from 'vitest';
import { KeyTable, hashOf } from './key-table.ts';
import type { Source } from './source.ts';
import { readGeneral, readYaml } from './yaml-read.ts';
import { DEFAULT_LIMITS } from './limits.ts';

function sourceOf(text: string): Source {
  const codes = Uint16Array.from({ length: text.length + 1 }, (_, at) => text.charCodeAt(at));
  return { text, codes, length: text.length };
}

/** Reads plain keys one after the other, and gives the table. */
function after(...keys: readonly string[]): KeyTable {
  const table = new KeyTable();
  table.open();
  for (const key of keys) table.plain(sourceOf(`${key}: x\n`), 0, key.length, hashOf(key));
  return table;
}

const USUAL = ['kind', 'name', 'kind', 'name', 'kind', 'name', 'kind'];
const LONGEST = 'k'.repeat(64);

test.each([
  ['before a blank', USUAL, 'name: x\n', 'name'],
  ['before a line feed', USUAL, 'name:\n', 'name'],
  ['with a colon in it', ['k', 'a:b', 'k', 'a:b', 'k', 'a:b', 'k'], 'a:b: x\n', 'a:b'],
  ['of 64 units', ['k', LONGEST, 'k', LONGEST, 'k', LONGEST, 'k'], `${LONGEST}: x\n`, LONGEST],
])('the key that came after the same keys is guessed: %s', (_name, keys, text, key) => {
  expect(after(...keys).guess(sourceOf(text).codes, 0)?.key).toBe(key);
});

test.each([
  ['a longer one', USUAL, 'names: x\n'],
  ['a shorter one', USUAL, 'nam: x\n'],
  ['another one of its length', USUAL, 'nane: x\n'],
  ['it without a colon', USUAL, 'name\n'],
  ['it with a colon that text follows', USUAL, 'name:x\n'],
  ['it with a colon that a tab follows', USUAL, 'name:\tx\n'],
  ['it with a blank before the colon', USUAL, 'name : x\n'],
  ['it in quotes', USUAL, '"name": x\n'],
  ['a colon alone', [], ': x\n'],
  ['a key of 65 units', ['k', `${LONGEST}k`, 'k', `${LONGEST}k`, 'k', `${LONGEST}k`, 'k'], `${LONGEST}k: x\n`],
  ['a key that kubectl types', ['k', '0x1', 'k', '0x1', 'k', '0x1', 'k'], '0x1: x\n'],
  ['the key after other keys', [...USUAL, 'name', 'name', 'name', 'name', 'metadata'], 'name: x\n'],
])('%s is not guessed', (_name, keys, text) => {
  expect(after(...keys).guess(sourceOf(text).codes, 0)).toBeUndefined();
});

test('a key whose place another key took is not guessed, and the other one is no harm', () => {
  // Both have one hash, hence one slot.
  const [one, other] = ['AaAa', 'BBBB'] as const;
  expect(hashOf(one)).toBe(hashOf(other));
  const table = after('k', one, 'k', one, 'k', one, 'k');
  table.plain(sourceOf(`${other}: x\n`), 0, other.length, hashOf(other));
  for (const key of ['k', one, 'k', one, 'k', one, 'k'])
    table.plain(sourceOf(`${key}: x\n`), 0, key.length, hashOf(key));
  table.plain(sourceOf(`${other}: x\n`), 0, other.length, hashOf(other));
  expect(table.guess(sourceOf(`${one}: x\n`).codes, 0)).toBeUndefined();
});

test.each([
  ['a key with flow signs, then a flow collection that starts alike', 'a,b: 1\nc: {a,b: 1}\n'],
  ['a flow key, then a block key that goes on', 'c: {a: 1}\na,b: 2\na: 3\n'],
  ['a repeated key that was guessed', 'name: 1\nname: 2\n'],
  ['a repeated key, first in quotes', '"name": 1\nname: 2\n'],
  ['a repeated key, then in quotes', 'name: 1\n"name": 2\n'],
  ['the same key in a mapping inside and around', 'name:\n  name:\n    name: 1\nkind: 2\n'],
  ['the prototype', '__proto__: 1\nkind:\n  __proto__: {a: 1}\n'],
  ['a scalar that is like the key', '- name\n- name:x\n- name: x\n- name\n'],
  ['a key that is negative', 'k: 1\n-1: a\n-x: -1\n'],
])('documents read one after the other stay as the general reader reads them: %s', (_name, text) => {
  for (let round = 0; round < 5; round++) {
    const block = readYaml(text);
    expect(block.reader).toBe('block');
    expect({ ...block, reader: 'general' }).toEqual(readGeneral(text, DEFAULT_LIMITS));
  }
});
