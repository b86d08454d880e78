// One finding for a controller: owners in the input, owners that it lacks, and pods that admission changed.
import { expect, test } from 'vitest';
import { readAll } from '../kube/test-input.ts';
import { podPrivileged } from './pod-privileged.ts';
import { runChecks } from './run.ts';

const spec = (...names: readonly string[]) => ({
  containers: names.map((name) => ({ name, image: 'a', securityContext: { privileged: name === 'bad' } })),
});
const owned = (kind: string, group: string, name: string) => ({
  ownerReferences: [{ apiVersion: `${group}/v1`, kind, name, controller: true, uid: '1' }],
});
const deployment = (...names: readonly string[]) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'shop' },
  spec: { template: { spec: spec(...names) } },
});
const replicaSet = (...names: readonly string[]) => ({
  apiVersion: 'apps/v1',
  kind: 'ReplicaSet',
  metadata: { name: 'web-1', namespace: 'shop', ...owned('Deployment', 'apps', 'web') },
  spec: { template: { spec: spec(...names) } },
});
const pod = (name: string, ...names: readonly string[]) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'shop', ...owned('ReplicaSet', 'apps', 'web-1') },
  spec: spec(...names),
});

function found(...objects: readonly unknown[]): string[] {
  return runChecks(readAll(...objects), [podPrivileged]).failures.map(
    ({ failure }) => `${failure.object.objectKind} ${failure.object.name} ${failure.pointer}`,
  );
}

test('a Deployment with its ReplicaSet and pods is one finding, wherever it stands in the input', () => {
  const expected = ['Deployment web /spec/template/spec/containers/0/securityContext/privileged'];
  expect(found(deployment('bad'), replicaSet('bad'), pod('web-1-a', 'bad'), pod('web-1-b', 'bad'))).toEqual(expected);
  expect(found(pod('web-1-b', 'bad'), pod('web-1-a', 'bad'), replicaSet('bad'), deployment('bad'))).toEqual(expected);
});

test('pods of a controller that the input lacks are one finding', () => {
  expect(found(pod('web-1-a', 'bad'), pod('web-1-b', 'bad'))).toEqual([
    'Pod web-1-a /spec/containers/0/securityContext/privileged',
  ]);
});

test('what admission added to the pods is found there', () => {
  expect(
    found(deployment('app'), replicaSet('app'), pod('web-1-a', 'app', 'bad'), pod('web-1-b', 'app', 'bad')),
  ).toEqual(['Pod web-1-a /spec/containers/1/securityContext/privileged']);
});

test('pods of another namespace are another workload', () => {
  const other = { ...pod('web-1-a', 'bad'), metadata: { ...pod('web-1-a').metadata, namespace: 'other' } };
  expect(found(pod('web-1-a', 'bad'), other)).toHaveLength(2);
});

test("the control plane's own pods are informative only", () => {
  const own = (namespace: string, labels: object) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'kube-apiserver-a', namespace, labels },
    spec: spec('bad'),
  });
  const severities = (...objects: unknown[]) =>
    runChecks(readAll(...objects), [podPrivileged]).failures.map(({ failure }) => failure.severity);
  expect(severities(own('kube-system', { tier: 'control-plane', component: 'kube-apiserver' }))).toEqual(['info']);
  expect(severities(own('shop', { tier: 'control-plane', component: 'kube-apiserver' }))).toEqual(['high']);
  expect(severities(own('kube-system', { app: 'agent' }))).toEqual(['high']);
});
