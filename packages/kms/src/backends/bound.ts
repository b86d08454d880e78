// Binds additional data to a wrap where the store itself binds none: its hash is wrapped with the key and compared.
import { createHash, timingSafeEqual } from 'node:crypto';
import { Sealed } from '@watertight/sealed';
import { BackendError } from '../errors/backend-error.ts';

const HASH_BYTES = 32;

function hashOf(additional: Uint8Array): Buffer {
  return createHash('sha256').update(additional).digest();
}

export function bind(plaintext: Sealed<Uint8Array>, additional: Uint8Array): Sealed<Uint8Array> {
  return plaintext.use((value) => new Sealed<Uint8Array>(Buffer.concat([hashOf(additional), value])));
}

/** Throws a `mismatch` where other data was bound. */
export function unbind(opened: Uint8Array, additional: Uint8Array): Sealed<Uint8Array> {
  const isOurs = opened.length > HASH_BYTES && timingSafeEqual(opened.subarray(0, HASH_BYTES), hashOf(additional));
  if (!isOurs) throw new BackendError('mismatch', 'the key was wrapped for another key_id');
  const plaintext = new Sealed<Uint8Array>(Uint8Array.from(opened.subarray(HASH_BYTES)));
  opened.fill(0);
  return plaintext;
}
