// A member's data folder: what stands in its log and not in its database is said, and plain text in every file is found.
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeBoltFile } from '../../../../testbed/etcd-files/bolt-file.ts';
import { message, revisionPair, storedObjectBytes } from '../../../../testbed/etcd-files/messages.ts';
import { openEtcd } from '../open-etcd.ts';
import { tempFolder } from '../testing/temp-folder.ts';
import type { TempFolder } from '../testing/temp-folder.ts';
import type { EtcdStore } from './etcd-store.ts';

let folder: TempFolder;
beforeEach(() => {
  folder = tempFolder();
});
afterEach(() => folder.remove());

const KEY = '/registry/secrets/shop/db';
const SECRET = storedObjectBytes({ namespace: 'shop', name: 'db' }, 'MARKED-value');

/** A record of the log in its frame: its length, padded to eight bytes. */
function framed(record: Uint8Array): Buffer {
  const padding = (8 - (record.length % 8)) % 8;
  const head = Buffer.alloc(8);
  head.writeUIntLE(record.length, 0, 6);
  head[7] = padding === 0 ? 0 : 0x80 | padding;
  return Buffer.concat([head, record, Buffer.alloc(padding)]);
}

const entry = (index: number): Buffer =>
  framed(
    message(
      [1, 2],
      [2, 9],
      [3, message([1, 0], [2, 1], [3, index], [4, message([4, message([1, KEY], [2, SECRET])])])],
    ),
  );
const state = framed(message([1, 3], [2, 9], [3, message([1, 1], [3, 5])]));

function member(log: Readonly<Record<string, Uint8Array>>, consistentIndex = 5): string {
  folder.put({
    'member/snap/empty': '',
    ...Object.fromEntries(Object.entries(log).map(([name, bytes]) => [`member/${name}`, bytes])),
  });
  const index = Buffer.alloc(8);
  index.writeBigUInt64BE(BigInt(consistentIndex));
  writeBoltFile(
    path.join(folder.path, 'member/snap/db'),
    [revisionPair(2, KEY, SECRET)],
    [{ key: Buffer.from('consistent_index'), value: index }],
  );
  return folder.path;
}

async function read(
  name: string,
): Promise<Pick<EtcdStore, 'isComplete' | 'coverage'> & { readonly hits: readonly unknown[] }> {
  const store = await openEtcd({ place: { kind: 'data-dir', folder: name }, prefix: '/registry' });
  for await (const _ of store.values()) continue;
  const residue = await store.residue();
  await store.close();
  const { isComplete, coverage } = store;
  return {
    isComplete,
    coverage,
    hits: residue?.hits.map(({ file, where, key }) => [path.relative(name, file), where, key]) ?? [],
  };
}

const LOG = 'wal/0000000000000000-0000000000000000.wal';
const zeros = Buffer.alloc(512);

describe('entries that are not in the database', () => {
  test.each<[string, Uint8Array, number]>([
    ['none', Buffer.concat([entry(4), entry(5), state, zeros]), 0],
    ['one', Buffer.concat([entry(5), entry(6), state, zeros]), 1],
    ['one, and a record that a crash tore', Buffer.concat([entry(6), entry(7).subarray(0, 30)]), 1],
    ['one, and a record that is none', Buffer.concat([entry(6), framed(Buffer.from([0xff, 0xff])), entry(9)]), 1],
    ['none, in an empty log', Buffer.alloc(0), 0],
    ['none, in a log of another program', Buffer.from('this is no log at all, and longer than eight bytes'), 0],
  ])('%s', async (_, log, lacking) => {
    const { coverage, isComplete } = await read(member({ [LOG]: log }));
    const reasons = coverage.flatMap(({ reason }) => (reason === undefined ? [] : [reason]));
    expect(reasons).toEqual(
      lacking === 0 ? [] : [expect.stringMatching(`^the log holds ${lacking} entries that are not in`)],
    );
    expect(isComplete).toBe(lacking === 0);
  });

  test('the newest segment counts', async () => {
    const { isComplete } = await read(
      member({ [LOG]: entry(3), 'wal/0000000000000001-0000000000000004.wal': entry(9) }),
    );
    expect(isComplete).toBe(false);
  });
});

test('plain text is found in the log and in what else lies there, with its key', async () => {
  const name = member({ [LOG]: Buffer.concat([entry(5), zeros]), 'snap/0001.snap.db': Buffer.concat([zeros, SECRET]) });
  const { hits, coverage } = await read(name);
  expect(hits).toEqual([
    ['member/snap/0001.snap.db', 'other', undefined],
    [`member/${LOG}`, 'log', KEY],
  ]);
  expect(coverage.map(({ state: read_ }) => read_)).toEqual(['read', 'read', 'read', 'read']);
});

test('the folder `member` itself will do', async () => {
  const { isComplete } = await read(path.join(member({ [LOG]: entry(5) }), 'member'));
  expect(isComplete).toBe(true);
});
