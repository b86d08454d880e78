// The daemon's socket: its modes, and what becomes of stale, live, missing and stolen ones.
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { waitUntil } from '../../../../testbed/cluster/wait-until.ts';
import { DaemonUnderTest } from '../testing/daemon-under-test.ts';

let t: DaemonUnderTest;
beforeEach(async () => {
  t = await DaemonUnderTest.make();
});
afterEach(async () => {
  await t[Symbol.asyncDispose]();
});

const mode = (file: string): string => (statSync(file).mode & 0o777).toString(8);

describe('the socket', () => {
  test('has mode 600 in a folder of mode 700, and goes when the daemon stops', async () => {
    const daemon = await t.start();
    expect([mode(t.socket), mode(path.dirname(t.socket))]).toEqual(['600', '700']);
    await t.stop(daemon);
    expect(existsSync(t.socket)).toBe(false);
  });

  test('of a dead process is replaced', async () => {
    mkdirSync(path.dirname(t.socket), { mode: 0o700 });
    const dead = await t.listen(path.join(t.folder, 'run', 'other'));
    renameSync(path.join(t.folder, 'run', 'other'), t.socket);
    dead.close();
    await once(dead, 'close');
    expect(statSync(t.socket).isSocket()).toBe(true);
    await t.start();
    expect((await t.ask((client) => client.status())).healthz).toBe('ok');
  });

  test('of a live process is left alone', async () => {
    mkdirSync(path.dirname(t.socket), { mode: 0o700 });
    await t.listen(t.socket);
    await expect(t.start()).rejects.toThrow('another process listens');
    expect(existsSync(t.socket)).toBe(true);
  });

  test('a file that is no socket is left alone', async () => {
    mkdirSync(path.dirname(t.socket), { mode: 0o700 });
    writeFileSync(t.socket, 'mine');
    await expect(t.start()).rejects.toThrow('is no socket');
    expect(readFileSync(t.socket, 'utf8')).toBe('mine');
  });

  test('a folder that others may enter is refused', async () => {
    mkdirSync(path.dirname(t.socket));
    chmodSync(path.dirname(t.socket), 0o755);
    await expect(t.start()).rejects.toThrow('others may enter');
    chmodSync(path.dirname(t.socket), 0o700);
    await t.start();
  });

  test('a link in place of the folder is refused', async () => {
    mkdirSync(path.join(t.folder, 'elsewhere'), { mode: 0o700 });
    symlinkSync(path.join(t.folder, 'elsewhere'), path.dirname(t.socket));
    await expect(t.start()).rejects.toThrow('is no folder of this user');
  });

  test('taken away, it comes back', async () => {
    await t.start();
    unlinkSync(t.socket);
    await waitUntil('the socket to come back', async () => existsSync(t.socket));
    expect((await t.ask((client) => client.status())).healthz).toBe('ok');
    expect(mode(t.socket)).toBe('600');
  });

  test('taken over by another process, it is said and left', async () => {
    const daemon = await t.start();
    unlinkSync(t.socket);
    const other = await t.listen(t.socket);
    await waitUntil('the daemon to see it', async () =>
      t.lines.some((line) => line.includes('another process listens')),
    );
    await t.stop(daemon);
    expect([existsSync(t.socket), other.listening]).toEqual([true, true]);
  });

  test.each([
    ['/run/kms.sock', 'is no unix:///PATH'],
    ['tcp://127.0.0.1:1', 'is no unix:///PATH'],
    ['unix://run/kms.sock', 'is no unix:///PATH'],
    ['unix:///@kms', 'abstract socket'],
    [`unix:///${'p'.repeat(96)}`, 'more than 96 bytes'],
  ])('%s is refused', async (listen, reason) => {
    await expect(t.start({ listen })).rejects.toThrow(reason);
  });
});
