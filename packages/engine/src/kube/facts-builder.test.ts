// The builder on whole inputs: identity, duplicates, versions.
import { expect, test } from 'vitest';
import { readAll } from './test-input.ts';

test('the later of two objects with one key holds, and coverage says so', () => {
  const facts = readAll(
    { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' }, stringData: { one: '1' } },
    { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a', namespace: 'default' }, stringData: { two: '22' } },
  );
  expect(facts.secrets.map((secret) => secret.keys)).toEqual([[{ name: 'two', length: 2 }]]);
  expect(facts.coverage).toMatchObject([{ object: 'secret:default/a', state: 'partial', document: 0 }]);
});
