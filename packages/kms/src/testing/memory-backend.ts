// A key store in memory for tests, which can be cut off, hang, or revoke its keys.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { Sealed } from '@watertight/sealed';
import type { KeyBackend, RemoteKey } from '../backends/backend.ts';
import { BackendError } from '../errors/backend-error.ts';

export type Mood = 'answers' | 'unreachable' | 'revoked' | 'hangs';

export class MemoryBackend implements KeyBackend {
  readonly name = 'file';
  mood: Mood = 'answers';
  /** Moods of single keys, by version. */
  readonly moods = new Map<string, Mood>();
  unwraps = 0;
  readonly #key = randomBytes(32);
  #latest = 1;

  rotate(): void {
    this.#latest += 1;
  }

  async newest(): Promise<RemoteKey> {
    return { store: 'memory', name: 'key', version: String(this.#latest), made: '' };
  }

  async wrap(key: RemoteKey, plaintext: Sealed<Uint8Array>, additional: Uint8Array): Promise<Uint8Array> {
    await this.#answer(key);
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce).setAAD(this.#bound(key, additional));
    const body = plaintext.use((value) => Buffer.concat([cipher.update(value), cipher.final()]));
    return Buffer.concat([nonce, body, cipher.getAuthTag()]);
  }

  async unwrap(key: RemoteKey, wrapped: Uint8Array, additional: Uint8Array): Promise<Sealed<Uint8Array>> {
    this.unwraps += 1;
    await this.#answer(key);
    const decipher = createDecipheriv('aes-256-gcm', this.#key, wrapped.subarray(0, 12));
    decipher.setAAD(this.#bound(key, additional)).setAuthTag(wrapped.subarray(-16));
    try {
      return new Sealed<Uint8Array>(Buffer.concat([decipher.update(wrapped.subarray(12, -16)), decipher.final()]));
    } catch {
      throw new BackendError('mismatch', 'other data');
    }
  }

  async close(): Promise<void> {
    // Nothing is open.
  }

  #bound(key: RemoteKey, additional: Uint8Array): Buffer {
    return Buffer.concat([Buffer.from(`${key.version}:`), additional]);
  }

  async #answer({ version }: RemoteKey): Promise<void> {
    const mood = this.moods.get(version) ?? this.mood;
    if (mood === 'hangs') await new Promise(() => undefined);
    if (mood === 'unreachable' || mood === 'revoked') throw new BackendError(mood, `the store is ${mood}`);
  }
}
