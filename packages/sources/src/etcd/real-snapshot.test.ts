// A snapshot that etcd 3.7 wrote, checksum included, whole and broken in every way: needs no etcd, so it runs everywhere.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { judgeStored } from '@watertight/encryption';
import { ClusterError } from '../cluster/cluster-error.ts';
import { openEtcd } from '../open-etcd.ts';
import { tempFolder } from '../testing/temp-folder.ts';
import type { TempFolder } from '../testing/temp-folder.ts';

/** Five Secrets of namespace `shop`: one in plain text, one that was and was replaced, one that was and was deleted, a large one. */
const SNAPSHOT = gunzipSync(readFileSync(new URL('../testing/etcd-3.7-snapshot.db.gz', import.meta.url)));

let folder: TempFolder;
beforeEach(() => {
  folder = tempFolder();
});
afterEach(() => folder.remove());

interface Read {
  readonly values: readonly (readonly [name: string, revision: number, isCurrent: boolean, provider: string])[];
  readonly partial: readonly (string | undefined)[];
}

async function read(bytes: Uint8Array): Promise<Read> {
  const file = path.join(folder.path, 'snapshot.db');
  writeFileSync(file, bytes);
  const store = await openEtcd({ place: { kind: 'snapshot', file }, prefix: '/registry' });
  const values: [string, number, boolean, string][] = [];
  for await (const { key, value, revision, isCurrent } of store.values())
    values.push([path.posix.basename(key), revision, isCurrent, judgeStored(value).provider]);
  await store.residue();
  const partial = store.coverage.filter(({ state }) => state !== 'read').map(({ reason }) => reason);
  await store.close();
  return { values, partial };
}

test('is read as etcd wrote it', async () => {
  expect(await read(SNAPSHOT)).toEqual({
    values: [
      ['encrypted', 8, true, 'aesgcm'],
      ['large', 7, true, 'aesgcm'],
      ['deleted', 5, false, 'identity'],
      ['replaced', 4, true, 'aesgcm'],
      ['replaced', 3, false, 'identity'],
      ['plain', 2, true, 'identity'],
    ],
    partial: [],
  });
});

test('a bit anywhere is seen by the checksum, if by nothing else', async () => {
  for (let at = 0; at < SNAPSHOT.length; at += 997) {
    const bytes = Buffer.from(SNAPSHOT);
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    const result = await read(bytes);
    expect(result.partial.at(-1)).toBe('the checksum is wrong: the file was cut or changed');
  }
});

test('however it is cut and changed, it is read to its end or refused, without a word of a value', async () => {
  const changes = fc.array(fc.tuple(fc.nat(SNAPSHOT.length - 1), fc.nat(255)), { maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(changes, fc.option(fc.nat(SNAPSHOT.length)), async (changed, cut) => {
      const bytes = Buffer.from(SNAPSHOT);
      for (const [at, byte] of changed) bytes[at] = byte;
      const result = await read(cut === null ? bytes : bytes.subarray(0, cut)).catch((error: unknown) => {
        if (error instanceof ClusterError) return { partial: [error.message] };
        throw error;
      });
      expect(JSON.stringify(result.partial)).not.toContain('MARKED');
    }),
    { numRuns: 300 },
  );
});
