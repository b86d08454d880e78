// Secrets that a Helm release holds rendered.
import { expect, test } from 'vitest';
import { readAll } from './test-input.ts';

function rendered(namespace: string, release: string, releaseNamespace: string, managedBy = 'Helm'): unknown {
  const annotations = { 'meta.helm.sh/release-name': release, 'meta.helm.sh/release-namespace': releaseNamespace };
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'db', namespace, labels: { 'app.kubernetes.io/managed-by': managedBy }, annotations },
  };
}

function revision(namespace: string, name: string, type = 'helm.sh/release.v1'): unknown {
  return { apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace }, type };
}

test("every revision in the release's namespace holds it", () => {
  const facts = readAll(
    rendered('a', 'shop', 'b'),
    revision('b', 'sh.helm.release.v1.shop.v1'),
    revision('b', 'sh.helm.release.v1.shop.v12'),
  );
  expect(facts.secretCopies).toMatchObject(
    ['sh.helm.release.v1.shop.v1', 'sh.helm.release.v1.shop.v12'].map((name) => ({
      kind: 'secretCopy',
      holder: { namespace: 'b', name },
      resource: 'secrets',
      secretNamespace: 'a',
      secretName: 'db',
      pointer: '/data/release',
    })),
  );
});

test.each([
  ['another namespace', rendered('a', 'shop', 'b'), revision('a', 'sh.helm.release.v1.shop.v1')],
  ['another release', rendered('a', 'shop', 'a'), revision('a', 'sh.helm.release.v1.shop.v2.v1')],
  ['another type', rendered('a', 'shop', 'a'), revision('a', 'sh.helm.release.v1.shop.v1', 'Opaque')],
  ['not made by Helm', rendered('a', 'shop', 'a', 'someone'), revision('a', 'sh.helm.release.v1.shop.v1')],
])('no copy: %s', (_name, secret, release) => {
  expect(readAll(secret, release).secretCopies).toEqual([]);
});

test("a release's name may hold dots", () => {
  expect(
    readAll(rendered('a', 'shop.v2', 'a'), revision('a', 'sh.helm.release.v1.shop.v2.v1')).secretCopies,
  ).toHaveLength(1);
});
