// One line of a page of metrics: those that are asked for, and their twins.
import { expect, test } from 'vitest';
import { sampleOf } from './metrics.ts';

const NAMES = ['up', 'info'];

test.each<[string, object | undefined]>([
  ['up 1', { name: 'up', labels: [], value: '1' }],
  ['up 1.79e+09 1700000000000', { name: 'up', labels: [], value: '1.79e+09' }],
  [
    'info{id="a",hash="sha256:b"} 1',
    {
      name: 'info',
      labels: [
        ['id', 'a'],
        ['hash', 'sha256:b'],
      ],
      value: '1',
    },
  ],
  [
    'info{id="a\\"}b",hash="\\\\c\\n"} 1',
    {
      name: 'info',
      labels: [
        ['id', 'a"}b'],
        ['hash', '\\c\n'],
      ],
      value: '1',
    },
  ],
  ['info{} 0', { name: 'info', labels: [], value: '0' }],
  ['# HELP up 1', undefined],
  ['upper 1', undefined],
  ['up', undefined],
  ['info{id="a" 1', undefined],
  ['', undefined],
])('%j', (line, expected) => {
  const found = sampleOf(line, NAMES);
  expect(found && { ...found, labels: [...found.labels] }).toEqual(expected);
});
