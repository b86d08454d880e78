// An input in UTF-16 is said to be one, once, however it is cut; other bytes are not.
import { expect, test } from 'vitest';
import { sayingSixteenBit } from './sixteen-bit.ts';

function said(chunks: readonly Uint8Array[]): number {
  let times = 0;
  const passing = { space: new Uint8Array(), push: (bytes: Uint8Array) => [bytes], flush: () => [], idle: () => [] };
  const redactor = sayingSixteenBit(passing, () => times++);
  for (const chunk of chunks) expect(redactor.push(chunk)).toEqual([chunk]);
  redactor.flush();
  return times;
}

const bytes = (...values: number[]): Buffer => Buffer.from(values);
const little = Buffer.from('password=hunter2\r\n', 'utf16le');
const big = Buffer.from(little).swap16();

test.each([
  ['little-endian', little],
  ['big-endian', big],
  ['little-endian with its mark', Buffer.concat([bytes(0xff, 0xfe), little])],
  ['big-endian with its mark', Buffer.concat([bytes(0xfe, 0xff), big])],
])('%s', (_, input) => {
  expect(said([input])).toBe(1);
  expect(said([...input].map((byte) => bytes(byte)))).toBe(1);
  expect(said([input, input])).toBe(1);
});

test.each([
  ['nothing', bytes()],
  ['three bytes of one', little.subarray(0, 3)],
  ['UTF-8', Buffer.from('password=hunter2\n')],
  ['UTF-8 with its mark', Buffer.from('\ufeffpassword=hunter2\n')],
  ['a mark before other bytes', bytes(0xff, 0xfe, 0x61, 0x62, 0x63)],
  ['a mark before zeros', bytes(0xff, 0xfe, 0, 0, 0x61, 0)],
  ['zeros', bytes(0, 0, 0, 0)],
  ['UTF-16 behind a line of UTF-8', Buffer.concat([Buffer.from('a line\n'), little])],
])('not %s', (_, input) => {
  expect(said([input])).toBe(0);
  expect(said([...input].map((byte) => bytes(byte)))).toBe(0);
});
