// Plain text and a canary are found wherever they lie, also across the pieces that a file is read in, and once each.
import { closeSync, openSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Sealed } from '@watertight/sealed';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { message, storedObjectBytes } from '../../../../testbed/etcd-files/messages.ts';
import { tempFolder } from '../testing/temp-folder.ts';
import type { TempFolder } from '../testing/temp-folder.ts';
import type { Residue, ResiduePlace } from './residue.ts';
import { ResidueScan } from './residue-scan.ts';

/** As in `residue-scan.ts`. */
const PIECE = 4 * 1024 * 1024;

let folder: TempFolder;
beforeEach(() => {
  folder = tempFolder();
});
afterEach(() => folder.remove());

function scanned(
  bytes: Uint8Array,
  canary?: string,
  placeOf: (offset: number) => ResiduePlace | undefined = () => 'log',
): Residue {
  const file = path.join(folder.path, 'bytes');
  writeFileSync(file, bytes);
  const scan = new ResidueScan('/registry', canary === undefined ? undefined : new Sealed(Buffer.from(canary)));
  const descriptor = openSync(file, 'r');
  try {
    for (const _ of scan.scan({ descriptor, name: 'bytes', size: bytes.length, placeOf })) continue;
  } finally {
    closeSync(descriptor);
  }
  return scan.residue;
}

const SECRET = storedObjectBytes({ namespace: 'shop', name: 'db' }, 'MARKED-canary');
const KEY = '/registry/secrets/shop/db';

describe('objects in plain text', () => {
  test.each<[string, Uint8Array, object[]]>([
    ['protobuf', SECRET, [{ apiVersion: 'v1', kind: 'Secret' }]],
    [
      'a group of 200 letters',
      storedObjectBytes({ apiVersion: `${'a'.repeat(200)}/v1`, kind: 'Widget', name: 'w' }),
      [{ kind: 'Widget' }],
    ],
    [
      'JSON of a custom resource',
      Buffer.from('{"apiVersion":"example.com/v1","kind":"Widget","metadata":{}}'),
      [{ apiVersion: 'example.com/v1', kind: 'Widget' }],
    ],
    ['the magic alone', Buffer.from('k8s\0\n'), []],
    ['a kind that is none', storedObjectBytes({ kind: 'secret', name: 'db' }), []],
    ['a magic that is not whole', Buffer.from('k8s:\n\n\n'), []],
    ['a type that breaks off', SECRET.subarray(0, 12), []],
    ['what is encrypted', Buffer.from('k8s:enc:aescbc:v1:one:0123456789abcdef'), []],
  ])('%s', (_, bytes, expected) => {
    expect(scanned(Buffer.concat([Buffer.alloc(100, 1), bytes, Buffer.alloc(100, 1)])).hits).toMatchObject(expected);
  });

  test.each<[string, Buffer, string | undefined]>([
    ['of a key-value pair', message([1, KEY], [2, 7], [5, SECRET]), KEY],
    ['of a request in the log', message([1, KEY], [2, SECRET]), KEY],
    ['that is another prefix', message([1, '/other/secrets/shop/db'], [2, SECRET]), undefined],
    ['that is too far away', Buffer.concat([message([1, KEY]), Buffer.alloc(2000), SECRET]), undefined],
  ])('with the etcd key %s', (_, bytes, key) => {
    expect(scanned(bytes).hits.map((hit) => hit.key)).toEqual([key]);
  });

  test('at every place around the end of a piece, once', () => {
    for (const at of [
      PIECE - 2000,
      PIECE - 1024,
      PIECE - SECRET.length,
      PIECE - 3,
      PIECE - 1,
      PIECE,
      PIECE + 1,
      2 * PIECE - 5,
    ]) {
      const bytes = Buffer.alloc(2 * PIECE + 3000);
      SECRET.copy(bytes, at);
      const { hits, canaryCount } = scanned(bytes, 'MARKED-canary');
      expect([hits.map(({ offset }) => offset), canaryCount]).toEqual([[at], 1]);
    }
  });

  test('places that were judged before are passed over, not for the canary', () => {
    const { hits, canary } = scanned(SECRET, 'MARKED-canary', () => undefined);
    expect([hits, canary]).toEqual([[], [{ file: 'bytes', offset: SECRET.indexOf('MARKED'), where: 'tree' }]]);
  });

  test('no more than twenty of a kind are listed, and all are counted', () => {
    const { hits, counts } = scanned(Buffer.concat(Array.from({ length: 25 }, () => SECRET)));
    expect([hits.length, counts.map(({ count }) => count)]).toEqual([20, [25]]);
  });
});

test('without a canary nothing is said of one', () => {
  expect(scanned(SECRET)).not.toHaveProperty('canary');
});

test('nothing of a value is in what is found', () => {
  expect(JSON.stringify(scanned(message([1, KEY], [2, SECRET]), 'MARKED-canary'))).not.toContain('MARKED');
});
