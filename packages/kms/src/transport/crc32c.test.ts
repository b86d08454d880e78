// CRC-32C against the values that RFC 3720 prints.
import { expect, test } from 'vitest';
import { crc32c } from './crc32c.ts';

const ascending = Uint8Array.from({ length: 32 }, (_, at) => at);

// https://www.rfc-editor.org/rfc/rfc3720#appendix-B.4, whose byte order is the wire's.
test.each([
  ['32 bytes of zeros', new Uint8Array(32), 0x8a9136aa],
  ['32 bytes of ones', new Uint8Array(32).fill(0xff), 0x62a8ab43],
  ['32 bytes that ascend', ascending, 0x46dd794e],
  ['32 bytes that descend', ascending.toReversed(), 0x113fdb5c],
  ['the check value of the digits 1 to 9', Buffer.from('123456789'), 0xe3069283],
  ['no bytes', new Uint8Array(), 0],
])('%s', (_, bytes, sum) => {
  expect(crc32c(bytes)).toBe(sum);
});
