// The builder on whole inputs: duplicates, versions, unknown kinds, definitions.
import { expect, test } from 'vitest';
import { OriginTable } from '../facts/origin.ts';
import { SINGLE_ENTRIES } from './coverage-log.ts';
import { FactsBuilder } from './facts-builder.ts';
import { readAll, readAllWith } from './test-input.ts';

const secret = (name: string, fields: object = {}): object => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name },
  ...fields,
});
const node = (name: string, kubeletVersion: unknown): object => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name },
  status: { nodeInfo: { kubeletVersion } },
});
const definition = (scope: string): object => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'gizmata.example.com' },
  spec: { group: 'example.com', scope, names: { kind: 'Gizmo', plural: 'gizmata' } },
});
const gizmo = {
  apiVersion: 'example.com/v1',
  kind: 'Gizmo',
  metadata: { name: 'g' },
  spec: { containers: [{ name: 'c', image: 'i' }] },
};

test('the later of two objects with one key holds, and coverage says so', () => {
  const facts = readAll(secret('a', { stringData: { one: '1' } }), {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'a', namespace: 'default' },
    stringData: { two: '22' },
  });
  expect(facts.secrets.map(({ keys }) => keys)).toEqual([[{ name: 'two', length: 2 }]]);
  expect(facts.coverage).toMatchObject([
    { object: 'secret:default/a', state: 'partial', document: 0, source: 'input.yaml' },
  ]);
});

test('one name in two kinds or namespaces is no duplicate', () => {
  const facts = readAll(
    secret('a'),
    { ...secret('a'), kind: 'ConfigMap' },
    { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a', namespace: 'b' } },
  );
  expect(facts.coverage).toEqual([]);
  expect([facts.secrets.length, facts.configMaps.length]).toEqual([2, 1]);
});

test.each([
  ['none', [], undefined, ''],
  ['the newest kubelet', [node('a', 'v1.9.9'), node('b', 'v1.31.0+k3s1'), node('c', 'x')], undefined, '1.31'],
  [
    'kubectl version',
    [{ clientVersion: { gitVersion: 'v1.35.0' }, serverVersion: { gitVersion: 'v1.30.4' } }],
    undefined,
    '1.30',
  ],
  ['given', [node('a', 'v1.31.0')], 'v1.29.3', '1.29'],
])('Kubernetes version: %s', (_name, objects, kubernetesVersion, expected) => {
  const settings = kubernetesVersion === undefined ? {} : { kubernetesVersion };
  expect(readAllWith({ defaultNamespace: 'default', ...settings }, objects)).toMatchObject({
    kubernetesVersion: expected,
    coverage: [],
  });
});

test.each([
  ['a kind that tells nothing', { apiVersion: 'v1', kind: 'Event', metadata: { name: 'e' } }, 0],
  ['a NetworkPolicy', { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'e' } }, 0],
  ['an unknown kind', gizmo, 1],
  ['a built-in kind in another case', { apiVersion: 'v1', kind: 'secret', metadata: { name: 'e' } }, 1],
  ['a built-in kind of a wrong group', { apiVersion: 'apps/v1', kind: 'Pod', metadata: { name: 'e' } }, 1],
])('coverage of %s', (_name, object, entries) => {
  expect(readAll(object).coverage).toHaveLength(entries);
});

test('a definition anywhere in the input explains a kind, its scope and plural', () => {
  const before = readAll(gizmo, definition('Cluster'));
  expect(before.coverage).toEqual([]);
  expect(before.workloads).toMatchObject([{ namespace: '', objectKind: 'Gizmo' }]);
  expect(readAll(definition('Namespaced'), gizmo).workloads).toMatchObject([{ namespace: 'default' }]);
});

test('what has only a generated name is read, and said', () => {
  const facts = readAll({
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { generateName: 'backup-' },
    spec: { template: { spec: { containers: [] } } },
  });
  expect(facts.workloads).toMatchObject([{ name: 'backup-*' }]);
  expect(facts.coverage).toMatchObject([
    { object: 'job:default/backup-*', state: 'partial', pointer: '/metadata/generateName' },
  ]);
});

test('many entries alike are counted', () => {
  const facts = readAll(...Array.from({ length: SINGLE_ENTRIES + 5 }, () => ({ kind: 'Pod' })));
  expect(facts.coverage).toHaveLength(SINGLE_ENTRIES + 1);
  expect(facts.coverage.at(-1)).toEqual({
    source: 'input.yaml',
    what: '5 more objects',
    state: 'not-read',
    reason: 'no apiVersion',
  });
});

test('entries of the caller come through', () => {
  const builder = new FactsBuilder(new OriginTable(), { defaultNamespace: 'default' });
  builder.addCoverage({ source: 'a.yaml', what: 'a.yaml', state: 'read' });
  expect(builder.finish().coverage).toEqual([{ source: 'a.yaml', what: 'a.yaml', state: 'read' }]);
});
