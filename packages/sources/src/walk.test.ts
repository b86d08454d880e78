// Which files a folder gives, in which order, and what it says about the rest.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MissingInputError } from './settings.ts';
import { walk } from './walk.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'watertight-walk-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(path: string, text = ''): void {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), text);
}

async function shown(argument = folder): Promise<string[]> {
  return (await walk(argument, new Set())).files.map((file) => file.shown.replace(folder, 'IN'));
}

describe('walk', () => {
  test('takes manifests below a folder in byte order, whatever the depth', async () => {
    for (const name of ['b.yaml', 'a/z.yml', 'a.yaml', 'a/ä.json', 'B.ndjson', 'a/b/c.jsonl', 'Z.YAML']) put(name);
    expect(await shown()).toEqual([
      'IN/B.ndjson',
      'IN/Z.YAML',
      'IN/a/b/c.jsonl',
      'IN/a/z.yml',
      'IN/a/ä.json',
      'IN/a.yaml',
      'IN/b.yaml',
    ]);
  });

  test('ignores other names in a folder and what lies in .git, but not other hidden folders', async () => {
    for (const name of [
      'README.md',
      'x.yaml.bak',
      '.git/config.yaml',
      '.argo/app.yaml',
      '.hidden.yaml',
      '.watertight.yaml',
    ])
      put(name);
    expect(await shown()).toEqual(['IN/.argo/app.yaml', 'IN/.hidden.yaml']);
  });

  test('reads a named file whatever it is called, and shows it as it was named', async () => {
    put('dump');
    const { files } = await walk(join(folder, 'dump'), new Set());
    expect(files).toEqual([
      { path: join(folder, 'dump'), shown: join(folder, 'dump'), argument: join(folder, 'dump'), regular: true },
    ]);
  });

  test('a trailing slash does not double', async () => {
    put('a.yaml');
    expect(await shown(`${folder}//`)).toEqual(['IN/a.yaml']);
  });

  test('a named input that does not exist is an error with a hint', async () => {
    await expect(walk(join(folder, 'nothing'), new Set())).rejects.toThrow(MissingInputError);
    put('file');
    await expect(walk(join(folder, 'file/x'), new Set())).rejects.toThrow(MissingInputError);
    await expect(walk('https://example.com/x.yaml', new Set())).rejects.toMatchObject({
      hint: expect.stringContaining('Nothing is downloaded'),
    });
  });

  test('a link back up is a directory loop; a link sideways is read once', async () => {
    put('a/x.yaml');
    symlinkSync('..', join(folder, 'a/up'));
    symlinkSync('a', join(folder, 'again'));
    symlinkSync('a/x.yaml', join(folder, 'x.yaml'));
    const { files, coverage } = await walk(folder, new Set());
    expect(files.map((file) => file.shown)).toEqual([`${folder}/a/x.yaml`]);
    expect(coverage).toEqual([
      expect.objectContaining({
        file: `${folder}/a/up`,
        state: 'not-read',
        reason: expect.stringContaining('directory loop'),
      }),
    ]);
  });

  test('links that lead to each other, and a dangling manifest, are coverage', async () => {
    symlinkSync('two', join(folder, 'one'));
    symlinkSync('one', join(folder, 'two'));
    symlinkSync('gone', join(folder, 'x.yaml'));
    symlinkSync('gone', join(folder, 'README'));
    const { coverage } = await walk(folder, new Set());
    expect(coverage.map(({ file }) => file?.slice(folder.length))).toEqual(['/one', '/two', '/x.yaml']);
  });

  test('a FIFO and a socket are skipped in a folder, with coverage; a FIFO is read when named', async () => {
    execFileSync('mkfifo', [join(folder, 'pipe.yaml')]);
    const server = createServer().listen(join(folder, 'socket'));
    try {
      const tree = await walk(folder, new Set());
      expect(tree.files).toEqual([]);
      expect(tree.coverage.map(({ reason }) => reason)).toEqual([
        expect.stringContaining('a FIFO'),
        expect.stringContaining('a socket'),
      ]);
      expect((await walk(join(folder, 'pipe.yaml'), new Set())).files).toEqual([
        expect.objectContaining({ regular: false }),
      ]);
    } finally {
      server.close();
    }
  });

  test('kustomizations and charts are folders, not files', async () => {
    for (const name of ['k/kustomization.yaml', 'l/Kustomization', 'c/Chart.yaml', 'c/values.yaml']) put(name);
    const tree = await walk(folder, new Set());
    expect(tree.kustomizations.map(({ shown: at, file }) => `${at.slice(folder.length)} ${file}`)).toEqual([
      '/k kustomization.yaml',
      '/l Kustomization',
    ]);
    expect(tree.charts.map(({ shown: at }) => at.slice(folder.length))).toEqual(['/c']);
    expect(tree.files.map(({ shown: at }) => at.slice(folder.length))).toEqual(['/c/values.yaml']);
  });

  test('what one argument gave, a second does not give again', async () => {
    put('a.yaml');
    const met = new Set<string>();
    expect((await walk(folder, met)).files).toHaveLength(1);
    expect((await walk(join(folder, 'a.yaml'), met)).files).toHaveLength(0);
  });
});
