// The backend "azure": the official SDK against a strict server of our own, as a key store and where Azure refuses.
import { constants, publicEncrypt } from 'node:crypto';
import { Sealed } from '@watertight/sealed';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { BackendError } from '../../errors/backend-error.ts';
import { AzureServer, VAULT_HOST } from '../../testing/azure-server.ts';
import { describeStore } from '../../testing/conformance.ts';
import { InstanceMetadata } from '../../testing/instance-metadata.ts';
import { LocalNames } from '../../testing/local-names.ts';
import { AzureBackend, azureSettings } from './azure.ts';

const names = new LocalNames([VAULT_HOST, 'login.example']);
const metadata = await InstanceMetadata.start();
afterAll(async () => {
  await metadata.stop();
  names[Symbol.dispose]();
});

const make = (server: AzureServer): AzureBackend =>
  new AzureBackend(azureSettings.parse({ key: 'kms', vault: server.vault }));

describe.each(['RSA', 'oct-HSM'] as const)('as a key store, with keys of type %s', (kty) => {
  describeStore(async () => {
    const server = await AzureServer.start(names.certificate, metadata.given);
    server.makeVersion(kty);
    const backend = make(server);
    return {
      backend,
      rotate: async () => server.makeVersion(kty),
      revoke: async ({ version }) => server.change(version, { enabled: false }),
      restore: async ({ version }) => server.change(version, { enabled: true }),
      outage: { begin: async () => server.http.stop(), end: async () => server.http.listen() },
      get secrets() {
        return [...metadata.given, 'Bearer'];
      },
      close: async () => {
        await backend.close();
        await server.http.stop();
      },
    };
  });
});

const kek = (): Sealed<Uint8Array> => new Sealed<Uint8Array>(Buffer.alloc(32, 7));
const keyId = Buffer.from('key-id-1');
const kindOf = async (answer: Promise<unknown>): Promise<string> =>
  await answer.then(
    () => 'answered',
    (error: unknown) => (error instanceof BackendError ? error.kind : String(error)),
  );

describe.each(['RSA', 'oct-HSM'] as const)('what Azure says of keys of type %s', (kty) => {
  let server: AzureServer;
  let backend: AzureBackend;
  beforeAll(async () => {
    server = await AzureServer.start(names.certificate, metadata.given);
  });
  beforeEach(() => {
    Object.assign(server, { denies: false, deleted: false, broken: undefined });
    server.makeVersion(kty);
    backend = make(server);
  });
  afterAll(async () => {
    await server.http.stop();
  });

  test.each([
    ['is disabled', { enabled: false }],
    ['has expired', { exp: 1 }],
    ['is not valid yet', { nbf: 40_000_000_000 }],
  ])('a version that %s', async (_, attributes) => {
    const key = await backend.newest();
    const wrapped = await backend.wrap(key, kek(), keyId);
    server.change(key.version, attributes);
    expect(await kindOf(backend.newest())).toBe('revoked');
    expect(await kindOf(backend.wrap(key, kek(), keyId))).toBe('revoked');
    expect(await kindOf(backend.unwrap(key, wrapped, keyId))).toBe('revoked');
    server.change(key.version, { enabled: true, exp: 40_000_000_000, nbf: 1 });
    expect(await kindOf(backend.unwrap(key, wrapped, keyId))).toBe('answered');
  });

  test('a key that was deleted, and recovered', async () => {
    const key = await backend.newest();
    const wrapped = await backend.wrap(key, kek(), keyId);
    server.deleted = true;
    expect(await kindOf(backend.newest())).toBe('revoked');
    expect(await kindOf(backend.unwrap(key, wrapped, keyId))).toBe('revoked');
    server.deleted = false;
    expect(await kindOf(backend.unwrap(key, wrapped, keyId))).toBe('answered');
  });

  test('a policy that denies is a revocation; so is an operation that is taken away', async () => {
    const key = await backend.newest();
    const wrapped = await backend.wrap(key, kek(), keyId);
    server.denies = true;
    expect(await kindOf(backend.unwrap(key, wrapped, keyId))).toBe('revoked');
    server.denies = false;
    server.allow(key.version, kty === 'RSA' ? ['wrapKey', 'sign'] : ['encrypt']);
    expect(await kindOf(backend.unwrap(key, wrapped, keyId))).toBe('revoked');
  });

  test('an older version still opens what it wrapped, by its own id', async () => {
    const key = await backend.newest();
    const wrapped = await backend.wrap(key, kek(), keyId);
    server.makeVersion(kty);
    expect((await backend.newest()).version).not.toBe(key.version);
    expect(await kindOf(backend.unwrap(key, wrapped, keyId))).toBe('answered');
    const verb = kty === 'RSA' ? 'unwrapkey' : 'decrypt';
    expect(server.asked.at(-1)).toBe(`POST /keys/kms/${key.version}/${verb}`);
  });

  test.each([
    [{ status: 503, body: { error: { code: 'ServiceUnavailable', message: 'no' } } }],
    [{ status: 429, body: { error: { code: 'Throttled', message: 'no' } } }],
    [{ status: 200, body: 'no answer of Azure’s' }],
  ])('%j is no answer, and is not asked again by the SDK', async (answer) => {
    const key = await backend.newest();
    const before = server.asked.length;
    server.broken = answer;
    expect(await kindOf(backend.wrap(key, kek(), keyId))).toBe('unreachable');
    expect(server.asked.length).toBe(before + 1);
  });

  test('a wrap of the other form is a mismatch', async () => {
    const key = await backend.newest();
    const wrapped = Buffer.from(await backend.wrap(key, kek(), keyId));
    wrapped.writeUInt8(kty === 'RSA' ? 2 : 1);
    expect(await kindOf(backend.unwrap(key, wrapped, keyId))).toBe('mismatch');
  });
});

describe('a key for which the public half is enough to wrap', () => {
  let server: AzureServer;
  beforeAll(async () => {
    server = await AzureServer.start(names.certificate, metadata.given);
    server.makeVersion('RSA');
  });
  afterAll(async () => {
    await server.http.stop();
  });

  test('who may write to etcd and knows it cannot plant a local key of their own', async () => {
    const backend = make(server);
    const key = await backend.newest();
    const ours = Buffer.from(await backend.wrap(key, kek(), keyId));
    const oaep = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' };
    const planted = publicEncrypt({ key: server.publicKey(key.version), ...oaep }, Buffer.alloc(32, 8));
    const asked = server.asked.length;
    const signature = ours.subarray(1 + planted.length);
    const forged = Buffer.concat([ours.subarray(0, 1), planted, signature]);
    expect(await kindOf(backend.unwrap(key, forged, keyId))).toBe('mismatch');
    // Refused before the vault is asked to unwrap it.
    expect(server.asked.slice(asked)).toEqual([`GET /keys/kms/${key.version}`]);
  });

  test('a key on a curve cannot wrap', async () => {
    server.makeVersion('EC');
    expect(await kindOf(make(server).newest())).toBe('settings');
  });
});
