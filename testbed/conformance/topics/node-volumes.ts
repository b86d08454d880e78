// Secrets that a PersistentVolume names for the kubelet: read by the node of any pod that claims the volume, in any namespace.
import type { ApiObject } from '../../cluster/client.ts';
import { MARK, type Row, type Topic } from '../row.ts';

const subject = 'node:{ns}';
const VAULT = '{ns}-b';
const GET_VAULT = `GET /api/v1/namespaces/${VAULT}/secrets/db`;
const secret = `${VAULT}/db`;
const ref = { name: 'db', namespace: VAULT };
const vault: readonly ApiObject[] = [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: VAULT } },
  { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'db', namespace: VAULT }, stringData: { password: MARK } },
];
const resources = { requests: { storage: '1Gi' } };

function claim(name: string): ApiObject {
  const spec = { accessModes: ['ReadWriteOnce'], storageClassName: '', volumeName: '{ns}', resources };
  return { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name, namespace: '{ns}' }, spec };
}

function volume(source: object, more: object = {}): ApiObject {
  const spec = {
    capacity: { storage: '1Gi' },
    accessModes: ['ReadWriteOnce'],
    storageClassName: '',
    persistentVolumeReclaimPolicy: 'Retain',
    claimRef: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', name: 'data', namespace: '{ns}' },
    ...source,
    ...more,
  };
  return { apiVersion: 'v1', kind: 'PersistentVolume', metadata: { name: '{ns}' }, spec };
}

function pod(claimName: string, nodeName = '{ns}'): ApiObject {
  const volumes = [{ name: 'v', persistentVolumeClaim: { claimName } }];
  const spec = { nodeName, containers: [{ name: 'main', image: 'example.test/none' }], volumes };
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: '{ns}' }, spec };
}

const csi = (field: string): object => ({ csi: { driver: 'd.example.test', volumeHandle: '{ns}', [field]: ref } });
const published = csi('nodePublishSecretRef');
const withVolume = (source: object, ...rest: readonly ApiObject[]): ApiObject[] => [
  ...vault,
  ...(rest.length === 0 ? [claim('data'), pod('data')] : rest),
  volume(source),
];

/** Such a volume, and the same that names a Secret of another name. */
function sourceRow(id: string, rule: string, source: object): Row {
  const other = JSON.parse(JSON.stringify(source).replaceAll('"db"', '"db2"')) as object;
  return {
    id,
    rule,
    subject,
    secret,
    objects: withVolume(source),
    request: GET_VAULT,
    verdict: '200 data',
    twin: { objects: withVolume(other), verdict: '403' },
  };
}

export const nodeVolumes: Topic = {
  title: 'What a node reads: the Secrets of volumes',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/node/',
    'kubernetes pkg/api/v1/persistentvolume/util.go (VisitPVSecretNames), plugin/pkg/auth/authorizer/node/graph.go (AddPV)',
  ],
  rows: [
    sourceRow('volume-publish', 'nodePublishSecretRef of a CSI volume', published),
    sourceRow('volume-stage', 'nodeStageSecretRef', csi('nodeStageSecretRef')),
    sourceRow('volume-expand', 'nodeExpandSecretRef', csi('nodeExpandSecretRef')),
    sourceRow('volume-azure-file', 'Azure File, with its secretNamespace', {
      azureFile: { secretName: 'db', secretNamespace: VAULT, shareName: 'x' },
    }),
    sourceRow('volume-cephfs', 'CephFS', { cephfs: { monitors: ['m.example.test'], secretRef: ref } }),
    sourceRow('volume-cinder', 'Cinder', { cinder: { volumeID: 'x', secretRef: ref } }),
    sourceRow('volume-flex', 'FlexVolume', { flexVolume: { driver: 'example.test/d', secretRef: ref } }),
    sourceRow('volume-rbd', 'RADOS block device', {
      rbd: { monitors: ['m.example.test'], image: 'x', secretRef: ref },
    }),
    sourceRow('volume-scaleio', 'ScaleIO', {
      scaleIO: { gateway: 'https://g.example.test', system: 's', volumeName: 'x', secretRef: ref },
    }),
    sourceRow('volume-iscsi', 'iSCSI', {
      iscsi: { targetPortal: '192.0.2.9', iqn: 'iqn.2001-04.com.example:x', lun: 0, secretRef: ref },
    }),
    {
      id: 'volume-controller-publish',
      rule: 'controllerPublishSecretRef is not the kubelet’s',
      subject,
      secret,
      objects: withVolume(published),
      request: GET_VAULT,
      verdict: '200 data',
      twin: { objects: withVolume(csi('controllerPublishSecretRef')), verdict: '403' },
    },
    {
      id: 'volume-controller-expand',
      rule: 'nor is controllerExpandSecretRef',
      subject,
      secret,
      objects: withVolume(published),
      request: GET_VAULT,
      verdict: '200 data',
      twin: { objects: withVolume(csi('controllerExpandSecretRef')), verdict: '403' },
    },
    {
      id: 'volume-claimed',
      rule: 'the volume’s claimRef decides, not the claim’s volumeName',
      subject,
      secret,
      objects: withVolume(published),
      request: GET_VAULT,
      verdict: '200 data',
      twin: {
        objects: [
          ...vault,
          claim('data'),
          pod('data'),
          volume(published, {
            claimRef: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', name: 'other', namespace: '{ns}' },
          }),
        ],
        verdict: '403',
      },
    },
    {
      id: 'volume-claim-missing',
      rule: 'the claim need not exist',
      subject,
      secret,
      objects: withVolume(published, pod('data')),
      request: GET_VAULT,
      verdict: '200 data',
      twin: { objects: withVolume(published, pod('other')), verdict: '403' },
    },
    {
      id: 'volume-pod-elsewhere',
      rule: 'a pod on the node must use the claim',
      subject,
      secret,
      objects: withVolume(published),
      request: GET_VAULT,
      verdict: '200 data',
      twin: { objects: withVolume(published, claim('data'), pod('data', '{ns}-c')), verdict: '403' },
    },
    {
      id: 'volume-itself',
      rule: 'the node gets the volume itself',
      subject,
      objects: withVolume(published),
      request: 'GET /api/v1/persistentvolumes/{ns}',
      verdict: '200',
      twin: { request: 'GET /api/v1/persistentvolumes', verdict: '403' },
    },
    {
      id: 'volume-claim-itself',
      rule: 'and the claim',
      subject,
      objects: withVolume(published),
      request: 'GET /api/v1/namespaces/{ns}/persistentvolumeclaims/data',
      verdict: '200',
      twin: { objects: withVolume(published, claim('data'), pod('other')), verdict: '403' },
    },
  ],
};
