// C7: use the kubelets' own API through the API server.
import type { Technique } from '../graph/rule-types.ts';
import { clusterRoleManifest, podManifest, roleManifest } from './example-manifests.ts';
import { podsOf } from './pod-specs.ts';

const web = podManifest(
  '{ nodeName: n1, automountServiceAccountToken: false, containers: [{ name: web, image: web }] }',
);
const onNodes = (verbs: string, more = ''): string =>
  `{ apiGroups: [""], resources: [nodes/proxy], verbs: [${verbs}]${more} }`;
const INTO_WEB = { from: 'serviceaccount:shop/app', to: 'pod:shop/web' } as const;

export const c7: Technique = {
  id: 'C7',
  title: 'Proxy to a kubelet',
  why: 'A kubelet’s API runs commands in every container of its node. Through nodes/proxy the API server speaks to it with its own credential, past admission and past the audit of exec. A command over a WebSocket is a GET, so get suffices.',
  fix: 'Remove nodes/proxy from roles; since 1.33 monitoring needs only nodes/metrics, nodes/stats, nodes/healthz, nodes/pods or nodes/configz.',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/',
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#access-to-proxy-subresource-of-nodes',
    'https://github.com/kubernetes/kubernetes/issues/119640',
  ],
  asks: {
    proxy: {
      verbs: ['create', 'get'],
      group: '',
      resource: 'nodes',
      subresource: 'proxy',
      names: 'carried',
      clusterScoped: true,
    },
  },
  rules: [{ type: 'grant', asks: ['proxy'], gains: { kind: 'nodePods' }, certainty: 'certain' }],
  explain: ({ from, to, request }) => ({
    because: `${from} may have kubelets run commands in ${podsOf(to)}${request?.verb === 'get' ? ', over a WebSocket, which takes only get' : ''}`,
    conditions: [],
  }),
  examples: {
    exposed: [
      {
        name: 'get alone',
        manifests: web + clusterRoleManifest({ rules: [onNodes('get')] }),
        ...INTO_WEB,
        certainty: 'certain',
      },
      {
        name: 'create',
        manifests: web + clusterRoleManifest({ rules: [onNodes('create')] }),
        ...INTO_WEB,
        certainty: 'certain',
      },
      {
        name: 'the pod’s node by name',
        manifests: web + clusterRoleManifest({ rules: [onNodes('get', ', resourceNames: [n1]')] }),
        ...INTO_WEB,
        certainty: 'certain',
      },
    ],
    safe: [
      {
        name: 'another node',
        manifests: web + clusterRoleManifest({ rules: [onNodes('get', ', resourceNames: [n2]')] }),
        ...INTO_WEB,
      },
      {
        name: 'a RoleBinding never grants it',
        manifests: web + roleManifest({ rules: [onNodes('get')] }),
        ...INTO_WEB,
      },
      {
        name: 'metrics',
        manifests:
          web +
          clusterRoleManifest({
            rules: ['{ apiGroups: [""], resources: [nodes/metrics, nodes/stats], verbs: [get] }'],
          }),
        ...INTO_WEB,
      },
      {
        name: 'nodes without the subresource',
        manifests:
          web + clusterRoleManifest({ rules: ['{ apiGroups: [""], resources: [nodes], verbs: [get, create] }'] }),
        ...INTO_WEB,
      },
    ],
  },
};
