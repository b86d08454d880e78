// J2: use a kubelet that asks for no right.
import type { Technique } from '../graph/rule-types.ts';
import { literal } from './credential-examples.ts';
import { accountManifest, podManifest } from './example-manifests.ts';
import { labelledPod, nodeManifest, policyManifest } from './network-examples.ts';

const web = labelledPod('web', 'shop');
const api = labelledPod('api', 'data').replace('nodeName: n1', 'nodeName: n2');
const shows = podManifest(literal('DB_PASSWORD', 'nodeName: n2, '), 'api', 'data');
const nodes = nodeManifest('kind') + nodeManifest('kind').replace('n1', 'n2').replace('192.168.0.1', '192.168.0.2');
const kubelets = (config: string): string => `
apiVersion: v1
kind: ConfigMap
metadata: { name: kubelet-config, namespace: kube-system }
data: { kubelet: '${config}' }
---`;
const ANYONE = 'authentication: { anonymous: { enabled: true } }';
const ALL = 'authorization: { mode: AlwaysAllow }';
const open = kubelets(`{ ${ANYONE}, ${ALL} }`);
const egressOf = (rule: string): string => policyManifest('shop', `policyTypes: [Egress], egress: [{ ${rule} }]`);
const withToken = web.replace('automountServiceAccountToken: false', 'serviceAccountName: web');
const INTO = { from: 'pod:shop/web', to: 'pod:data/api' } as const;
const anonymous = (resource: string, subject = 'system:anonymous'): string => `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: probe }
rules: [{ apiGroups: [""], resources: [${resource}], verbs: [get] }]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: probe }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: probe }
subjects: [{ kind: User, name: "${subject}", apiGroup: rbac.authorization.k8s.io }]
---`;
const asked = kubelets(`{ ${ANYONE} }`);
const withPublic = (type: string): string =>
  nodes.replace('address: 192.168.0.2', `address: 192.168.0.2 }, { type: ${type}, address: 34.1.2.3`);
const FROM_INTERNET = { from: 'network:internet', to: 'pod:data/api' } as const;
const SHOWN = { from: 'pod:shop/web', to: 'pod:data/api#DB_PASSWORD' } as const;

export const j2: Technique = {
  id: 'J2',
  title: 'Use a kubelet that asks for no right',
  why: 'A kubelet listens on every address of its node. Where it takes callers without credentials and its authorization is AlwaysAllow, whoever reaches port 10250 runs commands in each of its containers; with AlwaysAllow alone, any ServiceAccount’s token is enough; with Webhook, RBAC decides what `system:anonymous` may do. The read-only port (10255) shows to everybody the specs of its pods, with what stands in them. Neither is a request to the API server: no audit, no admission.',
  fix: 'Set authentication.anonymous.enabled: false, authorization.mode: Webhook and readOnlyPort: 0 in the kubelets’ configuration; let no pod connect to the nodes’ ports.',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/',
    'https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/',
  ],
  asks: {},
  rules: [
    { type: 'relation', relation: 'openKubeletRunsPods', certainty: 'conditional' },
    { type: 'relation', relation: 'readOnlyKubeletShowsCredential', certainty: 'conditional' },
    { type: 'relation', relation: 'openKubeletIfLetThrough', certainty: 'assumed' },
    { type: 'relation', relation: 'readOnlyKubeletIfLetThrough', certainty: 'assumed' },
  ],
  explain: ({ from, to, detail = `${from} reaches the kubelet`, doubts = [] }) => ({
    because: detail,
    conditions: [
      {
        text: `the kubelet of the node of ${to.replace(/#.*$/, '')} runs with this configuration, and no flag says otherwise`,
        settledBy: '`kubectl get --raw /api/v1/nodes/NODE/proxy/configz`',
      },
      ...doubts,
    ],
  }),
  examples: {
    exposed: [
      { name: 'anybody may do everything', manifests: web + api + nodes + open, ...INTO, certainty: 'conditional' },
      {
        name: 'any token may do everything',
        manifests: withToken + accountManifest('web') + api + nodes + kubelets(`{ ${ALL} }`),
        ...INTO,
        certainty: 'conditional',
      },
      {
        name: 'the read-only port shows a literal',
        manifests: web + shows + nodes + kubelets('{ readOnlyPort: 10255 }'),
        ...SHOWN,
        certainty: 'conditional',
      },
      {
        name: 'a policy that lets the pod out to that port',
        manifests: web + api + nodes + open + egressOf('ports: [{ port: 10250 }]'),
        ...INTO,
        certainty: 'conditional',
      },
      {
        name: 'a block with the node’s address, which plugins match or not',
        manifests: web + api + nodes + open + egressOf('to: [{ ipBlock: { cidr: 192.168.0.2/32 } }]'),
        ...INTO,
        certainty: 'assumed',
      },
      {
        name: 'callers without credentials, to whom RBAC grants nodes/proxy',
        manifests: web + api + nodes + asked + anonymous('nodes/proxy'),
        ...INTO,
        certainty: 'conditional',
      },
      {
        name: 'callers without credentials, to whom RBAC grants nodes/pods',
        manifests: web + shows + nodes + asked + anonymous('nodes/pods'),
        ...SHOWN,
        certainty: 'conditional',
      },
      {
        name: 'from the internet, to a node with an address there',
        manifests: api + withPublic('ExternalIP') + open,
        ...FROM_INTERNET,
        certainty: 'assumed',
      },
    ],
    safe: [
      {
        name: 'RBAC grants callers without credentials another subresource',
        manifests: web + api + nodes + asked + anonymous('nodes/metrics'),
        ...INTO,
      },
      {
        name: 'RBAC grants nodes/proxy to somebody else',
        manifests: web + api + nodes + asked + anonymous('nodes/proxy', 'ann'),
        ...INTO,
      },
      {
        name: 'from the internet, to a node without an address there',
        manifests:
          web + api + nodes.replace('192.168.0.1', '34.1.2.3') + open + policyManifest('shop', 'policyTypes: [Egress]'),
        ...FROM_INTERNET,
      },
      {
        name: 'callers without credentials are asked for their rights',
        manifests: web + api + nodes + kubelets(`{ ${ANYONE} }`),
        ...INTO,
      },
      {
        name: 'callers without credentials are refused',
        manifests: web + api + nodes + kubelets(`{ ${ALL} }`),
        ...INTO,
      },
      { name: 'the defaults', manifests: web + api + nodes + kubelets('{ clusterDomain: cluster.local }'), ...INTO },
      {
        name: 'a policy that lets the pod out to another port',
        manifests: web + api + nodes + open + egressOf('ports: [{ port: 443 }]'),
        ...INTO,
      },
      {
        name: 'a block without the node’s address',
        manifests: web + api + nodes + open + egressOf('to: [{ ipBlock: { cidr: 192.168.0.1/32 } }]'),
        ...INTO,
      },
      {
        name: 'nothing may leave',
        manifests: web + api + nodes + open + policyManifest('shop', 'policyTypes: [Egress]'),
        ...INTO,
      },
      {
        name: 'it listens to its own node only',
        manifests: web + api + nodes + kubelets(`{ address: 127.0.0.1, ${ANYONE}, ${ALL} }`),
        ...INTO,
      },
      {
        name: 'commands are switched off',
        manifests: web + api + nodes + kubelets(`{ enableDebuggingHandlers: false, ${ANYONE}, ${ALL} }`),
        ...INTO,
      },
      {
        name: 'the read-only port is closed',
        manifests: web + shows + nodes + kubelets('{ readOnlyPort: 0 }'),
        ...SHOWN,
      },
    ],
  },
};
