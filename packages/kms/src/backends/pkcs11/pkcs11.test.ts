// The backend "pkcs11" against SoftHSM2: as a key store, and where token, PIN or library fail, hang or die.
import { renameSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Sealed } from '@watertight/sealed';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { waitUntil } from '../../../../../testbed/cluster/wait-until.ts';
import { BackendError } from '../../errors/backend-error.ts';
import { describeStore } from '../../testing/conformance.ts';
import { hasSoftToken, PIN, SoftToken } from '../../testing/soft-token.ts';
import type { RemoteKey } from '../backend.ts';
import { Pkcs11Backend, type TokenCommand } from './pkcs11.ts';
import type { Pkcs11Settings } from './settings.ts';

const COMMAND: TokenCommand = [process.execPath, path.resolve(import.meta.dirname, '../../testing/token-main.ts')];
const kek = new Sealed<Uint8Array>(Buffer.alloc(32, 7));
const bound = Buffer.from('key-id-1');

const kindOf = async (answer: Promise<unknown>): Promise<string> =>
  await answer.then(
    () => 'answered',
    (error: unknown) => (error instanceof BackendError ? error.kind : String(error)),
  );

describe.skipIf(!hasSoftToken)('as a key store (needs softhsm2)', () => {
  describeStore(async () => {
    const token = new SoftToken();
    token.makeKey();
    const backend = new Pkcs11Backend(token.settings, COMMAND);
    const tokens = path.join(token.folder, 'tokens');
    return {
      backend,
      rotate: async () => token.makeKey(),
      revoke: async (key) => token.rename(key, 'taken away'),
      restore: async (key) => token.rename(key, 'kms'),
      outage: {
        begin: async () => {
          await backend.close();
          renameSync(tokens, `${tokens}-out`);
        },
        end: async () => renameSync(`${tokens}-out`, tokens),
      },
      secrets: [PIN],
      close: async () => {
        await backend.close();
        token.close();
      },
    };
  });
});

describe.skipIf(!hasSoftToken)('token and process (needs softhsm2)', () => {
  let token: SoftToken;
  let key: RemoteKey;
  const open: Pkcs11Backend[] = [];
  const make = (more: Partial<Pkcs11Settings> = {}, command = COMMAND): Pkcs11Backend => {
    const backend = new Pkcs11Backend({ ...token.settings, ...more }, command);
    open.push(backend);
    return backend;
  };
  beforeAll(async () => {
    token = new SoftToken();
    token.makeKey();
    key = await make().newest();
  });
  afterAll(async () => {
    for (const backend of open) await backend.close();
    token.close();
  });

  test('a process that hangs is ended, and the next question is answered by another', async () => {
    const backend = make();
    const wrapped = await backend.wrap(key, kek, bound);
    const { pid = 0 } = backend;
    process.kill(pid, 'SIGSTOP');
    expect(await kindOf(backend.unwrap(key, wrapped, bound))).toBe('unreachable');
    expect(await kindOf(backend.unwrap(key, wrapped, bound))).toBe('answered');
    expect(backend.pid).not.toBe(pid);
  });

  test('all who wait for a process that dies are told', async () => {
    const backend = make();
    const wrapped = await backend.wrap(key, kek, bound);
    process.kill(backend.pid ?? 0, 'SIGSTOP');
    const asked = [1, 2, 3].map(() => kindOf(backend.unwrap(key, wrapped, bound)));
    process.kill(backend.pid ?? 0, 'SIGKILL');
    expect(await Promise.all(asked)).toEqual(['unreachable', 'unreachable', 'unreachable']);
    expect(await kindOf(backend.unwrap(key, wrapped, bound))).toBe('answered');
  });

  test('the process ends with its backend', async () => {
    const backend = make();
    await backend.newest();
    const { pid = 0 } = backend;
    await backend.close();
    const ended = await waitUntil('the process to end', async () => {
      try {
        return process.kill(pid, 0) && false;
      } catch (error) {
        return (error as NodeJS.ErrnoException).code;
      }
    });
    expect(ended).toBe('ESRCH');
  });

  test('a refused PIN is tried once, until its file changes', async () => {
    const pinFile = path.join(token.folder, 'wrong-pin');
    writeFileSync(pinFile, 'marked-wrong-pin', { mode: 0o600 });
    utimesSync(pinFile, 1, 1);
    const backend = make({ pinFile });
    const error = await backend.newest().catch((reason: unknown) => reason);
    expect(String(error)).toContain('refuses the PIN');
    expect(String(error)).not.toContain('marked');
    await expect(backend.newest()).rejects.toThrow('not tried again');
    writeFileSync(pinFile, PIN);
    expect(await kindOf(backend.newest())).toBe('answered');
  });

  test.each<[string, () => Partial<Pkcs11Settings>, string]>([
    ['another library', () => ({ module: '/nonexistent.so' }), 'settings'],
    ['another token', () => ({ tokenLabel: 'other' }), 'unreachable'],
    ['another key', () => ({ keyLabel: 'other' }), 'settings'],
    ['no PIN file', () => ({ pinFile: '/nonexistent' }), 'settings'],
    ['the same', () => ({}), 'answered'],
  ])('%s: %s', async (_, more, kind) => {
    expect(await kindOf(make(more()).newest())).toBe(kind);
  });

  test('a program that cannot be started is unreachable', async () => {
    expect(await kindOf(make({}, ['/nonexistent/program']).newest())).toBe('unreachable');
  });

  test('a key that may leave the token is refused; a key of 128 bits is none', async () => {
    token.makeKey({ label: 'loose', extractable: true });
    token.makeKey({ label: 'short', bytes: 16 });
    token.makeKey({ label: 'tight' });
    expect(await kindOf(make({ keyLabel: 'loose' }).newest())).toBe('settings');
    expect(await kindOf(make({ keyLabel: 'short' }).newest())).toBe('settings');
    expect(await kindOf(make({ keyLabel: 'tight' }).newest())).toBe('answered');
  });

  test('another key with the same label and CKA_ID is not used in its place', async () => {
    const backend = make();
    expect(await kindOf(backend.wrap({ ...key, made: 'ffffff' }, kek, bound))).toBe(
      key.made === '' ? 'answered' : 'revoked',
    );
    expect(key.made).toMatch(/^[0-9a-f]{6}$/);
  });
});
