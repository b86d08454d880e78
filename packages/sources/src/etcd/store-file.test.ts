// etcd's files as they are, cut, changed and foreign: what is there is read, what is not is said with its place.
import { createHash, randomUUID } from 'node:crypto';
import { appendFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeBoltFile } from '../../../../testbed/etcd-files/bolt-file.ts';
import type { BoltShape, Pair } from '../../../../testbed/etcd-files/bolt-file.ts';
import { message, revisionPair, storedObjectBytes } from '../../../../testbed/etcd-files/messages.ts';
import { ClusterError } from '../cluster/cluster-error.ts';
import { openEtcd } from '../open-etcd.ts';
import { tempFolder } from '../testing/temp-folder.ts';
import type { TempFolder } from '../testing/temp-folder.ts';
import type { EtcdStore } from './etcd-store.ts';

let folder: TempFolder;
beforeEach(() => {
  folder = tempFolder();
});
afterEach(() => folder.remove());

const secretKey = (name: string): string => `/registry/secrets/shop/${name}`;
const secret = (name: string): Buffer => storedObjectBytes({ namespace: 'shop', name }, `MARKED-${name}`);

function written(pairs: readonly Pair[], meta: readonly Pair[] = [], shape: BoltShape = {}): string {
  const file = path.join(folder.path, randomUUID());
  writeBoltFile(file, pairs, meta, shape);
  return file;
}

interface Seen {
  readonly revision: number;
  readonly values: readonly (readonly [key: string, revision: number, isCurrent: boolean])[];
  readonly partial: readonly (string | undefined)[];
}

async function seen(store: EtcdStore): Promise<Seen> {
  const values: [string, number, boolean][] = [];
  for await (const { key, revision, isCurrent } of store.values()) values.push([key, revision, isCurrent]);
  await store.residue();
  const partial = store.coverage.filter(({ state }) => state !== 'read').map(({ reason }) => reason);
  await store.close();
  return { revision: store.revision, values, partial };
}

async function read(file: string): Promise<Seen> {
  return await seen(await openEtcd({ place: { kind: 'snapshot', file }, prefix: '/registry' }));
}

const many = (count: number): Pair[] =>
  Array.from({ length: count }, (_, at) => revisionPair(at + 2, secretKey(`s${at}`), secret(`s${at}`)));

describe('a whole file', () => {
  test('the newest revision first; replaced ones are old, deleted ones are not there', async () => {
    const file = written([
      revisionPair(2, secretKey('a'), secret('a')),
      revisionPair(3, secretKey('b'), secret('b')),
      revisionPair(4, secretKey('a'), secret('a')),
      revisionPair(5, secretKey('b')),
      revisionPair(6, secretKey('c'), secret('c'), 0),
      revisionPair(6, secretKey('d'), secret('d'), 1),
    ]);
    expect(await read(file)).toEqual({
      revision: 6,
      values: [
        [secretKey('d'), 6, true],
        [secretKey('c'), 6, true],
        [secretKey('a'), 4, true],
        [secretKey('b'), 3, false],
        [secretKey('a'), 2, false],
      ],
      partial: [],
    });
  });

  test('a key that was deleted and made again is current', async () => {
    const file = written([
      revisionPair(2, secretKey('a'), secret('a')),
      revisionPair(3, secretKey('a')),
      revisionPair(4, secretKey('a'), secret('a')),
    ]);
    expect((await read(file)).values).toEqual([
      [secretKey('a'), 4, true],
      [secretKey('a'), 2, false],
    ]);
  });

  test.each([1024, 4096, 16_384, 65_536])('three levels of pages of %i bytes', async (pageSize) => {
    const { values, partial } = await read(written(many(3000), [], { pageSize }));
    expect([values.length, values[0]?.[1], values.at(-1)?.[1], partial]).toEqual([3000, 3001, 2, []]);
  });

  test('a value of many pages', async () => {
    const large = storedObjectBytes({ namespace: 'shop', name: 'large' }, 'x'.repeat(1_500_000));
    const { values, partial } = await read(
      written([revisionPair(2, secretKey('large'), large), revisionPair(3, secretKey('b'), secret('b'))]),
    );
    expect([values.map(([key]) => key), partial]).toEqual([[secretKey('b'), secretKey('large')], []]);
  });

  test('nothing in it', async () => {
    expect(await read(written([]))).toEqual({ revision: 0, values: [], partial: [] });
  });
});

describe('a file that is not whole', () => {
  test('the second of the two first pages counts where the first is broken, and the other way round', async () => {
    for (const page of [0, 1]) {
      const file = written(many(10));
      const bytes = readFileSync(file);
      bytes.fill(0, page * 4096, page * 4096 + 100);
      writeFileSync(file, bytes);
      expect((await read(file)).values).toHaveLength(10);
    }
  });

  test('a cut file gives what is left, and says where it ends', async () => {
    const file = written(many(1000));
    const whole = await read(file);
    truncateSync(file, 4096 * 20);
    const error = await read(file).catch((caught: unknown) => caught);
    expect(whole.values).toHaveLength(1000);
    expect(error).toMatchObject({
      values: [],
      partial: [
        expect.stringMatching(/^malformed: page \d+ at byte \d+: the file ends before it$/),
        'it holds no keys',
      ],
    });
  });

  test('a page that is overwritten costs its own values and no others', async () => {
    const file = written(many(1000));
    const bytes = readFileSync(file);
    bytes.fill(0xff, 4096 * 5, 4096 * 6);
    writeFileSync(file, bytes);
    const { values, partial } = await read(file);
    expect(values.length).toBeGreaterThan(950);
    expect(values.length).toBeLessThan(1000);
    expect(partial).toEqual(['malformed: page 5 at byte 20480: it says that it is another page']);
  });

  test('a key or value that is none is said with its place', async () => {
    const file = written([
      revisionPair(2, secretKey('a'), secret('a')),
      { key: Buffer.from('no revision'), value: secret('b') },
      { key: revisionPair(9, '').key, value: Buffer.from([0xff]) },
    ]);
    expect(await read(file)).toMatchObject({
      values: [[secretKey('a'), 2, true]],
      partial: [
        expect.stringMatching(/^malformed: page 2 at byte \d+: a value is no key-value pair$/),
        expect.stringMatching(/^malformed: page 2 at byte \d+: a key is no revision$/),
      ],
    });
  });

  test.each([
    ['a text', 'hello'],
    ['an empty file', ''],
    ['zeros', '\0'.repeat(20_000)],
  ])('%s is no database', async (name, content) => {
    folder.put({ [name]: content });
    const failure = await read(path.join(folder.path, name)).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ClusterError);
    expect(failure).toMatchObject({ trouble: 'settings', message: expect.stringContaining('is no database of etcd') });
  });

  test('a page that names itself a thousand times is said some times, and counted', async () => {
    const file = written(many(1));
    const bytes = readFileSync(file);
    const root = Number(bytes.readBigUInt64LE(16 + 16));
    bytes.writeUInt16LE(1, root * 4096 + 8);
    bytes.writeUInt16LE(200, root * 4096 + 10);
    for (let at = 0; at < 200; at++) bytes.writeBigUInt64LE(BigInt(root), root * 4096 + 16 + at * 16 + 8);
    writeFileSync(file, bytes);
    const { partial } = await read(file);
    expect(partial).toHaveLength(22);
    expect(partial[20]).toBe('malformed: 180 more places');
  });

  test('whatever bytes change, a file is read to its end or refused, and nothing of a value is said', async () => {
    const file = written(many(40), [], { free: [secret('gone')] });
    const whole = readFileSync(file);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 20 }),
        fc.option(fc.nat(whole.length)),
        async (changes, cut) => {
          const bytes = Buffer.from(whole);
          for (const [at, byte] of changes) bytes[at] = byte;
          writeFileSync(file, cut === null ? bytes : bytes.subarray(0, cut));
          const result = await read(file).catch((error: unknown) => {
            if (error instanceof ClusterError) return error.message;
            throw error;
          });
          expect(JSON.stringify(result)).not.toContain('MARKED');
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('the checksum behind a snapshot', () => {
  test.each([
    ['right', false, []],
    ['wrong', true, ['the checksum is wrong: the file was cut or changed']],
  ])('%s', async (_, isWrong, partial) => {
    const file = written(many(100));
    const hash = createHash('sha256').update(readFileSync(file)).digest();
    if (isWrong) hash[0] = (hash[0] ?? 0) ^ 1;
    appendFileSync(file, hash);
    const result = await read(file);
    expect([result.values.length, result.partial]).toEqual([100, partial]);
  });
});

test.each([
  ['a commit', 2, ['etcd wrote to it while it was read: take a snapshot']],
  ['none', 0, []],
])('%s while the file is read', async (_, commits, partial) => {
  const file = written(many(10));
  const store = await openEtcd({ place: { kind: 'snapshot', file }, prefix: '/registry' });
  writeBoltFile(file, many(10), [], { commits });
  expect((await seen(store)).partial).toEqual(partial);
});

test('values are not read beyond the tree: free pages are residue', async () => {
  const file = written(many(3), [], {
    free: [Buffer.concat([message([1, secretKey('gone')], [2, 7], [5, secret('gone')])])],
  });
  const store = await openEtcd({ place: { kind: 'snapshot', file }, prefix: '/registry' });
  const keys: string[] = [];
  for await (const { key } of store.values()) keys.push(key);
  const residue = await store.residue();
  await store.close();
  expect(keys).not.toContain(secretKey('gone'));
  expect(residue?.hits).toMatchObject([
    { where: 'free-page', apiVersion: 'v1', kind: 'Secret', key: secretKey('gone') },
  ]);
  expect(residue?.counts).toEqual([{ file, where: 'free-page', apiVersion: 'v1', kind: 'Secret', count: 1 }]);
});
