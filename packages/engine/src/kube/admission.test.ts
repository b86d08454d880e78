// Admission policies of five engines.
import { expect, test } from 'vitest';
import { readAll } from './test-input.ts';

test('a PodSecurityPolicy says what it lets through', () => {
  const spec = { privileged: false, hostPID: true, volumes: ['secret'], allowedHostPaths: [{ pathPrefix: '/var' }] };
  expect(
    readAll({ apiVersion: 'policy/v1beta1', kind: 'PodSecurityPolicy', metadata: { name: 'p' }, spec })
      .admissionPolicies,
  ).toMatchObject([
    {
      engine: 'psp',
      kinds: ['Pod'],
      acts: false,
      psp: {
        privileged: false,
        hostPID: true,
        hostIPC: false,
        hostNetwork: false,
        volumes: ['secret'],
        allowedHostPaths: ['/var'],
      },
    },
  ]);
});

test.each([
  [
    'VAP',
    'admissionregistration.k8s.io/v1',
    'ValidatingAdmissionPolicy',
    { matchConstraints: { resourceRules: [{ resources: ['pods', 'pods'] }] } },
    { engine: 'vap', kinds: ['pods'] },
  ],
  ['MAP', 'admissionregistration.k8s.io/v1beta1', 'MutatingAdmissionPolicy', {}, { engine: 'map', kinds: [] }],
  [
    'Kyverno validate',
    'kyverno.io/v1',
    'ClusterPolicy',
    {
      rules: [
        {
          match: { any: [{ resources: { kinds: ['Pod'] } }] },
          exclude: { any: [{ resources: { kinds: ['Job'] } }] },
          validate: {},
        },
      ],
    },
    { engine: 'kyverno', kinds: ['Pod'], acts: false },
  ],
  [
    'Kyverno generate',
    'kyverno.io/v1',
    'Policy',
    { rules: [{ match: { resources: { kinds: ['Namespace'] } }, generate: { kind: 'Secret', clone: { name: 's' } } }] },
    { engine: 'kyverno', kinds: ['Namespace'], acts: true },
  ],
  [
    'Kyverno API call',
    'kyverno.io/v1',
    'ClusterPolicy',
    { rules: [{ context: [{ apiCall: { urlPath: '/x' } }] }] },
    { engine: 'kyverno', acts: true },
  ],
  ['Kyverno of today', 'policies.kyverno.io/v1', 'GeneratingPolicy', {}, { engine: 'kyverno', acts: true }],
  [
    'Gatekeeper',
    'constraints.gatekeeper.sh/v1beta1',
    'K8sPSPPrivileged',
    { match: { kinds: [{ apiGroups: [''], kinds: ['Pod'] }] } },
    { engine: 'gatekeeper', kinds: ['Pod'] },
  ],
])('%s', (_name, apiVersion, kind, spec, expected) => {
  const facts = readAll({ apiVersion, kind, metadata: { name: 'p' }, spec });
  expect(facts.admissionPolicies).toMatchObject([expected]);
  expect(facts.coverage).toEqual([]);
});

test('an exception is no policy', () => {
  expect(
    readAll({ apiVersion: 'kyverno.io/v2', kind: 'PolicyException', metadata: { name: 'p' }, spec: {} })
      .admissionPolicies,
  ).toEqual([]);
});
