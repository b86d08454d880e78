// Azure Key Vault and Managed HSM by their official SDK, as the answers that the backend "azure" needs.
import { createPublicKey, type KeyObject } from 'node:crypto';
import { Sealed } from '@watertight/sealed';
import type { CryptographyClient, KeyVaultKey } from '@azure/keyvault-keys';
import { BackendError } from '../errors/backend-error.ts';
import { azureCredential, type AzureLogin } from './azure-login.ts';
import { optionalPackage } from './optional-package.ts';

/** For each request of a call, of which there are three at most; the deadline of the whole is the backend's. */
const ANSWER_MS = 2000;

export interface AzureSettings {
  /** `https://NAME.vault.azure.net` */
  readonly vault: string;
  readonly login: AzureLogin;
  readonly authority?: string | undefined;
}

export interface AzureVersion {
  readonly name: string;
  readonly version: string;
}

export interface AzureKey {
  readonly version: string;
  readonly made: string;
  /** Of RSA keys; undefined for symmetric keys, which never leave their HSM. */
  readonly publicKey: KeyObject | undefined;
}

export interface AzureSealed {
  readonly iv: Uint8Array;
  readonly ciphertext: Uint8Array;
  readonly tag: Uint8Array;
}

const OPERATIONS = { rsa: ['wrapKey', 'unwrapKey', 'sign'], symmetric: ['encrypt', 'decrypt'] } as const;
const Http = { badRequest: 400, unauthorized: 401, forbidden: 403, notFound: 404, conflict: 409 };
const REVOKED = new Set([Http.unauthorized, Http.forbidden, Http.notFound, Http.conflict]);
/** Names of errors by which `@azure/identity` says that it has no token. */
const LOGIN = new Set(['AuthenticationError', 'AuthenticationRequiredError', 'CredentialUnavailableError']);

interface Failure {
  readonly name?: string;
  readonly statusCode?: number;
}

/** By the number that the API defines; a message might quote what was sent. `bad`: what a malformed request means here. */
function failed(error: unknown, bad: BackendError): BackendError {
  if (error instanceof BackendError) return error;
  const { name = '', statusCode = 0 } = error as Failure;
  const isLogin = LOGIN.has(name);
  if (isLogin && (statusCode === Http.badRequest || statusCode === Http.unauthorized))
    return new BackendError('revoked', 'Azure refuses the credentials');
  if (isLogin) return new BackendError('unreachable', 'Azure gives no token');
  if (REVOKED.has(statusCode)) return new BackendError('revoked', `Azure refuses the key (status ${statusCode})`);
  return statusCode === Http.badRequest
    ? bad
    : new BackendError('unreachable', `Azure does not answer (status ${statusCode})`);
}

const MISMATCH = new BackendError('mismatch', 'the key was not wrapped with this key and key_id');
const UNFIT = new BackendError('settings', 'Azure calls the key unfit for this');

function bytesOf(value: Uint8Array | undefined): Uint8Array {
  if (value === undefined) throw new BackendError('unreachable', 'Azure answers in another form');
  return value;
}

const base64url = (value: Uint8Array | undefined): string => Buffer.from(bytesOf(value)).toString('base64url');

function publicKeyOf({ keyType, key }: KeyVaultKey): KeyObject | undefined {
  if (keyType === 'oct-HSM') return undefined;
  if (keyType !== 'RSA' && keyType !== 'RSA-HSM')
    throw new BackendError('settings', 'the key is neither RSA nor oct-HSM');
  return createPublicKey({ key: { kty: 'RSA', n: base64url(key?.n), e: base64url(key?.e) }, format: 'jwk' });
}

/** Azure itself would unwrap with a key that has expired; who lets a key expire wants its use to end. */
function usable({ properties, keyOperations = [] }: KeyVaultKey, needed: readonly string[], now: number): void {
  const { enabled, expiresOn, notBefore } = properties;
  if (enabled !== true) throw new BackendError('revoked', 'the key is disabled');
  if (expiresOn !== undefined && expiresOn.getTime() <= now) throw new BackendError('revoked', 'the key has expired');
  if (notBefore !== undefined && notBefore.getTime() > now)
    throw new BackendError('revoked', 'the key is not valid yet');
  const missing = needed.find((operation) => !keyOperations.includes(operation));
  if (missing !== undefined) throw new BackendError('revoked', `the key's operations lack ${missing}`);
}

async function load({ vault, login, authority }: AzureSettings) {
  const library = await optionalPackage('@azure/keyvault-keys', async () => await import('@azure/keyvault-keys'));
  const credential = await azureCredential(login, authority);
  return new library.KeyClient(vault, credential, { retryOptions: { maxRetries: 0 } });
}

/** An option of each request. */
function within(): { abortSignal: AbortSignal } {
  return { abortSignal: AbortSignal.timeout(ANSWER_MS) };
}

export class AzureKeys {
  readonly #settings: AzureSettings;
  #loaded: ReturnType<typeof load> | undefined;

  constructor(settings: AzureSettings) {
    this.#settings = settings;
  }

  /** Loaded when first asked, so that no other backend needs the packages. */
  async #ready(): ReturnType<typeof load> {
    this.#loaded ??= load(this.#settings);
    return await this.#loaded;
  }

  /** A login that failed is made anew, so that a certificate or secret that was replaced is taken. */
  #failed(error: unknown, bad: BackendError): BackendError {
    if (LOGIN.has((error as Failure).name ?? '')) this.#loaded = undefined;
    return failed(error, bad);
  }

  /** The newest version, or the one named, when it may be used. Rejects with a BackendError, as the others do. */
  async describe(name: string, version?: string): Promise<AzureKey> {
    try {
      const client = await this.#ready();
      const key = await client.getKey(name, { ...(version === undefined ? {} : { version }), ...within() });
      const publicKey = publicKeyOf(key);
      usable(key, OPERATIONS[publicKey === undefined ? 'symmetric' : 'rsa'], Date.now());
      if (key.properties.version === undefined) throw new BackendError('unreachable', 'Azure answers in another form');
      return { version: key.properties.version, made: key.properties.createdOn?.toISOString() ?? '', publicKey };
    } catch (error) {
      throw this.#failed(error, UNFIT);
    }
  }

  async #ask<T>(which: AzureVersion, bad: BackendError, ask: (client: CryptographyClient) => Promise<T>): Promise<T> {
    try {
      const client = await this.#ready();
      // A new one for each call: it keeps a key's attributes for as long as it lives.
      return await ask(client.getCryptographyClient(which.name, { keyVersion: which.version }));
    } catch (error) {
      throw this.#failed(error, bad);
    }
  }

  /** RSA-OAEP with SHA-256. Whoever has the public key can do so: it takes a signature to show that this key's holder did. */
  async wrapKey(which: AzureVersion, plaintext: Sealed<Uint8Array>): Promise<Uint8Array> {
    return await this.#ask(which, UNFIT, async (client) => {
      const { result } = await plaintext.use(async (value) => await client.wrapKey('RSA-OAEP-256', value, within()));
      return bytesOf(result);
    });
  }

  async unwrapKey(which: AzureVersion, wrapped: Uint8Array): Promise<Sealed<Uint8Array>> {
    return await this.#ask(which, MISMATCH, async (client) => {
      const { result } = await client.unwrapKey('RSA-OAEP-256', wrapped, within());
      return new Sealed<Uint8Array>(bytesOf(result));
    });
  }

  /** RSA-PSS over a digest by SHA-256. */
  async sign(which: AzureVersion, digest: Uint8Array): Promise<Uint8Array> {
    return await this.#ask(which, UNFIT, async (client) =>
      bytesOf((await client.sign('PS256', digest, within())).result),
    );
  }

  /** AES-256-GCM; the HSM chooses the nonce. */
  async encrypt(which: AzureVersion, plaintext: Sealed<Uint8Array>, additional: Uint8Array): Promise<AzureSealed> {
    const asked = { algorithm: 'A256GCM', additionalAuthenticatedData: additional } as const;
    return await this.#ask(which, UNFIT, async (client) => {
      const { result, iv, authenticationTag } = await plaintext.use(
        async (value) => await client.encrypt({ ...asked, plaintext: value }, within()),
      );
      return { iv: bytesOf(iv), ciphertext: bytesOf(result), tag: bytesOf(authenticationTag) };
    });
  }

  async decrypt(which: AzureVersion, sealed: AzureSealed, additional: Uint8Array): Promise<Sealed<Uint8Array>> {
    const { iv, ciphertext, tag } = sealed;
    const asked = { algorithm: 'A256GCM', iv, ciphertext, authenticationTag: tag } as const;
    return await this.#ask(which, MISMATCH, async (client) => {
      const { result } = await client.decrypt({ ...asked, additionalAuthenticatedData: additional }, within());
      return new Sealed<Uint8Array>(bytesOf(result));
    });
  }
}
