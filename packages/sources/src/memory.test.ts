// A list of any size is read in the memory of its largest item.
import { spawnSync } from 'node:child_process';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readSources } from './read-sources.ts';
import { tempFolder } from './testing/temp-folder.ts';
import type { TempFolder } from './testing/temp-folder.ts';

let folder: TempFolder;
beforeEach(() => {
  folder = tempFolder();
});
afterEach(() => folder.remove());

/** Reads a list of 96 MiB, which the child makes up, in a heap of 48 MiB: `stdin` or a file. */
function readInSmallHeap(from: 'stdin' | 'file', head: string, tail: string): unknown {
  const script = `
    import { createWriteStream } from 'node:fs';
    import { Readable } from 'node:stream';
    import { pipeline } from 'node:stream/promises';
    const { readSources } = await import(${JSON.stringify(new URL('read-sources.ts', import.meta.url).href)});
    const padding = 'x'.repeat(2000);
    function* list() {
      yield ${JSON.stringify(head)};
      for (let page = 0; page < 480; page++) {
        const items = Array.from({ length: 100 }, (_, index) => JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'm-' + (page * 100 + index) % 50, namespace: 'n' }, data: { padding } }));
        yield (page === 0 ? '' : ',') + items.join(',\\n');
      }
      yield ${JSON.stringify(tail)};
    }
    const input = ${from === 'file' ? JSON.stringify(`${folder.path}/list`) : "'-'"};
    if (input !== '-') await pipeline(Readable.from(list()), createWriteStream(input));
    const { facts } = await readSources([input], { defaultNamespace: 'default', stdin: () => Readable.from(list()) });
    console.log(JSON.stringify({ objects: facts.origins.size, names: new Set(facts.configMaps.map(({ name }) => name)).size }));`;
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--max-old-space-size=48', '--input-type=module', '-e', script],
    { encoding: 'utf8' },
  );
  expect(stderr).toBe('');
  return JSON.parse(stdout);
}

test.each(['stdin', 'file'] as const)('96 MiB from %s', (from) => {
  expect(readInSmallHeap(from, '{"apiVersion":"v1","items":[', '],"kind":"List"}')).toEqual({
    objects: 48_000,
    names: 50,
  });
});

test('more items than may wait for their kind are brought by a second reading', async () => {
  const item = (name: string): string =>
    `{"metadata":{"name":"${name}","annotations":{"a":"${'x'.repeat(20_000_000)}"}}}`;
  folder.put({
    'a.json': `{"items":[${['a', 'b', 'c', 'd', 'e'].map(item).join(',')}],"kind":"NamespaceList","apiVersion":"v1"}`,
  });
  const { facts } = await readSources([folder.path], { defaultNamespace: 'default' });
  expect(facts.namespaces.map(({ name }) => name).toSorted()).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(facts.coverage.map(({ state }) => state)).toEqual(['read']);
});
