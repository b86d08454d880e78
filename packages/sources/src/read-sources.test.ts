// What every kind of input gives, and where its facts are found again.
import { appendFileSync, writeFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readSources } from './read-sources.ts';
import type { SourcesRead } from './read-sources.ts';
import { MissingInputError } from './settings.ts';
import type { ReadSettings } from './settings.ts';
import { tempFolder } from './testing/temp-folder.ts';
import type { TempFolder } from './testing/temp-folder.ts';

let folder: TempFolder;
beforeEach(() => {
  folder = tempFolder();
});
afterEach(() => folder.remove());

async function read(
  files: Record<string, string | Uint8Array>,
  settings: Partial<ReadSettings> = {},
): Promise<SourcesRead> {
  folder.put(files);
  return await readSources([folder.path], { defaultNamespace: 'default', ...settings });
}

async function readStdin(chunks: (string | Uint8Array)[]): Promise<SourcesRead> {
  const stdin = (): Readable => Readable.from(chunks.map((chunk) => Buffer.from(chunk)));
  return await readSources(['-'], { defaultNamespace: 'default', stdin });
}

/** Names of what was read, sorted. */
function names({ facts }: SourcesRead): string[] {
  return [...facts.namespaces, ...facts.roles, ...facts.secrets]
    .map(({ objectKind, name }) => `${objectKind} ${name}`)
    .toSorted();
}

const namespace = (name: string): string => JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
const yamlNamespace = (name: string): string => `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: ${name}\n`;
const list = (...items: string[]): string => `{"apiVersion":"v1","items":[${items.join(',')}],"kind":"List"}`;

describe('every form of input gives its objects', () => {
  test.each<[string, string, string]>([
    ['multi-document YAML', 'x.yaml', `---\n${yamlNamespace('a')}---\n# nothing\n---\n${yamlNamespace('b')}`],
    ['JSON values one after another', 'x.json', `${namespace('a')}${namespace('b')}`],
    ['NDJSON', 'x.ndjson', `${namespace('a')}\n\n${namespace('b')}\n`],
    ['JSON lines', 'x.jsonl', `${namespace('a')}\r\n${namespace('b')}`],
    ['a JSON array', 'x.json', `[${namespace('a')}, ${namespace('b')}]`],
    ['a JSON List', 'x.json', list(namespace('a'), namespace('b'))],
    ['a JSON List by the name of YAML', 'x.yaml', list(namespace('a'), namespace('b'))],
    ['JSON documents with YAML markers', 'x.yaml', `${namespace('a')}\n---\n${namespace('b')}`],
    ['a JSON document, then YAML', 'x.yaml', `${namespace('a')}\n---\n${yamlNamespace('b')}`],
    ['a YAML List', 'x.yaml', `apiVersion: v1\nkind: List\nitems:\n- ${namespace('a')}\n- ${namespace('b')}\n`],
    ['a List in a List', 'x.json', list(list(namespace('a')), namespace('b'))],
    ['a List in an array', 'x.json', `[${list(namespace('a'), namespace('b'))}]`],
    ['a byte order mark', 'x.json', `\ufeff${namespace('a')}\n${namespace('b')}`],
    [
      'items without a kind, the list first',
      'x.json',
      '{"kind":"NamespaceList","apiVersion":"v1","items":[{"metadata":{"name":"a"}},{"metadata":{"name":"b"}}]}',
    ],
    [
      'items without a kind, the list last',
      'x.json',
      '{"items":[{"metadata":{"name":"a"}},{"metadata":{"name":"b"}}],"kind":"NamespaceList","apiVersion":"v1"}',
    ],
    [
      'items without a kind in YAML',
      'x.yaml',
      'items:\n- metadata: {name: a}\n- metadata: {name: b}\nkind: NamespaceList\napiVersion: v1\n',
    ],
    ['Windows lines', 'x.yaml', `${yamlNamespace('a')}---\n${yamlNamespace('b')}`.replaceAll('\n', '\r\n')],
  ])('%s, from a file and from a stream', async (_, name, text) => {
    const fromFile = await read({ [name]: text });
    expect(names(fromFile)).toEqual(['Namespace a', 'Namespace b']);
    expect(fromFile.facts.coverage).toEqual([
      { source: folder.path, what: `${folder.path}/${name}`, state: 'read', file: `${folder.path}/${name}` },
    ]);
    const fromStream = await readStdin([text]);
    expect(names(fromStream)).toEqual(['Namespace a', 'Namespace b']);
    for (const { facts, locator } of [fromFile, fromStream]) {
      for (const fact of facts.namespaces) {
        const at = await locator.locate(fact.document, '/metadata/name');
        expect(nodeAt(text, at)).toMatch(new RegExp(`^"?${fact.name}"?$`));
      }
    }
  });

  test('an empty file and a file of comments give nothing and are read', async () => {
    const { facts } = await read({ 'a.yaml': '', 'b.yaml': '# nothing\n---\n', 'c.json': '', 'd.json': ' \n' });
    expect(facts.coverage.map(({ state }) => state)).toEqual(['read', 'read', 'read', 'read']);
    expect(facts.origins.size).toBe(0);
  });

  test('a stream may come in any pieces', async () => {
    const text = `{"items":[${namespace('ä')},{"metadata":{"name":"😀"}}],"kind":"NamespaceList","apiVersion":"v1"}`;
    const { facts, locator } = await readStdin([...Buffer.from(text)].map((byte) => Uint8Array.of(byte)));
    const places = await Promise.all(
      facts.namespaces.map(async ({ document }) => nodeAt(text, await locator.locate(document, '/metadata/name'))),
    );
    expect(places).toEqual(['"ä"', '"😀"']);
  });

  test('the input names the Kubernetes version, the settings win', async () => {
    const version = '{"clientVersion":{},"serverVersion":{"gitVersion":"v1.31.4"}}';
    expect((await read({ 'version.json': version })).facts.kubernetesVersion).toBe('1.31');
    expect((await read({}, { kubernetesVersion: '1.29' })).facts.kubernetesVersion).toBe('1.29');
  });

  test('progress grows and ends with everything', async () => {
    const seen: number[][] = [];
    await read(
      { 'a.json': list(namespace('a'), namespace('b')), 'b.yaml': yamlNamespace('c') },
      { onProgress: ({ files, objects }) => seen.push([files, objects]) },
    );
    expect(seen.at(-1)).toEqual([2, 3]);
  });

  test('an aborted signal ends the reading', async () => {
    const signal = AbortSignal.abort(new Error('stop'));
    await expect(read({ 'a.yaml': yamlNamespace('a') }, { signal })).rejects.toThrow('stop');
  });

  test('aborting ends a stream that says nothing more', async () => {
    const controller = new AbortController();
    const stdin = (): Readable => new Readable({ read: () => controller.abort(new Error('stop')) });
    const reading = readSources(['-'], { defaultNamespace: 'default', stdin, signal: controller.signal });
    await expect(reading).rejects.toThrow('stop');
  });

  test('an input that does not exist ends it before anything is read', async () => {
    let objects = 0;
    const settings = {
      defaultNamespace: 'default',
      onProgress: (progress: { objects: number }) => (objects = progress.objects),
    };
    folder.put({ 'a.yaml': yamlNamespace('a') });
    await expect(readSources([folder.path, `${folder.path}/gone`], settings)).rejects.toThrow(MissingInputError);
    expect(objects).toBe(0);
  });

  test('the same input twice is read once', async () => {
    folder.put({ 'a.yaml': yamlNamespace('a') });
    const { facts } = await readSources([folder.path, folder.path, `${folder.path}/a.yaml`], {
      defaultNamespace: 'default',
    });
    expect(facts.coverage).toHaveLength(1);
  });
});

/** The text between the start and the end of a location. */
function nodeAt(
  text: string,
  at: { line: number; column: number; endLine: number; endColumn: number } | undefined,
): string | undefined {
  if (at === undefined) return undefined;
  expect(at.endLine).toBe(at.line);
  const lines = text.replace(/^\ufeff/, '').split('\n');
  return lines[at.line - 1]?.slice(at.column - 1, at.endColumn - 1);
}

test('without helm a template is text, and the rest of the chart is read', async () => {
  const { facts } = await read(
    {
      'c/Chart.yaml': 'name: c',
      'c/values.yaml': 'kind: Namespace',
      'c/templates/a.yaml': yamlNamespace('a'),
      'c/templates/b.yaml': `# b\n{{- if .Values.x }}\n${yamlNamespace('{{ .Release.Name }}')}{{- end }}\n`,
      'c/templates/c.json': '{{ toJson . }}',
      'd.yaml': yamlNamespace('"{{d}}"'),
    },
    { render: false },
  );
  expect(facts.namespaces.map(({ name }) => name)).toEqual(['a', '{{d}}']);
  const said = facts.coverage.filter(({ line }) => line !== undefined);
  expect(
    said.map(({ file, line, state, reason }) => [file?.slice(folder.path.length + 1), line, state, reason]),
  ).toEqual([
    ['c/Chart.yaml', 1, 'partial', 'chart not rendered, its files are read as they are: rendering is switched off'],
    ['c/templates/b.yaml', 2, 'partial', 'template not rendered: rendering is switched off'],
    ['c/templates/c.json', 1, 'partial', 'template not rendered: rendering is switched off'],
  ]);
});

describe('the locator', () => {
  const ROLE = {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata: { name: 'r' },
    rules: [{ verbs: ['get', 'list'] }],
  };

  test('a pointer that leads nowhere gives the nearest node around it', async () => {
    const { facts, locator } = await read({ 'a.yaml': yamlNamespace('a') });
    expect(await locator.locate(facts.namespaces[0]?.document ?? 0, '/metadata/labels/x')).toMatchObject({
      line: 4,
      column: 3,
    });
  });

  test('a document that changed is not located; one that only moved its neighbours still is', async () => {
    const { facts, locator } = await read({ 'a.ndjson': `${namespace('a')}\n${namespace('b')}\n` });
    const [first, second] = facts.namespaces.map(({ document }) => document) as [number, number];
    writeFileSync(`${folder.path}/a.ndjson`, `${namespace('x')}\n${namespace('b')}\n`);
    expect(await locator.locate(first, '')).toBeUndefined();
    expect(await locator.locate(second, '')).toMatchObject({ line: 2, column: 1 });
    appendFileSync(`${folder.path}/a.ndjson`, 'more');
    expect(await locator.locate(second, '')).toMatchObject({ line: 2 });
  });

  test('a file that is gone and a document that never was are not located', async () => {
    const { facts, locator } = await read({ 'a.yaml': yamlNamespace('a') });
    folder.remove();
    expect(await locator.locate(facts.namespaces[0]?.document ?? 0, '')).toBeUndefined();
    for (const document of [-1, 99, 0.5, Number.NaN]) expect(await locator.locate(document, '')).toBeUndefined();
  });

  test('a large YAML list is read once for all its places', async () => {
    const items = Array.from(
      { length: 2000 },
      (_, index) =>
        `- apiVersion: v1\n  kind: Namespace\n  metadata:\n    name: n-${index}\n    labels: {a: ä😀, b: x}\n`,
    );
    const text = `# a comment\n---\napiVersion: v1\nkind: List\nitems:\n${items.join('')}`;
    const { facts, locator } = await read({ 'a.yaml': text });
    for (const { document, name } of facts.namespaces) {
      expect(nodeAt(text, await locator.locate(document, '/metadata/name'))).toBe(name);
      expect(nodeAt(text, await locator.locate(document, '/metadata/labels/b'))).toBe('x');
    }
  });

  test('an indented list far into a file', async () => {
    const many = Array.from({ length: 4000 }, (_, index) => ({
      ...ROLE,
      metadata: { name: `r-${index}`, annotations: { text: 'ä😀'.repeat(40) } },
    }));
    const text = JSON.stringify({ kind: 'List', apiVersion: 'v1', items: many }, null, 4);
    const { facts, locator } = await read({ 'a.json': text });
    const last = facts.roles.at(-1);
    const at = await locator.locate(last?.document ?? 0, '/rules/0/verbs/1');
    expect(nodeAt(text, at)).toBe('"list"');
    expect(at?.line).toBe(text.split('\n').findLastIndex((line) => line.includes('"list"')) + 1);
    expect(facts.roles).toHaveLength(4000);
  });
});
