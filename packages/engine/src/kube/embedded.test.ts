// Pod specs and Secret manifests inside other kinds.
import { expect, test } from 'vitest';
import { DEEPEST } from './embedded.ts';
import { readAll } from './test-input.ts';

const ENV = [{ name: 'A', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } }];

function found(apiVersion: string, kind: string, fields: object): readonly unknown[] {
  const facts = readAll({ apiVersion, kind, metadata: { name: 'x' }, ...fields });
  return facts.workloads.map(({ specPointer, spec, isPod }) => {
    const podSpec = facts.podSpecs[spec];
    return {
      specPointer,
      isPod,
      account: podSpec?.serviceAccount,
      images: podSpec?.containers.map(({ image, pointer }) => `${pointer} ${image}`),
      secrets: podSpec?.secrets.map(({ pointer }) => pointer),
    };
  });
}

test.each([
  [
    'Knative Service',
    'serving.knative.dev/v1',
    'Service',
    { spec: { template: { spec: { serviceAccountName: 'a', containers: [{ image: 'i', env: ENV }] } } } },
    {
      specPointer: '/spec/template/spec',
      account: 'a',
      images: ['/containers/0 i'],
      secrets: ['/containers/0/env/0/valueFrom/secretKeyRef'],
    },
  ],
  [
    'any unknown kind',
    'example.com/v1',
    'Thing',
    { deep: [{ down: { containers: [{ name: 'c' }] } }] },
    { specPointer: '/deep/0/down', account: 'default', images: ['/containers/0 '], secrets: [] },
  ],
  [
    'Argo Rollout',
    'argoproj.io/v1alpha1',
    'Rollout',
    { spec: { template: { spec: { containers: [{ name: 'c', image: 'i' }] } } } },
    { specPointer: '/spec/template/spec', account: 'default', images: ['/containers/0 i'], secrets: [] },
  ],
  [
    'Argo Workflow container',
    'argoproj.io/v1alpha1',
    'Workflow',
    {
      spec: {
        serviceAccountName: 'a',
        imagePullSecrets: [{ name: 'p' }],
        volumes: [{ name: 'v', secret: { secretName: 's' } }],
        templates: [{ name: 't', container: { image: 'i', env: ENV } }],
      },
    },
    {
      specPointer: '/spec',
      account: 'a',
      images: ['/templates/0/container i'],
      secrets: ['/imagePullSecrets/0', '/templates/0/container/env/0/valueFrom/secretKeyRef', '/volumes/0/secret'],
    },
  ],
  [
    'Argo CronWorkflow script',
    'argoproj.io/v1alpha1',
    'CronWorkflow',
    {
      spec: {
        workflowSpec: { templates: [{ script: { image: 'i', source: 'x' }, sidecars: [{ name: 's', image: 'j' }] }] },
      },
    },
    {
      specPointer: '/spec/workflowSpec',
      account: 'default',
      images: ['/templates/0/script i', '/templates/0/sidecars/0 j'],
      secrets: [],
    },
  ],
  [
    'Argo containerSet',
    'argoproj.io/v1alpha1',
    'WorkflowTemplate',
    { spec: { templates: [{ containerSet: { containers: [{ name: 'c', image: 'i' }] } }] } },
    { specPointer: '/spec', account: 'default', images: ['/templates/0/containerSet/containers/0 i'], secrets: [] },
  ],
  [
    'Tekton Task',
    'tekton.dev/v1',
    'Task',
    { spec: { steps: [{ image: 'i', env: ENV }, { image: 'j' }], sidecars: [{ image: 'k' }] } },
    {
      specPointer: '/spec',
      account: 'default',
      images: ['/steps/0 i', '/steps/1 j', '/sidecars/0 k'],
      secrets: ['/steps/0/env/0/valueFrom/secretKeyRef'],
    },
  ],
  [
    'Tekton PipelineRun',
    'tekton.dev/v1',
    'PipelineRun',
    {
      spec: {
        taskRunTemplate: { serviceAccountName: 'a', podTemplate: { imagePullSecrets: [{ name: 'p' }] } },
        pipelineSpec: { tasks: [{ taskSpec: { steps: [{ image: 'i' }] } }] },
      },
    },
    {
      specPointer: '/spec',
      account: 'a',
      images: ['/pipelineSpec/tasks/0/taskSpec/steps/0 i'],
      secrets: ['/taskRunTemplate/podTemplate/imagePullSecrets/0'],
    },
  ],
  [
    'an account above',
    'flink.apache.org/v1beta1',
    'FlinkDeployment',
    { spec: { serviceAccount: 'f', podTemplate: { spec: { containers: [{ name: 'c', image: 'i' }] } } } },
    { specPointer: '/spec/podTemplate/spec', account: 'f', images: ['/containers/0 i'], secrets: [] },
  ],
])('%s', (_name, apiVersion, kind, fields, expected) => {
  expect(found(apiVersion, kind, fields)).toEqual([{ ...expected, isPod: false }]);
});

test('each template of a workflow is a pod of its own', () => {
  const templates = [{ container: { image: 'i' } }, { container: { image: 'j' } }, { dag: { tasks: [{ name: 'a' }] } }];
  expect(found('argoproj.io/v1alpha1', 'Workflow', { spec: { templates } })).toHaveLength(2);
});

test.each([
  ['containers as a map', { spec: { containers: { a: { image: 'i' } } } }],
  ['containers as names', { spec: { containers: ['a'] } }],
  ['steps without images', { spec: { steps: [{ name: 'a' }] } }],
  ['a container that is a name', { spec: { container: 'c' } }],
  [
    'a manifest for another cluster',
    {
      spec: {
        manifests: [{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec: { containers: [{ name: 'c' }] } }],
      },
    },
  ],
  ['metadata', { metadata: { name: 'x', containers: [{ name: 'c' }] } }],
])('no pod spec: %s', (_name, fields) => {
  expect(found('work.open-cluster-management.io/v1', 'ManifestWork', fields)).toEqual([]);
});

test("pod specs inside a definition's schema are none", () => {
  const schema = { properties: { containers: { type: 'array', items: [{ name: 'c' }] } }, containers: [{ name: 'c' }] };
  expect(
    readAll({
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'x' },
      spec: { group: 'g', names: { kind: 'K' }, schema },
    }).workloads,
  ).toEqual([]);
});

const manifest = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's', namespace: 'n' }, data: { a: 'ZmFrZQ==' } };

test.each([
  [
    'a ManifestWork',
    'work.open-cluster-management.io/v1',
    'ManifestWork',
    { spec: { workload: { manifests: [{ kind: 'ConfigMap' }, manifest] } } },
    'manifestworks',
    '/spec/workload/manifests/1',
    'n',
  ],
  [
    'a Karmada Work',
    'work.karmada.io/v1alpha1',
    'Work',
    { spec: { workload: { manifests: [manifest] } } },
    'works',
    '/spec/workload/manifests/0',
    'n',
  ],
  [
    'without namespace',
    'example.com/v1',
    'Holder',
    { 'a/b': { ...manifest, metadata: { name: 's' } } },
    'holders',
    '/a~1b',
    'default',
  ],
])('a Secret inside %s', (_name, apiVersion, kind, fields, resource, pointer, secretNamespace) => {
  const facts = readAll({ apiVersion, kind, metadata: { name: 'x', namespace: 'hub' }, ...fields });
  expect(facts.secretCopies).toMatchObject([
    { holder: { name: 'x', namespace: 'hub', objectKind: kind }, resource, pointer, secretNamespace, secretName: 's' },
  ]);
});

test.each([
  ['a reference', { kind: 'Secret', name: 's' }],
  ['another version', { ...manifest, apiVersion: 'example.com/v1' }],
  ['no name', { ...manifest, metadata: {} }],
])('no copy: %s', (_name, value) => {
  expect(
    readAll({ apiVersion: 'example.com/v1', kind: 'Holder', metadata: { name: 'x' }, spec: { value } }).secretCopies,
  ).toEqual([]);
});

test('text in a ConfigMap is no copy', () => {
  expect(
    readAll({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' }, data: { a: JSON.stringify(manifest) } })
      .secretCopies,
  ).toEqual([]);
});

test.each([
  ['at the limit', DEEPEST, 1],
  ['beyond the limit', DEEPEST + 1, 0],
])('nesting %s', (_name, levels, workloads) => {
  let value: object = { containers: [{ name: 'c' }] };
  for (let level = 0; level < levels; level++) value = { a: value };
  const facts = readAll({ apiVersion: 'example.com/v1', kind: 'Holder', metadata: { name: 'x' }, ...value });
  expect(facts.workloads).toHaveLength(workloads);
  const said = facts.coverage.filter(({ reason }) => reason?.startsWith('nested deeper') === true);
  expect(said).toHaveLength(1 - workloads);
});
