// Calico's language of selectors: what parses and into what, and the twin of each that does not.
import { describe, expect, test } from 'vitest';
import { asksGlobal, parseCalicoSelector } from './calico-selector.ts';

const has = (key: string) => ({ is: 'has', key });
const is = (key: string, ...values: string[]) => ({ is: 'in', key, values });

describe('parses', () => {
  test.each<[string, unknown]>([
    ['', { is: 'all' }],
    [' \t', { is: 'all' }],
    ['all()', { is: 'all' }],
    ['all( )', { is: 'all' }],
    ["a=='b'", is('a', 'b')],
    ['a == "it\'s"', is('a', "it's")],
    ["a != ''", { is: 'notIn', key: 'a', values: [''] }],
    ['has( x/y.z )', has('x/y.z')],
    ["a in{'b'}", is('a', 'b')],
    ['a in {\'b\', "c",}', is('a', 'b', 'c')],
    ['a in {}', is('a')],
    ["a not in {'b'}", { is: 'notIn', key: 'a', values: ['b'] }],
    ["a notin {'b'}", { is: 'notIn', key: 'a', values: ['b'] }],
    ["a contains 'b'", { is: 'contains', key: 'a', value: 'b' }],
    ["a starts  with 'b'", { is: 'startsWith', key: 'a', value: 'b' }],
    ["a ends with'b'", { is: 'endsWith', key: 'a', value: 'b' }],
    ["in in {'in'}", is('in', 'in')],
    ['!has(a)', { is: 'not', of: has('a') }],
    ['!!has(a)', has('a')],
    ['has(a) || has(b) && has(c)', { is: 'or', of: [has('a'), { is: 'and', of: [has('b'), has('c')] }] }],
    ['(has(a) || has(b)) && has(c)', { is: 'and', of: [{ is: 'or', of: [has('a'), has('b')] }, has('c')] }],
    ['!(has(a))', { is: 'not', of: has('a') }],
  ])('%j', (text, expected) => {
    expect(parseCalicoSelector(text)).toEqual(expected);
  });
});

describe('does not parse', () => {
  test.each([
    'a',
    "a = 'b'",
    "a == 'b' &&",
    "a == 'b' & has(c)",
    "a == 'b",
    'a == b',
    "a in 'b'",
    "a in {'b'",
    "a in {,'b'}",
    "a like 'b'",
    'has()',
    'has(a',
    'all(x)',
    '(has(a)',
    'has(a))',
    'has(a) has(b)',
    "a == 'b'\n",
    "'a' == 'b'",
    'é == "x"',
    `${'('.repeat(102)}has(a)${')'.repeat(102)}`,
  ])('%j', (text) => {
    expect(parseCalicoSelector(text)).toBeUndefined();
  });
});

test('100 parentheses, and 100,000 terms', () => {
  expect(parseCalicoSelector(`${'('.repeat(100)}has(a)${')'.repeat(100)}`)).toEqual(has('a'));
  const many = parseCalicoSelector(Array.from({ length: 100_000 }, () => 'has(a)').join('||'));
  expect(many).toMatchObject({ is: 'or' });
  expect(parseCalicoSelector(`${'!'.repeat(100_000)}has(a)`)).toEqual(has('a'));
});

test.each<[string, boolean]>([
  ['global()', true],
  ['has(a) && !(all() || global())', true],
  ["a == 'global()'", false],
])('asks for what has no namespace: %s', (text, expected) => {
  const selector = parseCalicoSelector(text);
  expect(selector !== undefined && asksGlobal(selector)).toBe(expected);
});
