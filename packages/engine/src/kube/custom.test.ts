// Fields for data packs: what is kept, what never is.
import { expect, test } from 'vitest';
import type { CustomFact } from '../facts/cluster.ts';
import { LONGEST_FIELD, MOST_FIELDS } from './custom.ts';
import { readAll } from './test-input.ts';

function custom(apiVersion: string, kind: string, fields: object, annotations: object = {}): CustomFact {
  return readAll({ apiVersion, kind, metadata: { name: 'x', annotations }, ...fields }).customs[0] as CustomFact;
}

const kept = (fact: CustomFact): Readonly<Record<string, string>> => Object.fromEntries(fact.fields);

test('an ExternalSecret', () => {
  const spec = {
    secretStoreRef: { kind: 'ClusterSecretStore', name: 'vault' },
    target: { name: 'db', template: { data: { config: 'fake' } } },
    data: [{ secretKey: 'password', remoteRef: { key: 'kv/db', property: 'pw' } }],
  };
  const fact = custom('external-secrets.io/v1', 'ExternalSecret', { spec, status: { a: 'b' } });
  expect(fact.resource).toBe('externalsecrets');
  expect(kept(fact)).toEqual({
    '/spec/secretStoreRef/kind': 'ClusterSecretStore',
    '/spec/secretStoreRef/name': 'vault',
    '/spec/target/name': 'db',
    '/spec/data/0/secretKey': 'password',
    '/spec/data/0/remoteRef/key': 'kv/db',
    '/spec/data/0/remoteRef/property': 'pw',
  });
});

test.each([
  [
    'bitnami.com/v1alpha1',
    'SealedSecret',
    { spec: { encryptedData: { a: 'fake' }, template: { data: { b: 'fake' }, type: 'Opaque' } } },
    { '/spec/template/type': 'Opaque' },
  ],
  [
    'cert-manager.io/v1',
    'Certificate',
    { spec: { isCA: true, secretName: 's' } },
    { '/spec/isCA': 'true', '/spec/secretName': 's' },
  ],
  [
    'argoproj.io/v1alpha1',
    'Application',
    {
      spec: {
        source: { helm: { parameters: [{ name: 'a', value: 'fake' }], values: 'fake', valuesObject: { a: 'fake' } } },
      },
    },
    { '/spec/source/helm/parameters/0/name': 'a' },
  ],
  [
    'kustomize.toolkit.fluxcd.io/v1',
    'Kustomization',
    { spec: { decryption: { secretRef: { name: 'age' } } } },
    { '/spec/decryption/secretRef/name': 'age' },
  ],
  ['velero.io/v1', 'Restore', { spec: { namespaceMapping: { 'a/b': 'c' } } }, { '/spec/namespaceMapping/a~1b': 'c' }],
  [
    'secrets.hashicorp.com/v1beta1',
    'VaultAuth',
    { spec: { password: 'fake', token: 'fake', apiKey: 'fake', mount: 'kubernetes' } },
    { '/spec/mount': 'kubernetes' },
  ],
  [
    'tekton.dev/v1',
    'Task',
    {
      spec: {
        note: 'https://user:fake@host',
        pem: '-----BEGIN fake',
        embedded: { kind: 'Secret', metadata: { name: 'x' }, type: 'y' },
      },
    },
    {},
  ],
])('%s %s', (apiVersion, kind, fields, expected) => {
  expect(kept(custom(apiVersion, kind, fields))).toEqual(expected);
});

test('an Ingress with the annotations its controller reads', () => {
  const annotations = {
    'nginx.ingress.kubernetes.io/auth-tls-secret': 'a/b',
    'nginx.ingress.kubernetes.io/auth-secret': 'c',
    'x/password': 'fake',
    'kubectl.kubernetes.io/last-applied-configuration': 'fake',
  };
  const fact = custom(
    'networking.k8s.io/v1',
    'Ingress',
    { spec: { tls: [{ secretName: 't', hosts: ['h'] }] } },
    annotations,
  );
  expect(fact).toMatchObject({ resource: 'ingresses', group: 'networking.k8s.io' });
  expect(kept(fact)).toEqual({
    '/metadata/annotations/nginx.ingress.kubernetes.io~1auth-tls-secret': 'a/b',
    '/metadata/annotations/nginx.ingress.kubernetes.io~1auth-secret': 'c',
    '/spec/tls/0/secretName': 't',
    '/spec/tls/0/hosts/0': 'h',
  });
});

test('limits: number of fields and length of one', () => {
  const entries = (count: number): object =>
    Object.fromEntries(Array.from({ length: count }, (_item, index) => [`f${index}`, 'x']));
  const read = (spec: object): ReturnType<typeof readAll> =>
    readAll({ apiVersion: 'velero.io/v1', kind: 'Backup', metadata: { name: 'x' }, spec });
  expect(read(entries(MOST_FIELDS)).coverage).toEqual([]);
  const above = read(entries(MOST_FIELDS + 1));
  expect(above.customs[0]?.fields.size).toBe(MOST_FIELDS);
  expect(above.coverage).toMatchObject([{ state: 'partial' }]);
  expect(
    kept(read({ at: 'x'.repeat(LONGEST_FIELD), above: 'x'.repeat(LONGEST_FIELD + 1) }).customs[0] as CustomFact),
  ).toEqual({ '/spec/at': 'x'.repeat(LONGEST_FIELD) });
});

test('a group that no pack asks for keeps nothing', () => {
  expect(
    readAll({ apiVersion: 'example.com/v1', kind: 'Thing', metadata: { name: 'x' }, spec: { a: 'b' } }).customs,
  ).toEqual([]);
});

test('the plural of the definition, where it is in the input', () => {
  const definition = {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'd' },
    spec: { group: 'velero.io', scope: 'Namespaced', names: { kind: 'Backup', plural: 'backupz' } },
  };
  expect(
    readAll({ apiVersion: 'velero.io/v1', kind: 'Backup', metadata: { name: 'x' } }, definition).customs,
  ).toMatchObject([{ resource: 'backupz' }]);
});
