// An edit of a document changes its checksum.
import { expect, test } from 'vitest';
import { checksumOf } from './checksum.ts';

const text = Array.from({ length: 400 }, (_, line) => `line ${line}: value\n`).join('');
const sum = (edited: string): number => checksumOf(Buffer.from(edited));

test('equal bytes have one checksum', () => {
  expect(sum(text)).toBe(sum(text.slice()));
  expect(sum('')).toBe(sum(''));
});

test.each([
  ['a character in front', `x${text}`.slice(0, text.length)],
  ['a character in the middle', `${text.slice(0, 900)}x${text.slice(900)}`.slice(0, text.length)],
  ['a character less in the middle', `${text.slice(0, 901)}${text.slice(902)}x`],
  ['a line less', `${text.slice(15)}another line 1\n`],
  ['another end', `${text.slice(0, -1)} `],
  ['nothing left', ''],
])('%s', (_name, edited) => {
  expect(sum(edited)).not.toBe(sum(text));
});

test.each(['a', 'ab', '{"a":1}', '{}'])('a short text differs from every other: %s', (short) => {
  for (let at = 0; at < short.length; at++)
    expect(sum(`${short.slice(0, at)}~${short.slice(at + 1)}`)).not.toBe(sum(short));
});
