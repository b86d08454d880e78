// Pods are folded under their topmost controller in the input, whatever the chain of owners looks like.
import { describe, expect, test } from 'vitest';
import { factsOf } from '../testing/facts-of.ts';
import { foldWorkloads } from './workloads.ts';

interface Made {
  readonly kind: string;
  readonly name: string;
  readonly owner?: readonly [kind: string, name: string];
}

function manifest({ kind, name, owner }: Made): string {
  const [ownerKind, ownerName] = owner ?? [];
  const owners =
    owner === undefined
      ? ''
      : `\n  ownerReferences: [{ apiVersion: ${ownerKind === 'Pod' ? 'v1' : 'apps/v1'}, kind: ${ownerKind}, name: ${ownerName}, controller: true, uid: x }]`;
  const containers = 'containers: [{ name: main, image: example/main }]';
  const spec = kind === 'Pod' ? containers : `template:\n    spec:\n      ${containers}`;
  return `apiVersion: ${kind === 'Pod' ? 'v1' : 'apps/v1'}\nkind: ${kind}\nmetadata:\n  name: ${name}\n  namespace: shop${owners}\nspec:\n  ${spec}\n`;
}

/** Each workload's id with the names of its pods. */
function folded(...made: readonly Made[]): Record<string, string[]> {
  const workloads = foldWorkloads(factsOf(made.map(manifest).join('---\n')));
  return Object.fromEntries(workloads.map(({ id, podNames }) => [id, [...podNames].toSorted()]));
}

describe('the topmost controller', () => {
  const pod: Made = { kind: 'Pod', name: 'web-1', owner: ['ReplicaSet', 'web-5'] };
  const set: Made = { kind: 'ReplicaSet', name: 'web-5', owner: ['Deployment', 'web'] };
  const deployment: Made = { kind: 'Deployment', name: 'web' };

  test('names the pod, in any order of the input', () => {
    expect(folded(pod, set, deployment)).toEqual({ 'deployment:shop/web': ['web-1'] });
    expect(folded(deployment, set, pod)).toEqual({ 'deployment:shop/web': ['web-1'] });
  });

  test('is the last one that the input holds', () => {
    expect(folded(pod, set)).toEqual({ 'replicaset:shop/web-5': ['web-1'] });
    expect(folded(pod)).toEqual({ 'pod:shop/web-1': ['web-1'] });
    expect(folded(pod, deployment)).toEqual({ 'deployment:shop/web': [], 'pod:shop/web-1': ['web-1'] });
  });

  test('of a loop is one of it, the same for all, whoever comes first', () => {
    const first: Made = { kind: 'Pod', name: 'a', owner: ['Pod', 'b'] };
    const second: Made = { kind: 'Pod', name: 'b', owner: ['Pod', 'a'] };
    const outside: Made = { kind: 'Pod', name: 'c', owner: ['Pod', 'a'] };
    for (const order of [
      [first, second, outside],
      [outside, second, first],
      [second, outside, first],
    ])
      expect(Object.values(folded(...order))).toEqual([['a', 'b', 'c']]);
    expect(folded({ kind: 'Pod', name: 'a', owner: ['Pod', 'a'] })).toEqual({ 'pod:shop/a': ['a'] });
  });
});
