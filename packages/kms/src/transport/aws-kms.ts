// AWS KMS by its official SDK, as the four answers that the backend "aws" needs; credentials come from the SDK's own chain.
import { Sealed } from '@watertight/sealed';
import { BackendError } from '../errors/backend-error.ts';
import { optionalPackage } from './optional-package.ts';

export interface AwsSettings {
  readonly region: string;
  /** Another address than the region's own, for example of a VPC endpoint; plain HTTP only to this machine. */
  readonly endpoint?: string | undefined;
  /** Longest wait for a connection, and for an answer to a request, in milliseconds. */
  readonly connectMs: number;
  readonly answerMs: number;
}

export interface AwsKey {
  readonly arn: string;
  readonly made: string;
}

type Context = Record<string, string>;

const MISMATCH = new Set(['InvalidCiphertextException', 'IncorrectKeyException']);
const REVOKED = new Set([
  'AccessDeniedException',
  'DisabledException',
  'InvalidGrantTokenException',
  'InvalidKeyUsageException',
  'KMSInvalidStateException',
  'NotFoundException',
  'UnrecognizedClientException',
]);

/** By the error's name, which the API defines; its message might quote what was sent. */
function failed(error: unknown): BackendError {
  if (error instanceof BackendError) return error;
  const { name = 'error' } = error as { name?: string };
  if (MISMATCH.has(name)) return new BackendError('mismatch', 'the key was not wrapped with this key and key_id');
  if (REVOKED.has(name)) return new BackendError('revoked', `AWS refuses the key (${name})`);
  return new BackendError('unreachable', `AWS does not answer (${name})`);
}

async function load({ region, endpoint, connectMs, answerMs }: AwsSettings) {
  const library = await optionalPackage('@aws-sdk/client-kms', async () => await import('@aws-sdk/client-kms'));
  const client = new library.KMSClient({
    region,
    ...(endpoint === undefined ? {} : { endpoint }),
    // The plugin asks again by itself, and its caller waits no longer.
    maxAttempts: 1,
    requestHandler: { connectionTimeout: connectMs, requestTimeout: answerMs },
  });
  return { library, client };
}

export class AwsKms {
  readonly #settings: AwsSettings;
  #loaded: ReturnType<typeof load> | undefined;

  constructor(settings: AwsSettings) {
    this.#settings = settings;
  }

  /** Loaded when first asked, so that no other backend needs the package. */
  async #ready(): ReturnType<typeof load> {
    this.#loaded ??= load(this.#settings);
    return await this.#loaded;
  }

  /** The key behind an id, ARN or alias, when it can encrypt. Rejects with a BackendError, as the others do. */
  async describe(key: string): Promise<AwsKey> {
    try {
      const { library, client } = await this.#ready();
      const { KeyMetadata: found } = await client.send(new library.DescribeKeyCommand({ KeyId: key }));
      if (found?.KeySpec !== 'SYMMETRIC_DEFAULT' || found.KeyUsage !== 'ENCRYPT_DECRYPT' || found.Arn === undefined) {
        throw new BackendError('settings', 'the key is no symmetric key for encryption');
      }
      if (found.KeyState !== 'Enabled')
        throw new BackendError('revoked', `the key is ${found.KeyState ?? 'not enabled'}`);
      return { arn: found.Arn, made: found.CreationDate?.toISOString() ?? '' };
    } catch (error) {
      throw failed(error);
    }
  }

  async encrypt(arn: string, plaintext: Sealed<Uint8Array>, context: Context): Promise<Uint8Array> {
    try {
      const { library, client } = await this.#ready();
      const command = plaintext.use(
        (value) => new library.EncryptCommand({ KeyId: arn, Plaintext: value, EncryptionContext: context }),
      );
      const { CiphertextBlob: blob } = await client.send(command);
      if (blob === undefined) throw new BackendError('unreachable', 'AWS answers in another form');
      return blob;
    } catch (error) {
      throw failed(error);
    }
  }

  async decrypt(arn: string, wrapped: Uint8Array, context: Context): Promise<Sealed<Uint8Array>> {
    try {
      const { library, client } = await this.#ready();
      const command = new library.DecryptCommand({ KeyId: arn, CiphertextBlob: wrapped, EncryptionContext: context });
      const { Plaintext: plaintext } = await client.send(command);
      if (plaintext === undefined) throw new BackendError('unreachable', 'AWS answers in another form');
      return new Sealed<Uint8Array>(plaintext);
    } catch (error) {
      throw failed(error);
    }
  }

  async close(): Promise<void> {
    const loaded = await this.#loaded?.catch(() => undefined);
    loaded?.client.destroy();
  }
}
