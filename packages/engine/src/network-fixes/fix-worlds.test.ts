// Two richer clusters, with every rule of the fix written by hand: dual-stack with OpenShift's resolver, and a permissive mesh behind an Ingress.
import { expect, test } from 'vitest';
import { factsOf } from '../testing/facts-of.ts';
import type { NamespaceFix } from './fix.ts';
import { NetworkFixer } from './network-fixes.ts';
import type { PeerManifest, PolicyManifest, RuleManifest } from './policy-manifest.ts';

function fixOf(manifests: string, namespace: string): NamespaceFix {
  const { namespaces } = new NetworkFixer(factsOf(manifests), { namespaces: [namespace], cni: 'calico' }).fix();
  return namespaces[0] as NamespaceFix;
}

function peerText({ podSelector, namespaceSelector, ipBlock }: PeerManifest): string {
  if (ipBlock !== undefined)
    return `${ipBlock.cidr}${ipBlock.except === undefined ? '' : ` less ${ipBlock.except.length}`}`;
  const labels = (of: PeerManifest['podSelector']): string => Object.values(of?.matchLabels ?? {}).join();
  return [namespaceSelector, podSelector].flatMap((one) => (one === undefined ? [] : [labels(one)])).join('/');
}

const ruleText = (arrow: string, peers: readonly PeerManifest[] | undefined, { ports }: RuleManifest): string =>
  `${arrow} ${peers?.map(peerText).join(' ') ?? 'all'}: ${ports.map(({ port, protocol }) => `${port}/${protocol}`).join(' ')}`;

const textOf = ({ metadata, spec }: PolicyManifest): string[] => [
  metadata.name.replace('watertight-', ''),
  ...(spec.ingress ?? []).map((rule) => ruleText('<', rule.from, rule)),
  ...(spec.egress ?? []).map((rule) => ruleText('>', rule.to, rule)),
];

function deployment(namespace: string, name: string, port: number, env = ''): string {
  return `---
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: ${namespace}}
spec:
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}, version: v2}}
    spec: {containers: [{name: c, image: ${name}, ports: [{name: main, containerPort: ${port}}], env: [${env}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: ${namespace}}
spec: {selector: {app: ${name}}, ports: [{name: main, port: 80, targetPort: main}]}
`;
}

const OPENSHIFT = `---
apiVersion: v1
kind: Service
metadata: {name: dns-default, namespace: openshift-dns}
spec:
  selector: {dns.operator.openshift.io/daemonset-dns: default}
  ports: [{name: dns, port: 53, protocol: UDP, targetPort: dns}, {name: dns-tcp, port: 53, protocol: TCP, targetPort: dns-tcp}]
---
apiVersion: v1
kind: Pod
metadata: {name: dns-default-x, namespace: openshift-dns, labels: {dns.operator.openshift.io/daemonset-dns: default}}
spec: {nodeName: n1, containers: [{name: dns, image: coredns, ports: [{name: dns, containerPort: 5353, protocol: UDP}, {name: dns-tcp, containerPort: 5353}]}]}
status: {podIPs: [{ip: 10.0.0.53}, {ip: 'fd01::53'}]}
`;

test('microservices with a database, on two families, with OpenShift’s resolver on 5353', () => {
  const shop =
    deployment(
      'shop',
      'web',
      8080,
      `{name: ORDERS_URL, value: 'http://orders'}, {name: PAY, value: 'https://pay.example.com'}`,
    ) +
    deployment('shop', 'orders', 9000, `{name: DB_HOST, value: db.data}, {name: DB_PORT, value: '80'}`) +
    deployment('data', 'db', 5432);
  const fix = fixOf(shop + OPENSHIFT, 'shop');
  expect(fix.ready).toBe(true);
  expect(fix.policies.allow.map(textOf)).toEqual([
    ['allow-dns', '> openshift-dns/default: 5353/TCP 5353/UDP'],
    ['allow-orders', '< web: 9000/TCP', '> data/db: 5432/TCP'],
    ['allow-web', '> 0.0.0.0/0 less 6 ::/0 less 2: 443/TCP', '> orders: 9000/TCP'],
  ]);
  // The other end of a need is opened by its own namespace's fix.
  expect(fixOf(shop + OPENSHIFT, 'data').policies.allow.map(textOf)).toEqual([
    ['allow-dns', '> openshift-dns/default: 5353/TCP 5353/UDP'],
    ['allow-db', '< shop/orders: 5432/TCP'],
  ]);
});

test('a permissive mesh behind an Ingress without a proxy: policies are ready, STRICT would break the Ingress', () => {
  const mesh = `---
apiVersion: v1
kind: Namespace
metadata: {name: shop, labels: {istio-injection: enabled}}
---
apiVersion: v1
kind: Namespace
metadata: {name: entry}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web, namespace: shop}
spec: {ingressClassName: nginx, defaultBackend: {service: {name: web, port: {name: main}}}}
---
apiVersion: v1
kind: Pod
metadata: {name: nginx, namespace: entry, labels: {app: nginx}}
spec: {nodeName: n1, containers: [{name: c, image: registry.k8s.io/ingress-nginx/controller}]}
---
apiVersion: v1
kind: Pod
metadata: {name: istiod, namespace: istio-system, labels: {app: istiod}}
spec: {nodeName: n1, containers: [{name: c, image: istio/pilot}]}
`;
  const fix = fixOf(
    mesh +
      OPENSHIFT +
      deployment('shop', 'web', 8080, `{name: API, value: 'http://api'}`) +
      deployment('shop', 'api', 9000),
    'shop',
  );
  expect(fix.ready).toBe(true);
  expect(fix.policies.allow.map(textOf)).toEqual([
    ['allow-dns', '> openshift-dns/default: 5353/TCP 5353/UDP'],
    ['allow-api', '< web: 9000/TCP', '> istio-system/istiod: 15012/TCP'],
    ['allow-web', '< entry/nginx: 8080/TCP', '> istio-system/istiod: 15012/TCP', '> api: 9000/TCP'],
  ]);
  expect(fix.mtls?.breaks.map((text) => text.split(': ', 1)[0])).toEqual([
    'pod:entry/nginx → deployment:shop/web 8080/TCP',
  ]);
});
