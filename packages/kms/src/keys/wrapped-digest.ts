// SHA-256 of a wrapped local key, once for each array: a call needs it twice, and all calls that seal have the same one.
import { hash } from 'node:crypto';

const known = new WeakMap<Uint8Array, Buffer>();

/** Nobody changes the array afterwards. */
export function wrappedDigest(wrapped: Uint8Array): Buffer {
  const found = known.get(wrapped);
  if (found !== undefined) return found;
  const made = hash('sha256', wrapped, 'buffer');
  known.set(wrapped, made);
  return made;
}
