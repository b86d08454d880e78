// Sealing with a local key: opens only with the same key, key_id and wrapped form, and any changed bit is noticed.
import { Sealed } from '@watertight/sealed';
import { expect, test } from 'vitest';
import { ciphertextBytesMax } from '../protocol/limits.ts';
import { forget, kekBytes, makeKek, openWith, plaintextBytesMax, sealWith } from './local-kek.ts';

const kek = makeKek();
const bound = { keyId: 'k-1', wrappedKek: Buffer.from('wrapped') };
const seed = new Sealed<Uint8Array>(Buffer.from('a seed of thirty-two bytes, here'));
const opened = (value: Sealed<Uint8Array> | undefined): string | undefined =>
  value?.use((bytes) => Buffer.from(bytes).toString());

test('what was sealed opens', () => {
  const ciphertext = sealWith(kek, seed, bound);
  expect(opened(openWith(kek, ciphertext, bound))).toBe('a seed of thirty-two bytes, here');
  expect(Buffer.from(ciphertext).includes('seed')).toBe(false);
});

test('the same seed gives other bytes each time', () => {
  expect(Buffer.from(sealWith(kek, seed, bound)).equals(sealWith(kek, seed, bound))).toBe(false);
});

test.each([
  ['another local key', makeKek(), bound],
  ['another key_id', kek, { ...bound, keyId: 'k-2' }],
  ['another wrapped form', kek, { ...bound, wrappedKek: Buffer.from('Wrapped') }],
])('%s opens nothing', (_, key, other) => {
  expect(openWith(key, sealWith(kek, seed, bound), other)).toBeUndefined();
});

test('every byte counts, and so does the end', () => {
  const ciphertext = sealWith(kek, seed, bound);
  for (const at of ciphertext.keys()) {
    const changed = Buffer.from(ciphertext);
    changed.writeUInt8((changed[at] ?? 0) ^ 1, at);
    expect(openWith(kek, changed, bound)).toBeUndefined();
    expect(openWith(kek, ciphertext.subarray(0, at), bound)).toBeUndefined();
  }
});

test('the longest plaintext has the longest ciphertext that the API server takes', () => {
  const longest = new Sealed<Uint8Array>(Buffer.alloc(plaintextBytesMax));
  expect(sealWith(kek, longest, bound)).toHaveLength(ciphertextBytesMax);
});

test('a forgotten key is zeros', () => {
  const key = makeKek();
  expect(key.use((bytes) => [bytes.length, bytes.some((byte) => byte !== 0)])).toEqual([kekBytes, true]);
  forget(key);
  expect(key.use((bytes) => bytes.some((byte) => byte !== 0))).toBe(false);
});

test('a forgotten key opens nothing, nor does what the runtime made of it', () => {
  const key = makeKek();
  const ciphertext = sealWith(key, seed, bound);
  expect(openWith(key, ciphertext, bound)).toBeDefined();
  forget(key);
  expect(openWith(key, ciphertext, bound)).toBeUndefined();
});
