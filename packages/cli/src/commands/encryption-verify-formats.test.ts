// encryption verify: the text of each format, over a store that is written here.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { VerifyResult } from '@watertight/engine';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { kms, plain, secretKey, VerifiedStores } from '../testing/verified-stores.ts';

let stores: VerifiedStores;
beforeAll(() => {
  stores = new VerifiedStores();
});
afterAll(() => stores.remove());

describe('formats', () => {
  const values = {
    [secretKey('a')]: kms('k'),
    [secretKey('b')]: plain('b'),
    '/registry/configmaps/shop/c': plain('c', 'ConfigMap'),
  };

  test('JSON has the contract’s fields in its order, one object as it is read', async () => {
    const { stdout } = await stores.verify(stores.store(values), '-o', 'json');
    const document = JSON.parse(stdout) as VerifyResult & { objects: unknown[] };
    expect(Object.keys(document)).toEqual([
      'schema',
      'kind',
      'revision',
      'objects',
      'summary',
      'retirable',
      'residue',
      'store',
      'findings',
      'coverage',
    ]);
    expect(document.objects).toEqual([
      {
        key: '/registry/configmaps/shop/c',
        provider: 'identity',
        stale: null,
        readable: null,
        movable: true,
        revision: 4,
        resource: 'configmaps',
      },
      {
        key: secretKey('b'),
        provider: 'identity',
        stale: null,
        readable: null,
        movable: true,
        revision: 3,
        resource: 'secrets',
      },
      {
        key: secretKey('a'),
        provider: 'kms-v2',
        keyName: 'vault',
        keyId: 'k',
        stale: null,
        readable: null,
        movable: false,
        revision: 2,
        resource: 'secrets',
      },
    ]);
  });

  test('an empty store is a document, too', async () => {
    expect(await stores.result(stores.store({}))).toMatchObject({
      revision: 0,
      objects: [],
      summary: { objects: 0, resources: [] },
    });
  });

  test('NDJSON has a line for each object, then what they sum up to', async () => {
    const { stdout } = await stores.verify(stores.store(values), '-o', 'ndjson');
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { readonly schema: string; readonly kind: string });
    expect(lines.map(({ kind }) => kind)).toEqual([
      'stored-object',
      'stored-object',
      'stored-object',
      'summary',
      'retirable',
      'retirable',
      'retirable',
      'residue',
      'finding',
      'coverage',
    ]);
    expect(new Set(lines.map(({ schema }) => schema))).toEqual(new Set(['watertight/v1']));
  });

  test('the table says how each resource is stored, what is wrong, and which key may go', async () => {
    const { stdout } = await stores.verify(stores.store(values), '--color', 'never');
    expect(stdout.split('\n').slice(1)).toEqual([
      '',
      'Stored',
      '  secrets  1 plain text, 1 KMS v2',
      '  and 1 more resource; -o wide shows them',
      '',
      'Findings',
      '  high  stored-plaintext: 1 object of secrets in plain text',
      `      ${secretKey('b')}`,
      ...[
        'fix: Put an encrypting provider first in the EncryptionConfiguration. Then write every object',
        '     again, as https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/ says: an',
        '     object that nobody writes stays as it is.',
      ].map((line) => `      ${line}`),
      '',
      'May the key be retired?',
      `  no  identity        current objects need it: ${secretKey('b')}`,
      `  no  kms-v2:vault    current objects need it: ${secretKey('a')}`,
      `  no  kms-v2:vault:k  current objects need it: ${secretKey('a')}`,
      '',
      'Plain text outside of what etcd serves',
      '  0 objects of any kind in free pages, the log and other files',
      '',
      'Coverage',
      '  1 read, 0 in part, 0 not read',
      '',
    ]);
    expect((await stores.verify(stores.store(values), '-o', 'wide')).stdout).toContain('  configmaps  1 plain text');
  });

  test('a result goes to a file as it goes to standard output', async () => {
    const file = stores.store(values);
    const target = path.join(stores.folder, 'out.json');
    expect(await stores.verify(file, '-o', 'json', '--output-file', target)).toMatchObject({ code: 1, stdout: '' });
    expect(readFileSync(target, 'utf8')).toBe((await stores.verify(file, '-o', 'json')).stdout);
  });
});
