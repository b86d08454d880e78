// The backend "aws": symmetric keys of AWS KMS, which binds key_id as encryption context and writes each use into CloudTrail.
import type { Sealed } from '@watertight/sealed';
import { z } from 'zod';
import { BackendError } from '../../errors/backend-error.ts';
import { AwsKms } from '../../transport/aws-kms.ts';
import type { KeyBackend, RemoteKey } from '../backend.ts';
import { endpoint } from '../endpoint.ts';

export const awsSettings = z.strictObject({
  /** Id, ARN or `alias/NAME`; the ring holds the ARN, so an alias that is moved changes nothing by itself. */
  key: z.string().regex(/^[A-Za-z0-9:/_-]{1,2048}$/),
  region: z.string().regex(/^[a-z0-9-]{1,64}$/),
  endpoint: endpoint.optional(),
});

export type AwsBackendSettings = z.infer<typeof awsSettings>;

/** Encryption context stands in CloudTrail in clear; key_id is public. */
function context(additional: Uint8Array): Record<string, string> {
  return { 'watertight:key-id': Buffer.from(additional).toString('base64') };
}

/**
 * AWS rotates a key's material under one ARN without telling which one encrypted, so a version of ours is a key of theirs:
 * a new key_id needs a new key, not an automatic rotation.
 */
export class AwsBackend implements KeyBackend {
  readonly name = 'aws';
  readonly #key: string;
  readonly #kms: AwsKms;

  /** Longest waits for each request, below the deadline of a backend's call. */
  constructor({ key, region, endpoint: address }: AwsBackendSettings, answerMs = 2000, connectMs = 1000) {
    this.#key = key;
    this.#kms = new AwsKms({ region, endpoint: address, connectMs, answerMs });
  }

  async newest(): Promise<RemoteKey> {
    const { arn, made } = await this.#kms.describe(this.#key);
    const [, , , region = '', account = ''] = arn.split(':');
    return { store: `${region}:${account}`, name: arn, version: '', made };
  }

  async wrap(key: RemoteKey, plaintext: Sealed<Uint8Array>, additional: Uint8Array): Promise<Uint8Array> {
    return await this.#kms.encrypt(key.name, plaintext, context(additional));
  }

  async unwrap(key: RemoteKey, wrapped: Uint8Array, additional: Uint8Array): Promise<Sealed<Uint8Array>> {
    // AWS takes at least a byte, and answers a validation error to none.
    if (wrapped.length === 0) throw new BackendError('mismatch', 'there is nothing to unwrap');
    return await this.#kms.decrypt(key.name, wrapped, context(additional));
  }

  async close(): Promise<void> {
    await this.#kms.close();
  }
}
