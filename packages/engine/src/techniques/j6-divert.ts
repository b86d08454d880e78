// J6: lead connections elsewhere, and take the credentials that clients send there.
import type { Ask, GrantRule, StepContext, Technique } from '../graph/rule-types.ts';
import type { Condition } from '../results/contract.ts';
import { besideClient, SETTINGS } from './sent-examples.ts';
import { clusterRoleManifest, podManifest, roleManifest, secretManifest } from './example-manifests.ts';

const onCore = (resource: string, names: Ask['names'] = 'carried', verbs = ['update', 'patch']): Ask => ({
  verbs,
  group: '',
  resource,
  names,
});
/** Of credentials in the address itself, and of those beside it. */
const leads = (ask: string, of: string): GrantRule[] => [
  { type: 'grant', asks: [ask], gains: { kind: 'sent', of }, certainty: 'conditional' },
  { type: 'grant', asks: [ask], gains: { kind: 'sent', of, beside: true }, certainty: 'assumed' },
];

const client = (url: string): string =>
  podManifest(
    `{ automountServiceAccountToken: false, containers: [{ name: web, image: web, env: [{ name: PASSWORD, valueFrom: { secretKeyRef: { name: db, key: password } } }, { name: STORE, value: "${url}" }] }] }`,
  );
const service = (selector: string, name = 'cache'): string => `
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: data }
spec: { ${selector}ports: [{ port: 6379 }] }
---`;
const ingress = (host: string): string => `
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: api, namespace: data }
spec: { rules: [{ host: ${host}, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: cache, port: { number: 6379 } } } }] } }] }
---`;
const db = secretManifest();
const inside = client('redis://:$(PASSWORD)@cache.data:6379');
const outside = client('http://app:$(PASSWORD)@api.example.com/');
const cache = service('selector: { app: cache }, ');
const rule = (resource: string, verbs: string, names?: string, group = ''): string =>
  `{ apiGroups: ["${group}"], resources: [${resource}], verbs: [${verbs}]${names === undefined ? '' : `, resourceNames: [${names}]`} }`;
const inData = (...of: Parameters<typeof rule>): string => roleManifest({ namespace: 'data', rules: [rule(...of)] });
const dns = (name: string, namespace = 'kube-system'): string =>
  roleManifest({ namespace, rules: [rule('configmaps', 'patch', name)] });
const TAKES = { from: 'serviceaccount:shop/app', to: 'secret:shop/db' } as const;
const ASSUMED = { ...TAKES, certainty: 'assumed' } as const;
const patches = inData('services', 'patch', 'cache');
const CONDITIONAL = { ...TAKES, certainty: 'conditional' } as const;
const DATA = '\napiVersion: v1\nkind: Namespace\nmetadata: { name: data }\n---';

/** What has to hold besides, by what the right is about. */
function conditionsOf({ rule: { type }, doubts = [], ...step }: StepContext): Condition[] {
  const kind = type === 'grant' && step.request !== undefined ? step.request.resource : '';
  const own: Readonly<Record<string, Condition>> = {
    services: {
      text: 'of an address outside: DenyServiceExternalIPs is not among the admission plugins',
      settledBy: 'the flags of the API server',
    },
    configmaps: { text: 'the DNS servers of the cluster read that ConfigMap', settledBy: 'their Deployment' },
    ingresses: { text: 'the controller lets that Ingress take the host or a path of it', settledBy: 'the controller' },
  };
  const special = own[kind];
  return [
    ...doubts,
    { text: 'the client may connect to where it is led', settledBy: '`watertight can-connect`' },
    {
      text: 'the login shows the credential itself, and does not only prove that the client knows it',
      settledBy: 'the protocol and its settings',
    },
    ...(special === undefined ? [] : [special]),
  ];
}

export const j6: Technique = {
  id: 'J6',
  title: 'Lead connections elsewhere',
  why: 'Whoever writes where a name or an address leads stands in the server’s place: the selector of a Service, its Endpoints and EndpointSlices, `externalIPs` of any Service (CVE-2020-8554), the ConfigMap of the cluster’s DNS, an Ingress for a host. A client that speaks in clear, or does not look at certificates, sends its credential to whoever answers.',
  fix: 'Let no tenant write Endpoints, EndpointSlices and the DNS’s ConfigMap; switch DenyServiceExternalIPs on; let clients speak TLS and verify the server.',
  references: [
    'https://github.com/kubernetes/kubernetes/issues/97076',
    'https://github.com/kubernetes/kubernetes/issues/103675',
    'https://kubernetes.io/docs/concepts/services-networking/service/#services-without-selectors',
    'https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#denyserviceexternalips',
  ],
  asks: {
    services: onCore('services'),
    create: onCore('services', 'absent', ['create']),
    endpoints: onCore('endpoints'),
    slices: {
      verbs: ['create', 'update', 'patch'],
      group: 'discovery.k8s.io',
      resource: 'endpointslices',
      names: 'byVerb',
    },
    dns: {
      ...onCore('configmaps'),
      onlyIn: 'kube-system',
      accepts: ['coredns', 'coredns-custom', 'kube-dns', 'node-local-dns'],
    },
    ingresses: {
      verbs: ['create', 'update', 'patch'],
      group: 'networking.k8s.io',
      resource: 'ingresses',
      names: 'byVerb',
    },
  },
  rules: [
    ...leads('services', 'service'),
    ...leads('services', 'outside'),
    ...leads('create', 'outside'),
    ...leads('endpoints', 'endpoints'),
    ...leads('slices', 'slices'),
    ...leads('dns', 'names'),
    ...leads('ingresses', 'hosts'),
  ],
  explain: (step) => ({
    because: `${step.from} may lead a connection elsewhere that carries ${step.to}: ${step.detail ?? 'a client sends it in clear'}`,
    conditions: conditionsOf(step),
  }),
  examples: {
    exposed: [
      {
        name: 'the selector of the Service',
        manifests: db + inside + cache + inData('services', 'patch', 'cache'),
        ...CONDITIONAL,
      },
      {
        name: 'a slice of the Service',
        manifests: db + inside + cache + inData('endpointslices', 'create', undefined, 'discovery.k8s.io'),
        ...CONDITIONAL,
      },
      {
        name: 'Endpoints of a Service without a selector',
        manifests: db + inside + service('') + inData('endpoints', 'update'),
        ...CONDITIONAL,
      },
      {
        name: 'an address outside, claimed by a Service',
        manifests: db + outside + DATA + inData('services', 'create'),
        ...CONDITIONAL,
      },
      { name: 'the names of the cluster', manifests: db + inside + cache + dns('coredns'), ...CONDITIONAL },
      {
        name: 'an Ingress for the host, though the client speaks TLS',
        manifests:
          db +
          client('https://app:$(PASSWORD)@api.example.com/') +
          ingress('api.example.com') +
          inData('ingresses', 'create', undefined, 'networking.k8s.io'),
        ...CONDITIONAL,
      },
      {
        name: 'a variable of `envFrom` in the URL',
        manifests: SETTINGS.db + besideClient('redis://:$(DB_PASSWORD)@cache.data:6379') + cache + patches,
        ...CONDITIONAL,
      },
      {
        name: 'a password beside the URL of its server',
        manifests: SETTINGS.db + besideClient('postgres://cache.data:5432/shop?sslmode=prefer') + cache + patches,
        ...ASSUMED,
      },
    ],
    safe: [
      {
        name: 'a password beside a URL of a server that is verified',
        manifests: SETTINGS.db + besideClient('postgres://cache.data:5432/shop?sslmode=verify-full') + cache + patches,
        ...TAKES,
      },
      {
        name: 'no credential beside the URL',
        manifests: SETTINGS.user + besideClient('postgres://cache.data:5432/shop?sslmode=prefer') + cache + patches,
        ...TAKES,
      },
      {
        name: 'the client speaks TLS and verifies',
        manifests: db + client('rediss://:$(PASSWORD)@cache.data:6379') + cache + inData('services', 'patch'),
        ...TAKES,
      },
      { name: 'another Service', manifests: db + inside + cache + inData('services', 'patch', 'web'), ...TAKES },
      {
        name: 'Services are only read',
        manifests: db + inside + cache + inData('services', 'get, list, watch'),
        ...TAKES,
      },
      {
        name: 'Endpoints that a controller writes over',
        manifests: db + inside + cache + inData('endpoints', 'update'),
        ...TAKES,
      },
      {
        name: 'a Service elsewhere claims no Service’s name',
        manifests: db + inside + cache + DATA + inData('services', 'create'),
        ...TAKES,
      },
      { name: 'another ConfigMap', manifests: db + inside + cache + dns('kubeadm-config'), ...TAKES },
      { name: 'that name in another namespace', manifests: db + inside + cache + dns('coredns', 'data'), ...TAKES },
      {
        name: 'no credential in the URL',
        manifests:
          db + client('redis://cache.data:6379') + cache + clusterRoleManifest({ rules: [rule('services', 'patch')] }),
        ...TAKES,
      },
      {
        name: 'an Ingress for another host',
        manifests:
          db +
          client('https://app:$(PASSWORD)@api.example.com/') +
          ingress('web.example.com') +
          inData('ingresses', 'create', undefined, 'networking.k8s.io'),
        ...TAKES,
      },
    ],
  },
};
