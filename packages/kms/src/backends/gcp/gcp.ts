// The backend "gcp": symmetric keys of Google Cloud KMS, which binds key_id as additional data; a version of theirs is one of ours.
import type { Sealed } from '@watertight/sealed';
import { z } from 'zod';
import { BackendError } from '../../errors/backend-error.ts';
import { GcpKms } from '../../transport/gcp-kms.ts';
import type { KeyBackend, RemoteKey } from '../backend.ts';
import { endpoint } from '../endpoint.ts';

/** https://docs.cloud.google.com/kms/docs/resource-hierarchy */
const NAME =
  /^projects\/(?:[a-z0-9.:-]{1,128})\/locations\/[a-z0-9-]{1,63}\/keyRings\/[A-Za-z0-9_-]{1,63}\/cryptoKeys\/[A-Za-z0-9_-]{1,63}$/;

export const gcpSettings = z.strictObject({
  /** `projects/P/locations/L/keyRings/R/cryptoKeys/K` */
  key: z.string().regex(NAME),
  endpoint: endpoint.optional(),
});

export type GcpBackendSettings = z.infer<typeof gcpSettings>;

function versionName({ name, version }: RemoteKey): string {
  return `${name}/cryptoKeyVersions/${version}`;
}

/** Decrypt takes a ciphertext of any version of the key, so the version is bound, too. */
function bound(key: RemoteKey, additional: Uint8Array): Uint8Array {
  const version = Buffer.from(versionName(key));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(version.length);
  return Buffer.concat([length, version, additional]);
}

export class GcpBackend implements KeyBackend {
  readonly name = 'gcp';
  readonly #key: string;
  readonly #kms: GcpKms;

  constructor({ key, endpoint: address }: GcpBackendSettings) {
    this.#key = key;
    this.#kms = new GcpKms({ endpoint: address });
  }

  async newest(): Promise<RemoteKey> {
    const { version, made } = await this.#kms.primary(this.#key);
    const [, number] = /\/cryptoKeyVersions\/(\d+)$/.exec(version) ?? [];
    if (number === undefined) throw new BackendError('unreachable', 'Google Cloud answers in another form');
    return { store: this.#key.split('/').slice(0, 4).join('/'), name: this.#key, version: number, made };
  }

  async wrap(key: RemoteKey, plaintext: Sealed<Uint8Array>, additional: Uint8Array): Promise<Uint8Array> {
    return await this.#kms.encrypt(versionName(key), plaintext, bound(key, additional));
  }

  async unwrap(key: RemoteKey, wrapped: Uint8Array, additional: Uint8Array): Promise<Sealed<Uint8Array>> {
    return await this.#kms.decrypt(key.name, wrapped, bound(key, additional));
  }

  async close(): Promise<void> {
    await this.#kms.close();
  }
}
