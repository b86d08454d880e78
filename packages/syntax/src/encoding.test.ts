// Which bytes are text, and where the first one stands that is not.
import { expect, test } from 'vitest';
import { decodeUtf8 } from './encoding.ts';

test.each([
  ['ASCII', 'a: b', 'a: b'],
  ['more than ASCII', 'ü😀', 'ü😀'],
  ['a byte order mark, which is left out', '\ufeffa', 'a'],
  ['a replacement character of its own', 'a\ufffdb', 'a\ufffdb'],
  ['nothing', '', ''],
])('%s', (_name, text, decoded) => {
  expect(decodeUtf8(Buffer.from(text))).toEqual({ text: decoded });
});

test.each([
  ['a lone byte', [0x61, 0x0a, 0x62, 0xff, 0x63], 2, 2],
  ['a cut character', [0x61, 0xc3], 1, 2],
  ['a surrogate', [0xed, 0xa0, 0x80], 1, 1],
  ['a broken byte behind a replacement character', [0xef, 0xbf, 0xbd, 0x0a, 0xef, 0xbf, 0xbd, 0xff], 2, 2],
  ['UTF-16', [0xff, 0xfe, 0x61, 0x00], 1, 1],
])('%s is a problem with its place', (_name, bytes, line, column) => {
  const reason = 'not UTF-8: wrong encoding';
  expect(decodeUtf8(Uint8Array.from(bytes))).toEqual({ problem: { reason, line, column, fatal: true } });
});
