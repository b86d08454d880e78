// Volumes of the cluster: which Secrets a kubelet may read through them.
import { expect, test } from 'vitest';
import { readAll } from './test-input.ts';
import type { PersistentVolumeFact } from '../facts/cluster.ts';

function volume(spec: object): PersistentVolumeFact {
  const facts = readAll({
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name: 'v', namespace: 'x' },
    spec: { claimRef: { namespace: 'claims', name: 'c' }, ...spec },
  });
  return facts.persistentVolumes[0] as PersistentVolumeFact;
}

const REF = { name: 's', namespace: 'n' };

test.each([
  ['nodePublish', { csi: { nodePublishSecretRef: REF } }, 'n', true, '/spec/csi/nodePublishSecretRef'],
  ['nodeStage', { csi: { nodeStageSecretRef: REF } }, 'n', true, '/spec/csi/nodeStageSecretRef'],
  ['nodeExpand', { csi: { nodeExpandSecretRef: REF } }, 'n', true, '/spec/csi/nodeExpandSecretRef'],
  [
    'controllerPublish',
    { csi: { controllerPublishSecretRef: REF } },
    'n',
    false,
    '/spec/csi/controllerPublishSecretRef',
  ],
  ['controllerExpand', { csi: { controllerExpandSecretRef: REF } }, 'n', false, '/spec/csi/controllerExpandSecretRef'],
  ['azureFile', { azureFile: { secretName: 's', secretNamespace: 'n' } }, 'n', true, '/spec/azureFile/secretName'],
  ['azureFile of the claim', { azureFile: { secretName: 's' } }, 'claims', true, '/spec/azureFile/secretName'],
  ['cephfs', { cephfs: { secretRef: REF } }, 'n', true, '/spec/cephfs/secretRef'],
  ['rbd of the claim', { rbd: { secretRef: { name: 's' } } }, 'claims', true, '/spec/rbd/secretRef'],
  ['iscsi', { iscsi: { secretRef: REF } }, 'n', true, '/spec/iscsi/secretRef'],
  ['cinder', { cinder: { secretRef: REF } }, 'n', true, '/spec/cinder/secretRef'],
])('Secret of a volume: %s', (_name, spec, namespace, kubeletVisible, pointer) => {
  expect(volume(spec).secrets).toEqual([{ namespace, name: 's', kubeletVisible, pointer }]);
});

test.each([
  ['cinder without namespace', { cinder: { secretRef: { name: 's' } } }],
  ['nfs', { nfs: { server: 'h', path: '/' } }],
  ['another source with secretRef', { glusterfs: { secretRef: REF } }],
])('no Secret of a volume: %s', (_name, spec) => {
  expect(volume(spec).secrets).toEqual([]);
});

test("a volume's own fields", () => {
  expect(
    volume({
      local: { path: '/disk' },
      accessModes: ['ReadWriteMany'],
      persistentVolumeReclaimPolicy: 'Retain',
      storageClassName: 'fast',
      mountOptions: ['sec=krb5p'],
    }),
  ).toMatchObject({
    type: 'local',
    hostPath: '/disk',
    accessModes: ['ReadWriteMany'],
    reclaimPolicy: 'Retain',
    storageClass: 'fast',
    mountOptions: ['sec=krb5p'],
    claimNamespace: 'claims',
    claimName: 'c',
    namespace: '',
  });
  expect(volume({ csi: { driver: 'd', volumeAttributes: { a: 'b' } } })).toMatchObject({
    type: 'csi',
    driver: 'd',
    attributes: new Map([['a', 'b']]),
  });
  expect(volume({ iscsi: {} }).chapAuthSession).toBe(false);
});

test('claims and their data sources', () => {
  const claim = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'c', namespace: 'a' } };
  const facts = readAll(
    { ...claim, spec: { accessModes: ['ReadWriteOnce'], volumeName: 'v', storageClassName: 'fast' } },
    {
      ...claim,
      metadata: { name: 'd', namespace: 'a' },
      spec: { dataSource: { kind: 'PersistentVolumeClaim', name: 'c' } },
    },
    {
      ...claim,
      metadata: { name: 'e', namespace: 'a' },
      spec: {
        dataSource: { kind: 'X', name: 'x' },
        dataSourceRef: { apiGroup: 'snapshot.storage.k8s.io', kind: 'VolumeSnapshot', name: 's', namespace: 'b' },
      },
    },
  );
  expect(facts.claims).toMatchObject([
    { accessModes: ['ReadWriteOnce'], volumeName: 'v', storageClass: 'fast' },
    { dataSource: { kind: 'PersistentVolumeClaim', group: '', namespace: 'a', name: 'c' } },
    { dataSource: { kind: 'VolumeSnapshot', group: 'snapshot.storage.k8s.io', namespace: 'b', name: 's' } },
  ]);
  expect(facts.claims[0]).not.toHaveProperty('dataSource');
});

test('a StorageClass keeps parameters that are no credentials', () => {
  const parameters = {
    encrypted: 'true',
    'csi.storage.k8s.io/node-stage-secret-name': '${pvc.name}',
    restuserkey: 'fake',
    password: 'fake',
  };
  const facts = readAll({
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name: 's' },
    provisioner: 'p',
    parameters,
    mountOptions: ['vers=3'],
  });
  expect(facts.storageClasses).toMatchObject([{ provisioner: 'p', mountOptions: ['vers=3'], reclaimPolicy: 'Delete' }]);
  expect([...(facts.storageClasses[0]?.parameters.keys() ?? [])]).toEqual([
    'encrypted',
    'csi.storage.k8s.io/node-stage-secret-name',
  ]);
});
