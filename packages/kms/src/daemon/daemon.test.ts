// The daemon on a real socket: modes, stale and stolen sockets, calls over the wire, reload, metrics, and its end.
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Sealed } from '@watertight/sealed';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { waitUntil } from '../../../../testbed/cluster/wait-until.ts';
import { verifyAudit } from '../audit/verify.ts';
import { activateKey, addKey, newRing } from '../keys/key-ring.ts';
import { readRing, writeRing } from '../keys/ring-file.ts';
import { auditFile } from '../keys/state-folder.ts';
import { MemoryBackend } from '../testing/memory-backend.ts';
import { PluginClient } from '../transport/grpc-client.ts';
import { type Daemon, type DaemonSettings, startDaemon } from './daemon.ts';

const SEED = 'marked-seed-of-thirty-two-bytes!';
let folder: string;
let backend: MemoryBackend;
let lines: string[];
let open: { stop(): Promise<void> }[];

const socket = (): string => path.join(folder, 'run', 'kms.sock');
const state = (): string => path.join(folder, 'state');

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'watertight-kmsd-'));
  mkdirSync(state(), { mode: 0o700 });
  backend = new MemoryBackend();
  writeRing(state(), newRing('file', await backend.newest(), ''));
  lines = [];
  open = [];
});

afterEach(async () => {
  for (const one of open) await one.stop();
  rmSync(folder, { recursive: true });
});

async function start(more: Partial<DaemonSettings> = {}): Promise<Daemon> {
  const daemon = await startDaemon({
    listen: `unix://${socket()}`,
    stateFolder: state(),
    backend,
    windowSeconds: 60,
    probeMs: { good: 10, bad: 10 },
    say: (line) => lines.push(line),
    ...more,
  });
  open.push(daemon);
  return daemon;
}

async function ask<T>(question: (client: PluginClient) => Promise<T>): Promise<T> {
  const client = new PluginClient(socket());
  try {
    return await question(client);
  } finally {
    client.close();
  }
}

async function listener(file: string): Promise<Server> {
  const server = createServer();
  server.listen(file);
  await once(server, 'listening');
  open.push({ stop: async () => void server.close() });
  return server;
}

const mode = (file: string): string => (statSync(file).mode & 0o777).toString(8);

describe('the socket', () => {
  test('has mode 600 in a folder of mode 700, and goes when the daemon stops', async () => {
    const daemon = await start();
    expect([mode(socket()), mode(path.dirname(socket()))]).toEqual(['600', '700']);
    await daemon.stop();
    open.pop();
    expect(existsSync(socket())).toBe(false);
  });

  test('of a dead process is replaced', async () => {
    mkdirSync(path.dirname(socket()), { mode: 0o700 });
    const dead = await listener(path.join(folder, 'run', 'other'));
    renameSync(path.join(folder, 'run', 'other'), socket());
    dead.close();
    await once(dead, 'close');
    expect(statSync(socket()).isSocket()).toBe(true);
    await start();
    expect((await ask((client) => client.status())).healthz).toBe('ok');
  });

  test('of a live process is left alone', async () => {
    mkdirSync(path.dirname(socket()), { mode: 0o700 });
    await listener(socket());
    await expect(start()).rejects.toThrow('another process listens');
    expect(existsSync(socket())).toBe(true);
  });

  test('a file that is no socket is left alone', async () => {
    mkdirSync(path.dirname(socket()), { mode: 0o700 });
    writeFileSync(socket(), 'mine');
    await expect(start()).rejects.toThrow('is no socket');
    expect(readFileSync(socket(), 'utf8')).toBe('mine');
  });

  test('a folder that others may enter is refused', async () => {
    mkdirSync(path.dirname(socket()));
    chmodSync(path.dirname(socket()), 0o755);
    await expect(start()).rejects.toThrow('others may enter');
    chmodSync(path.dirname(socket()), 0o700);
    await start();
  });

  test('a link in place of the folder is refused', async () => {
    mkdirSync(path.join(folder, 'elsewhere'), { mode: 0o700 });
    symlinkSync(path.join(folder, 'elsewhere'), path.dirname(socket()));
    await expect(start()).rejects.toThrow('is no folder of this user');
  });

  test('taken away, it comes back', async () => {
    await start();
    unlinkSync(socket());
    await waitUntil('the socket to come back', async () => existsSync(socket()));
    expect((await ask((client) => client.status())).healthz).toBe('ok');
    expect(mode(socket())).toBe('600');
  });

  test('taken over by another process, it is said and left', async () => {
    const daemon = await start();
    unlinkSync(socket());
    const other = await listener(socket());
    await waitUntil('the daemon to see it', async () => lines.some((line) => line.includes('another process listens')));
    await daemon.stop();
    open.splice(open.indexOf(daemon), 1);
    expect([existsSync(socket()), other.listening]).toEqual([true, true]);
  });

  test.each([
    ['/run/kms.sock', 'is no unix:///PATH'],
    ['tcp://127.0.0.1:1', 'is no unix:///PATH'],
    ['unix://run/kms.sock', 'is no unix:///PATH'],
    ['unix:///@kms', 'abstract socket'],
    [`unix:///${'p'.repeat(96)}`, 'more than 96 bytes'],
  ])('%s is refused', async (listen, reason) => {
    await expect(start({ listen })).rejects.toThrow(reason);
  });
});

describe('over the wire', () => {
  test('a seed goes out and comes back; neither log nor lines hold it', async () => {
    await start();
    const answer = await ask((client) =>
      client.encrypt({ plaintext: new Sealed<Uint8Array>(Buffer.from(SEED)), uid: 'u-1' }),
    );
    const { plaintext } = await ask((client) => client.decrypt({ ...answer, uid: 'u-2' }));
    expect(plaintext.use((bytes) => Buffer.from(bytes).toString())).toBe(SEED);
    expect(answer.keyId).toBe((await ask((client) => client.status())).keyId);
    const written = readFileSync(auditFile(state()), 'utf8') + lines.join('\n');
    expect(written).toContain('"event":"unwrap","uid":"u-2"');
    for (const form of [SEED, Buffer.from(SEED).toString('base64'), Buffer.from(SEED).toString('hex')])
      expect(written).not.toContain(form);
  });

  test('an unknown key_id is not found; it is not tried', async () => {
    await start();
    const request = { ciphertext: Buffer.from('c'), uid: 'u', keyId: 'x-y-1', annotations: new Map() };
    await expect(ask((client) => client.decrypt(request))).rejects.toMatchObject({ code: 5 });
  });

  test('a message above the limit is refused, and the next one answered', async () => {
    await start();
    const large = { ciphertext: Buffer.alloc(100_000), uid: 'u', keyId: 'k', annotations: new Map() };
    await expect(ask((client) => client.decrypt(large))).rejects.toMatchObject({ code: 8 });
    expect((await ask((client) => client.status())).version).toBe('v2');
  });

  test('revoked, Status is an error of the call; restored, it answers again', async () => {
    await start();
    backend.mood = 'revoked';
    await waitUntil('the probe', async () => lines.some((line) => line.includes('revoked')));
    await expect(ask((client) => client.status())).rejects.toMatchObject({
      code: 9,
      message: expect.stringContaining('revoked'),
    });
    backend.mood = 'answers';
    await waitUntil('the probe', async () => lines.at(-1)?.endsWith(': ok') === true);
    expect((await ask((client) => client.status())).healthz).toBe('ok');
  });

  test('Status answers while the store hangs', async () => {
    await start();
    backend.mood = 'hangs';
    expect((await ask((client) => client.status())).healthz).toBe('ok');
  });

  test('a store that is not there yet stops no start', async () => {
    backend.mood = 'unreachable';
    await start();
    await expect(ask((client) => client.status())).rejects.toMatchObject({ code: 14 });
    backend.mood = 'answers';
    await waitUntil('the store', async () => lines.at(-1)?.endsWith(': ok') === true);
    expect((await ask((client) => client.status())).healthz).toBe('ok');
  });
});

describe('what it is told', () => {
  test('a key activated in the ring writes after reload, not before', async () => {
    const daemon = await start();
    const before = await ask((client) => client.status());
    backend.rotate();
    const ring = addKey(readRing(state()), await backend.newest(), '');
    writeRing(state(), activateKey(ring, ring.keys[1]?.keyId ?? ''));
    expect((await ask((client) => client.status())).keyId).toBe(before.keyId);
    await daemon.reload();
    expect((await ask((client) => client.status())).keyId).toBe(ring.keys[1]?.keyId);
  });

  test('a broken ring changes nothing', async () => {
    const daemon = await start();
    writeFileSync(path.join(state(), 'keyring.json'), '{');
    await daemon.reload();
    expect(lines.at(-1)).toBe('the key ring stays as it was: the key ring is no JSON');
    expect((await ask((client) => client.status())).healthz).toBe('ok');
  });

  test('a ring of another backend, or none, is no ring', async () => {
    writeRing(state(), newRing('vault', await backend.newest(), ''));
    await expect(start()).rejects.toThrow('is of backend vault');
    rmSync(path.join(state(), 'keyring.json'));
    await expect(start()).rejects.toThrow('cannot read');
  });

  test('a state folder that others may enter is refused', async () => {
    chmodSync(state(), 0o750);
    await expect(start()).rejects.toThrow('others may enter');
  });
});

test('metrics say what was asked, how it ended, and how the key is', async () => {
  const daemon = await start({ metrics: '127.0.0.1:0' });
  await ask((client) => client.status());
  const request = { ciphertext: Buffer.from('c'), uid: 'u', keyId: 'x-y-1', annotations: new Map() };
  await ask((client) => client.decrypt(request)).catch(() => undefined);
  const answer = await fetch(`http://127.0.0.1:${daemon.metricsPort}/metrics`);
  const text = await answer.text();
  expect(answer.headers.get('content-type')).toContain('version=0.0.4');
  expect(text).toContain('watertight_kms_calls_total{method="Status",result="ok"} 1\n');
  expect(text).toContain('watertight_kms_calls_total{method="Decrypt",result="unknown-key"} 1\n');
  expect(text).toContain('watertight_kms_health{state="ok"} 1\n');
  expect(text).toMatch(/watertight_kms_call_seconds_bucket\{method="Status",le="\+Inf"\} 1\n/);
  expect(text).toMatch(/watertight_kms_audit_records\{hash="[0-9a-f]{64}"\} \d+\n/);
  expect((await fetch(`http://127.0.0.1:${daemon.metricsPort}/`)).status).toBe(404);
});

test('its end is written down, and the log is whole', async () => {
  const daemon = await start();
  await daemon.stop();
  open.pop();
  const text = readFileSync(auditFile(state()), 'utf8');
  expect(text.trimEnd().split('\n').at(-1)).toContain('"event":"stop"');
  expect(verifyAudit(text)).toMatchObject({ ok: true });
});
