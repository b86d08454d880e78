// Stores of External Secrets: whom they admit, what they read of this cluster, and what is filled from them.
import { describe, expect, test } from 'vitest';
import { factsOf } from '../testing/facts-of.ts';
import { admits, listFilled, listStores } from './secret-stores.ts';
import type { SecretStore } from './secret-stores.ts';

const NO_LABELS = new Map<string, string>();

function clusterStore(spec: string): SecretStore {
  const manifest = `
apiVersion: external-secrets.io/v1
kind: ClusterSecretStore
metadata: { name: vault }
spec: ${spec}`;
  return listStores(factsOf(manifest))[0] as SecretStore;
}

const provider = 'provider: { vault: { server: "https://vault.example.com" } }';

describe('a ClusterSecretStore admits', () => {
  test.each([
    ['every namespace without conditions', `{ ${provider} }`, 'shop', NO_LABELS, true],
    [
      'a namespace that is listed',
      `{ ${provider}, conditions: [{ namespaces: [lab, shop] }] }`,
      'shop',
      NO_LABELS,
      true,
    ],
    ['no other', `{ ${provider}, conditions: [{ namespaces: [lab] }] }`, 'shop', NO_LABELS, false],
    [
      'a namespace with the label',
      `{ ${provider}, conditions: [{ namespaceSelector: { matchLabels: { team/name: a } } }] }`,
      'shop',
      new Map([['team/name', 'a']]),
      true,
    ],
    [
      'none with another value',
      `{ ${provider}, conditions: [{ namespaceSelector: { matchLabels: { team/name: a } } }] }`,
      'shop',
      new Map([['team/name', 'b']]),
      false,
    ],
    [
      'none with one label of two',
      `{ ${provider}, conditions: [{ namespaceSelector: { matchLabels: { a: '1', b: '1' } } }] }`,
      'shop',
      new Map([['a', '1']]),
      false,
    ],
    [
      'by any one of its conditions',
      `{ ${provider}, conditions: [{ namespaces: [lab] }, { namespaces: [shop] }] }`,
      'shop',
      NO_LABELS,
      true,
    ],
    [
      'perhaps, by an expression of names',
      `{ ${provider}, conditions: [{ namespaceRegexes: ["(a+)+b"] }] }`,
      'shop',
      NO_LABELS,
      true,
    ],
  ])('%s', (_, spec, namespace, labels, expected) => {
    expect(admits(clusterStore(spec), namespace, labels)).toBe(expected);
  });
});

describe('the provider kubernetes reads this cluster', () => {
  const reads = (server: string): SecretStore['reads'] =>
    clusterStore(
      `{ provider: { kubernetes: { remoteNamespace: bank, ${server}auth: { serviceAccount: { name: reader, namespace: eso } } } } }`,
    ).reads;
  const here = { namespace: 'bank', account: { namespace: 'eso', name: 'reader' } };

  test.each([
    ['by default', '', here],
    ['by its name inside', 'server: { url: "https://kubernetes.default.svc.cluster.local:443" }, ', here],
    ['not at another address', 'server: { url: "https://10.0.0.1" }, ', undefined],
    ['not at a name that begins alike', 'server: { url: "https://kubernetes.default.svc.evil/x" }, ', undefined],
  ])('%s', (_, server, expected) => {
    expect(reads(server)).toEqual(expected);
  });
});

test('an ExternalSecret fills the Secret of its own name unless it names another, from each store it names', () => {
  const filled = listFilled(
    factsOf(`
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: { name: db, namespace: shop }
spec:
  secretStoreRef: { name: local }
  dataFrom: [{ sourceRef: { storeRef: { name: vault, kind: ClusterSecretStore } } }]
---
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: { name: api, namespace: shop }
spec: { secretStoreRef: { name: vault, kind: ClusterSecretStore }, target: { name: api-key } }
`),
  );
  expect(filled.map(({ store, name }) => `${store} ${name}`)).toEqual([
    'cloud:external-secrets/shop/local db',
    'cloud:external-secrets/vault db',
    'cloud:external-secrets/vault api-key',
  ]);
});
