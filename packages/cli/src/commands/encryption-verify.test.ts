// encryption verify: what it prints and how it ends, over stores that are written here; the real server's are in ../verify.
import { randomUUID } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { VerifyResult } from '@watertight/engine';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeBoltFile } from '../../../../testbed/etcd-files/bolt-file.ts';
import type { Pair } from '../../../../testbed/etcd-files/bolt-file.ts';
import { message, revisionPair, storedObjectBytes } from '../../../../testbed/etcd-files/messages.ts';
import { runInProcess } from '../testing/in-process.ts';
import type { Ran } from '../testing/in-process.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'watertight-verify-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const secretKey = (name: string): string => `/registry/secrets/shop/${name}`;
const plain = (name: string, kind = 'Secret'): Buffer =>
  storedObjectBytes({ kind, namespace: 'shop', name }, `MARKED-${name}`);
const encrypted = (provider: string, name: string): Buffer =>
  Buffer.concat([Buffer.from(`k8s:enc:${provider}:v1:${name}:`), Buffer.alloc(64, 1)]);
const kms = (keyId: string): Buffer =>
  Buffer.concat([
    Buffer.from('k8s:enc:kms:v2:vault:'),
    message([1, Buffer.alloc(64)], [2, keyId], [3, Buffer.alloc(60)], [5, 1]),
  ]);

function store(values: Readonly<Record<string, Buffer>>, more: readonly Pair[] = []): string {
  const file = path.join(folder, randomUUID());
  const pairs = Object.entries(values).map(([key, value], at) => revisionPair(at + 2, key, value));
  writeBoltFile(file, [...pairs, ...more]);
  return file;
}

async function verify(file: string, ...args: readonly string[]): Promise<Ran> {
  const ran = await runInProcess(['encryption', 'verify', '--snapshot', file, ...args]);
  expect(ran.stdout + ran.stderr).not.toContain('MARKED');
  return ran;
}

async function result(file: string, ...args: readonly string[]): Promise<VerifyResult & { readonly code: number }> {
  const { code, stdout } = await verify(file, '-o', 'json', ...args);
  return { ...(JSON.parse(stdout) as VerifyResult), code };
}

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
    expect((await verify(store(values), ...args)).code).toBe(code);
  });

  test('a file that is not whole is 3 where that is to fail, and its keys may not be retired', async () => {
    const file = store({ [secretKey('a')]: kms('k'), [secretKey('b')]: kms('k') }, [
      { key: Buffer.from('no revision'), value: Buffer.alloc(3) },
    ]);
    const { code, coverage, retirable } = await result(file, '--retire', 'aesgcm:old', '--fail-on-incomplete');
    expect([code, retirable.map((key) => key.retirable)]).toEqual([1, [null]]);
    expect(coverage.map(({ state }) => state)).toEqual(['partial']);
    expect((await verify(file)).code).toBe(0);
    expect((await verify(file, '--fail-on-incomplete')).code).toBe(3);
  });
});

describe('what cannot be read', () => {
  const text = (name: string, content: string | Buffer): string => {
    const file = path.join(folder, name);
    writeFileSync(file, content);
    return file;
  };

  test.each<[string, () => string[], number, string, string]>([
    ['nothing named', () => [], 2, 'no etcd is named', '--snapshot FILE'],
    ['two stores', () => ['--snapshot', 'a', '--data-dir', 'b'], 2, 'more than one etcd is named', 'Give one of'],
    ['no such file', () => ['--snapshot', path.join(folder, 'none')], 2, 'no such file', 'Name a file that etcd wrote'],
    [
      'no database',
      () => ['--snapshot', text('text', 'hello')],
      2,
      'is no database of etcd (bbolt)',
      'etcdctl snapshot save',
    ],
    ['a folder without a database', () => ['--data-dir', folder], 2, 'holds no member/snap/db', '/var/lib/etcd'],
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
      () => ['--endpoints', 'https://127.0.0.1:1', '--cacert', path.join(folder, 'none')],
      2,
      'no such file',
      'PEM',
    ],
    [
      'a key that is none',
      () => ['--snapshot', store({}), '--retire', 'rot13:a'],
      2,
      '--retire rot13:a names no key',
      'aescbc:key1',
    ],
    [
      'a key_id of no provider',
      () => ['--snapshot', store({}), '--key-id', 'abc'],
      2,
      'names no provider',
      'NAME=KEY_ID',
    ],
    [
      'a canary too short',
      () => ['--snapshot', store({}), '--canary-file', text('short', 'MARKED\n')],
      2,
      'is no canary',
      'Make one',
    ],
    [
      'a configuration that an API server refuses',
      () => ['--snapshot', store({}), '--config', text('bad', 'kind: EncryptionConfiguration\nMARKED: 1')],
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
    const member = path.join(folder, 'member');
    mkdirSync(path.join(member, 'snap'), { recursive: true });
    mkdirSync(path.join(member, 'wal'), { recursive: true });
    writeFileSync(path.join(member, 'snap/db'), readFileSync(store({ [secretKey('a')]: kms('k') })));
    writeFileSync(path.join(member, 'wal/0.tmp'), 'x');
    chmodSync(path.join(member, 'wal/0.tmp'), 0);
    const { stdout } = await runInProcess(['encryption', 'verify', '--data-dir', folder, '-o', 'json']);
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
    const { retirable } = await result(store(values));
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
    const { retirable } = await result(store(values), '--retire', 'kms-v2:vault', '--max-objects', '1');
    expect(retirable).toMatchObject([{ objects: 3, forbiddenBy: [secretKey('c')] }]);
  });

  test('a key that only older revisions need stays until they are compacted', async () => {
    const file = store({ [secretKey('a')]: encrypted('aescbc', 'old') }, [revisionPair(9, secretKey('a'), kms('k'))]);
    const { retirable } = await result(file, '--retire', 'aescbc:old');
    expect(retirable).toMatchObject([{ retirable: false, objects: 0, olderRevisions: 1 }]);
  });
});

describe('formats', () => {
  const values = {
    [secretKey('a')]: kms('k'),
    [secretKey('b')]: plain('b'),
    '/registry/configmaps/shop/c': plain('c', 'ConfigMap'),
  };

  test('JSON has the contract’s fields in its order, one object as it is read', async () => {
    const { stdout } = await verify(store(values), '-o', 'json');
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
    expect(await result(store({}))).toMatchObject({ revision: 0, objects: [], summary: { objects: 0, resources: [] } });
  });

  test('NDJSON has a line for each object, then what they sum up to', async () => {
    const { stdout } = await verify(store(values), '-o', 'ndjson');
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
    const { stdout } = await verify(store(values), '--color', 'never');
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
    expect((await verify(store(values), '-o', 'wide')).stdout).toContain('  configmaps  1 plain text');
  });

  test('a result goes to a file as it goes to standard output', async () => {
    const file = store(values);
    const target = path.join(folder, 'out.json');
    expect(await verify(file, '-o', 'json', '--output-file', target)).toMatchObject({ code: 1, stdout: '' });
    expect(readFileSync(target, 'utf8')).toBe((await verify(file, '-o', 'json')).stdout);
  });
});
