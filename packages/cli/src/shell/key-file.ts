// Reads the key that values are hashed with, for fingerprints and for masks.
import { UserError } from './exit-code.ts';
import { readNamed } from './read-named.ts';

/** Bytes: with fewer, whoever has a hash could try all keys, and then all values. */
const KEY_BYTES_MIN = 16;
const HINT = 'Make one: head -c 32 /dev/urandom > FILE';

/** Throws a UserError for a file that cannot be read or is too short. */
export async function readKeyFile(file: string): Promise<Uint8Array> {
  const key = await readNamed(file, HINT);
  if (key.length >= KEY_BYTES_MIN) return key;
  throw new UserError(`${file} is no key: it has fewer than ${KEY_BYTES_MIN} bytes`, HINT);
}
