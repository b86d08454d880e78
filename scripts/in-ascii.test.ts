// Programs in ASCII alone do the same.
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { inAscii } from './in-ascii.ts';

test.each([
  ['a string', "'é × … 😀'"],
  ['a template', '`é ${1} 😀`'],
  ['an expression', "'aé…b'.replace(/é…/, 'x')"],
  ['an expression of code points', "'a😀b'.replace(/😀/u, 'x') + /^[α-ω]+$/v.test('βγ')"],
  ['a name', '(() => { const é = 1; return é + 1; })()'],
  ['a comment', '/* é */ 2'],
])('%s', (_, code) => {
  const ascii = inAscii(code);
  expect(ascii).toMatch(/^\p{ASCII}*$/u);
  expect(runInNewContext(ascii)).toBe(runInNewContext(code));
});

test('a raw template would change, and is refused', () => {
  expect(() => inAscii('String.raw`é`')).toThrow('write it without String.raw');
  expect(inAscii('String.raw`\\d` + "é"')).toBe('String.raw`\\d` + "\\u00e9"');
});
