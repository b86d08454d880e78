// Runs the scaffolds in an empty tree: the skeleton loads, is listed, has its page, and fails parity until filled.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { exampleFaults } from '../repo-rules/parity.ts';
import { generatedFiles } from './generated-files.ts';
import { scaffold } from './scaffold.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'watertight-scaffold-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');

describe.each([
  { kind: 'technique', name: 'b99-bind-role', exported: 'b99', id: 'B99', folder: 'techniques' },
  { kind: 'check', name: 'pod-too-open', exported: 'podTooOpen', id: 'pod-too-open', folder: 'checks' },
] as const)('a new $kind', ({ kind, name, exported, id, folder }) => {
  test('is written, listed and has a page', async () => {
    const lines = await scaffold(root, kind, name, "It isn't safe");
    expect(lines[0]).toBe(`wrote packages/engine/src/${folder}/${name}.ts`);
    expect(lines.join('\n')).toContain('npm run generate && npm test');
    expect(read(`packages/engine/src/${folder}/list.ts`)).toContain(`import { ${exported} } from './${name}.ts';`);
    expect(read(`docs/${folder}/${name}.md`)).toContain("It isn't safe");
    expect(read(`docs/${folder}/README.md`)).toContain(`[${id}](${name}.md)`);
  });

  test('leaves nothing for generate to do, and fails parity until it is filled in', async () => {
    await scaffold(root, kind, name, 'A title');
    const { files, failures } = await generatedFiles(root);
    for (const [file, text] of files) expect(read(file)).toBe(text);
    expect(failures).toEqual([]);
    const url = pathToFileURL(path.join(root, `packages/engine/src/${folder}/${name}.ts`)).href;
    const module = (await import(/* @vite-ignore */ url)) as Record<string, Parameters<typeof exampleFaults>[0]>;
    const value = module[exported];
    if (value === undefined) throw new Error('the skeleton exports nothing');
    expect(value.id).toBe(id);
    expect(exampleFaults(value)).not.toEqual([]);
  });

  test('does not overwrite', async () => {
    await scaffold(root, kind, name, 'A title');
    await expect(scaffold(root, kind, name, 'Another')).rejects.toThrow('exists already');
  });
});

test.each([
  ['technique', 'bind-role', 'A title', 'no technique'],
  ['technique', 'B99-bind', 'A title', 'no technique'],
  ['technique', '../b99-bind', 'A title', 'no technique'],
  ['check', 'pod', 'A title', 'no check'],
  ['check', 'Pod-open', 'A title', 'no check'],
  ['check', 'pod-open', '', 'a title'],
  ['check', 'pod-open', 'two\nlines', 'a title'],
  ['detector', 'token', 'A title', 'no detector'],
] as const)('refuses %s "%s" "%s"', async (kind, name, title, message) => {
  await expect(scaffold(root, kind, name, title)).rejects.toThrow(message);
});

test('a new detector is written, listed and has a page, and is not overwritten', async () => {
  const source = 'packages/detect/src';
  mkdirSync(path.join(root, source), { recursive: true });
  symlinkSync(path.resolve(import.meta.dirname, '..', source, 'formats'), path.join(root, source, 'formats'));
  const lines = await scaffold(root, 'detector', 'acme-api-token', "Acme's API token");
  expect(lines[0]).toBe('wrote packages/detect/src/detectors/acme-api-token.ts');
  expect(read('packages/detect/src/detectors/all.ts')).toContain("import { acmeApiToken } from './acme-api-token.ts';");
  expect(read('packages/detect/src/detectors/acme-api-token.ts')).toContain("title: 'Acme\\'s API token'");
  expect(read('docs/detectors/README.md')).toContain('[acme-api-token](acme-api-token.md)');
  await expect(scaffold(root, 'detector', 'acme-api-token', 'Another')).rejects.toThrow('exists already');
});
