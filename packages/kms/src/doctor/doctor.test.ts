// What doctor says of a plugin that works, and of each thing that may be wrong with one.
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startDaemon } from '../daemon/daemon.ts';
import type { Daemon } from '../daemon/daemon.ts';
import { activateKey, addKey, newRing } from '../keys/key-ring.ts';
import { readRing, writeRing } from '../keys/ring-file.ts';
import { auditFile } from '../keys/state-folder.ts';
import { MemoryBackend } from '../testing/memory-backend.ts';
import { apiServerFindings } from './api-server-config.ts';
import { examine } from './doctor.ts';
import type { DoctorFinding } from './finding.ts';

let folder: string;
let daemon: Daemon | undefined;
let backend: MemoryBackend;
const listen = (): string => `unix://${path.join(folder, 'run', 'kms.sock')}`;
const state = (): string => path.join(folder, 'state');

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'watertight-doctor-'));
  mkdirSync(state(), { mode: 0o700 });
  backend = new MemoryBackend();
  writeRing(state(), newRing('file', await backend.newest(), ''));
  const probeMs = { good: 100_000, bad: 100_000 };
  daemon = await startDaemon({
    listen: listen(),
    stateFolder: state(),
    backend,
    windowSeconds: 60,
    probeMs,
    say: () => undefined,
  });
});

afterEach(async () => {
  await daemon?.stop();
  rmSync(folder, { recursive: true });
});

const look = (): Promise<DoctorFinding[]> => examine({ listen: listen(), stateFolder: state() });
/** Latency is the machine's, which a test does not depend on. */
const failures = (findings: readonly DoctorFinding[]): string[] =>
  findings.filter(({ check, result }) => result === 'fail' && !check.endsWith('latency')).map(({ check }) => check);

test('a plugin that works: everything is looked at, nothing fails', async () => {
  const findings = await look();
  expect(failures(findings)).toEqual([]);
  expect(findings.map(({ check }) => check)).toEqual([
    'socket mode',
    'folder mode',
    'Status',
    'healthz',
    'key_id',
    'Status latency',
    'Encrypt',
    'round trip',
    'Encrypt latency',
    'Decrypt latency',
    'unknown key_id',
    'key ring',
    'audit log',
  ]);
});

test('every failure has a hint', async () => {
  await daemon?.stop();
  daemon = undefined;
  const findings = await look();
  expect(failures(findings)).toEqual(['socket', 'Status']);
  expect(findings.filter(({ result, hint }) => result === 'fail' && hint === undefined)).toEqual([]);
});

test('a socket or folder that others may use', async () => {
  chmodSync(path.join(folder, 'run', 'kms.sock'), 0o660);
  chmodSync(path.join(folder, 'run'), 0o755);
  expect(failures(await look())).toEqual(['socket mode', 'folder mode']);
});

test('a revoked key', async () => {
  backend.mood = 'revoked';
  await daemon?.custody.probe();
  expect(failures(await look())).toEqual(['Status']);
});

test('a ring that the plugin has not read yet', async () => {
  const ring = addKey(readRing(state()), await backend.newest(), '');
  writeRing(state(), activateKey(ring, ring.keys[1]?.keyId ?? ''));
  expect(failures(await look())).toEqual(['key ring']);
  await daemon?.reload();
  expect(failures(await look())).toEqual([]);
});

test('a changed audit log', async () => {
  const file = auditFile(state());
  writeFileSync(file, readFileSync(file, 'utf8').replace('"start"', '"START"'));
  expect(failures(await look())).toEqual(['audit log']);
});

test('a state folder that others may enter', async () => {
  chmodSync(state(), 0o755);
  expect(failures(await look())).toEqual(['state folder']);
});

describe('the API server’s configuration', () => {
  const LISTEN = 'unix:///run/kms.sock';
  const ours = { kms: { apiVersion: 'v2', name: 'w', endpoint: LISTEN } };
  const rule = (providers: object[], resources = ['secrets']): object => ({ resources: [{ resources, providers }] });
  test.each<[string, unknown, string]>([
    ['this plugin first', rule([ours, { identity: {} }]), 'ok'],
    ['this plugin first for everything', rule([ours], ['*.*']), 'ok'],
    ['this plugin first for the core group', rule([ours], ['*.']), 'ok'],
    ['identity first', rule([{ identity: {} }, ours]), 'fail'],
    ['another endpoint', rule([{ kms: { ...ours.kms, endpoint: 'unix:///run/other.sock' } }]), 'fail'],
    ['no apiVersion', rule([{ kms: { name: 'w', endpoint: LISTEN } }]), 'fail'],
    ['apiVersion v1', rule([{ kms: { ...ours.kms, apiVersion: 'v1' } }]), 'fail'],
    ['config maps alone', rule([ours], ['configmaps']), 'fail'],
    [
      'an earlier rule without it',
      {
        resources: [rule([{ identity: {} }]), rule([ours])].flatMap(
          (one) => (one as { resources: object[] }).resources,
        ),
      },
      'fail',
    ],
    ['something else', { kind: 'Pod' }, 'unknown'],
  ])('%s: %s', (_, value, result) => {
    expect(apiServerFindings(value, LISTEN).map((finding) => finding.result)).toEqual([result]);
  });
});
