// Equal specs are one; what differs in any way that counts is two.
import fc from 'fast-check';
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
  [
    'a volume that is only called alike',
    { volumes: [{ name: 'kube-api-access-a' }] },
    { volumes: [{ name: 'kube-api-access-b' }] },
  ],
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

test('a token volume and its mounts are still joined by name', () => {
  const [spec] = readAll({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec: withToken('abcde') }).podSpecs;
  expect(spec?.containers[0]?.mounts[0]?.volume).toBe(spec?.volumes[0]?.name);
  expect(spec?.tokens).toMatchObject([{ mounted: true }]);
});

const word = fc.constantFrom('a', 'b', 'kube-api-access-abcde', 'kube-api-access-12xyz', 'secret', '');
const text = fc.record({ name: word }, { requiredKeys: [] });
const anySpec = fc.record(
  {
    containers: fc.array(
      fc.record(
        {
          name: word,
          image: word,
          env: fc.array(
            fc.record({ name: word, value: word, valueFrom: fc.record({ secretKeyRef: text }) }, { requiredKeys: [] }),
            { maxLength: 2 },
          ),
          volumeMounts: fc.array(text, { maxLength: 2 }),
          securityContext: fc.record({ privileged: fc.boolean(), runAsUser: fc.nat(1) }, { requiredKeys: [] }),
          resources: fc.record({ limits: word }),
        },
        { requiredKeys: [] },
      ),
      { maxLength: 2 },
    ),
    volumes: fc.array(fc.record({ name: word, secret: fc.record({ secretName: word }) }, { requiredKeys: [] }), {
      maxLength: 2,
    }),
    nodeName: word,
    hostPID: fc.boolean(),
    serviceAccountName: word,
  },
  { requiredKeys: [] },
);

test('a spec read among others is the spec read alone', () => {
  fc.assert(
    fc.property(fc.array(anySpec, { maxLength: 8 }), (specs) => {
      const objects = specs.map((spec, index) => ({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: `p${index}` },
        spec,
      }));
      const together = readAll(...objects);
      const found = together.workloads.map((workload) => together.podSpecs[workload.spec]);
      expect(found).toEqual(objects.map((object) => readAll(object).podSpecs[0]));
    }),
    { numRuns: 300 },
  );
});
