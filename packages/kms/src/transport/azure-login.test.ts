// Logins at Entra ID by the official library, against a strict token endpoint of our own: what is shown, and what comes of a refusal.
import { createVerify, X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { AzureBackend, azureSettings } from '../backends/azure/azure.ts';
import { BackendError } from '../errors/backend-error.ts';
import { AzureServer, VAULT_HOST } from '../testing/azure-server.ts';
import { EntraServer, LOGIN_HOST } from '../testing/entra-server.ts';
import { LocalNames } from '../testing/local-names.ts';
import { selfSigned } from '../testing/self-signed.ts';

const names = new LocalNames([VAULT_HOST, LOGIN_HOST]);
const folder = mkdtempSync(path.join(tmpdir(), 'watertight-azure-'));
const entra = await EntraServer.start(names.certificate);
const vault = await AzureServer.start(names.certificate, entra.given);
vault.makeVersion();
afterAll(async () => {
  await vault.http.stop();
  await entra.stop();
  names[Symbol.dispose]();
  rmSync(folder, { recursive: true });
});

const TENANT = '00000000-0000-4000-8000-000000000001';
const CLIENT = '00000000-0000-4000-8000-000000000002';
const registered = { tenantId: TENANT, clientId: CLIENT };
const file = (name: string, text: string): string => {
  const at = path.join(folder, name);
  writeFileSync(at, text);
  return at;
};
/** No machine is so busy. */
const BUSY_MS = 60_000;
const make = (auth: object): AzureBackend =>
  new AzureBackend(azureSettings.parse({ vault: vault.vault, key: 'kms', auth, authority: entra.authority }), BUSY_MS);
const kindOf = async (answer: Promise<unknown>): Promise<string> =>
  await answer.then(
    () => 'answered',
    (error: unknown) => (error instanceof BackendError ? error.kind : String(error)),
  );

beforeEach(() => {
  entra.accepts = () => true;
});

test('a secret is read from its file, without the newline at its end', async () => {
  const backend = make({ method: 'secret', ...registered, secretFile: file('secret', 'fake-client-secret\n') });
  entra.accepts = (form) => form.get('client_secret') === 'fake-client-secret' && form.get('client_id') === CLIENT;
  expect(await kindOf(backend.newest())).toBe('answered');
});

test('a secret that is refused is a revocation; one that replaces it is taken without a restart', async () => {
  const secretFile = file('replaced', 'old');
  const backend = make({ method: 'secret', ...registered, secretFile });
  entra.accepts = (form) => form.get('client_secret') === 'new';
  expect(await kindOf(backend.newest())).toBe('revoked');
  file('replaced', 'new');
  expect(await kindOf(backend.newest())).toBe('answered');
});

test('a secret’s file that is not there is named', async () => {
  const backend = make({ method: 'secret', ...registered, secretFile: path.join(folder, 'none') });
  await expect(backend.newest()).rejects.toMatchObject({
    kind: 'settings',
    message: expect.stringContaining('ENOENT'),
  });
});

test('a certificate signs what it says of itself', async () => {
  const { certificate, key } = selfSigned(['client.example']);
  const backend = make({ method: 'certificate', ...registered, certificateFile: file('pem', certificate + key) });
  entra.accepts = (form) => {
    const [head = '', claims = '', signature = ''] = (form.get('client_assertion') ?? '').split('.');
    const { alg } = JSON.parse(Buffer.from(head, 'base64url').toString()) as { alg: string };
    const { iss, sub, aud } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, string>;
    const verifier = createVerify('RSA-SHA256').update(`${head}.${claims}`);
    const { publicKey } = new X509Certificate(certificate);
    const padding = alg === 'PS256' ? { padding: 6, saltLength: 32 } : {};
    const isSigned = verifier.verify({ key: publicKey, ...padding }, signature, 'base64url');
    return isSigned && iss === CLIENT && sub === CLIENT && (aud ?? '').startsWith(`${entra.authority}/${TENANT}/`);
  };
  expect(await kindOf(backend.newest())).toBe('answered');
});

test('a login that does not answer is no revocation', async () => {
  const backend = make({ method: 'secret', ...registered, secretFile: file('late', 'any') });
  await entra.stop();
  expect(await kindOf(backend.newest())).toBe('unreachable');
  await entra.listen();
  expect(await kindOf(backend.newest())).toBe('answered');
});
