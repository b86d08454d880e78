// F4: have the kubelet read a file of the node as if it were a log.
import type { Technique } from '../graph/rule-types.ts';
import { accountManifest, clusterRoleManifest, podManifest, roleManifest } from './example-manifests.ts';

const shipper = (path = '/var/log', mount = '', more = ''): string =>
  accountManifest('app') +
  podManifest(
    `{ nodeName: n1, serviceAccountName: app, ${more}containers: [{ name: web, image: web, volumeMounts: [{ name: v, mountPath: /logs${mount} }] }], volumes: [{ name: v, hostPath: { path: ${path} } }] }`,
  );
const readsLogs = roleManifest({ rules: ['{ apiGroups: [""], resources: [pods/log], verbs: [get] }'] });
const FROM_POD = { from: 'pod:shop/web', to: 'node:n1', with: ['M2'] } as const;

export const f4: Technique = {
  id: 'F4',
  title: 'Read the node through its logs',
  why: 'The kubelet opens log files as root and follows symbolic links. Who can write to /var/log of a node, and ask for a log of a pod there (get on pods/log, or on nodes/log), reads any file of that node: the kubelet’s credential, and with it what the node may read.',
  fix: 'Mount /var/log read-only, or only the folder that is needed; do not give log collectors the right to read logs through the API.',
  references: [
    'https://kubernetes.io/docs/concepts/storage/volumes/#hostpath',
    'https://kubernetes.io/docs/concepts/cluster-administration/system-logs/#log-query',
  ],
  asks: {
    podLog: { verbs: ['get'], group: '', resource: 'pods', subresource: 'log', names: 'carried' },
    nodeLog: {
      verbs: ['get'],
      group: '',
      resource: 'nodes',
      subresource: 'log',
      names: 'carried',
      clusterScoped: true,
    },
  },
  rules: [
    {
      type: 'join',
      holds: [{ related: 'workloadWritesPodLogs' }, { can: 'podLog' }],
      gains: { kind: 'node' },
      certainty: 'assumed',
    },
    {
      type: 'join',
      holds: [{ related: 'workloadWritesNodeLogs' }, { can: 'nodeLog' }],
      gains: { kind: 'node' },
      certainty: 'assumed',
    },
  ],
  explain: ({ to, request, detail = 'a container writes the logs of its node', doubts = [] }) => {
    const asks = request?.resource === 'nodes' ? 'nodes/log' : 'pods/log';
    return {
      because: `${detail}, and get on ${asks} has the kubelet of ${to} read what a symbolic link there names`,
      conditions: [
        {
          text:
            asks === 'pods/log'
              ? `the log asked for is that of a pod on ${to}`
              : `the kubelet of ${to} serves its log folder`,
          settledBy: asks === 'pods/log' ? `pods on ${to}` : "enableSystemLogHandler of the kubelet's configuration",
        },
        ...doubts,
      ],
    };
  },
  examples: {
    exposed: [
      { name: 'the pod’s own token reads logs', manifests: shipper() + readsLogs, ...FROM_POD, certainty: 'assumed' },
      {
        name: 'the folder of the pods’ logs alone',
        manifests: shipper('/var/log/pods') + readsLogs,
        ...FROM_POD,
        certainty: 'assumed',
      },
      {
        name: 'through the node’s logs',
        manifests:
          shipper('/var/log/audit') +
          clusterRoleManifest({ rules: ['{ apiGroups: [""], resources: [nodes/log], verbs: [get] }'] }),
        ...FROM_POD,
        certainty: 'assumed',
      },
    ],
    safe: [
      { name: 'read-only', manifests: shipper('/var/log', ', readOnly: true') + readsLogs, ...FROM_POD },
      { name: 'a folder that holds no pod’s log', manifests: shipper('/var/log/audit') + readsLogs, ...FROM_POD },
      { name: 'no right to read logs', manifests: shipper(), ...FROM_POD },
      {
        name: 'no token in the pod',
        manifests: shipper('/var/log', '', 'automountServiceAccountToken: false, ') + readsLogs,
        ...FROM_POD,
      },
      {
        name: 'reading pods is not reading logs',
        manifests: shipper() + roleManifest({ rules: ['{ apiGroups: [""], resources: [pods], verbs: [get, list] }'] }),
        ...FROM_POD,
      },
    ],
  },
};
