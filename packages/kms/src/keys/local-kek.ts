// Seals the API server's seeds with a local key, bound to the key_id and to the wrapped form of that local key.
import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { Sealed } from '@watertight/sealed';
import { ciphertextBytesMax } from '../protocol/limits.ts';
import { wrappedDigest } from './wrapped-digest.ts';

export const kekBytes = 32;
const FORM = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const NONCES_AT_ONCE = 256;
const OVERHEAD = 1 + NONCE_BYTES + TAG_BYTES;
const CIPHER = 'aes-256-gcm';

/** The longest plaintext whose ciphertext the API server takes. It sends 32 bytes. */
export const plaintextBytesMax = ciphertextBytesMax - OVERHEAD;

export function makeKek(): Sealed<Uint8Array> {
  return new Sealed<Uint8Array>(randomBytes(kekBytes));
}

/** Overwrites a key that is no longer needed; copies that the runtime made of it are beyond us. */
export function forget(key: Sealed<Uint8Array>): void {
  key.use((bytes) => {
    made.delete(bytes);
    bytes.fill(0);
  });
}

const made = new WeakMap<Uint8Array, KeyObject>();

/** One for each key: of bytes, the runtime would make one for each call, and its collector would stop the plugin to free them. */
function keyObject(key: Uint8Array): KeyObject {
  const found = made.get(key) ?? createSecretKey(key);
  made.set(key, found);
  return found;
}

const nonces = { drawn: Buffer.alloc(0), at: 0 };

/** Chance for many nonces is drawn at once: each draw asks the system. */
function nextNonce(): Uint8Array {
  if (nonces.at === nonces.drawn.length) {
    nonces.drawn = randomBytes(NONCE_BYTES * NONCES_AT_ONCE);
    nonces.at = 0;
  }
  return nonces.drawn.subarray(nonces.at, (nonces.at += NONCE_BYTES));
}

function additionalData(keyId: string, wrappedKek: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from([FORM]), wrappedDigest(wrappedKek), Buffer.from(keyId)]);
}

/** `form ‖ nonce ‖ ciphertext ‖ tag`. */
export function sealWith(
  kek: Sealed<Uint8Array>,
  plaintext: Sealed<Uint8Array>,
  bound: { readonly keyId: string; readonly wrappedKek: Uint8Array },
): Uint8Array {
  const nonce = nextNonce();
  const cipher = kek.use((key) => createCipheriv(CIPHER, keyObject(key), nonce));
  cipher.setAAD(additionalData(bound.keyId, bound.wrappedKek));
  const body = plaintext.use((value) => Buffer.concat([cipher.update(value), cipher.final()]));
  return Buffer.concat([Buffer.from([FORM]), nonce, body, cipher.getAuthTag()]);
}

/** Undefined when the bytes were not sealed with this key, this key_id and this wrapped form. */
export function openWith(
  kek: Sealed<Uint8Array>,
  ciphertext: Uint8Array,
  bound: { readonly keyId: string; readonly wrappedKek: Uint8Array },
): Sealed<Uint8Array> | undefined {
  if (ciphertext.length < OVERHEAD || ciphertext[0] !== FORM) return undefined;
  const nonce = ciphertext.subarray(1, 1 + NONCE_BYTES);
  const decipher = kek.use((key) => createDecipheriv(CIPHER, keyObject(key), nonce, { authTagLength: TAG_BYTES }));
  decipher.setAAD(additionalData(bound.keyId, bound.wrappedKek));
  decipher.setAuthTag(ciphertext.subarray(-TAG_BYTES));
  try {
    const body = ciphertext.subarray(1 + NONCE_BYTES, -TAG_BYTES);
    return new Sealed<Uint8Array>(Buffer.concat([decipher.update(body), decipher.final()]));
  } catch {
    return undefined;
  }
}
