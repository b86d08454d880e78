// Which Secrets a node may read: exactly those that its pods refer to, and the volumes of their claims.
import type { ApiObject } from '../../cluster/client.ts';
import type { Row, Topic } from '../row.ts';

const AT = '/api/v1/namespaces/{ns}';
const GET_DB = `GET ${AT}/secrets/db`;
const IMAGE = 'example.test/none';
const subject = 'node:{ns}';
const main = { name: 'main', image: IMAGE };
const ref = { name: 'db' };
const useDb = [{ name: 'DB', valueFrom: { secretKeyRef: { ...ref, key: 'password' } } }];

function pod(spec: object, more: object = {}): ApiObject {
  const whole = { nodeName: '{ns}', containers: [main], ...spec };
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: '{ns}' }, spec: whole, ...more };
}

/** A pod on the node that mounts such a volume, and one that has it on another node. */
function volumeRow(id: string, rule: string, source: object): Row {
  const volumes = [{ name: 'v', ...source }];
  const there = [pod({ volumes, nodeName: '{ns}-b' })];
  return {
    id,
    rule,
    subject,
    objects: [pod({ volumes })],
    request: GET_DB,
    verdict: '200 data',
    twin: { objects: there, verdict: '403' },
  };
}

const byEnv = pod({ containers: [{ ...main, env: useDb }] });
const debugged = pod({ ephemeralContainers: [{ name: 'debug', image: IMAGE, env: useDb }] });
export const nodeSecrets: Topic = {
  title: 'What a node reads: the references of its pods',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/node/',
    'kubernetes plugin/pkg/auth/authorizer/node/graph.go, pkg/api/v1/pod/util.go (VisitPodSecretNames)',
  ],
  rows: [
    {
      id: 'node-env',
      rule: 'env of a container',
      subject,
      objects: [byEnv],
      request: GET_DB,
      verdict: '200 data',
      twin: { objects: [pod({})], verdict: '403' },
    },
    {
      id: 'node-other',
      rule: 'of a pod that is bound to this node',
      subject,
      objects: [byEnv],
      request: GET_DB,
      verdict: '200 data',
      twin: { subject: 'node:{ns}-b', verdict: '403' },
    },
    {
      id: 'node-unbound',
      rule: 'a pod that waits gives nothing to any node',
      subject,
      objects: [byEnv],
      request: GET_DB,
      verdict: '200 data',
      twin: {
        objects: [{ ...byEnv, spec: { containers: [{ ...main, env: useDb }] } }],
        verdict: '403',
        offline: 'unknown',
      },
    },
    {
      id: 'node-group',
      rule: 'a node’s name without the group system:nodes is no node',
      subject,
      objects: [byEnv],
      request: GET_DB,
      verdict: '200 data',
      twin: { subject: 'user:system:node:{ns}', verdict: '403', reads: 'certain' },
    },
    {
      id: 'node-name',
      rule: 'nor is the group without the name',
      subject,
      objects: [byEnv],
      request: GET_DB,
      verdict: '200 data',
      twin: { subject: 'member:system:nodes={ns}', verdict: '403' },
    },
    {
      id: 'node-env-from',
      rule: 'envFrom',
      subject,
      objects: [pod({ containers: [{ ...main, envFrom: [{ secretRef: ref }] }] })],
      request: GET_DB,
      verdict: '200 data',
      twin: { objects: [pod({ containers: [{ ...main, envFrom: [{ configMapRef: ref }] }] })], verdict: '403' },
    },
    {
      id: 'node-init',
      rule: 'containers that run first',
      subject,
      objects: [pod({ initContainers: [{ name: 'init', image: IMAGE, env: useDb }] })],
      request: GET_DB,
      verdict: '200 data',
      twin: { objects: [pod({ initContainers: [{ name: 'init', image: IMAGE }] })], verdict: '403' },
    },
    {
      id: 'node-pull-secret',
      rule: 'imagePullSecrets',
      subject,
      objects: [pod({ imagePullSecrets: [ref] })],
      request: GET_DB,
      verdict: '200 data',
      twin: { objects: [pod({ imagePullSecrets: [{ name: 'db2' }] })], verdict: '403' },
    },
    volumeRow('node-volume', 'a Secret volume, mounted or not', { secret: { secretName: 'db' } }),
    volumeRow('node-projected', 'a projected volume', { projected: { sources: [{ secret: ref }] } }),
    volumeRow('node-csi', 'an inline CSI volume’s nodePublishSecretRef', {
      csi: { driver: 'd.example.test', nodePublishSecretRef: ref },
    }),
    volumeRow('node-azure-file', 'an Azure File volume', { azureFile: { secretName: 'db', shareName: 'x' } }),
    volumeRow('node-cephfs', 'a CephFS volume', { cephfs: { monitors: ['m.example.test'], secretRef: ref } }),
    volumeRow('node-cinder', 'a Cinder volume', { cinder: { volumeID: 'x', secretRef: ref } }),
    volumeRow('node-flex', 'a FlexVolume', { flexVolume: { driver: 'example.test/d', secretRef: ref } }),
    volumeRow('node-rbd', 'a RADOS block device', {
      rbd: { monitors: ['m.example.test'], image: 'x', secretRef: ref },
    }),
    volumeRow('node-scaleio', 'a ScaleIO volume', {
      scaleIO: { gateway: 'https://g.example.test', system: 's', volumeName: 'x', secretRef: ref },
    }),
    volumeRow('node-iscsi', 'an iSCSI volume', {
      iscsi: { targetPortal: '192.0.2.9', iqn: 'iqn.2001-04.com.example:x', lun: 0, secretRef: ref },
    }),
    volumeRow('node-storageos', 'a StorageOS volume', { storageos: { volumeName: 'x', secretRef: ref } }),
    {
      id: 'node-optional',
      rule: 'an optional reference counts as any',
      subject,
      objects: [pod({ volumes: [{ name: 'v', secret: { secretName: 'db', optional: true } }] })],
      request: GET_DB,
      verdict: '200 data',
      twin: {
        objects: [pod({ volumes: [{ name: 'v', secret: { secretName: 'db2', optional: true } }] })],
        verdict: '403',
      },
    },
    {
      id: 'node-ephemeral',
      since: '1.33',
      rule: 'ephemeral containers, since 1.33',
      subject,
      objects: [debugged],
      request: GET_DB,
      verdict: '200 data',
      twin: { objects: [pod({ ephemeralContainers: [{ name: 'debug', image: IMAGE }] })], verdict: '403' },
    },
    {
      id: 'node-ephemeral-before',
      until: '1.32',
      rule: 'before, not those that were added to a pod that ran',
      subject,
      objects: [byEnv],
      request: GET_DB,
      verdict: '200 data',
      twin: { objects: [debugged], verdict: '403', offline: 'unknown', reads: 'conditional' },
    },
    {
      id: 'node-terminated',
      rule: 'a pod that has ended counts until it is deleted',
      subject,
      objects: [{ ...byEnv, status: { phase: 'Succeeded' } }],
      request: GET_DB,
      verdict: '200 data',
      twin: { objects: [pod({}, { status: { phase: 'Succeeded' } })], verdict: '403' },
    },
    {
      id: 'node-list-selected',
      rule: 'a list that selects one name is as a get',
      subject,
      objects: [byEnv],
      request: `GET ${AT}/secrets?fieldSelector=metadata.name=db`,
      verdict: '200 data',
      twin: { request: `GET ${AT}/secrets`, verdict: '403', reads: 'certain' },
    },
    {
      id: 'node-watch-selected',
      rule: 'so is a watch',
      subject,
      objects: [byEnv],
      request: `GET ${AT}/secrets?watch=1&timeoutSeconds=1&fieldSelector=metadata.name=db`,
      verdict: '200 data',
      twin: { request: `GET ${AT}/secrets?watch=1&timeoutSeconds=1`, verdict: '403', reads: 'certain' },
    },
    {
      id: 'node-reads-only',
      rule: 'it may not patch what it reads',
      subject,
      objects: [byEnv],
      request: GET_DB,
      verdict: '200 data',
      twin: {
        request: `PATCH ${AT}/secrets/db?dryRun=All`,
        body: {},
        contentType: 'application/merge-patch+json',
        verdict: '403',
        reads: 'certain',
      },
    },
  ],
};
