// C4: send HTTP requests to a pod through the API server.
import type { Ask, Technique } from '../graph/rule-types.ts';
import { podManifest, roleManifest } from './example-manifests.ts';
import { podsOf } from './pod-specs.ts';

/** HTTP methods become verbs: GET is get, POST create, PUT update. */
const METHODS: readonly string[] = ['get', 'create', 'update', 'patch', 'delete'];
const proxyOf = (resource: string): Ask => ({
  verbs: METHODS,
  group: '',
  resource,
  subresource: 'proxy',
  names: 'carried',
});

const web = podManifest('{ automountServiceAccountToken: false, containers: [{ name: web, image: web }] }').replace(
  'name: web, namespace: shop',
  'name: web, namespace: shop, labels: { app: web }',
);
const service = (selector: string, name = 'front'): string => `
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: shop }
spec: { ${selector}ports: [{ port: 80 }] }
---`;
const front = service('selector: { app: web }, ');
const onProxy = (resource: string, verbs: string, more = ''): string =>
  `{ apiGroups: [""], resources: [${resource}/proxy], verbs: [${verbs}]${more} }`;
const INTO_WEB = { from: 'serviceaccount:shop/app', to: 'pod:shop/web' } as const;

export const c4: Technique = {
  id: 'C4',
  title: 'Proxy to a pod or Service',
  why: 'The API server passes HTTP requests on to any port of a pod, or of the pods that a Service selects, from its own address (a scheme and a port may stand beside the name): NetworkPolicies that let it in let these in. Debug, metrics and environment endpoints answer without credentials in many programs. The HTTP method is the verb.',
  fix: 'Remove pods/proxy and services/proxy from roles, and let debug endpoints ask for credentials.',
  references: [
    'https://kubernetes.io/docs/tasks/access-application-cluster/access-cluster-services/#discovering-builtin-services',
  ],
  asks: { pods: proxyOf('pods'), services: proxyOf('services') },
  rules: [
    { type: 'grant', asks: ['pods'], gains: { kind: 'pod' }, certainty: 'conditional' },
    { type: 'grant', asks: ['services'], gains: { kind: 'servicePods' }, certainty: 'conditional' },
  ],
  explain: ({ from, to, detail }) => ({
    because:
      detail === undefined
        ? `${from} may send HTTP requests to ${podsOf(to)}`
        : `${from} may send HTTP requests to ${to} by ${detail}, which selects its pods`,
    conditions: [
      {
        text: `${to} answers HTTP requests with what it holds, or runs code for them`,
        settledBy: `the HTTP endpoints of ${to}`,
      },
    ],
  }),
  examples: {
    exposed: [
      {
        name: 'any pod of the namespace',
        manifests: web + roleManifest({ rules: [onProxy('pods', 'get')] }),
        ...INTO_WEB,
        certainty: 'conditional',
      },
      {
        name: 'a Service that selects it',
        manifests: web + front + roleManifest({ rules: [onProxy('services', 'create', ', resourceNames: [front]')] }),
        ...INTO_WEB,
        certainty: 'conditional',
      },
      {
        name: 'a Service with scheme and port in the name',
        manifests:
          web + front + roleManifest({ rules: [onProxy('services', 'get', ', resourceNames: ["https:front:443"]')] }),
        ...INTO_WEB,
        certainty: 'conditional',
      },
      {
        name: 'any Service',
        manifests: web + front + roleManifest({ rules: [onProxy('services', 'get')] }),
        ...INTO_WEB,
        certainty: 'conditional',
      },
    ],
    safe: [
      {
        name: 'a Service that selects other pods',
        manifests: web + service('selector: { app: api }, ') + roleManifest({ rules: [onProxy('services', 'get')] }),
        ...INTO_WEB,
      },
      {
        name: 'a Service without selector',
        manifests: web + service('') + roleManifest({ rules: [onProxy('services', 'get')] }),
        ...INTO_WEB,
      },
      {
        name: 'another Service',
        manifests:
          web +
          front +
          service('selector: { app: api }, ', 'back') +
          roleManifest({ rules: [onProxy('services', 'get', ', resourceNames: [back]')] }),
        ...INTO_WEB,
      },
      {
        name: 'another pod',
        manifests: web + roleManifest({ rules: [onProxy('pods', 'get', ', resourceNames: [api]')] }),
        ...INTO_WEB,
      },
      {
        name: 'services without the subresource',
        manifests:
          web + front + roleManifest({ rules: ['{ apiGroups: [""], resources: [services, pods], verbs: [get] }'] }),
        ...INTO_WEB,
      },
    ],
  },
};
