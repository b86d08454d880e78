// Every check's examples: exposed ones give a finding of this check, safe ones none, and each patch closes what it is for.
import { readYaml, splitYaml } from '@watertight/syntax';
import { describe, expect, test } from 'vitest';
import type { Facts } from '../facts/facts.ts';
import { objectId } from '../facts/object-id.ts';
import { readAll } from '../kube/test-input.ts';
import type { Check, Failure } from './check.ts';
import { type CheckFailure, findingOf } from './finding.ts';
import { checks } from './list.ts';
import type { Operation } from './patch.ts';
import { patched } from './patched.ts';
import { runChecks } from './run.ts';

/** Lines in which a safe example may differ from the exposed one that it is the twin of. */
const MOST_DIFFERENT_LINES = 3;

function objectsOf(manifests: string): unknown[] {
  const bytes = new TextEncoder().encode(manifests);
  return [...splitYaml(bytes)].flatMap(({ offset, length }) => {
    const { value, empty, problems } = readYaml(new TextDecoder().decode(bytes.subarray(offset, offset + length)));
    expect(problems).toEqual([]);
    return empty ? [] : [value];
  });
}

function factsOf(objects: readonly unknown[]): Facts {
  const facts = readAll(...objects);
  expect(facts.coverage.filter(({ state }) => state !== 'read')).toEqual([]);
  return facts;
}

function failuresOf(check: Check, objects: readonly unknown[]): Failure[] {
  const { failures, coverage } = runChecks(factsOf(objects), [check]);
  expect(coverage).toEqual([]);
  return failures.map(({ failure }) => failure);
}

function valueAt(object: unknown, pointer: string): unknown {
  const tokens = pointer.split('/').slice(1);
  return tokens.reduce<unknown>(
    (at, token) => (at as Record<string, unknown> | undefined)?.[token.replaceAll('~1', '/').replaceAll('~0', '~')],
    object,
  );
}

function differentLines(a: string, b: string): number {
  const [left, right] = [a.split('\n'), b.split('\n')];
  const lacking = (of: string[], from: string[]): number => of.filter((line) => !from.includes(line)).length;
  return Math.max(lacking(left, right), lacking(right, left));
}

describe.each(checks.map((check) => [check.id, check] as const))('%s', (id, check) => {
  test('says what it must', () => {
    expect(id).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
    for (const text of [check.title, check.why]) expect(text.trim()).not.toBe('');
    expect(check.title).not.toMatch(/\.$/);
    expect(
      check.references.some(
        (url) => url.startsWith('https://kubernetes.io/docs/') || url.startsWith('https://docs.docker.com/'),
      ),
    ).toBe(true);
    expect(Object.values(check.maps).every((ids) => ids.length > 0)).toBe(true);
    expect(check.maps.stride?.length).toBeGreaterThan(0);
    expect(check.maps.attack ?? []).toEqual(
      (check.maps.attack ?? []).filter((technique) => /^T\d{4}(?:\.\d{3})?$/.test(technique)),
    );
    expect(check.maps.owasp ?? []).toEqual((check.maps.owasp ?? []).filter((item) => /^K(?:0\d|10)$/.test(item)));
    expect(check.examples.exposed.length).toBeGreaterThanOrEqual(2);
    expect(check.examples.safe.length).toBeGreaterThanOrEqual(3);
    const names = [...check.examples.exposed, ...check.examples.safe].map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  test.each(check.examples.exposed)('exposed: $name', ({ manifests }) => {
    const objects = objectsOf(manifests);
    const failures = failuresOf(check, objects);
    expect(failures.length).toBeGreaterThan(0);
    for (const failure of failures) {
      expect(failure.message).toMatch(/^[A-Z].*\.$/s);
      expect(failure.fix.summary).toMatch(/^[A-Z].*\.$/s);
      const written = objects[failure.object.document];
      if (failure.pointer !== undefined && !failure.pointer.endsWith('/serviceAccountName'))
        expect([failure.pointer, valueAt(written, failure.pointer)]).not.toEqual([failure.pointer, undefined]);
      expect(findingOf({ check, failure }).fingerprint).toMatch(/^[0-9a-f]{16}$/);
    }
  });

  test.each(check.examples.exposed)('the patch closes: $name', ({ manifests }) => {
    const objects = objectsOf(manifests);
    for (const { fix, object } of failuresOf(check, objects)) {
      if (fix.patch === undefined) continue;
      const { target, body } = fix.patch;
      // A policy may be undone by another, which is the one to patch.
      const changed = [object, ...factsOf(objects).networkPolicies].find((one) => objectId(one) === target)?.document;
      expect(changed).toBeDefined();
      const after = objects.map((each, index) => (index === changed ? patched(each, body as Operation[]) : each));
      const left = failuresOf(check, after).filter((failure) => failure.object.document === object.document);
      // What is left may be better but not yet best: a provider's own key instead of none.
      expect(left.filter(({ severity }) => severity !== 'info')).toEqual([]);
    }
  });

  test.each(check.examples.safe)('safe: $name', ({ manifests }) => {
    expect(failuresOf(check, objectsOf(manifests))).toEqual([]);
  });

  test.each(check.examples.safe)('a twin of an exposed example: $name', ({ manifests }) => {
    const fewest = Math.min(...check.examples.exposed.map((exposed) => differentLines(exposed.manifests, manifests)));
    expect(fewest).toBeGreaterThan(0);
    expect(fewest).toBeLessThanOrEqual(MOST_DIFFERENT_LINES);
  });
});

/** Object and pointer; a whole container is where several absent fields are missed, each a weakness of its own. */
function placesOf(failures: readonly CheckFailure[]): string[] {
  return failures
    .map(({ failure }) => `${failure.object.document} ${failure.pointer ?? ''}`)
    .filter((place) => !/ontainers\/\d+$/.test(place));
}

test('no other check reports the weakness again at the same place', () => {
  for (const check of checks) {
    for (const { manifests } of check.examples.exposed) {
      const { failures } = runChecks(factsOf(objectsOf(manifests)));
      const places = placesOf(failures);
      const own = placesOf(failures.filter((found) => found.check.id === check.id));
      for (const place of own)
        expect(
          places.filter((other) => other === place),
          `${check.id} ${place}`,
        ).toHaveLength(1);
    }
  }
});
