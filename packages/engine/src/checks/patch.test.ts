// Patches: removals do not move what is still to be removed, and each place is touched once.
import { pointerSegment } from '@watertight/syntax';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inOrder } from './patch.ts';
import { patched } from './patched.ts';

test('removing any set of items removes exactly those', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.nat(14), { maxLength: 15 }),
      fc.uniqueArray(fc.nat(14), { maxLength: 15 }),
      (outer, inner) => {
        const object = {
          list: Array.from({ length: 15 }, (_, i) => ({ id: i, items: Array.from({ length: 15 }, (__, j) => j) })),
        };
        const removals = [
          ...inner.map((j) => `/list/3/items/${j}`),
          ...outer.filter((i) => i !== 3).map((i) => `/list/${i}`),
        ];
        const after = patched(
          object,
          inOrder(removals.map((path) => ({ op: 'remove', path }) as const)),
        ) as typeof object;
        expect(after.list.map(({ id }) => id)).toEqual(
          object.list.map(({ id }) => id).filter((id) => id === 3 || !outer.includes(id)),
        );
        expect(after.list.find(({ id }) => id === 3)?.items).toEqual(
          object.list[3]?.items.filter((j) => !inner.includes(j)),
        );
      },
    ),
  );
});

test('the same place is removed once', () => {
  expect(
    inOrder([
      { op: 'remove', path: '/a/0' },
      { op: 'remove', path: '/a/0' },
    ]),
  ).toHaveLength(1);
});

test('additions stand before removals', () => {
  expect(
    inOrder([
      { op: 'remove', path: '/a' },
      { op: 'add', path: '/b', value: 1 },
    ]).map(({ op }) => op),
  ).toEqual(['add', 'remove']);
});

test.each([
  ['a/b', 'a~1b'],
  ['a~b', 'a~0b'],
  ['~1', '~01'],
])('the key %s is written %s', (key, token) => {
  expect(pointerSegment(key)).toBe(token);
});
