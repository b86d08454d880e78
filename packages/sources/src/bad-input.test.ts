// Every bad input ends as coverage with file and line, and costs only itself.
import { spawnSync } from 'node:child_process';
import { chmodSync, symlinkSync } from 'node:fs';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readSources } from './read-sources.ts';
import type { SourcesRead } from './read-sources.ts';
import { tempFolder } from './testing/temp-folder.ts';
import type { TempFolder } from './testing/temp-folder.ts';

let folder: TempFolder;
beforeEach(() => {
  folder = tempFolder();
});
afterEach(() => folder.remove());

const GOOD = 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: good\n';
const good = (name: string): string => JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });

async function read(files: Record<string, string | Uint8Array>): Promise<SourcesRead> {
  folder.put(files);
  return await readSources([folder.path], { defaultNamespace: 'default' });
}

/** `FILE:LINE STATE REASON` of everything that is not simply read. */
function troubles({ facts }: SourcesRead): string[] {
  return facts.coverage
    .filter(({ state, line, what }) => state !== 'read' && (line !== undefined || what.startsWith(folder.path)))
    .map(({ file, line, state, reason }) => `${file?.slice(folder.path.length + 1)}:${line ?? ''} ${state} ${reason}`);
}

function names({ facts }: SourcesRead): string[] {
  return facts.namespaces.map(({ name }) => name);
}

describe('a broken document costs only itself', () => {
  test.each<[string, string, string | Uint8Array, RegExp]>([
    ['text that is not YAML', 'x.yaml', `${GOOD}---\n{ not yaml ][\n---\n`, /^x.yaml:[67] not-read /],
    ['a truncated YAML file', 'x.yaml', `${GOOD}---\nkind: Role\nmetadata: {name: "r`, /^x.yaml:[67] not-read /],
    [
      'a truncated JSON file',
      'x.json',
      `${good('good')}\n{"kind":"Role",\n"metadata":{"na`,
      /^x.json:\d not-read the input ends/,
    ],
    ['a broken line of NDJSON', 'x.ndjson', `${good('good')}\n{"kind": oops}\n`, /^x.ndjson:2 not-read not valid JSON/],
    [
      'a broken item of a list',
      'x.json',
      `{"items":[\n{"a": 01},\n${good('good')}],"kind":"List"}`,
      /^x.json:2 not-read not valid JSON/,
    ],
    ['a word in JSON', 'x.json', `hello\n${good('good')}`, /^x.json:1 not-read /],
    [
      'Latin-1 in YAML',
      'x.yaml',
      Buffer.concat([Buffer.from(`${GOOD}---\na: b\nc: "`), Buffer.from([0xe4]), Buffer.from('"\n')]),
      /^x.yaml:7 not-read .*encoding/,
    ],
    [
      'Latin-1 in JSON',
      'x.json',
      Buffer.concat([
        Buffer.from(`${good('good')}\n{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"b","x":"`),
        Buffer.from([0xe4]),
        Buffer.from('"}}'),
      ]),
      /^x.json:2 partial bytes that are not UTF-8/,
    ],
    ['10,000 levels of flow', 'x.yaml', `${GOOD}---\n${'['.repeat(10_000)}`, /^x.yaml:\d+ not-read .*depth/],
    ['10,000 levels of blocks', 'x.yaml', `${GOOD}---\n${'- '.repeat(10_000)}x\n`, /^x.yaml:6 not-read .*depth/],
    [
      '10,000 levels of JSON',
      'x.json',
      `${good('good')}\n${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`,
      /^x.json:2 not-read .*depth/,
    ],
    ['an alias bomb', 'x.yaml', `${GOOD}---\n${bomb()}`, /^x.yaml:\d+ not-read .*alias/],
    [
      'a duplicate key',
      'x.yaml',
      `${GOOD}---\napiVersion: v1\nkind: Namespace\nkind: Namespace\nmetadata: {name: other}\n`,
      /^x.yaml:8 partial a key is repeated/,
    ],
    ['an object without a kind', 'x.yaml', `${GOOD}---\nmetadata: {name: x}\n`, /^x.yaml:6 not-read no kind/],
    [
      'an object without a name',
      'x.yaml',
      `${GOOD}---\napiVersion: v1\nkind: Secret\nmetadata:\n  labels: {}\n`,
      /^x.yaml:\d not-read no name/,
    ],
    ['a number where an object is expected', 'x.json', `[7, ${good('good')}]`, /^x.json:1 not-read not an object/],
  ])('%s', async (_, name, content, expected) => {
    const result = await read({ [name]: content, 'other.yaml': GOOD.replace('good', 'other') });
    expect(names(result)).toContain('good');
    expect(names(result)).toContain('other');
    expect(troubles(result)).toContainEqual(expect.stringMatching(expected));
    expect(result.facts.coverage).toContainEqual(
      expect.objectContaining({ what: `${folder.path}/${name}`, state: expect.stringMatching(/read|partial/) }),
    );
  });

  test.each<[string, string | Uint8Array, string]>([
    ['UTF-16', Buffer.from(`\ufeff${GOOD}`, 'utf16le'), 'the file is UTF-16; save it as UTF-8'],
    ['a gzip file', Buffer.from([0x1f, 0x8b, 8, 0, 0]), 'the file is compressed with gzip; unpack it first'],
    ['bytes of no text', Buffer.from([1, 2, 3, 4, 250, 251]), 'not UTF-8: wrong encoding'],
  ])('%s is not read, with the reason', async (_, content, reason) => {
    const result = await read({ 'x.yaml': content, 'y.yaml': GOOD });
    expect(names(result)).toEqual(['good']);
    expect(result.facts.coverage).toContainEqual({
      source: folder.path,
      what: `${folder.path}/x.yaml`,
      state: 'not-read',
      reason,
      file: `${folder.path}/x.yaml`,
      line: 1,
    });
  });

  test('a Role with rules: null has no rules; a kind that nobody knows is no reason to stop', async () => {
    const role = 'apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: {name: r}\nrules: null\n';
    const { facts } = await read({
      'a.yaml': `${role}---\napiVersion: example.com/v1\nkind: Widget\nmetadata: {name: w}\n---\n${GOOD}`,
    });
    expect(facts.roles.map(({ name, rules }) => [name, rules])).toEqual([['r', []]]);
    expect(facts.namespaces).toHaveLength(1);
  });

  test('a line of 20 million characters is over the limit in YAML and one object in JSON', async () => {
    const long = 'x'.repeat(20_000_000);
    const result = await read({
      'a.yaml': `${GOOD}---\nkind: "${long}"\n---\n${GOOD.replace('good', 'after')}`,
      'b.json': JSON.stringify({
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: 'big', annotations: { long } },
      }),
    });
    expect(names(result)).toEqual(['good', 'after', 'big']);
    expect(troubles(result)).toContainEqual(expect.stringMatching(/^a.yaml:6 not-read .*lineLength/));
  });

  test('a hundred thousand broken lines are counted, not listed', async () => {
    const result = await read({ 'x.ndjson': `${'{x}\n'.repeat(100_000)}${good('good')}` });
    expect(names(result)).toEqual(['good']);
    expect(result.facts.coverage.length).toBeLessThan(1_100);
    expect(result.facts.coverage[0]).toMatchObject({
      state: 'partial',
      reason: '100000 parts not read or not whole; the first 1000 are listed',
    });
  });

  test('a stream that breaks off is partial', async () => {
    const stdin = (): Readable =>
      Readable.from(
        (function* broken(): Generator<Buffer> {
          yield Buffer.from(`${good('good')}\n${' '.repeat(5_000)}`);
          throw Object.assign(new Error('MARKED'), { code: 'EIO' });
        })(),
      );
    const result = await readSources(['-'], { defaultNamespace: 'default', stdin });
    expect(names(result)).toEqual(['good']);
    expect(result.facts.coverage).toEqual([
      { source: '-', what: '-', state: 'partial', reason: 'the device failed to read', file: '-' },
    ]);
  });

  test('a directory loop, a dangling link and a FIFO do not stop the rest', async () => {
    symlinkSync('.', `${folder.path}/loop`);
    symlinkSync('gone', `${folder.path}/gone.yaml`);
    spawnSync('mkfifo', [`${folder.path}/pipe.yaml`]);
    const result = await read({ 'z.yaml': GOOD });
    expect(names(result)).toEqual(['good']);
    expect(troubles(result).map((line) => line.split(':')[0])).toEqual(['gone.yaml', 'loop', 'pipe.yaml']);
  });
});

/** Nine levels of nine: 3.9e8 nodes when written out. */
function bomb(): string {
  const levels = Array.from(
    { length: 9 },
    (_, level) => `a${level + 1}: &a${level + 1} [${Array.from({ length: 9 }, () => `*a${level}`).join(', ')}]`,
  );
  return ['a0: &a0 x', ...levels, ''].join('\n');
}

test('what may not be read is coverage (root may read everything: runs as another user there)', () => {
  folder.put({ 'a.yaml': GOOD, 'closed.yaml': GOOD, 'locked/b.yaml': GOOD });
  for (const path of ['closed.yaml', 'locked']) chmodSync(`${folder.path}/${path}`, 0);
  chmodSync(folder.path, 0o755);
  const script = `
    const { readSources } = await import(${JSON.stringify(new URL('read-sources.ts', import.meta.url).href)});
    if (process.getuid() === 0) process.seteuid(65534);
    const { facts } = await readSources([${JSON.stringify(folder.path)}], { defaultNamespace: 'default' });
    console.log(JSON.stringify(facts.coverage.map(({ file, state, reason }) => [file.slice(${folder.path.length + 1}), state, reason])));`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  for (const path of ['closed.yaml', 'locked']) chmodSync(`${folder.path}/${path}`, 0o755);
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toEqual([
    ['locked', 'not-read', 'permission denied'],
    ['a.yaml', 'read', null],
    ['closed.yaml', 'not-read', 'permission denied'],
  ]);
});
