// No JSON makes the readers throw, however odd or deep.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { everyText, readAll } from './test-input.ts';

const KINDS: readonly (readonly [string, string])[] = [
  ['v1', 'Pod'],
  ['v1', 'Secret'],
  ['v1', 'ConfigMap'],
  ['v1', 'ServiceAccount'],
  ['v1', 'Service'],
  ['v1', 'Node'],
  ['v1', 'Namespace'],
  ['v1', 'PersistentVolume'],
  ['v1', 'PersistentVolumeClaim'],
  ['apps/v1', 'Deployment'],
  ['batch/v1', 'CronJob'],
  ['rbac.authorization.k8s.io/v1', 'Role'],
  ['rbac.authorization.k8s.io/v1', 'ClusterRole'],
  ['rbac.authorization.k8s.io/v1', 'ClusterRoleBinding'],
  ['storage.k8s.io/v1', 'StorageClass'],
  ['admissionregistration.k8s.io/v1', 'ValidatingWebhookConfiguration'],
  ['admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicy'],
  ['apiregistration.k8s.io/v1', 'APIService'],
  ['policy/v1beta1', 'PodSecurityPolicy'],
  ['apiextensions.k8s.io/v1', 'CustomResourceDefinition'],
  ['networking.k8s.io/v1', 'Ingress'],
  ['argoproj.io/v1alpha1', 'Workflow'],
  ['tekton.dev/v1', 'TaskRun'],
  ['kubevirt.io/v1', 'VirtualMachine'],
  ['monitoring.coreos.com/v1', 'Prometheus'],
  ['sparkoperator.k8s.io/v1beta2', 'SparkApplication'],
  ['kyverno.io/v1', 'ClusterPolicy'],
  ['constraints.gatekeeper.sh/v1', 'K'],
  ['example.com/v1', 'Thing'],
];

/** Field names that readers look for, so that random objects get far into them. */
const FIELDS = [
  'spec',
  'template',
  'jobTemplate',
  'metadata',
  'labels',
  'annotations',
  'containers',
  'initContainers',
  'name',
  'image',
  'env',
  'envFrom',
  'valueFrom',
  'secretKeyRef',
  'volumes',
  'volumeMounts',
  'secret',
  'secretName',
  'projected',
  'sources',
  'csi',
  'securityContext',
  'capabilities',
  'add',
  'rules',
  'verbs',
  'apiGroups',
  'resources',
  'subjects',
  'roleRef',
  'kind',
  'webhooks',
  'clientConfig',
  'url',
  'ports',
  'port',
  'data',
  'stringData',
  'type',
  'status',
  'nodeInfo',
  'kubeletVersion',
  'ownerReferences',
  'controller',
  'templates',
  'container',
  'steps',
  'driver',
  'secrets',
  'matchConstraints',
  'resourceRules',
  'aggregationRule',
  'clusterRoleSelectors',
  'matchExpressions',
  'args',
  'command',
  'names',
  'parameters',
  'iscsi',
  'secretRef',
  'imagePullSecrets',
  '__proto__',
  'constructor',
  'toString',
  '',
];

const anyJson: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown; fields: object }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 8, withCrossShrink: true },
    fc.oneof(
      fc.string(),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.double(),
      fc.constantFrom('Secret', 'Role', 'v1', 'User', '*'),
    ),
    tie('fields'),
    tie('fields'),
    fc.array(tie('value'), { maxLength: 3 }),
  ),
  fields: fc
    .array(fc.tuple(fc.oneof(fc.constantFrom(...FIELDS), fc.string()), tie('value')), { maxLength: 6 })
    .map(
      (pairs) =>
        JSON.parse(
          `{${pairs.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value ?? null)}`).join(',')}}`,
        ) as object,
    ),
})).value;

test('no JSON makes the reader throw', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(...KINDS), anyJson, anyJson), { maxLength: 4 }), (objects) => {
      const read = objects.flatMap(([[apiVersion, kind], fields, metadata]) => [
        fields,
        { ...(fields as object), apiVersion, kind, metadata: { ...(metadata as object), name: 'x' } },
        { apiVersion, kind, metadata, spec: fields },
      ]);
      expect(everyText(readAll(...read))).toContain('coverage');
    }),
    { numRuns: 400 },
  );
});

test('objects nested ten thousand levels deep are read', () => {
  const deep = JSON.parse(`${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`) as object;
  for (const [apiVersion, kind] of KINDS) {
    const spec = {
      containers: [{ name: 'c', env: deep }],
      ...deep,
      templates: deep,
      template: { spec: { containers: [deep] } },
    };
    expect(
      readAll({ apiVersion, kind, metadata: { name: 'x', labels: deep }, spec, data: deep, rules: [deep] }).origins
        .size,
    ).toBe(1);
  }
});
