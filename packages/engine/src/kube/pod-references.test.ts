// What a pod spec refers to: each reference the node authorizer counts, and twins that it does not.
import { expect, test } from 'vitest';
import { readAll } from './test-input.ts';
import type { PodSpec } from '../facts/workload.ts';

function podSpec(spec: object): PodSpec {
  const facts = readAll({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'p' },
    spec: { containers: [{ name: 'c' }], ...spec },
  });
  return facts.podSpecs[0] as PodSpec;
}

const ENV = { env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } }] };
const MOUNT = { name: 'c', volumeMounts: [{ name: 'v', mountPath: '/v' }] };

test.each([
  [
    'env',
    { containers: [{ name: 'c', ...ENV }] },
    { way: 'env', keys: ['k'], visible: true, optional: false, pointer: '/containers/0/env/0/valueFrom/secretKeyRef' },
  ],
  [
    'env of an init container',
    { initContainers: [{ name: 'c', ...ENV }] },
    { way: 'env', pointer: '/initContainers/0/env/0/valueFrom/secretKeyRef' },
  ],
  [
    'env of an ephemeral container',
    { ephemeralContainers: [{ name: 'c', ...ENV }] },
    { way: 'env', pointer: '/ephemeralContainers/0/env/0/valueFrom/secretKeyRef' },
  ],
  [
    'envFrom',
    { containers: [{ name: 'c', envFrom: [{ secretRef: { name: 's', optional: true } }] }] },
    { way: 'envFrom', keys: [], optional: true, visible: true, pointer: '/containers/0/envFrom/0/secretRef' },
  ],
  [
    'envFrom with a prefix',
    { containers: [{ name: 'c', envFrom: [{ prefix: 'DB_', secretRef: { name: 's' } }] }] },
    { way: 'envFrom', prefix: 'DB_' },
  ],
  [
    'a mounted volume',
    { containers: [MOUNT], volumes: [{ name: 'v', secret: { secretName: 's', items: [{ key: 'k', path: 'p' }] } }] },
    { way: 'volume', keys: ['k'], visible: true, pointer: '/volumes/0/secret' },
  ],
  [
    'a volume that nothing mounts',
    { volumes: [{ name: 'v', secret: { secretName: 's' } }] },
    { way: 'volume', visible: false },
  ],
  [
    'a volume that an init container mounts',
    { initContainers: [MOUNT], volumes: [{ name: 'v', secret: { secretName: 's' } }] },
    { visible: true },
  ],
  [
    'projected',
    {
      containers: [MOUNT],
      volumes: [{ name: 'v', projected: { sources: [{}, { secret: { name: 's', optional: true } }] } }],
    },
    { way: 'projected', visible: true, optional: true, pointer: '/volumes/0/projected/sources/1/secret' },
  ],
  [
    'imagePullSecrets',
    { imagePullSecrets: [{ name: 's' }] },
    { way: 'imagePullSecret', visible: false, pointer: '/imagePullSecrets/0' },
  ],
  [
    'csi',
    { containers: [MOUNT], volumes: [{ name: 'v', csi: { driver: 'd', nodePublishSecretRef: { name: 's' } } }] },
    { way: 'csi', visible: false, pointer: '/volumes/0/csi/nodePublishSecretRef' },
  ],
  [
    'azureFile',
    { volumes: [{ name: 'v', azureFile: { secretName: 's' } }] },
    { way: 'azureFile', pointer: '/volumes/0/azureFile/secretName' },
  ],
  ...['cephfs', 'cinder', 'flexVolume', 'rbd', 'scaleIO', 'iscsi', 'storageos'].map(
    (way) =>
      [
        way,
        { volumes: [{ name: 'v', [way]: { secretRef: { name: 's' } } }] },
        { way, visible: false, pointer: `/volumes/0/${way}/secretRef` },
      ] as const,
  ),
] as const)('Secret by %s', (_name, spec, expected) => {
  expect(podSpec(spec).secrets).toMatchObject([{ name: 's', ...expected }]);
});

test.each([
  ['glusterfs has no secret', { volumes: [{ name: 'v', glusterfs: { secretRef: { name: 's' } } }] }],
  ['name instead of secretName', { volumes: [{ name: 'v', secret: { name: 's' } }] }],
  [
    'secretName instead of name',
    { volumes: [{ name: 'v', projected: { sources: [{ secret: { secretName: 's' } }] } }] },
  ],
  ['an empty name', { imagePullSecrets: [{ name: '' }] }],
  ['a name that is no text', { containers: [{ name: 'c', envFrom: [{ secretRef: { name: 3 } }] }] }],
  ['pull secrets as text', { imagePullSecrets: ['s'] }],
])('no Secret: %s', (_name, spec) => {
  expect(podSpec(spec).secrets).toEqual([]);
});

test('ConfigMaps in four ways', () => {
  const spec = podSpec({
    containers: [
      {
        name: 'c',
        env: [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'm1', key: 'k' } } }],
        envFrom: [{ configMapRef: { name: 'm2' } }],
        volumeMounts: [{ name: 'v', mountPath: '/v' }],
      },
    ],
    volumes: [
      { name: 'v', configMap: { name: 'm3' } },
      { name: 'w', projected: { sources: [{ configMap: { name: 'm4', items: [{ key: 'k', path: 'p' }] } }] } },
    ],
  });
  expect(spec.configMaps).toEqual([
    { name: 'm1', way: 'env', pointer: '/containers/0/env/0/valueFrom/configMapKeyRef', keys: ['k'] },
    { name: 'm2', way: 'envFrom', pointer: '/containers/0/envFrom/0/configMapRef' },
    { name: 'm3', way: 'volume', pointer: '/volumes/0/configMap' },
    { name: 'm4', way: 'projected', pointer: '/volumes/1/projected/sources/0/configMap', keys: ['k'], hidden: true },
  ]);
});

test("claims: by name, and of an ephemeral volume by the pod's name", () => {
  const volumes = [
    { name: 'd', persistentVolumeClaim: { claimName: 'data' } },
    { name: 'e', ephemeral: { volumeClaimTemplate: {} } },
  ];
  expect(podSpec({ volumes }).claims).toEqual([
    { name: 'data', pointer: '/volumes/0/persistentVolumeClaim' },
    { name: 'p-e', pointer: '/volumes/1/ephemeral' },
  ]);
  const job = {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'j' },
    spec: { template: { spec: { containers: [], volumes } } },
  };
  expect(readAll(job).podSpecs[0]?.claims).toMatchObject([{ name: 'data' }]);
});

test("projected tokens, with the API's default lifetime", () => {
  const sources = [
    { serviceAccountToken: { path: 'token' } },
    { serviceAccountToken: { path: 't', audience: 'vault', expirationSeconds: 7200 } },
  ];
  const spec = podSpec({
    containers: [MOUNT],
    volumes: [
      { name: 'v', projected: { sources } },
      { name: 'w', projected: { sources: sources.slice(0, 1) } },
    ],
  });
  expect(spec.tokens).toEqual([
    {
      audience: '',
      expirationSeconds: 3600,
      mounted: true,
      pointer: '/volumes/0/projected/sources/0/serviceAccountToken',
    },
    {
      audience: 'vault',
      expirationSeconds: 7200,
      mounted: true,
      pointer: '/volumes/0/projected/sources/1/serviceAccountToken',
    },
    {
      audience: '',
      expirationSeconds: 3600,
      mounted: false,
      pointer: '/volumes/1/projected/sources/0/serviceAccountToken',
    },
  ]);
});
