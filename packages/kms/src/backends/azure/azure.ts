// The backend "azure": RSA keys of a Key Vault, or AES keys of a Managed HSM; a version of theirs is one of ours.
import type { Sealed } from '@watertight/sealed';
import { z } from 'zod';
import { BackendError } from '../../errors/backend-error.ts';
import { AzureKeys, type AzureSealed } from '../../transport/azure-keys.ts';
import type { KeyBackend, RemoteKey } from '../backend.ts';
import { digestToSign, signedWrap } from './signed-wrap.ts';

const uuid = z.string().regex(/^[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$/);
const registered = { tenantId: uuid, clientId: uuid };
const file = z.string().startsWith('/');

export const azureSettings = z.strictObject({
  /** `https://NAME.vault.azure.net` or `https://NAME.managedhsm.azure.net` */
  vault: z.string().regex(/^https:\/\/[A-Za-z0-9.-]+(?::\d+)?\/?$/),
  key: z.string().regex(/^[A-Za-z0-9-]{1,127}$/),
  auth: z
    .discriminatedUnion('method', [
      z.strictObject({ method: z.literal('managed-identity'), clientId: uuid.optional() }),
      z.strictObject({ method: z.literal('certificate'), ...registered, certificateFile: file }),
      z.strictObject({ method: z.literal('secret'), ...registered, secretFile: file }),
    ])
    .default({ method: 'managed-identity' }),
  /** Of another cloud than the public one, for example `https://login.microsoftonline.us`. */
  authority: z
    .string()
    .regex(/^https:\/\/[A-Za-z0-9.-]+(?::\d+)?\/?$/)
    .optional(),
});

export type AzureBackendSettings = z.infer<typeof azureSettings>;

/** First byte of a wrap. */
const Form = { rsa: 1, aes: 2 } as const;
const IV_BYTES = 12;
const TAG_BYTES = 16;

function mismatch(): BackendError {
  return new BackendError('mismatch', 'the key was not wrapped with this key and key_id');
}

function textOf({ iv, tag, ciphertext }: AzureSealed): Uint8Array {
  if (iv.length !== IV_BYTES || tag.length !== TAG_BYTES)
    throw new BackendError('unreachable', 'Azure answers in another form');
  return Buffer.concat([Buffer.of(Form.aes), iv, tag, ciphertext]);
}

function sealedOf(body: Uint8Array): AzureSealed {
  if (body.length <= IV_BYTES + TAG_BYTES) throw mismatch();
  const tag = body.subarray(IV_BYTES, IV_BYTES + TAG_BYTES);
  return { iv: body.subarray(0, IV_BYTES), tag, ciphertext: body.subarray(IV_BYTES + TAG_BYTES) };
}

export class AzureBackend implements KeyBackend {
  readonly name = 'azure';
  readonly #settings: AzureBackendSettings;
  readonly #keys: AzureKeys;

  constructor(settings: AzureBackendSettings) {
    const { vault, auth, authority } = settings;
    this.#settings = settings;
    this.#keys = new AzureKeys({ vault, login: auth, authority });
  }

  async newest(): Promise<RemoteKey> {
    const { vault, key } = this.#settings;
    const { version, made } = await this.#keys.describe(key);
    return { store: new URL(vault).origin, name: key, version, made };
  }

  async wrap(key: RemoteKey, plaintext: Sealed<Uint8Array>, additional: Uint8Array): Promise<Uint8Array> {
    const { publicKey } = await this.#keys.describe(key.name, key.version);
    if (publicKey === undefined) return textOf(await this.#keys.encrypt(key, plaintext, additional));
    const wrapped = await this.#keys.wrapKey(key, plaintext);
    const signature = await this.#keys.sign(key, digestToSign(wrapped, additional));
    return Buffer.concat([Buffer.of(Form.rsa), wrapped, signature]);
  }

  async unwrap(key: RemoteKey, wrapped: Uint8Array, additional: Uint8Array): Promise<Sealed<Uint8Array>> {
    const { publicKey } = await this.#keys.describe(key.name, key.version);
    const body = wrapped.subarray(1);
    if (wrapped[0] !== (publicKey === undefined ? Form.aes : Form.rsa)) throw mismatch();
    if (publicKey === undefined) return await this.#keys.decrypt(key, sealedOf(body), additional);
    const ours = signedWrap(body, additional, publicKey);
    if (ours === undefined) throw mismatch();
    return await this.#keys.unwrapKey(key, ours);
  }

  async close(): Promise<void> {
    // The SDK holds no connection that it could be told to end.
  }
}
