// The messages as bytes, against bytes written by hand from the protocol's field numbers.
import { Sealed } from '@watertight/sealed';
import { describe, expect, test } from 'vitest';
import {
  DecryptRequestCodec,
  DecryptResponseCodec,
  EncryptRequestCodec,
  EncryptResponseCodec,
  StatusRequestCodec,
  StatusResponseCodec,
} from './messages.ts';

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');
const shown = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const sealed = (text: string): Sealed<Uint8Array> => new Sealed<Uint8Array>(Buffer.from(text));
const opened = (value: Sealed<Uint8Array>): string => value.use((bytes) => Buffer.from(bytes).toString());

describe('bytes of each message', () => {
  test('StatusResponse: version 1, healthz 2, key_id 3', () => {
    const bytes = hex('0a 02 7632 12 02 6f6b 1a 01 6b');
    expect(shown(StatusResponseCodec.encode({ version: 'v2', healthz: 'ok', keyId: 'k' }))).toBe(shown(bytes));
    expect(StatusResponseCodec.decode(bytes)).toEqual({ version: 'v2', healthz: 'ok', keyId: 'k' });
  });

  test('EncryptRequest: plaintext 1, uid 2', () => {
    const bytes = hex('0a 02 7077 12 01 75');
    expect(shown(EncryptRequestCodec.encode({ plaintext: sealed('pw'), uid: 'u' }))).toBe(shown(bytes));
    const { plaintext, uid } = EncryptRequestCodec.decode(bytes);
    expect([opened(plaintext), uid]).toEqual(['pw', 'u']);
    expect(String(plaintext)).toBe('[sealed]');
  });

  test('EncryptResponse: ciphertext 1, key_id 2, annotations 3 as a map', () => {
    const bytes = hex('0a 01 63 12 01 6b 1a 08 0a03612e62 1201 ff');
    const message = { ciphertext: Buffer.from('c'), keyId: 'k', annotations: new Map([['a.b', Uint8Array.of(255)]]) };
    expect(shown(EncryptResponseCodec.encode(message))).toBe(shown(bytes));
    const { ciphertext, keyId, annotations } = EncryptResponseCodec.decode(bytes);
    expect([shown(ciphertext), keyId, annotations.get('a.b')]).toEqual(['63', 'k', Uint8Array.of(255)]);
  });

  test('DecryptRequest: ciphertext 1, uid 2, key_id 3, annotations 4', () => {
    const bytes = hex('0a 01 63 12 01 75 1a 01 6b 22 08 0a03612e62 1201 ff');
    const { ciphertext, uid, keyId, annotations } = DecryptRequestCodec.decode(bytes);
    expect([shown(ciphertext), uid, keyId, annotations.get('a.b')]).toEqual(['63', 'u', 'k', Uint8Array.of(255)]);
    expect(shown(DecryptRequestCodec.encode({ ciphertext, uid, keyId, annotations }))).toBe(shown(bytes));
  });

  test('DecryptResponse: plaintext 1', () => {
    expect(shown(DecryptResponseCodec.encode({ plaintext: sealed('pw') }))).toBe('0a027077');
    expect(opened(DecryptResponseCodec.decode(hex('0a 02 7077')).plaintext)).toBe('pw');
  });
});

describe('other bytes', () => {
  test('fields of a newer protocol are passed over', () => {
    const { uid } = EncryptRequestCodec.decode(hex('78 05 12 01 75 a2 06 01 00'));
    expect(uid).toBe('u');
  });

  test.each([
    ['a length past the end', '0a 05 70', 'premature EOF'],
    ['a number where bytes belong', '08 05', 'another wire type'],
    ['a tag that is cut off', '80', 'premature EOF'],
    ['a tag without an end', '8080808080808080808080', 'invalid varint'],
  ])('%s is refused', (_, bytes, reason) => {
    expect(() => EncryptRequestCodec.decode(hex(bytes))).toThrow(reason);
  });

  test('an empty message has empty fields', () => {
    const { plaintext, uid } = EncryptRequestCodec.decode(hex(''));
    expect([opened(plaintext), uid, shown(StatusRequestCodec.encode())]).toEqual(['', '', '']);
  });

  test('what is read does not change with the bytes it was read from', () => {
    const bytes = hex('0a 02 7077');
    const { plaintext } = EncryptRequestCodec.decode(bytes);
    bytes.fill(0);
    expect(opened(plaintext)).toBe('pw');
  });
});
