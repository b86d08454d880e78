// Seals the API server's seeds with a local key, bound to the key_id and to the wrapped form of that local key.
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { Sealed } from '@watertight/sealed';
import { ciphertextBytesMax } from '../protocol/limits.ts';

export const kekBytes = 32;
const FORM = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const OVERHEAD = 1 + NONCE_BYTES + TAG_BYTES;
const CIPHER = 'aes-256-gcm';

/** The longest plaintext whose ciphertext the API server takes. It sends 32 bytes. */
export const plaintextBytesMax = ciphertextBytesMax - OVERHEAD;

export function makeKek(): Sealed<Uint8Array> {
  return new Sealed<Uint8Array>(randomBytes(kekBytes));
}

/** Overwrites a key that is no longer needed; copies that the runtime made of it are beyond us. */
export function forget(key: Sealed<Uint8Array>): void {
  key.use((bytes) => bytes.fill(0));
}

function additionalData(keyId: string, wrappedKek: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from([FORM]), createHash('sha256').update(wrappedKek).digest(), Buffer.from(keyId)]);
}

/** `form ‖ nonce ‖ ciphertext ‖ tag`. */
export function sealWith(
  kek: Sealed<Uint8Array>,
  plaintext: Sealed<Uint8Array>,
  bound: { readonly keyId: string; readonly wrappedKek: Uint8Array },
): Uint8Array {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = kek.use((key) => createCipheriv(CIPHER, key, nonce));
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
  const decipher = kek.use((key) => createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES }));
  decipher.setAAD(additionalData(bound.keyId, bound.wrappedKek));
  decipher.setAuthTag(ciphertext.subarray(-TAG_BYTES));
  try {
    const body = ciphertext.subarray(1 + NONCE_BYTES, -TAG_BYTES);
    return new Sealed<Uint8Array>(Buffer.concat([decipher.update(body), decipher.final()]));
  } catch {
    return undefined;
  }
}
