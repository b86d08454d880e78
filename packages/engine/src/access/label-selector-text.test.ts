// Label selectors of queries that the API server reads, each beside the twin that it refuses.
import { expect, it } from 'vitest';
import { isLabelSelector } from './label-selector-text.ts';

it.each<[string, string]>([
  ['', '!'],
  ['a', '-a'],
  ['!a', '!!a'],
  ['a=b', 'a=b c'],
  ['a==b', 'a===b'],
  ['a!=b', 'a=!b'],
  ['a=', 'a='.concat('b'.repeat(64))],
  ['a=b,c', 'a=b,'],
  [' a = b , c ', 'a = b c'],
  ['example.org/a=b', 'Example/a=b'],
  ['example.org/a', '/a'],
  ['a in (b,c)', 'a in (b,c'],
  ['a in ()', 'a in'],
  ['a notin (b , c)', 'a notin b'],
  ['a>1', 'a>b'],
  ['a < 10', 'a <'],
  ['a='.concat('b'.repeat(63)), 'a=b;c'],
  [`${'p'.repeat(253)}/a`, `${'p'.repeat(254)}/a`],
])('%j is read, %j is not', (good, bad) => {
  expect(isLabelSelector(good)).toBe(true);
  expect(isLabelSelector(bad)).toBe(false);
});
