// The checksums that tokens end with, against values that are published or worked out by hand.
import { describe, expect, test } from 'vitest';
import {
  crc32,
  crc32InBase62,
  crc32InBase64,
  crc32InHex,
  endsInCrc32,
  endsInCrc32InHex,
  endsInCrc32OfBase64,
} from './crc32.ts';

test.each([
  // The check value of CRC-32 in every catalogue of checksums.
  ['123456789', 0xcbf43926],
  ['', 0],
])('CRC-32 of %j', (text, expected) => {
  expect(crc32(text)).toBe(expected);
});

describe('six characters of base 62', () => {
  test('are padded with zeros', () => {
    expect(crc32InBase62('')).toBe('000000');
  });
  test('hold the whole number: 0xcbf43926 is 3 × 62⁵ + 45 × 62⁴ + 35 × 62³ + 27 × 62² + 22 × 62 + 14', () => {
    expect(crc32InBase62('123456789')).toBe('3jZRME');
    expect(3 * 62 ** 5 + 45 * 62 ** 4 + 35 * 62 ** 3 + 27 * 62 ** 2 + 22 * 62 + 14).toBe(0xcbf43926);
  });
});

test('six characters of base64 hold four bytes, the lowest first', () => {
  expect(crc32InBase64('123456789')).toBe(Buffer.from([0x26, 0x39, 0xf4, 0xcb]).toString('base64').slice(0, 6));
});

const body = 'k3'.repeat(15);
test.each([
  ['as issued', `pre_${body}${crc32InBase62(body)}`, true],
  ['one character of the body differs', `pre_k4${body.slice(2)}${crc32InBase62(body)}`, false],
  ['one character of the checksum differs', `pre_${body}${crc32InBase62(body).slice(0, 5)}-`, false],
  ['the checksum covers no prefix', `pre_${body}${crc32InBase62(`pre_${body}`)}`, false],
] as const)('GitHub: %s', (_, token, expected) => {
  expect(endsInCrc32(token)).toBe(expected);
});

test.each([
  ['as issued', `cflt${body}${crc32InBase64(body)}`, true],
  ['one character of the body differs', `cfltK${body.slice(1)}${crc32InBase64(body)}`, false],
] as const)('Confluent: %s', (_, secret, expected) => {
  expect(endsInCrc32OfBase64(secret)).toBe(expected);
});

test('eight digits are padded with zeros', () => {
  expect(crc32InHex('123456789')).toBe('cbf43926');
  expect(crc32InHex('')).toBe('00000000');
});

test.each([
  ['as issued', `pre_${body}${crc32InHex(`pre_${body}`)}`, true],
  ['the checksum covers the prefix', `pre_${body}${crc32InHex(body)}`, false],
  ['one character of the body differs', `pre_k4${body.slice(2)}${crc32InHex(`pre_${body}`)}`, false],
] as const)('Packagist: %s', (_, token, expected) => {
  expect(endsInCrc32InHex(token)).toBe(expected);
});
