// What the plugin refuses to encrypt or decrypt, each beside what it does not refuse, and what the audit log says of it.
import { describe, expect, test } from 'vitest';
import { activateKey, addKey, retireKey } from '../keys/key-ring.ts';
import { plaintextBytesMax } from '../keys/local-kek.ts';
import { annotationsBytesMax, ciphertextBytesMax, keyIdBytesMax, uidLengthMax } from '../protocol/limits.ts';
import type { EncryptResponse } from '../protocol/messages.ts';
import { decrypt, encrypt, reasonOf, seed, SEED, setUp } from '../testing/custody-under-test.ts';
import { KEK_ANNOTATION } from './custody.ts';

describe('what is refused', () => {
  test.each<[string, (answer: EncryptResponse) => Partial<EncryptResponse>, string]>([
    ['a key_id that is not ours', () => ({ keyId: 'a-b-1' }), 'unknown-key'],
    ['an empty key_id', () => ({ keyId: '' }), 'unknown-key'],
    ['a key_id of 1,024 bytes', () => ({ keyId: 'k'.repeat(keyIdBytesMax) }), 'unknown-key'],
    ['a key_id of 1,025 bytes', () => ({ keyId: 'k'.repeat(keyIdBytesMax + 1) }), 'too-large'],
    ['a key_id of 1,024 letters of two bytes', () => ({ keyId: 'ä'.repeat(keyIdBytesMax) }), 'too-large'],
    ['no annotation', () => ({ annotations: new Map() }), 'form'],
    ['an empty annotation', () => ({ annotations: new Map([[KEK_ANNOTATION, new Uint8Array()]]) }), 'form'],
    ['another wrapped key', () => ({ annotations: new Map([[KEK_ANNOTATION, Buffer.alloc(60)]]) }), 'not-ours'],
    [
      'annotations of more than 32 KiB',
      () => ({ annotations: new Map([[KEK_ANNOTATION, Buffer.alloc(annotationsBytesMax)]]) }),
      'too-large',
    ],
    [
      'a changed ciphertext',
      ({ ciphertext }) => ({ ciphertext: ciphertext.map((byte, at) => (at === 20 ? byte ^ 1 : byte)) }),
      'not-ours',
    ],
    ['no ciphertext', () => ({ ciphertext: new Uint8Array() }), 'not-ours'],
    ['a ciphertext of 1,024 bytes', () => ({ ciphertext: Buffer.alloc(ciphertextBytesMax) }), 'not-ours'],
    ['a ciphertext of 1,025 bytes', () => ({ ciphertext: Buffer.alloc(ciphertextBytesMax + 1) }), 'too-large'],
    ['nothing', () => ({}), 'answered'],
  ])('%s', async (_, change, reason) => {
    const { custody, events } = await setUp();
    const answer = await encrypt(custody);
    expect(await reasonOf(decrypt(custody, { ...answer, ...change(answer) }))).toBe(reason);
    expect(events.at(-1)).toMatchObject(
      reason === 'answered' ? { event: 'unwrap' } : { event: 'refuse', call: 'unwrap', reason },
    );
  });

  test.each([
    ['nothing to encrypt', 0, 'form'],
    ['the longest plaintext', plaintextBytesMax, 'answered'],
    ['one byte more', plaintextBytesMax + 1, 'too-large'],
  ])('%s', async (_, length, reason) => {
    const { custody } = await setUp();
    expect(await reasonOf(encrypt(custody, 'x'.repeat(length)))).toBe(reason);
  });

  test.each([
    [uidLengthMax, 'answered'],
    [uidLengthMax + 1, 'too-large'],
  ])('a uid of %i characters: %s', async (length, reason) => {
    const { custody } = await setUp();
    expect(await reasonOf(custody.encrypt({ plaintext: seed(), uid: 'u'.repeat(length) }))).toBe(reason);
  });

  test('a wrap moved to another key_id of the same store', async () => {
    const { custody, backend, ring } = await setUp();
    const answer = await encrypt(custody);
    const both = addKey(ring, await backend.newest(), '');
    await custody.useRing(both);
    expect(await reasonOf(decrypt(custody, { ...answer, keyId: both.keys[1]?.keyId ?? '' }))).toBe('not-ours');
  });

  test('a retired key, at once', async () => {
    const { custody, backend, ring } = await setUp();
    const answer = await encrypt(custody);
    const added = addKey(ring, await backend.newest(), '');
    const active = activateKey(added, added.keys[1]?.keyId ?? '');
    await custody.useRing(active);
    expect(await decrypt(custody, answer)).toBe(SEED);
    await custody.useRing(retireKey(active, answer.keyId));
    expect(await reasonOf(decrypt(custody, answer))).toBe('retired-key');
  });

  test('everything, where it cannot be written down', async () => {
    const { custody, state } = await setUp();
    const answer = await encrypt(custody);
    state.auditWorks = false;
    expect(await reasonOf(encrypt(custody))).toBe('no-audit');
    expect(await reasonOf(decrypt(custody, answer))).toBe('no-audit');
    state.auditWorks = true;
    expect(await decrypt(custody, answer)).toBe(SEED);
  });

  test('an unknown key_id stands in the log as a hash only', async () => {
    const { custody, events } = await setUp();
    await reasonOf(decrypt(custody, { ...(await encrypt(custody)), keyId: 'whatever\nthe caller sends' }));
    expect(JSON.stringify(events)).not.toContain('caller');
    expect(events.at(-1)).toMatchObject({ keyId: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) });
  });
});
