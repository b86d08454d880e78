// J9: make a program that the internet reaches send requests from where it stands.
import type { Technique } from '../graph/rule-types.ts';
import { labelledPod, policyManifest, serviceManifest } from './network-examples.ts';

const web = labelledPod('web', 'shop', 'image: web, ports: [{ containerPort: 8080 }]');
const api = labelledPod('api', 'shop');
const closed = serviceManifest('web', 'shop', '80, targetPort: 8080', 'ClusterIP');
const ingress = (service: string): string => `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, namespace: shop }
spec: { defaultBackend: { service: { name: ${service}, port: { number: 80 } } } }
---`;
const ownPods = policyManifest('shop', 'ingress: [{ from: [{ podSelector: {} }] }]');
const STANDS = { from: 'network:internet', to: 'network:pod:shop/web' } as const;
const other = api + serviceManifest('api', 'shop', '80');

export const j9: Technique = {
  id: 'J9',
  title: 'Send requests through an exposed program',
  why: 'A program that the internet reaches over a load balancer, a node port, an Ingress or a route sends requests of its own. A flaw in it (server-side request forgery, or worse) lets a caller choose where to, and then its place in the network is the caller’s: metadata, stores without passwords and consoles come into reach.',
  fix: 'Let the program’s pods connect only to what they need (a NetworkPolicy for egress), and close what asks for no credentials.',
  references: [
    'https://owasp.org/Top10/A10_2021-Server-Side_Request_Forgery_%28SSRF%29/',
    'https://kubernetes.io/docs/concepts/services-networking/ingress/',
  ],
  asks: {},
  rules: [{ type: 'relation', relation: 'internetReachesProgram', certainty: 'assumed' }],
  explain: ({ to, detail = 'a Service has an address outside', doubts = [] }) => ({
    because: `the internet reaches ${to.slice('network:'.length)}: ${detail}`,
    conditions: [
      {
        text: 'a flaw of the program lets a caller choose where it sends requests',
        settledBy: 'its vulnerability reports and reviews',
      },
      ...doubts,
    ],
  }),
  examples: {
    exposed: [
      {
        name: 'a load balancer',
        manifests: web + serviceManifest('web', 'shop', '80, targetPort: 8080'),
        ...STANDS,
        certainty: 'assumed',
      },
      { name: 'an Ingress', manifests: web + closed + ingress('web'), ...STANDS, certainty: 'assumed' },
      {
        name: 'an Ingress and a policy for pods, while whoever serves the Ingress is not in the input',
        manifests: web + closed + ingress('web') + ownPods,
        ...STANDS,
        certainty: 'assumed',
      },
    ],
    safe: [
      { name: 'a Service without an address outside', manifests: web + closed + other, ...STANDS },
      { name: 'an Ingress to another Service', manifests: web + closed + other + ingress('api'), ...STANDS },
      {
        name: 'nothing may come in',
        manifests:
          web +
          serviceManifest('web', 'shop', '80, targetPort: 8080').replace(
            'spec: {',
            'spec: { externalTrafficPolicy: Local,',
          ) +
          ownPods +
          labelledPod('api', 'back') +
          serviceManifest('api', 'back', '80'),
        ...STANDS,
      },
    ],
  },
};
