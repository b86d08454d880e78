// F2: directories of the node that give the node, or the cluster.
import type { Technique } from '../graph/rule-types.ts';
import { onNodeOne } from './host-examples.ts';
import { secretManifest } from './example-manifests.ts';

const mounted = (path: string, mount = '', more = ''): string =>
  onNodeOne(
    `containers: [{ name: web, image: web, ${more}volumeMounts: [{ name: v, mountPath: /host${mount} }] }], volumes: [{ name: v, hostPath: { path: ${path} } }]`,
  );
const READ_ONLY = ', readOnly: true';
const TO_NODE = { from: 'pod:shop/web', to: 'node:n1' } as const;
const controlPlane = (role = 'control-plane'): string => `
apiVersion: v1
kind: Node
metadata: { name: n1, labels: { node-role.kubernetes.io/${role}: "" } }
---`;
const claimed = `
apiVersion: v1
kind: PersistentVolume
metadata: { name: disk }
spec: { hostPath: { path: / }, claimRef: { namespace: shop, name: data } }
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: data, namespace: shop }
spec: { volumeName: disk }
---`;

export const f2: Technique = {
  id: 'F2',
  title: 'Use the node’s files',
  why: 'A hostPath volume shows the node’s own files. The kubelet’s folder holds its credential and the Secrets of every pod of the node, the runtime’s folder the files and environment of every container, /proc every process, and whatever the node executes is root once it can be written. On the control plane, etcd’s folder is every Secret and /etc/kubernetes/pki every identity. Read-only still discloses.',
  fix: 'Remove the hostPath volume, or mount only the file that is needed, read-only; enforce the Pod Security level baseline.',
  references: [
    'https://kubernetes.io/docs/concepts/storage/volumes/#hostpath',
    'https://kubernetes.io/docs/setup/best-practices/certificates/',
  ],
  asks: {},
  rules: [
    { type: 'relation', relation: 'hostPathTakesNode', certainty: 'assumed' },
    { type: 'relation', relation: 'hostPathReadsEtcd', certainty: 'assumed' },
    { type: 'relation', relation: 'hostPathHoldsClusterKeys', certainty: 'assumed' },
  ],
  explain: ({ from, to, detail = 'a container sees files of its node', doubts = [], rule }) => {
    if (rule.type === 'relation' && rule.relation === 'hostPathReadsEtcd')
      return {
        because: `${detail}: the data of etcd, ${to} among it`,
        conditions: [
          ...doubts,
          {
            text: 'etcd holds it in plain text, or the key stands on the same node',
            settledBy: 'EncryptionConfiguration of the API server',
          },
        ],
      };
    if (rule.type === 'relation' && rule.relation === 'hostPathHoldsClusterKeys')
      return {
        because: `${detail}: keys and credentials of the cluster, which make ${from} any identity`,
        conditions: doubts,
      };
    return { because: `${detail}, which gives ${to}`, conditions: doubts };
  },
  examples: {
    exposed: [
      { name: 'the whole node, read-only', manifests: mounted('/', READ_ONLY), ...TO_NODE, certainty: 'assumed' },
      {
        name: 'the kubelet’s folder',
        manifests: mounted('/var/lib/kubelet', READ_ONLY),
        ...TO_NODE,
        certainty: 'assumed',
      },
      { name: 'what the node executes', manifests: mounted('/opt/cni/bin'), ...TO_NODE, certainty: 'assumed' },
      {
        name: 'a claim on a volume that is the node',
        manifests:
          claimed +
          onNodeOne(
            'containers: [{ name: web, image: web, volumeMounts: [{ name: v, mountPath: /host }] }], volumes: [{ name: v, persistentVolumeClaim: { claimName: data } }]',
          ),
        ...TO_NODE,
        certainty: 'assumed',
      },
      {
        name: 'etcd’s data',
        manifests: secretManifest() + mounted('/var/lib/etcd', READ_ONLY),
        from: 'pod:shop/web',
        to: 'secret:shop/db',
        certainty: 'assumed',
      },
      {
        name: 'the cluster’s keys, in a directory above them',
        manifests: controlPlane() + mounted('/etc', READ_ONLY),
        from: 'pod:shop/web',
        to: 'group:system:masters',
        certainty: 'assumed',
      },
    ],
    safe: [
      { name: 'another folder', manifests: mounted('/srv/films'), ...TO_NODE },
      { name: 'a namesake', manifests: mounted('/var/lib/kubelet-exports'), ...TO_NODE },
      { name: 'what the node executes, read-only', manifests: mounted('/opt/cni/bin', READ_ONLY), ...TO_NODE },
      {
        name: 'only a part of it by subPath',
        manifests: mounted('/etc', ', subPath: localtime, readOnly: true'),
        ...TO_NODE,
      },
      {
        name: 'a volume that no container mounts',
        manifests: onNodeOne('containers: [{ name: web, image: web }], volumes: [{ name: v, hostPath: { path: / } }]'),
        ...TO_NODE,
      },
      {
        name: 'not root, so files of root stay closed',
        manifests: mounted('/var/lib/kubelet', READ_ONLY, 'securityContext: { runAsUser: 1001 }, '),
        ...TO_NODE,
      },
      {
        name: 'a worker has no keys of the cluster',
        manifests: controlPlane('worker') + mounted('/etc', READ_ONLY),
        from: 'pod:shop/web',
        to: 'group:system:masters',
      },
    ],
  },
};
