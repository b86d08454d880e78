// Workloads: where each kind holds its pod spec, and what a pod says of itself.
import { expect, test } from 'vitest';
import { readAll } from './test-input.ts';

const TEMPLATE = {
  metadata: {
    labels: { app: 'a' },
    annotations: { inject: 'yes', 'kubectl.kubernetes.io/last-applied-configuration': 'x' },
  },
  spec: { containers: [{ name: 'c' }] },
};

test.each([
  ['v1', 'ReplicationController', { spec: { template: TEMPLATE } }, '/spec/template/spec'],
  ['v1', 'PodTemplate', { template: TEMPLATE }, '/template/spec'],
  ['apps/v1', 'Deployment', { spec: { template: TEMPLATE } }, '/spec/template/spec'],
  ['extensions/v1beta1', 'DaemonSet', { spec: { template: TEMPLATE } }, '/spec/template/spec'],
  ['apps/v1', 'ReplicaSet', { spec: { template: TEMPLATE } }, '/spec/template/spec'],
  ['apps/v1', 'StatefulSet', { spec: { template: TEMPLATE } }, '/spec/template/spec'],
  ['batch/v1', 'Job', { spec: { template: TEMPLATE } }, '/spec/template/spec'],
  [
    'batch/v1beta1',
    'CronJob',
    { spec: { jobTemplate: { spec: { template: TEMPLATE } } } },
    '/spec/jobTemplate/spec/template/spec',
  ],
])('%s %s', (apiVersion, kind, fields, specPointer) => {
  const facts = readAll({ apiVersion, kind, metadata: { name: 'w', labels: { own: 'x' } }, ...fields });
  expect(facts.workloads).toEqual([
    {
      objectKind: kind,
      group: apiVersion === 'v1' ? '' : kind.endsWith('Job') ? 'batch' : 'apps',
      namespace: 'default',
      name: 'w',
      document: 0,
      kind: 'workload',
      spec: 0,
      specPointer,
      isPod: false,
      node: '',
      phase: '',
      mirror: false,
      labels: new Map([['own', 'x']]),
      podLabels: new Map([['app', 'a']]),
      podAnnotations: new Map([['inject', 'yes']]),
    },
  ]);
});

test('a pod: node, phase, controlling owner', () => {
  const ownerReferences = [
    { kind: 'Node', name: 'x' },
    { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'rs', controller: true },
  ];
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'p', labels: { a: 'b' }, ownerReferences },
    spec: { containers: [], nodeName: 'n' },
    status: { phase: 'Running' },
  };
  const [workload] = readAll(pod).workloads;
  expect(workload).toMatchObject({
    isPod: true,
    node: 'n',
    phase: 'Running',
    owner: { kind: 'ReplicaSet', group: 'apps', name: 'rs' },
    mirror: false,
    specPointer: '/spec',
  });
  expect(workload?.podLabels).toBe(workload?.labels);
});

test('a mirror pod, and an owner that does not control', () => {
  const metadata = {
    name: 'p',
    annotations: { 'kubernetes.io/config.mirror': '' },
    ownerReferences: [{ kind: 'Node', name: 'n' }],
  };
  const [workload] = readAll({ apiVersion: 'v1', kind: 'Pod', metadata, spec: { containers: [] } }).workloads;
  expect(workload).toMatchObject({ mirror: true });
  expect(workload).not.toHaveProperty('owner');
});

test.each([
  ['a pod without spec', 'v1', 'Pod', {}, '/spec', 0],
  ['a Deployment without template', 'apps/v1', 'Deployment', { spec: {} }, '/spec/template', 0],
  ['a template without spec', 'apps/v1', 'Deployment', { spec: { template: {} } }, '/spec/template/spec', 0],
  ['containers null', 'v1', 'Pod', { spec: { containers: null } }, '/spec/containers', 1],
  ['a flag as text', 'v1', 'Pod', { spec: { containers: [], hostPID: 'true' } }, '/spec/hostPID', 1],
  [
    'privileged as text',
    'v1',
    'Pod',
    { spec: { containers: [{ name: 'c', securityContext: { privileged: 'true' } }] } },
    '/spec/containers/0/securityContext/privileged',
    1,
  ],
  ['a container as text', 'v1', 'Pod', { spec: { containers: ['c'] } }, '/spec/containers/0', 1],
  ['volumes as text', 'v1', 'Pod', { spec: { containers: [], volumes: 'x' } }, '/spec/volumes', 1],
])('%s is said', (_name, apiVersion, kind, fields, pointer, workloads) => {
  const facts = readAll({ apiVersion, kind, metadata: { name: 'w' }, ...fields });
  expect(facts.workloads).toHaveLength(workloads);
  expect(facts.coverage).toMatchObject([{ state: 'partial', pointer }]);
});
