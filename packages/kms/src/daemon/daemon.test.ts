// The daemon over the wire: calls, revocation, reload, metrics, and its end.
import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Sealed } from '@watertight/sealed';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { waitUntil } from '../../../../testbed/cluster/wait-until.ts';
import { verifyAudit } from '../audit/verify.ts';
import { activateKey, addKey, newRing } from '../keys/key-ring.ts';
import { readRing, writeRing } from '../keys/ring-file.ts';
import { auditFile } from '../keys/state-folder.ts';
import { DaemonUnderTest } from '../testing/daemon-under-test.ts';

const SEED = 'marked-seed-of-thirty-two-bytes!';
let t: DaemonUnderTest;
beforeEach(async () => {
  t = await DaemonUnderTest.make();
});
afterEach(async () => {
  await t[Symbol.asyncDispose]();
});

describe('over the wire', () => {
  test('a seed goes out and comes back; neither log nor lines hold it', async () => {
    await t.start();
    const answer = await t.ask((client) =>
      client.encrypt({ plaintext: new Sealed<Uint8Array>(Buffer.from(SEED)), uid: 'u-1' }),
    );
    const { plaintext } = await t.ask((client) => client.decrypt({ ...answer, uid: 'u-2' }));
    expect(plaintext.use((bytes) => Buffer.from(bytes).toString())).toBe(SEED);
    expect(answer.keyId).toBe((await t.ask((client) => client.status())).keyId);
    const written = readFileSync(auditFile(t.state), 'utf8') + t.lines.join('\n');
    expect(written).toContain('"event":"unwrap","uid":"u-2"');
    for (const form of [SEED, Buffer.from(SEED).toString('base64'), Buffer.from(SEED).toString('hex')])
      expect(written).not.toContain(form);
  });

  test('an unknown key_id is not found; it is not tried', async () => {
    await t.start();
    const request = { ciphertext: Buffer.from('c'), uid: 'u', keyId: 'x-y-1', annotations: new Map() };
    await expect(t.ask((client) => client.decrypt(request))).rejects.toMatchObject({ code: 5 });
  });

  test('a message above the limit is refused, and the next one answered', async () => {
    await t.start();
    const large = { ciphertext: Buffer.alloc(100_000), uid: 'u', keyId: 'k', annotations: new Map() };
    await expect(t.ask((client) => client.decrypt(large))).rejects.toMatchObject({ code: 8 });
    expect((await t.ask((client) => client.status())).version).toBe('v2');
  });

  test('revoked, Status is an error of the call; restored, it answers again', async () => {
    await t.start();
    t.backend.mood = 'revoked';
    await waitUntil('the probe', async () => t.lines.some((line) => line.includes('revoked')));
    await expect(t.ask((client) => client.status())).rejects.toMatchObject({
      code: 9,
      message: expect.stringContaining('revoked'),
    });
    t.backend.mood = 'answers';
    await waitUntil('the probe', async () => t.lines.at(-1)?.endsWith(': ok') === true);
    expect((await t.ask((client) => client.status())).healthz).toBe('ok');
  });

  test('Status answers while the store hangs', async () => {
    await t.start();
    t.backend.mood = 'hangs';
    expect((await t.ask((client) => client.status())).healthz).toBe('ok');
  });

  test('a store that is not there yet stops no start', async () => {
    t.backend.mood = 'unreachable';
    await t.start();
    await expect(t.ask((client) => client.status())).rejects.toMatchObject({ code: 14 });
    t.backend.mood = 'answers';
    await waitUntil('the store', async () => t.lines.at(-1)?.endsWith(': ok') === true);
    expect((await t.ask((client) => client.status())).healthz).toBe('ok');
  });
});

describe('what it is told', () => {
  test('a key activated in the ring writes after reload, not before', async () => {
    const daemon = await t.start();
    const before = await t.ask((client) => client.status());
    t.backend.rotate();
    const ring = addKey(readRing(t.state), await t.backend.newest(), '');
    writeRing(t.state, activateKey(ring, ring.keys[1]?.keyId ?? ''));
    expect((await t.ask((client) => client.status())).keyId).toBe(before.keyId);
    await daemon.reload();
    expect((await t.ask((client) => client.status())).keyId).toBe(ring.keys[1]?.keyId);
  });

  test('a broken ring changes nothing', async () => {
    const daemon = await t.start();
    writeFileSync(path.join(t.state, 'keyring.json'), '{');
    await daemon.reload();
    expect(t.lines.at(-1)).toBe('the key ring stays as it was: the key ring is no JSON');
    expect((await t.ask((client) => client.status())).healthz).toBe('ok');
  });

  test('a ring of another backend, or none, is no ring', async () => {
    writeRing(t.state, newRing('vault', await t.backend.newest(), ''));
    await expect(t.start()).rejects.toThrow('is of backend vault');
    rmSync(path.join(t.state, 'keyring.json'));
    await expect(t.start()).rejects.toThrow('cannot read');
  });

  test('a state folder that others may enter is refused', async () => {
    chmodSync(t.state, 0o750);
    await expect(t.start()).rejects.toThrow('others may enter');
  });
});

test('metrics say what was asked, how it ended, and how the key is', async () => {
  const daemon = await t.start({ metrics: '127.0.0.1:0' });
  await t.ask((client) => client.status());
  const request = { ciphertext: Buffer.from('c'), uid: 'u', keyId: 'x-y-1', annotations: new Map() };
  await t.ask((client) => client.decrypt(request)).catch(() => undefined);
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
  const daemon = await t.start();
  await t.stop(daemon);
  const text = readFileSync(auditFile(t.state), 'utf8');
  expect(text.trimEnd().split('\n').at(-1)).toContain('"event":"stop"');
  expect(verifyAudit(text)).toMatchObject({ ok: true });
});
