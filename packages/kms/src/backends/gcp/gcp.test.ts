// The backend "gcp": the official SDK against a strict server of our own, as a key store and where Google Cloud refuses.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Sealed } from '@watertight/sealed';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { BackendError } from '../../errors/backend-error.ts';
import { describeStore } from '../../testing/conformance.ts';
import { GcpServer, type VersionState } from '../../testing/gcp-server.ts';
import { GcpBackend, gcpSettings } from './gcp.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'watertight-gcp-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;

/** Where the SDK looks first, so that no machine's own credentials are found. */
function useCredentials(of: GcpServer, file = path.join(folder, `${++files}.json`)): void {
  writeFileSync(file, JSON.stringify(of.credentials()));
  process.env['GOOGLE_APPLICATION_CREDENTIALS'] = file;
}

function make(server: GcpServer, key = server.key): GcpBackend {
  return new GcpBackend(gcpSettings.parse({ key, endpoint: server.http.endpoint }));
}

describe('as a key store', () => {
  describeStore(async () => {
    const server = await GcpServer.start();
    server.makeVersion();
    useCredentials(server);
    const backend = make(server);
    return {
      backend,
      rotate: async () => server.makeVersion(),
      revoke: async ({ version }) => server.setState(version, 'DISABLED'),
      restore: async ({ version }) => server.setState(version, 'ENABLED'),
      outage: { begin: async () => server.http.stop(), end: async () => server.http.listen() },
      secrets: [server.credentials()['private_key'] ?? '', 'Bearer'],
      close: async () => {
        await backend.close();
        await server.http.stop();
      },
    };
  });
});

describe('what Google Cloud says', () => {
  let server: GcpServer;
  let backend: GcpBackend;
  beforeAll(async () => {
    server = await GcpServer.start();
    server.makeVersion();
    useCredentials(server);
    backend = make(server);
  });
  afterEach(() => {
    useCredentials(server);
    Object.assign(server, { denies: false, broken: undefined, spoil: undefined, purpose: 'ENCRYPT_DECRYPT' });
    server.setState('1', 'ENABLED');
  });
  afterAll(async () => {
    await backend.close();
    await server.http.stop();
  });
  const kek = (): Sealed<Uint8Array> => new Sealed<Uint8Array>(Buffer.alloc(32, 7));
  const keyId = Buffer.from('key-id-1');
  const kindOf = async (answer: Promise<unknown>): Promise<string> =>
    await answer.then(
      () => 'answered',
      (error: unknown) => (error instanceof BackendError ? error.kind : String(error)),
    );

  test('the version is the primary one, by number and time of making', async () => {
    expect(await backend.newest()).toEqual({
      store: 'projects/test-project/locations/eu-test1',
      name: server.key,
      version: '1',
      made: '2026-01-01T00:00:00.000Z',
    });
  });

  test('the version is asked for by name, the ciphertext opened by the name of its key', async () => {
    const key = await backend.newest();
    const wrapped = await backend.wrap(key, kek(), keyId);
    expect(server.asked.at(-1)).toBe(`POST /v1/${server.key}/cryptoKeyVersions/1:encrypt`);
    await backend.unwrap(key, wrapped, keyId);
    expect(server.asked.at(-1)).toBe(`POST /v1/${server.key}:decrypt`);
  });

  test.each<VersionState>(['DISABLED', 'DESTROY_SCHEDULED', 'DESTROYED'])('a version that is %s', async (state) => {
    const key = await backend.newest();
    const wrapped = await backend.wrap(key, kek(), keyId);
    server.setState('1', state);
    expect(await kindOf(backend.newest())).toBe('revoked');
    expect(await kindOf(backend.wrap(key, kek(), keyId))).toBe('revoked');
    expect(await kindOf(backend.unwrap(key, wrapped, keyId))).toBe('revoked');
  });

  test('a policy that denies is a revocation', async () => {
    const key = await backend.newest();
    server.denies = true;
    expect(await kindOf(backend.wrap(key, kek(), keyId))).toBe('revoked');
    server.denies = false;
    expect(await kindOf(backend.wrap(key, kek(), keyId))).toBe('answered');
  });

  test('a key for signatures, one without a version, and none', async () => {
    server.purpose = 'ASYMMETRIC_SIGN';
    expect(await kindOf(backend.newest())).toBe('settings');
    const other = make(server, `${server.key}-other`);
    expect(await kindOf(other.newest())).toBe('revoked');
    const empty = await GcpServer.start();
    useCredentials(empty);
    expect(await kindOf(make(empty).newest())).toBe('revoked');
    await empty.http.stop();
  });

  test.each<[string, (answer: Record<string, unknown>) => void]>([
    ['a plaintext that was not verified', (answer) => (answer['verifiedPlaintextCrc32c'] = false)],
    ['additional data that was not verified', (answer) => delete answer['verifiedAdditionalAuthenticatedDataCrc32c']],
    ['a ciphertext that changed on the way', (answer) => (answer['ciphertext'] = Buffer.alloc(80).toString('base64'))],
    ['a ciphertext without its sum', (answer) => delete answer['ciphertextCrc32c']],
    ['another version’s name', (answer) => (answer['name'] = String(answer['name']).replace(/1$/, '2'))],
  ])('a wrap is not taken: %s', async (_, spoil) => {
    const key = await backend.newest();
    server.spoil = spoil;
    expect(await kindOf(backend.wrap(key, kek(), keyId))).toBe('unreachable');
    server.spoil = undefined;
    expect(await kindOf(backend.wrap(key, kek(), keyId))).toBe('answered');
  });

  test.each<[string, (answer: Record<string, unknown>) => void]>([
    ['a plaintext that changed on the way', (answer) => (answer['plaintext'] = Buffer.alloc(32, 8).toString('base64'))],
    ['a plaintext without its sum', (answer) => delete answer['plaintextCrc32c']],
  ])('an unwrap is not taken: %s', async (_, spoil) => {
    const key = await backend.newest();
    const wrapped = await backend.wrap(key, kek(), keyId);
    server.spoil = spoil;
    expect(await kindOf(backend.unwrap(key, wrapped, keyId))).toBe('unreachable');
    server.spoil = undefined;
    expect(await kindOf(backend.unwrap(key, wrapped, keyId))).toBe('answered');
  });

  test.each([
    [{ status: 503, body: { error: { code: 503, status: 'UNAVAILABLE', message: 'no' } } }],
    [{ status: 429, body: { error: { code: 429, status: 'RESOURCE_EXHAUSTED', message: 'no' } } }],
    [{ status: 500, body: 'no error of Google’s' }],
    [{ status: 200, body: 'no answer of Google’s' }],
  ])('%j is no answer, and is not asked again by the SDK', async (answer) => {
    const key = await backend.newest();
    const before = server.asked.length;
    server.broken = answer;
    expect(await kindOf(backend.wrap(key, kek(), keyId))).toBe('unreachable');
    expect(server.asked.length).toBe(before + 1);
  });

  test('credentials of another account are refused', async () => {
    const stranger = await GcpServer.start();
    useCredentials(stranger);
    expect(await kindOf(make(server).newest())).toBe('revoked');
    await stranger.http.stop();
  });

  test('credentials that come later than the plugin are taken', async () => {
    const late = path.join(folder, 'late.json');
    process.env['GOOGLE_APPLICATION_CREDENTIALS'] = late;
    const waiting = make(server);
    expect(await kindOf(waiting.newest())).toBe('unreachable');
    useCredentials(server, late);
    expect(await kindOf(waiting.newest())).toBe('answered');
  });

  test('while the SDK would write its requests out, nothing is asked', async () => {
    process.env['GOOGLE_SDK_NODE_LOGGING'] = '*';
    const before = server.asked.length;
    expect(await kindOf(make(server).newest())).toBe('settings');
    expect(server.asked.length).toBe(before);
    delete process.env['GOOGLE_SDK_NODE_LOGGING'];
    expect(await kindOf(make(server).newest())).toBe('answered');
  });

  test.each([
    ['projects/p/locations/l/keyRings/r/cryptoKeys/k', true],
    ['projects/example.com:p/locations/global/keyRings/R_1/cryptoKeys/K-1', true],
    ['projects/p/locations/l/keyRings/r/cryptoKeys/k/cryptoKeyVersions/1', false],
    ['projects/p/locations/l/keyRings/r/cryptoKeys/', false],
    ['projects/p/locations/l/keyRings/../cryptoKeys/k', false],
    ['k', false],
  ])('key %s: taken %s', (key, taken) => {
    expect(gcpSettings.safeParse({ key }).success).toBe(taken);
  });
});
