// No check breaks on damaged objects: fields that are missing, null, of another type or hostile.
import { readYaml, splitYaml } from '@watertight/syntax';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readAll } from '../kube/test-input.ts';
import { findingOf } from './finding.ts';
import { checks } from './list.ts';
import { runChecks } from './run.ts';

const documents = checks
  .flatMap(({ examples }) => [...examples.exposed, ...examples.safe])
  .flatMap(({ manifests }) => {
    const bytes = new TextEncoder().encode(manifests);
    return [...splitYaml(bytes)].flatMap(({ offset, length }) => {
      const { value, empty } = readYaml(new TextDecoder().decode(bytes.subarray(offset, offset + length)));
      return empty ? [] : [value];
    });
  });

/** Every place of an object, as tokens. */
function placesOf(value: unknown, at: readonly string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => [[...at, key], ...placesOf(item, [...at, key])]);
}

function damaged(value: unknown, place: readonly string[], by: unknown): unknown {
  const copy = structuredClone(value);
  const holder = place
    .slice(0, -1)
    .reduce<unknown>((at, token) => (at as Record<string, unknown>)[token], copy) as Record<string, unknown>;
  const last = place.at(-1) ?? '';
  if (by === undefined) delete holder[last];
  else holder[last] = by;
  return copy;
}

const DAMAGE: readonly unknown[] = [
  undefined,
  null,
  '',
  'x',
  '__proto__',
  '../../..',
  -1,
  2 ** 60,
  true,
  [],
  {},
  [null],
  ['x'],
  { constructor: null },
  [[{}]],
];

test('whatever one place holds, every check runs and every finding can be shown', () => {
  fc.assert(
    fc.property(fc.constantFrom(...documents), fc.nat(), fc.constantFrom(...DAMAGE), (document, pick, by) => {
      const places = placesOf(document);
      const { failures, coverage } = runChecks(
        readAll(damaged(document, places[pick % places.length] as string[], by)),
      );
      expect(coverage).toEqual([]);
      for (const found of failures) expect(JSON.parse(JSON.stringify(findingOf(found)))).toBeTypeOf('object');
    }),
    { numRuns: 1500 },
  );
});
