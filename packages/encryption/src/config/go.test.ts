// Durations, URLs and base64 as Go takes them, each with a twin that it does not.
import { expect, test } from 'vitest';
import { goBase64 } from './go-base64.ts';
import { goDuration } from './go-duration.ts';
import { goUrl } from './go-url.ts';

test.each([
  ['3s', 3_000_000_000n],
  ['1h2m3s', 3_723_000_000_000n],
  ['.5s', 500_000_000n],
  ['1.s', 1_000_000_000n],
  ['-1s', -1_000_000_000n],
  ['+1s', 1_000_000_000n],
  ['1µs', 1000n],
  ['1μs', 1000n],
  ['0', 0n],
  ['-0', 0n],
  ['0.1ns', 0n],
  ['1s1s', 2_000_000_000n],
  ['9223372036854775807ns', 2n ** 63n - 1n],
  ['-9223372036854775808ns', -(2n ** 63n)],
])('%s is %s ns', (text, nanoseconds) => {
  expect(goDuration(text)).toBe(nanoseconds);
});

test.each([
  '',
  '3',
  '1',
  's',
  '.s',
  '1d',
  '3S',
  '3 s',
  ' 3s',
  '3s ',
  '--1s',
  '1s1',
  '1e3s',
  '9223372036854775808ns',
  '2562048h',
])('%j is no duration', (text) => {
  expect(goDuration(text)).toBeUndefined();
});

test.each([
  ['unix:///run/kms.sock', 'unix', '/run/kms.sock'],
  ['UNIX:///a', 'unix', '/a'],
  ['unix:a', 'unix', ''],
  ['unix://host:80/a', 'unix', '/a'],
  ['unix://user@host/a', 'unix', '/a'],
  ['unix://[::1]/a', 'unix', '/a'],
  ['unix:///%41?%zz', 'unix', '/A'],
  ['unix://h%80/a', 'unix', '/a'],
  ['http://x', 'http', ''],
  ['/run/kms.sock', '', ''],
])('%s has scheme %s and path %s', (text, scheme, path) => {
  expect(goUrl(text)).toEqual({ scheme, path });
});

test.each([
  'unix:///%zz',
  'unix:///a#%zz',
  'unix://h:x/a',
  'unix://us er@h/a',
  'unix://[::1/a',
  'unix://h%41/a',
  'unix://h ost/a',
  'unix:///\u0001',
  ':a',
])('%j is no URL', (text) => {
  expect(goUrl(text)).toBeUndefined();
});

test.each([
  ['', 0],
  ['AA==', 1],
  ['AAA=', 2],
  ['A\nAA\r\n=', 2],
  ['AB==', 1],
])('%j has %i bytes', (text, length) => {
  expect(goBase64(text)).toHaveLength(length);
});

test.each(['AA', 'AA=', 'AAA', 'A===', 'AA==AA==', 'AA-_', 'AAA= ', '===='])('%j is no base64', (text) => {
  expect(goBase64(text)).toBeUndefined();
});
