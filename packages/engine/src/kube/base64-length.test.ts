// Lengths of base64 text agree with a decoder that is not ours.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodedLength } from './base64-length.ts';

test('equals the length of what was encoded, line ends anywhere', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(76), (bytes, at) => {
      const text = Buffer.from(bytes).toString('base64');
      expect(decodedLength(text)).toBe(bytes.length);
      expect(decodedLength(`${text.slice(0, at)}\r\n${text.slice(at)}\n`)).toBe(bytes.length);
    }),
  );
});

test.each(['a', 'ab', 'abc', 'ab=', 'a===', '====', 'ab==cd==', 'ab=c', 'abc-', 'abc_', 'ab c', 'abcé', 'abcd='])(
  '%j is refused',
  (text) => {
    expect(decodedLength(text)).toBeUndefined();
  },
);
