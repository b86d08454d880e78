// The DER of a certificate request: its frame, its subject, and lengths on both sides of what one byte can say.
import { expect, test } from 'vitest';
import { certificateRequest } from './certificate-request.ts';

function bytesOf(pem: string): Buffer {
  return Buffer.from(pem.replaceAll(/-----[A-Z ]+-----|\n/g, ''), 'base64');
}

/** The number of bytes that the outermost value says it has, its head included. */
function framed(bytes: Buffer): number {
  const first = bytes[1] ?? 0;
  if (first < 0x80) return 2 + first;
  const count = first - 0x80;
  return 2 + count + bytes.readUIntBE(2, count);
}

test.each([1, 100, 127, 128, 200, 255, 256, 5000, 70_000])('a name of %i bytes', (length) => {
  const name = 'n'.repeat(length);
  const bytes = bytesOf(certificateRequest({ name, organizations: [] }));
  expect(bytes[0]).toBe(0x30);
  expect(framed(bytes)).toBe(bytes.length);
  expect(bytes.includes(name)).toBe(true);
});

test('names its groups before its user, and has a key of its own each time', () => {
  const subject = { name: 'system:node:n1', organizations: ['system:nodes'] };
  const [one, two] = [certificateRequest(subject), certificateRequest(subject)];
  expect(bytesOf(one).indexOf('system:nodes')).toBeLessThan(bytesOf(one).indexOf('system:node:n1'));
  expect(one).not.toBe(two);
  expect(one.split('\n').every((line) => line.length <= 64)).toBe(true);
});
