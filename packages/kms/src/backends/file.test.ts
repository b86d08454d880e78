// The backend "file" as a key store like the others, and what of its folder it refuses.
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Sealed } from '@watertight/sealed';
import { Encrypter } from 'age-encryption';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { describeStore } from '../testing/conformance.ts';
import { FileBackend } from './file.ts';

const newFolder = (): string => mkdtempSync(path.join(tmpdir(), 'watertight-keys-'));

describe('as a key store', () => {
  describeStore(async () => {
    const folder = newFolder();
    const backend = new FileBackend({ folder });
    await backend.create();
    const file = (name: string): string => path.join(folder, `${name}.key`);
    const isRoot = process.getuid?.() === 0;
    return {
      backend,
      rotate: async () => void (await backend.create()),
      revoke: async ({ name }) => renameSync(file(name), path.join(folder, 'away')),
      restore: async ({ name }) => renameSync(path.join(folder, 'away'), file(name)),
      ...(isRoot
        ? {}
        : { outage: { begin: async () => chmodSync(folder, 0), end: async () => chmodSync(folder, 0o700) } }),
      secrets: ['AGE-SECRET-KEY'],
      close: async () => rmSync(folder, { recursive: true }),
    };
  });
});

describe('its folder', () => {
  let folder: string;
  beforeEach(() => {
    folder = newFolder();
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const put = (name: string, text: string, mode = 0o600): void =>
    writeFileSync(path.join(folder, name), text, { mode });
  const kek = new Sealed<Uint8Array>(Buffer.alloc(32));

  test('is made for its owner alone, as are the keys', async () => {
    const inner = path.join(folder, 'keys');
    const { name } = await new FileBackend({ folder: inner }).create();
    expect((statSync(inner).mode & 0o777).toString(8)).toBe('700');
    expect((statSync(path.join(inner, `${name}.key`)).mode & 0o777).toString(8)).toBe('600');
  });

  test('keys that are made come after all others by name', async () => {
    const backend = new FileBackend({ folder });
    const names = [await backend.create(), await backend.create(), await backend.create()].map(({ name }) => name);
    expect(names).toEqual(names.toSorted());
    expect(readdirSync(folder)).toHaveLength(3);
    expect((await backend.newest()).name).toBe(names[2]);
  });

  test('a key that others may read is refused, and taken once it is closed', async () => {
    const backend = new FileBackend({ folder });
    const key = await backend.create();
    const file = path.join(folder, `${key.name}.key`);
    chmodSync(file, 0o640);
    await expect(backend.wrap(key, kek, Buffer.from('k'))).rejects.toMatchObject({ kind: 'settings' });
    chmodSync(file, 0o600);
    expect((await backend.wrap(key, kek, Buffer.from('k'))).length).toBeGreaterThan(32);
  });

  test('another identity under the same name is a revoked key', async () => {
    const backend = new FileBackend({ folder });
    const key = await backend.create();
    const other = new FileBackend({ folder: path.join(folder, 'other') });
    const { name } = await other.create();
    const wrapped = await backend.wrap(key, kek, Buffer.from('k'));
    renameSync(path.join(folder, 'other', `${name}.key`), path.join(folder, `${key.name}.key`));
    await expect(backend.unwrap(key, wrapped, Buffer.from('k'))).rejects.toMatchObject({ kind: 'revoked' });
  });

  test('comments of age-keygen are passed over', async () => {
    const backend = new FileBackend({ folder });
    const { name, version } = await backend.create();
    const file = path.join(folder, `${name}.key`);
    const { readFileSync } = await import('node:fs');
    writeFileSync(file, `# created: 2026-01-01T00:00:00Z\n# public key: ${version}\n${readFileSync(file, 'utf8')}`);
    expect((await backend.newest()).version).toBe(version);
  });

  test.each([
    ['empty', ''],
    ['no identity', 'password\n'],
    ['something like an identity', 'AGE-SECRET-KEY-1QQQQQQ\n'],
    ['longer than 8,192 bytes', '#'.repeat(8193)],
  ])('a key file that is %s is refused without its words', async (_, text) => {
    put('a.key', text);
    const error = await new FileBackend({ folder }).newest().catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: 'BackendError', kind: 'settings' });
    if (text !== '') expect(String(error)).not.toContain(text.trim());
  });

  test('without keys, or without the folder, nothing is made up', async () => {
    await expect(new FileBackend({ folder }).newest()).rejects.toMatchObject({ kind: 'settings' });
    mkdirSync(path.join(folder, 'x'));
    const none = new FileBackend({ folder: path.join(folder, 'none') });
    await expect(none.newest()).rejects.toMatchObject({ kind: 'revoked' });
  });

  test('what anyone can encrypt to the public key is not ours', async () => {
    const backend = new FileBackend({ folder });
    const key = await backend.create();
    const encrypter = new Encrypter();
    encrypter.addRecipient(key.version);
    const forged = await encrypter.encrypt(Buffer.alloc(64));
    await expect(backend.unwrap(key, forged, Buffer.from('k'))).rejects.toMatchObject({ kind: 'mismatch' });
  });
});
