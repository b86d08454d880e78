// Equal specs are one; what differs in any way that counts is two.
import { expect, test } from 'vitest';
import { readAll } from './test-input.ts';

const BASE = { containers: [{ name: 'c', image: 'i', env: [{ name: 'A', value: 'fake' }] }] };

function pods(...specs: readonly object[]): readonly number[] {
  const facts = readAll(
    ...specs.map((spec, index) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: `p${index}` }, spec })),
  );
  return facts.workloads.map((workload) => workload.spec);
}

function withToken(random: string): object {
  const name = `kube-api-access-${random}`;
  return {
    containers: [{ name: 'c', volumeMounts: [{ name, mountPath: '/var/run/secrets/kubernetes.io/serviceaccount' }] }],
    volumes: [{ name, projected: { sources: [{ serviceAccountToken: { path: 'token' } }] } }],
  };
}

test.each([
  ['the node', BASE, { ...BASE, nodeName: 'n', tolerations: [{}] }],
  ['a literal value', BASE, { containers: [{ ...BASE.containers[0], env: [{ name: 'A', value: 'other' }] }] }],
  ['order of fields', BASE, { containers: [{ image: 'i', env: [{ name: 'A', value: 'fake' }], name: 'c' }] }],
  ["the token volume's random name", withToken('abcde'), withToken('12xyz')],
])('one spec: %s', (_name, one, other) => {
  expect(pods(one, other)).toEqual([0, 0]);
});

test.each([
  ['the image', BASE, { containers: [{ ...BASE.containers[0], image: 'j' }] }],
  ['a stray field', BASE, { ...BASE, runAsUser: 0 }],
  [
    'volume attributes',
    { ...BASE, volumes: [{ name: 'v', csi: { volumeAttributes: { a: '1' } } }] },
    { ...BASE, volumes: [{ name: 'v', csi: { volumeAttributes: { a: '2' } } }] },
  ],
  [
    "an ephemeral volume, whose claim has the pod's name",
    { ...BASE, volumes: [{ name: 'v', ephemeral: {} }] },
    { ...BASE, volumes: [{ name: 'v', ephemeral: {} }] },
  ],
])('two specs: %s', (_name, one, other) => {
  expect(pods(one, other)).toEqual([0, 1]);
});
