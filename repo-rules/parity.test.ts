// Every technique, check and example is complete, listed and documented.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { entries, type EntryKind, exportedConsts, FOLDERS, LISTS, TECHNIQUE_FILE, TYPES } from './entries.ts';
import { type Described, exampleFaults, exampleFolderFaults, wordingFaults } from './parity.ts';
import { repositoryFiles, ROOT } from './source-file.ts';

const all = [...entries(ROOT, 'technique'), ...entries(ROOT, 'check')];

describe.each(all)('$kind $name', ({ kind, name, exported, id }) => {
  test('has the id of its file, its words, and its examples', async () => {
    const url = pathToFileURL(path.join(ROOT, FOLDERS[kind], `${name}.ts`)).href;
    const value = ((await import(/* @vite-ignore */ url)) as Record<string, Described>)[exported];
    if (value === undefined) throw new Error(`${name}.ts exports no ${exported}`);
    expect(value.id).toBe(id);
    expect([...wordingFaults(value), ...exampleFaults(value)]).toEqual([]);
  });
});

/** Whether a file is meant to be an entry, by its name or text. */
const LOOKS_LIKE_ONE: Readonly<Record<EntryKind, (name: string, text: string) => boolean>> = {
  technique: (name) => TECHNIQUE_FILE.test(name),
  check: (_, text) => /^\s*exposed: \[/m.test(text),
  detector: () => true,
};

test.each(['technique', 'check', 'detector'] satisfies EntryKind[])(
  'every file that holds a %s exports exactly one',
  (kind) => {
    const folder = path.join(ROOT, FOLDERS[kind]);
    const wrong = readdirSync(folder).filter((file) => {
      if (!file.endsWith('.ts') || file.endsWith('.test.ts') || file === LISTS[kind]) return false;
      const text = readFileSync(path.join(folder, file), 'utf8');
      const count = exportedConsts(file, text, TYPES[kind]).length;
      const looksLikeOne = LOOKS_LIKE_ONE[kind](file.slice(0, -'.ts'.length), text);
      return count > 1 || (count === 0 && looksLikeOne);
    });
    expect(wrong).toEqual([]);
  },
);

test('every example has its answer, and every answer its example', () => {
  expect(exampleFolderFaults(repositoryFiles())).toEqual([]);
});

describe('the rules', () => {
  const manifest = (name: string) => ({ name, manifests: 'kind: Secret' });
  const complete: Described = {
    id: 'A1',
    title: 't',
    why: 'w',
    fix: 'f',
    references: ['r'],
    rules: [{}],
    examples: { exposed: ['a', 'b'].map(manifest), safe: ['c', 'd', 'e'].map(manifest) },
  };
  const { exposed, safe } = complete.examples;
  test('let a complete one pass', () => {
    expect([...wordingFaults(complete), ...exampleFaults(complete)]).toEqual([]);
    const { fix: _, rules: __, ...check } = complete;
    expect([...wordingFaults(check), ...exampleFaults(check)]).toEqual([]);
    expect(exampleFaults({ ...complete, rules: [], examples: { exposed: [], safe: [] } })).toEqual([]);
  });
  test.each([{ title: '' }, { why: ' ' }, { fix: '' }, { references: [] }])('refuse the words %j', (part) => {
    expect(wordingFaults({ ...complete, ...part })).toHaveLength(1);
  });
  test.each([
    { exposed: exposed.slice(1), safe },
    { exposed, safe: safe.slice(1) },
    { exposed, safe: [...safe, { name: 'f', manifests: ' ' }] },
    { exposed, safe: [...safe, manifest('a')] },
  ])('refuse the examples %j', (examples) => {
    expect(exampleFaults({ ...complete, examples })).toHaveLength(1);
  });
  test.each([
    [['examples/a/x.yaml', 'examples/a.answer.json'], 0],
    [['examples/a/x.yaml'], 1],
    [['examples/a.answer.json'], 1],
    [['examples/README.md'], 0],
  ])('%j has %i faults', (paths, count) => {
    expect(exampleFolderFaults(paths)).toHaveLength(count);
  });
});
