// The plugin's heart: answers Status, Encrypt and Decrypt from the key ring, the local keys at hand, and the key store.
import { createHash } from 'node:crypto';
import type { Sealed } from '@watertight/sealed';
import type { AuditEvent } from '../audit/record.ts';
import type { KeyBackend } from '../backends/backend.ts';
import { BackendError } from '../errors/backend-error.ts';
import { KekCache, type WrappedKek } from '../keys/kek-cache.ts';
import { activeKey, type KeyRing, type RingKey } from '../keys/key-ring.ts';
import { forget, makeKek, openWith, plaintextBytesMax, sealWith } from '../keys/local-kek.ts';
import type { DecryptRequest, EncryptRequest, EncryptResponse, StatusResponse } from '../protocol/messages.ts';
import {
  annotationsBytes,
  annotationsBytesMax,
  ciphertextBytesMax,
  keyIdBytesMax,
  uidLengthMax,
} from '../protocol/limits.ts';
import { Health } from './health.ts';
import { Refusal } from './refusal.ts';

/** Where the wrapped local key stands in etcd beside each seed; it is public, and useless without the store. */
export const KEK_ANNOTATION = 'wrapped-kek.kms.watertight.internal';
/** Old local keys asked for again with each probe. */
const REFRESHED_MAX = 16;

export interface CustodySettings {
  readonly backend: KeyBackend;
  readonly ring: KeyRing;
  /** How long a local key may be used after the store last unwrapped it: the revocation window, in milliseconds. */
  readonly windowMs: number;
  /** A clock that never goes back, in milliseconds. */
  readonly now: () => number;
  readonly audit: (event: AuditEvent) => Promise<void>;
}

/** What a key_id that we do not know looks like in our log: it may be anything. */
function nameOfUnknown(keyId: string): string {
  return `sha256:${createHash('sha256').update(keyId).digest('hex')}`;
}

function refusalOf(error: unknown, keyId: string): Refusal {
  if (error instanceof Refusal) return error;
  if (!(error instanceof BackendError)) throw error;
  switch (error.kind) {
    case 'revoked':
      return new Refusal('revoked', `key ${keyId} is revoked: ${error.message}`);
    case 'mismatch':
      return new Refusal('not-ours', `this was not wrapped with key ${keyId}`);
    case 'unreachable':
    case 'settings':
      return new Refusal('unreachable', `the key store cannot be asked: ${error.message}`);
  }
}

export class Custody {
  readonly health: Health;
  readonly keks: KekCache;
  readonly #settings: CustodySettings;
  #ring: KeyRing;
  /** The local key that seals, of the active key once that was tried. */
  #writing: WrappedKek | undefined;

  constructor(settings: CustodySettings) {
    this.#settings = settings;
    this.#ring = settings.ring;
    this.health = new Health(settings.windowMs, settings.now);
    this.keks = new KekCache(settings.backend, settings.windowMs, settings.now);
  }

  get active(): RingKey {
    return activeKey(this.#ring);
  }

  /** From memory: a store that hangs cannot make Status hang. Throws a {@link Refusal}. */
  status(): StatusResponse {
    this.health.check();
    return { version: 'v2', healthz: 'ok', keyId: this.active.keyId };
  }

  /** Overwrites the plaintext, which nobody needs any more. Rejects with a {@link Refusal}. */
  async encrypt({ plaintext, uid }: EncryptRequest): Promise<EncryptResponse> {
    try {
      const answer = this.#seal(plaintext, uid);
      await this.#settings.audit({ event: 'wrap', uid, keyId: answer.keyId });
      return answer;
    } catch (error) {
      throw await this.#refused('wrap', { uid, keyId: this.active.keyId }, error);
    } finally {
      forget(plaintext);
    }
  }

  #seal(plaintext: Sealed<Uint8Array>, uid: string): EncryptResponse {
    if (uid.length > uidLengthMax) throw new Refusal('too-large', `uid has more than ${uidLengthMax} characters`);
    const length = plaintext.use((value) => value.length);
    if (length === 0) throw new Refusal('form', 'there is nothing to encrypt');
    if (length > plaintextBytesMax)
      throw new Refusal('too-large', `plaintext has more than ${plaintextBytesMax} bytes`);
    this.health.check();
    const writing = this.#writing;
    const kek = writing === undefined ? undefined : this.keks.held(writing);
    if (writing === undefined || kek === undefined) throw new Refusal('unreachable', 'no local key is at hand');
    const { owner, wrapped } = writing;
    const ciphertext = sealWith(kek, plaintext, { keyId: owner.keyId, wrappedKek: wrapped });
    return { ciphertext, keyId: owner.keyId, annotations: new Map([[KEK_ANNOTATION, wrapped]]) };
  }

  /** Rejects with a {@link Refusal}. */
  async decrypt(request: DecryptRequest): Promise<{ plaintext: Sealed<Uint8Array>; remote: boolean }> {
    const { uid, keyId } = request;
    try {
      const owner = this.#knownKey(keyId, uid);
      const { plaintext, remote } = await this.#open(request, owner);
      await this.#settings.audit({ event: 'unwrap', uid, keyId, remote });
      return { plaintext, remote };
    } catch (error) {
      throw await this.#refused('unwrap', { uid, keyId }, error);
    }
  }

  #knownKey(keyId: string, uid: string): RingKey {
    if (uid.length > uidLengthMax) throw new Refusal('too-large', `uid has more than ${uidLengthMax} characters`);
    if (Buffer.byteLength(keyId) > keyIdBytesMax)
      throw new Refusal('too-large', `key_id has more than ${keyIdBytesMax} bytes`);
    const owner = this.#ring.keys.find((entry) => entry.keyId === keyId);
    if (owner === undefined) throw new Refusal('unknown-key', 'this key_id stands in no key ring here');
    if (owner.state === 'retired') throw new Refusal('retired-key', `key ${keyId} is retired`);
    const isRevoked = owner.keyId === this.active.keyId && this.health.state === 'revoked';
    if (isRevoked) throw new Refusal('revoked', `key ${keyId} is revoked: ${this.health.reason}`);
    return owner;
  }

  async #open({ ciphertext, keyId, annotations }: DecryptRequest, owner: RingKey) {
    if (ciphertext.length > ciphertextBytesMax)
      throw new Refusal('too-large', `ciphertext has more than ${ciphertextBytesMax} bytes`);
    if (annotationsBytes(annotations) > annotationsBytesMax)
      throw new Refusal('too-large', `annotations have more than ${annotationsBytesMax} bytes`);
    const wrapped = annotations.get(KEK_ANNOTATION);
    if (wrapped === undefined || wrapped.length === 0) throw new Refusal('form', 'the wrapped local key is missing');
    const which = { owner, wrapped };
    const remote = this.keks.held(which) === undefined && (await this.keks.fetch(which));
    // Asked for again: between the store's answer and here, the key may have been revoked and overwritten.
    const kek = this.keks.held(which);
    if (kek === undefined) throw new Refusal('unreachable', 'the local key was let go of meanwhile');
    const plaintext = openWith(kek, ciphertext, { keyId, wrappedKek: wrapped });
    if (plaintext === undefined) throw new Refusal('not-ours', `this was not sealed with key ${keyId}`);
    return { plaintext, remote };
  }

  /** Writes the refusal down, and gives what to throw. */
  async #refused(call: 'wrap' | 'unwrap', asked: { uid: string; keyId: string }, error: unknown): Promise<Refusal> {
    const refusal = refusalOf(error, asked.keyId);
    const isKnown = this.#ring.keys.some((entry) => entry.keyId === asked.keyId);
    const keyId = isKnown ? asked.keyId : nameOfUnknown(asked.keyId);
    const uid = asked.uid.slice(0, uidLengthMax);
    // A refusal stands also where the log cannot be written: nothing was given away.
    if (refusal.reason !== 'no-audit') {
      await this.#settings.audit({ event: 'refuse', call, uid, keyId, reason: refusal.reason }).catch(() => undefined);
    }
    return refusal;
  }

  /** Tries the active key at the store, and lets go of what may no longer be used. Never rejects with a BackendError. */
  async probe(): Promise<void> {
    const before = this.health.state;
    const owner = this.active;
    const asked = this.#settings.now();
    try {
      await this.#try(owner);
      if (owner.keyId === this.active.keyId) this.health.good(asked);
    } catch (error) {
      if (!(error instanceof BackendError)) throw error;
      this.#failed(owner, error);
    }
    this.keks.dropOf();
    await this.#refreshOld();
    const { state, reason } = this.health;
    if (state !== before) await this.#settings.audit({ event: 'health', keyId: owner.keyId, state, reason });
  }

  async #try(owner: RingKey): Promise<void> {
    if (this.#writing?.owner.keyId === owner.keyId) {
      await this.keks.fetch(this.#writing);
      return;
    }
    const writing = await this.#newWriting(owner);
    // Another key may have been activated meanwhile.
    if (owner.keyId === this.active.keyId) this.#writing = writing;
  }

  async #newWriting(owner: RingKey): Promise<WrappedKek> {
    const kek = makeKek();
    const wrapped = await this.#settings.backend.wrap(owner.key, kek, Buffer.from(owner.keyId));
    forget(kek);
    // Opened from what was wrapped, so that nothing is written that the store would not give back.
    await this.keks.fetch({ owner, wrapped });
    return { owner, wrapped };
  }

  #failed({ keyId }: RingKey, { kind, message }: BackendError): void {
    if (keyId !== this.active.keyId) return;
    if (kind === 'revoked' || kind === 'mismatch') {
      this.keks.dropOf(keyId);
      this.health.revoked(message);
    } else this.health.failed(message);
  }

  async #refreshOld(): Promise<void> {
    const ageing = this.keks
      .ageing()
      .filter(({ owner }) => owner.keyId !== this.active.keyId || this.health.state === 'ok');
    const asked = ageing.slice(0, REFRESHED_MAX).map(async (which) => {
      await this.keks.fetch(which).catch((error: unknown) => {
        if (!(error instanceof BackendError)) throw error;
        if (error.kind === 'revoked') this.keks.dropOf(which.owner.keyId);
      });
    });
    await Promise.all(asked);
  }

  /**
   * Takes another ring, as told by whoever runs the plugin; key_id changes here and nowhere else. Where another key is
   * active, it is tried first: rejects with the store's BackendError and changes nothing when it does not work.
   */
  async useRing(ring: KeyRing): Promise<void> {
    const from = this.active.keyId;
    const active = activeKey(ring);
    const { keyId } = active;
    const asked = this.#settings.now();
    if (keyId !== from) {
      const writing = await this.#newWriting(active);
      await this.#settings.audit({ event: 'rotate', keyId, from });
      // At once with the ring: an answer whose key_id is not that of Status is thrown away.
      this.#writing = writing;
      this.health.good(asked);
    }
    this.#ring = ring;
    for (const entry of ring.keys) if (entry.state === 'retired') this.keks.dropOf(entry.keyId);
  }
}
