// What `encryption rotate` refuses before it asks anybody.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runInProcess } from '../testing/in-process.ts';
import { configurationText, secretboxKey } from '../testing/two-servers.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'watertight-rotate-'));
  writeFileSync(path.join(folder, 'one.json'), configurationText([secretboxKey('old')]));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ETCD = ['--endpoints', 'http://127.0.0.1:1'];
const ONE = ['--context', 'one', '--config', 'one.json'];
const NEW = ['--new-key', 'secretbox:new'];

test.each<[string, readonly string[], string]>([
  ['a key without a name', ['--new-key', 'secretbox:', ...ONE, ...ETCD], 'names no key'],
  ['a key of KMS v1', ['--new-key', 'kms-v1:vault', ...ONE, ...ETCD], 'names no key'],
  ['a socket beside a local key', [...NEW, ...ONE, ...ETCD, '--kms-endpoint', 'unix:///a'], 'belong to a plugin'],
  ['a key_id beside a local key', [...NEW, ...ONE, ...ETCD, '--key-id', 'a'], 'belong to a plugin'],
  ['a socket that is none', ['--new-key', 'kms:v', ...ONE, ...ETCD, '--kms-endpoint', 'http://a'], 'is no socket'],
  ['a name that YAML reads as more', ['--new-key', 'secretbox:a b', ...ONE, ...ETCD], 'names no key'],
  ['no server', [...NEW, ...ETCD], 'no API server is named'],
  ['a server without a file', [...NEW, ...ONE, '--context', 'two', ...ETCD], '1 --config and 2 --context are given'],
  ['no etcd', [...NEW, ...ONE], 'no etcd is named'],
  ['a context that is not there', [...NEW, ...ONE, ...ETCD, '--kubeconfig', 'one.json'], 'one'],
])('%s', async (_, args, message) => {
  const placed = args.map((arg) => (arg === 'one.json' ? path.join(folder, arg) : arg));
  const { code, stdout, stderr } = await runInProcess(['encryption', 'rotate', ...placed]);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain(message);
});
