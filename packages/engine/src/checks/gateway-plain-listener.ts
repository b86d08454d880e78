// Gateways that take requests in clear from outside of the cluster and hand them on.
import type { Facts } from '../facts/facts.ts';
import { objectId } from '../facts/object-id.ts';
import { behind } from '../transit/behind.ts';
import { plainListeners } from '../transit/gateway-entrance.ts';
import type { PlainListener, Served } from '../transit/gateway-entrance.ts';
import type { Check, Failure } from './check.ts';
import { documents } from './example-manifests.ts';
import { jsonPatch } from './patch.ts';

function worthOf(facts: Facts, { rule }: Served): string | undefined {
  return rule.backends
    .map(({ namespace, service }) => behind(facts).worth(namespace, service, rule.paths))
    .find((one) => one !== undefined);
}

function failureOf(facts: Facts, { gateway, listener, served }: PlainListener): Failure {
  const worth = served.map((one) => worthOf(facts, one)).find((one) => one !== undefined);
  const [first] = served;
  const isIstio = first === undefined;
  const to = isIstio ? '' : ` for ${objectId(first.route)}`;
  const fix = isIstio
    ? 'Set tls.httpsRedirect on the server, and serve the hosts on port 443 with a certificate.'
    : 'Add an HTTPS listener with a certificate, attach the routes to it by sectionName, and leave on the HTTP listener one route with a requestRedirect to https.';
  return {
    result: 'fail',
    object: gateway,
    pointer: listener.pointer,
    message: `Listener ${listener.name || listener.port} takes requests in clear${to}${worth === undefined ? '' : `; ${worth}`}.`,
    severity: worth === undefined ? 'medium' : 'high',
    fix: {
      summary: fix,
      ...jsonPatch(
        gateway,
        isIstio ? [{ op: 'add', path: `${listener.pointer}/tls`, value: { httpsRedirect: true } }] : [],
      ),
    },
  };
}

const gateway = (listener: string): string => `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: edge, namespace: shop }
spec:
  gatewayClassName: edge
  listeners:
  - ${listener}
`;
const HTTP = '{ name: web, port: 80, protocol: HTTP }';
const selecting = (namespace: string): string =>
  `{ name: web, port: 80, protocol: HTTP, allowedRoutes: { namespaces: { from: Selector, selector: { matchLabels: { kubernetes.io/metadata.name: ${namespace} } } } } }`;
const HTTPS =
  '{ name: web, port: 443, protocol: HTTPS, tls: { mode: Terminate, certificateRefs: [{ name: shop-tls }] } }';
const route = (rule: string, namespace = 'shop'): string => `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: web, namespace: ${namespace} }
spec:
  parentRefs: [{ name: edge, namespace: shop }]
  rules:
  - ${rule}
`;
const TO_LOGIN = '{ matches: [{ path: { value: /login } }], backendRefs: [{ name: web, port: 80 }] }';
const REDIRECT = '{ filters: [{ type: RequestRedirect, requestRedirect: { scheme: https } }] }';
const istio = (server: string): string => `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: edge, namespace: shop }
spec:
  selector: { istio: ingressgateway }
  servers:
  - ${server}
`;

export const gatewayPlainListener: Check = {
  id: 'gateway-plain-listener',
  title: 'A Gateway takes requests in clear',
  why: 'A listener with the protocol HTTP hands on what comes without TLS: whoever stands between the client and the cluster reads passwords and sessions and changes answers. A listener that only sends clients to https is what browsers need, and is left alone; so is one that no route is attached to. Of Istio’s own Gateways, the VirtualServices behind them are not read.',
  severity: 'medium',
  maps: {
    nsa: ['Encrypt data in transit'],
    attack: ['T1040', 'T1557'],
    stride: ['information disclosure', 'tampering', 'spoofing'],
    owasp: ['K07', 'K08'],
  },
  references: [
    'https://kubernetes.io/docs/concepts/services-networking/gateway/',
    'https://gateway-api.sigs.k8s.io/guides/http-redirect-rewrite/#http-to-https-redirects',
    'https://istio.io/latest/docs/reference/config/networking/gateway/#ServerTLSSettings',
  ],
  *find(facts) {
    for (const found of plainListeners(facts)) yield failureOf(facts, found);
  },
  examples: {
    exposed: [
      { name: 'a route on an HTTP listener', manifests: documents(gateway(HTTP), route(TO_LOGIN)) },
      {
        name: 'a route of a namespace that the listener selects',
        manifests: documents(gateway(selecting('other')), route(TO_LOGIN, 'other')),
      },
      {
        name: 'a redirect that keeps the scheme',
        manifests: documents(gateway(HTTP), route(REDIRECT.replace('scheme: https', 'hostname: www.example'))),
      },
      {
        name: 'a server of Istio',
        manifests: istio("{ port: { number: 80, name: web, protocol: HTTP }, hosts: ['*'] }"),
      },
    ],
    safe: [
      { name: 'an HTTPS listener', manifests: documents(gateway(HTTPS), route(TO_LOGIN)) },
      { name: 'a redirect', manifests: documents(gateway(HTTP), route(REDIRECT)) },
      {
        name: 'a route of a namespace that may not attach',
        manifests: documents(gateway(HTTP), route(TO_LOGIN, 'other')),
      },
      {
        name: 'a route of a namespace that the listener does not select',
        manifests: documents(gateway(selecting('third')), route(TO_LOGIN, 'other')),
      },
      {
        name: 'a redirect of Istio',
        manifests: istio(
          "{ port: { number: 80, name: web, protocol: HTTP }, hosts: ['*'], tls: { httpsRedirect: true } }",
        ),
      },
    ],
  },
};
