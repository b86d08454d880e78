// Google Cloud KMS by its official SDK, whose own rules find the credentials; every byte sent or taken is checked by CRC-32C.
import { Sealed } from '@watertight/sealed';
import { BackendError } from '../errors/backend-error.ts';
import { crc32c } from './crc32c.ts';
import { optionalPackage } from './optional-package.ts';

/** Below the deadline of a backend's call; the plugin asks again by itself, so the SDK does not. */
const CALL = { timeout: 2000, retry: null };
/** With it, the SDK writes its requests out, plaintexts included. */
const LOGGING = 'GOOGLE_SDK_NODE_LOGGING';

export interface GcpSettings {
  /** Another address than cloudkms.googleapis.com; plain HTTP only to this machine. */
  readonly endpoint?: string | undefined;
}

export interface GcpKey {
  /** `projects/P/locations/L/keyRings/R/cryptoKeys/K/cryptoKeyVersions/V`. */
  readonly version: string;
  readonly made: string;
}

/** Numbers of google.rpc.Code. */
const Rpc = { invalidArgument: 3, notFound: 5, permissionDenied: 7, failedPrecondition: 9, unauthenticated: 16 };
const REVOKED = new Set([Rpc.notFound, Rpc.permissionDenied, Rpc.failedPrecondition, Rpc.unauthenticated]);

/** By the status's number, which the API defines; its message might quote what was sent. */
function failed(error: unknown): BackendError {
  if (error instanceof BackendError) return error;
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  const number = typeof code === 'number' ? code : -1;
  if (REVOKED.has(number)) return new BackendError('revoked', `Google Cloud refuses the key (status ${number})`);
  if (number !== Rpc.invalidArgument)
    return new BackendError('unreachable', `Google Cloud does not answer (status ${number})`);
  // Only an answer of Cloud KMS itself has no cause: of others, it is the credentials that were refused.
  if (cause !== undefined) return new BackendError('revoked', 'Google Cloud refuses the credentials');
  return new BackendError('mismatch', 'the key was not wrapped with this key and key_id');
}

function damaged(): BackendError {
  return new BackendError('unreachable', 'an answer of Google Cloud changed on the way');
}

function bytesOf(value: Uint8Array | string | null | undefined): Uint8Array {
  if (value === null || value === undefined || typeof value === 'string')
    throw new BackendError('unreachable', 'Google Cloud answers in another form');
  return value;
}

/** The sum of bytes as the API has it, a number in a message of its own. */
function sum(bytes: Uint8Array): { value: number } {
  return { value: crc32c(bytes) };
}

function addressOf(endpoint: string): { apiEndpoint: string; port: number; protocol: string } {
  const { hostname, port, protocol } = new URL(endpoint);
  const isTls = protocol === 'https:';
  return {
    apiEndpoint: hostname,
    port: port === '' ? (isTls ? 443 : 80) : Number(port),
    protocol: protocol.slice(0, -1),
  };
}

async function load({ endpoint }: GcpSettings) {
  if (process.env[LOGGING] !== undefined)
    throw new BackendError('settings', `${LOGGING} is set, and would write keys into the log`);
  const library = await optionalPackage('@google-cloud/kms', async () => await import('@google-cloud/kms'));
  const client = new library.KeyManagementServiceClient({
    fallback: true,
    ...(endpoint === undefined ? {} : addressOf(endpoint)),
  });
  await client.initialize();
  return client;
}

export class GcpKms {
  readonly #settings: GcpSettings;
  #loaded: ReturnType<typeof load> | undefined;

  constructor(settings: GcpSettings) {
    this.#settings = settings;
  }

  /**
   * Loaded when first asked, so that no other backend needs the package. The SDK keeps a failure to find credentials for ever, so a
   * client that failed is let go of: at the start of a machine they may come later than the plugin.
   */
  async #ready(): ReturnType<typeof load> {
    this.#loaded ??= load(this.#settings);
    try {
      return await this.#loaded;
    } catch (error) {
      this.#loaded = undefined;
      throw error;
    }
  }

  /** The primary version of a key, when it can encrypt. Rejects with a BackendError, as the others do. */
  async primary(name: string): Promise<GcpKey> {
    try {
      const [key] = await (await this.#ready()).getCryptoKey({ name }, CALL);
      if (key.purpose !== 'ENCRYPT_DECRYPT') throw new BackendError('settings', 'the key is no key for encryption');
      const { primary } = key;
      // Google Cloud names none where the key never had a version, or its last one is gone.
      if (typeof primary?.name !== 'string') throw new BackendError('revoked', 'the key has no primary version');
      if (primary.state !== 'ENABLED')
        throw new BackendError('revoked', `the key's version is ${String(primary.state)}`);
      const seconds = Number(primary.createTime?.seconds ?? 0);
      return { version: primary.name, made: new Date(seconds * 1000).toISOString() };
    } catch (error) {
      throw failed(error);
    }
  }

  /** With this very version, also while another one is primary. */
  async encrypt(version: string, plaintext: Sealed<Uint8Array>, additional: Uint8Array): Promise<Uint8Array> {
    try {
      const client = await this.#ready();
      const [answer] = await plaintext.use(
        async (value) =>
          await client.encrypt(
            {
              name: version,
              plaintext: value,
              plaintextCrc32c: sum(value),
              additionalAuthenticatedData: additional,
              additionalAuthenticatedDataCrc32c: sum(additional),
            },
            CALL,
          ),
      );
      const ciphertext = bytesOf(answer.ciphertext);
      const isWhole =
        answer.verifiedPlaintextCrc32c === true &&
        answer.verifiedAdditionalAuthenticatedDataCrc32c === true &&
        Number(answer.ciphertextCrc32c?.value) === crc32c(ciphertext);
      if (!isWhole) throw damaged();
      if (answer.name !== version) throw new BackendError('unreachable', 'another version of the key encrypted');
      return ciphertext;
    } catch (error) {
      throw failed(error);
    }
  }

  /** By the key's name: the ciphertext itself says which version it needs. */
  async decrypt(name: string, ciphertext: Uint8Array, additional: Uint8Array): Promise<Sealed<Uint8Array>> {
    try {
      const [answer] = await (
        await this.#ready()
      ).decrypt(
        {
          name,
          ciphertext,
          ciphertextCrc32c: sum(ciphertext),
          additionalAuthenticatedData: additional,
          additionalAuthenticatedDataCrc32c: sum(additional),
        },
        CALL,
      );
      const plaintext = bytesOf(answer.plaintext);
      if (Number(answer.plaintextCrc32c?.value) !== crc32c(plaintext)) throw damaged();
      return new Sealed<Uint8Array>(plaintext);
    } catch (error) {
      throw failed(error);
    }
  }

  async close(): Promise<void> {
    const client = await this.#loaded?.catch(() => undefined);
    await client?.close();
  }
}
