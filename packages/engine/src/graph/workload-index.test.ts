// Workloads by the names that requests carry, and by the Services that select them.
import { expect, test } from 'vitest';
import { createAuthorizer } from '../access/authorizer.ts';
import { factsOf } from '../testing/facts-of.ts';
import { workloadIndexOf } from './workload-index.ts';
import { buildWorld } from './world.ts';

const pod = (name: string, labels: string, phase = 'Running', namespace = 'shop'): string => `
apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: ${namespace}, labels: { ${labels} } }
spec: { containers: [{ name: c, image: c }] }
status: { phase: ${phase} }
---`;
const set = `
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: cache, namespace: shop }
spec: { selector: { matchLabels: { app: cache } }, template: { metadata: { labels: { app: cache } }, spec: { containers: [{ name: c, image: c }] } } }
---`;
const service = (selector: string): string => `
apiVersion: v1
kind: Service
metadata: { name: front, namespace: shop }
spec: { selector: { ${selector} }, ports: [{ port: 80 }] }
---`;

function worldOf(manifests: string) {
  const facts = factsOf(manifests);
  return buildWorld(facts, createAuthorizer(facts));
}

const idsOf = (
  manifests: string,
  find: (index: ReturnType<typeof workloadIndexOf>, world: ReturnType<typeof worldOf>) => number[],
): string[] => {
  const world = worldOf(manifests);
  return find(workloadIndexOf(world), world).map((index) => world.workloads[index]?.id ?? '');
};

test.each([
  ['its own name', pod('web', 'app: web'), 'shop', 'web', ['pod:shop/web']],
  [
    'any namespace',
    pod('web', 'app: web') + pod('web', 'app: web', 'Running', 'lab'),
    '',
    'web',
    ['pod:lab/web', 'pod:shop/web'],
  ],
  ['an ordinal of a StatefulSet', set, 'shop', 'cache-0', ['statefulset:shop/cache']],
  ['another namespace', pod('web', 'app: web'), 'lab', 'web', []],
  ['no ordinal', set, 'shop', 'cache', []],
  ['a pod that has ended', pod('web', 'app: web', 'Failed'), 'shop', 'web', []],
])('pods of a name: %s', (_, manifests, scope, name, expected) => {
  expect(idsOf(manifests, (index) => index.podsNamed(scope, name))).toEqual(expected);
});

test.each([
  ['one label', 'app: web', ['pod:shop/web', 'pod:shop/web2']],
  ['all labels', 'app: web, tier: a', ['pod:shop/web']],
  ['a value that no pod has', 'app: api', []],
  ['a key that objects inherit', 'constructor: web', []],
  ['no selector', '', []],
])('pods of a Service: %s', (_, selector, expected) => {
  const manifests =
    pod('web', 'app: web, tier: a') +
    pod('web2', 'app: web, tier: b') +
    pod('far', 'app: web, tier: a', 'Running', 'lab') +
    service(selector);
  expect(idsOf(manifests, (index, { facts }) => facts.services.flatMap((found) => index.selectedBy(found)))).toEqual(
    expected,
  );
});

test('objects that make pods, by the plural of their kind; extensions served what apps serves', () => {
  const widget = `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: gadgetry.widgets.example }
spec: { group: widgets.example, scope: Namespaced, names: { kind: Gadget, plural: gadgetry }, versions: [] }
---
apiVersion: widgets.example/v1
kind: Gadget
metadata: { name: one, namespace: shop }
spec: { template: { spec: { containers: [{ name: w, image: w }] } } }
---`;
  const index = workloadIndexOf(worldOf(set + widget));
  expect(index.existing('apps', 'statefulsets').get('shop')).toEqual(new Set(['cache']));
  expect(index.existing('extensions', 'statefulsets').get('shop')).toEqual(new Set(['cache']));
  expect(index.existing('widgets.example', 'gadgetry').get('shop')).toEqual(new Set(['one']));
  expect(index.existing('', 'statefulsets').size).toBe(0);
});
