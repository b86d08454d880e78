// What `validateKeys` of the API server says of the keys of a provider.
import { goBase64 } from './go-base64.ts';
import type { KeySpec, Provider, ProviderKind } from './model.ts';
import type { Fault } from './refusal.ts';

/** Bytes that a key may have. The documentation asks for 32 with aescbc; the code takes what AES does. */
export const KEY_BYTES: Readonly<Partial<Record<ProviderKind, readonly number[]>>> = {
  aesgcm: [16, 24, 32],
  aescbc: [16, 24, 32],
  secretbox: [32],
};

/** Length of a key in bytes; undefined where it is no base64. The text itself does not leave. */
export function keyLength({ secret }: KeySpec): number | undefined {
  return secret.use((text) => goBase64(text)?.length);
}

function keyFaults(key: KeySpec, lengths: readonly number[]): Fault[] {
  const faults: Fault[] = [];
  if (key.name === '') faults.push({ pointer: `${key.pointer}/name`, reason: 'a key needs a name' });
  const pointer = `${key.pointer}/secret`;
  if (key.secret.use((text) => text === '')) return [...faults, { pointer, reason: 'a key needs a secret' }];
  const length = keyLength(key);
  if (length === undefined) return [...faults, { pointer, reason: 'the secret is not base64 with padding' }];
  if (!lengths.includes(length)) {
    const expected = lengths.join(', ').replace(/, (\d+)$/, ' or $1');
    faults.push({ pointer, reason: `the key has ${length} bytes; ${expected} are expected` });
  }
  return faults;
}

export function keysFaults({ keys, pointer }: Provider, kind: ProviderKind): Fault[] {
  const lengths = KEY_BYTES[kind];
  if (lengths === undefined) return [];
  if (keys.length === 0) return [{ pointer: `${pointer}/${kind}/keys`, reason: 'at least one key is required' }];
  return keys.flatMap((key) => keyFaults(key, lengths));
}
