// F8: the network of the host.
import type { Technique } from '../graph/rule-types.ts';
import { onNodeOne } from './host-examples.ts';

const pod = (more: string): string => onNodeOne(`${more}containers: [{ name: web, image: web }]`);
const TO_NETWORK = { from: 'pod:shop/web', to: 'network:nodes' } as const;
const other = onNodeOne('hostNetwork: true, containers: [{ name: api, image: api }]', 'api');

export const f8: Technique = {
  id: 'F8',
  title: 'Stand on the host’s network',
  why: 'A pod on the host’s network has the node’s addresses: it reaches what listens on the node’s loopback, the cloud’s metadata service as the node, and is in no NetworkPolicy’s reach as a pod.',
  fix: 'Remove hostNetwork; use a Service, or hostPort for a single port.',
  references: [
    'https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-and-hostnetwork-pods',
  ],
  asks: {},
  rules: [{ type: 'relation', relation: 'hostNetworkPlace', certainty: 'assumed' }],
  explain: ({ from, detail = "the pod is on the host's network" }) => ({
    because: `${detail}, so ${from} sends and listens as its node`,
    conditions: [
      {
        text: 'something on the node, or the cloud, trusts the node’s address',
        settledBy: 'what listens on the nodes, and the metadata service',
      },
    ],
  }),
  examples: {
    exposed: [
      { name: 'on the host’s network', manifests: pod('hostNetwork: true, '), ...TO_NETWORK, certainty: 'assumed' },
      {
        name: 'with a network policy',
        manifests: `${pod('hostNetwork: true, ')}\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: none, namespace: shop }\nspec: { podSelector: {} }\n---`,
        ...TO_NETWORK,
        certainty: 'assumed',
      },
    ],
    safe: [
      { name: 'a network of its own', manifests: other + pod(''), ...TO_NETWORK },
      {
        name: 'a port of the host is no network',
        manifests:
          other + onNodeOne('containers: [{ name: web, image: web, ports: [{ containerPort: 80, hostPort: 80 }] }]'),
        ...TO_NETWORK,
      },
      {
        name: 'a pod that has ended',
        manifests: other + pod('hostNetwork: true, ').replace('Running', 'Succeeded'),
        ...TO_NETWORK,
      },
    ],
  },
};
