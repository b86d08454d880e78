// Label selectors: each operator and its twin.
import { expect, it } from 'vitest';
import { selector } from '../access/test-facts.ts';
import { selectorMatches } from './label-selector.ts';

const LABELS = new Map([
  ['tier', 'web'],
  ['app', 'shop'],
]);

it.each([
  ['an empty selector', selector({}), true],
  ['its label', selector({ tier: 'web' }), true],
  ['another value', selector({ tier: 'db' }), false],
  ['a missing key', selector({ zone: 'web' }), false],
  ['two labels', selector({ tier: 'web', app: 'shop' }), true],
  ['one of two labels', selector({ tier: 'web', app: 'bank' }), false],
  ['In', selector({}, { key: 'tier', operator: 'In', values: ['db', 'web'] }), true],
  ['In without it', selector({}, { key: 'tier', operator: 'In', values: ['db'] }), false],
  ['NotIn', selector({}, { key: 'tier', operator: 'NotIn', values: ['db'] }), true],
  ['NotIn with it', selector({}, { key: 'tier', operator: 'NotIn', values: ['web'] }), false],
  ['NotIn of a missing key', selector({}, { key: 'zone', operator: 'NotIn', values: ['a'] }), true],
  ['Exists', selector({}, { key: 'tier', operator: 'Exists', values: [] }), true],
  ['Exists of a missing key', selector({}, { key: 'zone', operator: 'Exists', values: [] }), false],
  ['DoesNotExist', selector({}, { key: 'zone', operator: 'DoesNotExist', values: [] }), true],
  ['DoesNotExist of a key that is there', selector({}, { key: 'tier', operator: 'DoesNotExist', values: [] }), false],
  ['an unknown operator', selector({}, { key: 'tier', operator: 'exists', values: [] }), false],
  ['labels and an expression', selector({ tier: 'web' }, { key: 'app', operator: 'NotIn', values: ['shop'] }), false],
  [
    'a key like a property of every object',
    selector({}, { key: 'constructor', operator: 'Exists', values: [] }),
    false,
  ],
])('%s', (_title, one, expected) => {
  expect(selectorMatches(one, LABELS)).toBe(expected);
});
