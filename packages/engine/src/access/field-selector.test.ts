// Field selectors: what is read, and what is no selector.
import { expect, it } from 'vitest';
import { parseFieldSelector } from './field-selector.ts';

it.each<[string, [string, string][] | undefined]>([
  ['', []],
  ['metadata.name=x', [['metadata.name', 'x']]],
  ['metadata.name==x', [['metadata.name', 'x']]],
  ['metadata.name!=x', []],
  ['metadata.name=', [['metadata.name', '']]],
  [
    'a=1,b=2',
    [
      ['a', '1'],
      ['b', '2'],
    ],
  ],
  [
    'a=1,,b=2',
    [
      ['a', '1'],
      ['b', '2'],
    ],
  ],
  ['a=x\\,y', [['a', 'x,y']]],
  ['a=x\\=y\\\\', [['a', 'x=y\\']]],
  ['a=x=y', undefined],
  ['a=x\\y', undefined],
  ['a=x\\', undefined],
  [
    'b=2,a=1',
    [
      ['a', '1'],
      ['b', '2'],
    ],
  ],
  ['metadata.name', undefined],
  ['a=1,metadata.name', undefined],
])('%j', (text, expected) => {
  expect(parseFieldSelector(text)?.map(({ field, value }) => [field, value])).toEqual(expected);
});
