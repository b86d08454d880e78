// Reads the key that values are fingerprinted with.
import { readFile } from 'node:fs/promises';
import { UserError } from './exit-code.ts';

/** Bytes: with fewer, whoever has a fingerprint could try all keys, and then all values. */
const MIN_KEY_BYTES = 16;

/** Throws a UserError for a file that cannot be read or is too short. */
export async function fingerprintKey(file: string): Promise<Uint8Array> {
  let key: Buffer;
  try {
    key = await readFile(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UserError(`cannot read ${file} (${code ?? 'error'})`, 'Make a key: head -c 32 /dev/urandom > FILE');
  }
  if (key.length >= MIN_KEY_BYTES) return key;
  throw new UserError(
    `${file} is no key: it has fewer than ${MIN_KEY_BYTES} bytes`,
    'Make one: head -c 32 /dev/urandom > FILE',
  );
}
