// encryption verify: how it ends, and which keys may be retired, over stores that are written here; the real server's are in ../verify.
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { VerifyResult } from '@watertight/engine';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { revisionPair } from '../../../../testbed/etcd-files/messages.ts';
import { runInProcess } from '../testing/in-process.ts';
import { encrypted, kms, plain, secretKey, VerifiedStores } from '../testing/verified-stores.ts';

let stores: VerifiedStores;
beforeAll(() => {
  stores = new VerifiedStores();
});
afterAll(() => stores.remove());

describe('exit codes', () => {
  test.each<[string, Record<string, Buffer>, string[], number]>([
    ['KMS v2 alone', { [secretKey('a')]: kms('k') }, [], 0],
    ['plain text', { [secretKey('a')]: plain('a') }, [], 1],
    ['plain text, and only critical counts', { [secretKey('a')]: plain('a') }, ['--fail-on', 'critical'], 0],
    ['plain text, and nothing counts', { [secretKey('a')]: plain('a') }, ['--fail-on', 'none'], 0],
    ['another resource in plain text', { '/registry/configmaps/shop/a': plain('a', 'ConfigMap') }, [], 0],
    [
      'the same, required',
      { '/registry/configmaps/shop/a': plain('a', 'ConfigMap') },
      ['--require', 'events,configmaps'],
      1,
    ],
    ['secretbox', { [secretKey('a')]: encrypted('secretbox', 'one') }, [], 0],
    ['secretbox, and low counts', { [secretKey('a')]: encrypted('secretbox', 'one') }, ['--fail-on', 'low'], 1],
    ['aescbc, and medium counts', { [secretKey('a')]: encrypted('aescbc', 'one') }, ['--fail-on', 'medium'], 1],
    ['nothing at all', {}, [], 0],
    ['bytes of nobody in a place of Secrets', { [secretKey('a')]: Buffer.from('nothing') }, [], 1],
    ['a key that is needed', { [secretKey('a')]: kms('k') }, ['--retire', 'kms-v2:vault:k'], 1],
    ['a key that is not needed', { [secretKey('a')]: kms('k') }, ['--retire', 'kms-v2:vault:j'], 0],
    ['its provider, which is needed', { [secretKey('a')]: kms('k') }, ['--retire', 'kms-v2:vault'], 1],
    ['identity, which nothing needs', { [secretKey('a')]: kms('k') }, ['--retire', 'identity'], 0],
  ])('%s', async (_, values, args, code) => {
    expect((await stores.verify(stores.store(values), ...args)).code).toBe(code);
  });

  test('a file that is not whole is 3 where that is to fail, and its keys may not be retired', async () => {
    const file = stores.store({ [secretKey('a')]: kms('k'), [secretKey('b')]: kms('k') }, [
      { key: Buffer.from('no revision'), value: Buffer.alloc(3) },
    ]);
    const { code, coverage, retirable } = await stores.result(file, '--retire', 'aesgcm:old', '--fail-on-incomplete');
    expect([code, retirable.map((key) => key.retirable)]).toEqual([1, [null]]);
    expect(coverage.map(({ state }) => state)).toEqual(['partial']);
    expect((await stores.verify(file)).code).toBe(0);
    expect((await stores.verify(file, '--fail-on-incomplete')).code).toBe(3);
  });
});

describe('what cannot be read', () => {
  const text = (name: string, content: string | Buffer): string => {
    const file = path.join(stores.folder, name);
    writeFileSync(file, content);
    return file;
  };

  test.each<[string, () => string[], number, string, string]>([
    ['nothing named', () => [], 2, 'no etcd is named', '--snapshot FILE'],
    ['two stores', () => ['--snapshot', 'a', '--data-dir', 'b'], 2, 'more than one etcd is named', 'Give one of'],
    [
      'no such file',
      () => ['--snapshot', path.join(stores.folder, 'none')],
      2,
      'no such file',
      'Name a file that etcd wrote',
    ],
    [
      'no database',
      () => ['--snapshot', text('text', 'hello')],
      2,
      'is no database of etcd (bbolt)',
      'etcdctl snapshot save',
    ],
    ['a folder without a database', () => ['--data-dir', stores.folder], 2, 'holds no member/snap/db', '/var/lib/etcd'],
    ['nobody there', () => ['--endpoints', 'http://127.0.0.1:1'], 4, 'connection refused', 'Check --endpoints'],
    ['no address', () => ['--endpoints', 'ftp://a'], 2, 'is no address of etcd', 'https://HOST:2379'],
    [
      'half a certificate',
      () => ['--endpoints', 'https://127.0.0.1:1', '--cert', text('c', '')],
      2,
      'without the other',
      'Give both',
    ],
    [
      'no authority',
      () => ['--endpoints', 'https://127.0.0.1:1', '--cacert', path.join(stores.folder, 'none')],
      2,
      'no such file',
      'PEM',
    ],
    [
      'a key that is none',
      () => ['--snapshot', stores.store({}), '--retire', 'rot13:a'],
      2,
      '--retire rot13:a names no key',
      'aescbc:key1',
    ],
    [
      'a key_id of no provider',
      () => ['--snapshot', stores.store({}), '--key-id', 'abc'],
      2,
      'names no provider',
      'NAME=KEY_ID',
    ],
    [
      'a canary too short',
      () => ['--snapshot', stores.store({}), '--canary-file', text('short', 'MARKED\n')],
      2,
      'is no canary',
      'Make one',
    ],
    [
      'a configuration that an API server refuses',
      () => ['--snapshot', stores.store({}), '--config', text('bad', 'kind: EncryptionConfiguration\nMARKED: 1')],
      2,
      'an API server refuses',
      'encryption lint',
    ],
  ])('%s', async (_, args, code, said, hint) => {
    const ran = await runInProcess(['encryption', 'verify', ...args()]);
    expect([ran.code, ran.stdout]).toEqual([code, '']);
    expect(ran.stderr).toContain(said);
    expect(ran.stderr).toContain(hint);
    expect(ran.stderr).not.toContain('MARKED');
    expect(ran.stderr.trimEnd().split('\n')).toHaveLength(2);
  });

  test('a file of the data folder that may not be read is said, and the rest is read', async (context) => {
    context.skip(process.getuid?.() === 0, 'root may read everything');
    const member = path.join(stores.folder, 'member');
    mkdirSync(path.join(member, 'snap'), { recursive: true });
    mkdirSync(path.join(member, 'wal'), { recursive: true });
    writeFileSync(path.join(member, 'snap/db'), readFileSync(stores.store({ [secretKey('a')]: kms('k') })));
    writeFileSync(path.join(member, 'wal/0.tmp'), 'x');
    chmodSync(path.join(member, 'wal/0.tmp'), 0);
    const { stdout } = await runInProcess(['encryption', 'verify', '--data-dir', stores.folder, '-o', 'json']);
    expect((JSON.parse(stdout) as VerifyResult).coverage).toContainEqual(
      expect.objectContaining({ what: 'residue', state: 'not-read', reason: 'permission denied' }),
    );
  });
});

describe('keys', () => {
  const values = {
    [secretKey('a')]: kms('k1'),
    [secretKey('b')]: kms('k2'),
    [secretKey('c')]: kms('k2'),
    [secretKey('d')]: encrypted('aescbc', 'one'),
    [secretKey('e')]: encrypted('aescbc', 'one').subarray(0, 40),
  };

  test('each with the objects that need it, a malformed one included', async () => {
    const { retirable } = await stores.result(stores.store(values));
    expect(
      retirable.map(({ provider, keyName, keyId, objects, forbiddenBy }) => [
        provider,
        keyName,
        keyId,
        objects,
        forbiddenBy,
      ]),
    ).toEqual([
      ['aescbc', 'one', undefined, 2, [secretKey('e'), secretKey('d')]],
      ['kms-v2', 'vault', undefined, 3, [secretKey('c'), secretKey('b'), secretKey('a')]],
      ['kms-v2', 'vault', 'k1', 1, [secretKey('a')]],
      ['kms-v2', 'vault', 'k2', 2, [secretKey('c'), secretKey('b')]],
    ]);
  });

  test('no more objects are named than asked for, and all are counted', async () => {
    const { retirable } = await stores.result(stores.store(values), '--retire', 'kms-v2:vault', '--max-objects', '1');
    expect(retirable).toMatchObject([{ objects: 3, forbiddenBy: [secretKey('c')] }]);
  });

  test('a key that only older revisions need stays until they are compacted', async () => {
    const file = stores.store({ [secretKey('a')]: encrypted('aescbc', 'old') }, [
      revisionPair(9, secretKey('a'), kms('k')),
    ]);
    const { retirable } = await stores.result(file, '--retire', 'aescbc:old');
    expect(retirable).toMatchObject([{ retirable: false, objects: 0, olderRevisions: 1 }]);
  });
});
