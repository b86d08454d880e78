// Ingresses that take requests in clear from outside of the cluster.
import type { Facts } from '../facts/facts.ts';
import type { EntryFact } from '../facts/entry.ts';
import { behind } from '../transit/behind.ts';
import { plainEntrance } from '../transit/ingress-entrance.ts';
import type { PlainEntrance } from '../transit/ingress-entrance.ts';
import type { Check, Failure } from './check.ts';
import { jsonPatch } from './patch.ts';
import type { Operation } from './patch.ts';

/** Hosts named in one message; more are counted. */
const SHOWN = 5;

function change({ tls, name }: EntryFact, { annotation, hosts, pointer }: PlainEntrance): Operation[] {
  if (annotation !== undefined) return [{ op: 'replace', path: pointer, value: annotation.value }];
  if (pointer === '/spec/tls') return [];
  const named = hosts.filter((host) => host !== '*');
  // A section without hosts stands for all of them.
  const entry = { ...(named.length === hosts.length && { hosts: named }), secretName: `${name}-tls` };
  return [
    tls.length === 0
      ? { op: 'add', path: '/spec/tls', value: [entry] }
      : { op: 'add', path: `/spec/tls/${tls.length}`, value: entry },
  ];
}

function failureOf(facts: Facts, ingress: EntryFact, entrance: PlainEntrance): Failure {
  const { hosts, rules, because, pointer } = entrance;
  const worth = rules
    .flatMap(({ backends, paths }) =>
      backends.map(({ service }) => behind(facts).worth(ingress.namespace, service, paths)),
    )
    .find((one) => one !== undefined);
  const more = hosts.length > SHOWN ? ` and ${hosts.length - SHOWN} more` : '';
  return {
    result: 'fail',
    object: ingress,
    pointer,
    message: `Requests to ${hosts.slice(0, SHOWN).join(', ')}${more} come in clear: ${because}${worth === undefined ? '' : `; ${worth}`}.`,
    severity: worth === undefined ? 'medium' : 'high',
    fix: {
      summary:
        'Give the Ingress a TLS section that names each host and a Secret with its certificate (cert-manager writes one), and let the controller redirect HTTP to HTTPS.',
      ...jsonPatch(ingress, change(ingress, entrance)),
    },
  };
}

const ingress = (spec: string, annotations = '{}'): string => `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  namespace: shop
  annotations: ${annotations}
spec:
${spec
  .trim()
  .split('\n')
  .map((line) => `  ${line}`)
  .join('\n')}
`;
const RULE =
  'rules: [{ host: shop.example, http: { paths: [{ path: /login, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] } }]';
const tls = (hosts: string): string => `${RULE}\ntls: [{ hosts: [${hosts}], secretName: shop-tls }]`;
const SSL_REDIRECT = 'nginx.ingress.kubernetes.io/ssl-redirect';

const OLD = `apiVersion: extensions/v1beta1
kind: Ingress
metadata: { name: web, namespace: shop }
spec:
  backend: { serviceName: web-frontend, servicePort: 80 }
`;

export const ingressWithoutTls: Check = {
  id: 'ingress-without-tls',
  title: 'An Ingress takes requests in clear',
  why: 'What comes through the Ingress crosses every network between the client and the cluster: without TLS, whoever stands there reads passwords, sessions and answers, and changes them. A host that no entry of the TLS section names is served in clear, however many others are there; and TLS without a redirect leaves port 80 open beside it.',
  severity: 'medium',
  maps: {
    nsa: ['Encrypt data in transit'],
    attack: ['T1040', 'T1557'],
    stride: ['information disclosure', 'tampering', 'spoofing'],
    owasp: ['K07', 'K08'],
  },
  references: [
    'https://kubernetes.io/docs/concepts/services-networking/ingress/#tls',
    'https://kubernetes.github.io/ingress-nginx/user-guide/tls/#server-side-https-enforcement-through-redirect',
    'https://cloud.google.com/kubernetes-engine/docs/how-to/load-balance-ingress#disabling_http',
  ],
  *find(facts) {
    for (const one of facts.entries) {
      if (one.objectKind !== 'Ingress') continue;
      const entrance = plainEntrance(one);
      if (entrance !== undefined) yield failureOf(facts, one, entrance);
    }
  },
  examples: {
    exposed: [
      { name: 'no TLS section', manifests: ingress(RULE) },
      { name: 'a default backend of an old version', manifests: OLD },
      { name: 'TLS for another host', manifests: ingress(tls('www.shop.example')) },
      { name: 'a wildcard for one label only', manifests: ingress(tls("'*.example.com'")) },
      { name: 'no redirect', manifests: ingress(tls('shop.example'), `{ ${SSL_REDIRECT}: 'false' }`) },
    ],
    safe: [
      { name: 'TLS for the host', manifests: ingress(tls('shop.example')) },
      { name: 'TLS for every host of a domain', manifests: ingress(tls("'*.example'")) },
      { name: 'a default backend with TLS', manifests: `${OLD}  tls: [{ secretName: web-tls }]\n` },
      { name: 'TLS and its redirect', manifests: ingress(tls('shop.example'), `{ ${SSL_REDIRECT}: 'true' }`) },
      {
        name: 'a redirect to a load balancer that ends TLS',
        manifests: ingress(RULE, "{ nginx.ingress.kubernetes.io/force-ssl-redirect: 'true' }"),
      },
      {
        name: 'a challenge of a certificate authority',
        manifests: ingress(RULE.replace('/login', '/.well-known/acme-challenge/abc')),
      },
    ],
  },
};
