// C3: reach the ports of a running pod from inside.
import type { Technique } from '../graph/rule-types.ts';
import { podManifest, roleManifest } from './example-manifests.ts';
import { isOnHostNetwork, podsOf } from './pod-specs.ts';

const web = podManifest('{ automountServiceAccountToken: false, containers: [{ name: web, image: web }] }');
const onForward = (verbs: string, more = ''): string =>
  `{ apiGroups: [""], resources: [pods/portforward], verbs: [${verbs}]${more} }`;
const INTO_WEB = { from: 'serviceaccount:shop/app', to: 'pod:shop/web' } as const;

export const c3: Technique = {
  id: 'C3',
  title: 'Forward a port of a pod',
  why: 'A forwarded connection comes from the pod’s own loopback: it reaches administration ports, sidecars and debuggers that listen nowhere else, past every NetworkPolicy. On the host network the loopback is the node’s. Up to 1.34 a WebSocket upgrade is a GET, and get suffices.',
  fix: 'Remove create and get on pods/portforward, and let administration ports ask for credentials on the loopback too.',
  references: ['https://kubernetes.io/docs/tasks/access-application-cluster/port-forward-access-application-cluster/'],
  asks: {
    create: { verbs: ['create'], group: '', resource: 'pods', subresource: 'portforward', names: 'carried' },
    get: { verbs: ['get'], group: '', resource: 'pods', subresource: 'portforward', names: 'carried' },
  },
  rules: [
    { type: 'grant', asks: ['create'], gains: { kind: 'pod' }, certainty: 'conditional' },
    { type: 'grant', asks: ['get'], gains: { kind: 'pod' }, certainty: 'conditional', until: '1.34' },
  ],
  explain: ({ from, to, objects, facts }) => ({
    because: `${from} may forward ports of ${podsOf(to)}`,
    conditions: [
      {
        text: isOnHostNetwork(facts, objects)
          ? `a port on the loopback of the node of ${to} gives what its programs hold`
          : `a port of ${to} gives what its program holds, or lets it run code`,
        settledBy: `the ports of ${to}, loopback included`,
      },
    ],
  }),
  examples: {
    exposed: [
      {
        name: 'any pod of the namespace',
        manifests: web + roleManifest({ rules: [onForward('create')] }),
        ...INTO_WEB,
        certainty: 'conditional',
      },
      {
        name: 'get, up to 1.34',
        manifests: web + roleManifest({ rules: [onForward('get')] }),
        ...INTO_WEB,
        certainty: 'conditional',
        kubernetesVersion: '1.33',
      },
    ],
    safe: [
      {
        name: 'another pod',
        manifests: web + roleManifest({ rules: [onForward('create', ', resourceNames: [api]')] }),
        ...INTO_WEB,
      },
      {
        name: 'get since 1.35',
        manifests: web + roleManifest({ rules: [onForward('get')] }),
        ...INTO_WEB,
        kubernetesVersion: '1.36',
      },
      {
        name: 'a pod that has ended',
        manifests: web.replace('Running', 'Succeeded') + roleManifest({ rules: [onForward('create')] }),
        ...INTO_WEB,
      },
    ],
  },
};
