// Credentials in annotations of pod templates: who reads the pods that are made from them.
import { expect, test } from 'vitest';
import { analyse } from '../analysis/analyse.ts';
import type { Exposure } from './exposure.ts';
import { onKind } from '../techniques/credential-examples.ts';
import { roleManifest } from '../techniques/example-manifests.ts';
import { factsOf } from '../testing/facts-of.ts';

const HELD = 'annotations: { example.com/db-password: not-a-real-password }';
const OTHER = 'annotations: { example.com/db-user: not-a-real-password }';
const SPEC = 'containers: [{ name: web, image: web }]';
const WEB = 'deployment:shop/web#example.com/db-password';

const template = (kind: string, name: string, metadata: string, owner = ''): string => `
apiVersion: apps/v1
kind: ${kind}
metadata: { name: ${name}, namespace: shop${owner} }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web }, ${metadata} }
    spec: { ${SPEC} }
---`;
const ownedBy = (kind: string, name: string): string =>
  `, ownerReferences: [{ apiVersion: apps/v1, kind: ${kind}, name: ${name}, controller: true }]`;
const pod = (name: string, node: string, metadata: string, owner = ownedBy('ReplicaSet', 'web-1')): string => `
apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: shop, ${metadata}${owner} }
spec: { nodeName: ${node}, ${SPEC} }
---`;
const deployment = (metadata = HELD): string => template('Deployment', 'web', metadata);
const replicaSet = (metadata = HELD): string => template('ReplicaSet', 'web-1', metadata, ownedBy('Deployment', 'web'));

const exposureOf = (manifests: string): Exposure =>
  analyse(factsOf(manifests + roleManifest({ rules: [onKind('pods', 'list')] }), '1.34'));
const readersOf = (manifests: string, id: string): string[] => {
  const exposure = exposureOf(manifests);
  return exposure
    .readersOf(exposure.targetNode(id) as number, id)
    .filter(({ expected }) => !expected)
    .map(({ id: reader, certainty, declared }) => `${reader} ${certainty}${declared ? ' declared' : ''}`)
    .toSorted();
};

test('who lists pods, and the node of a pod that has it, read what its Deployment’s template holds', () => {
  const pods = pod('web-1-a', 'n1', HELD) + pod('web-1-b', 'n2', OTHER);
  expect(readersOf(deployment() + replicaSet() + pods, WEB)).toEqual([
    'node:n1 certain declared',
    'serviceaccount:shop/app certain',
  ]);
});

test('its twin: no pod has it', () => {
  expect(readersOf(deployment() + replicaSet() + pod('web-1-a', 'n1', OTHER), WEB)).toEqual([]);
});

test('without pods, a node takes what is made from the template', () => {
  expect(readersOf(deployment(), WEB)).toEqual(['node:* certain declared']);
  expect(exposureOf(deployment(OTHER)).assetIds()).toEqual([]);
});

test('an old ReplicaSet holds one of its own, as for literals', () => {
  expect(exposureOf(deployment() + replicaSet()).assetIds()).toEqual([
    WEB,
    'replicaset:shop/web-1#example.com/db-password',
  ]);
  expect(exposureOf(deployment(OTHER) + replicaSet()).assetIds()).toEqual([
    'replicaset:shop/web-1#example.com/db-password',
  ]);
});

test('a pod whose controller the input lacks is called after itself', () => {
  expect(readersOf(pod('web-1-a', 'n1', HELD), 'pod:shop/web-1-a#example.com/db-password')).toEqual([
    'node:n1 certain declared',
    'serviceaccount:shop/app certain',
  ]);
});

test('a pod of its own, and one that is static', () => {
  const id = 'pod:shop/solo#example.com/db-password';
  expect(readersOf(pod('solo', 'n1', HELD, ''), id)).toEqual([
    'node:n1 certain declared',
    'serviceaccount:shop/app certain',
  ]);
  const mirror = HELD.replace('{ ', '{ kubernetes.io/config.mirror: x, ');
  expect(readersOf(pod('solo', 'n1', mirror, ''), id)).toEqual(['serviceaccount:shop/app certain']);
});

test('an annotation of the Deployment itself is on no pod', () => {
  const own = deployment(OTHER).replace('namespace: shop }', `namespace: shop, ${HELD} }`);
  expect(readersOf(own + pod('web-1-a', 'n1', OTHER), WEB)).toEqual([]);
});

test('owners in a circle end the walk', () => {
  const circle = template('ReplicaSet', 'web-1', HELD, ownedBy('ReplicaSet', 'web-1'));
  expect(exposureOf(circle + pod('web-1-a', 'n1', HELD)).assetIds()).toContain(
    'replicaset:shop/web-1#example.com/db-password',
  );
});
