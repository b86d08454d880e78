// The fix of a small shop, written by hand: what it keeps, what it is made of, and that each gate fails where it should.
import { describe, expect, test } from 'vitest';
import { factsOf } from '../testing/facts-of.ts';
import { endId } from './need.ts';
import type { NamespaceFix } from './fix.ts';
import { NetworkFixer } from './network-fixes.ts';
import type { FixSettings } from './fix.ts';

const DNS = `
---
apiVersion: v1
kind: Service
metadata: {name: kube-dns, namespace: kube-system}
spec: {selector: {k8s-app: kube-dns}, ports: [{name: dns, port: 53, protocol: UDP}, {name: dns-tcp, port: 53, protocol: TCP}]}
---
apiVersion: v1
kind: Pod
metadata: {name: coredns, namespace: kube-system, labels: {k8s-app: kube-dns}}
spec: {nodeName: n1, containers: [{name: coredns, image: coredns}]}
status: {podIPs: [{ip: 10.0.0.53}]}
`;
const CNI = `
---
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: calico-node, namespace: kube-system}
spec: {template: {spec: {hostNetwork: true, containers: [{name: node, image: calico/node}]}}}
`;

function pod(name: string, { env = '', labels = `app: ${name}`, port = 8080, ip = '' } = {}): string {
  return `
---
apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: shop, labels: {${labels}}}
spec: {nodeName: n1, containers: [{name: c, image: c, ports: [{containerPort: ${port}}], env: [${env}]}]}
${ip === '' ? '' : `status: {podIPs: [{ip: ${ip}}]}`}
`;
}

function service(name: string, port: number, targetPort: number): string {
  return `
---
apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: shop}
spec: {selector: {app: ${name}}, ports: [{port: ${port}, targetPort: ${targetPort}}]}
`;
}

const SHOP =
  pod('web', { env: `{name: API, value: 'http://api/v1'}`, ip: '10.0.0.1' }) +
  pod('api', { ip: '10.0.0.2' }) +
  pod('idle', { ip: '10.0.0.3' }) +
  service('api', 80, 8080);

function fixOf(manifests: string, settings: FixSettings = {}): NamespaceFix {
  const { namespaces } = new NetworkFixer(factsOf(manifests), settings).fix();
  return namespaces.find(({ namespace }) => namespace === 'shop') as NamespaceFix;
}

const failed = ({ gates }: NamespaceFix): string[] =>
  gates.filter(({ result }) => result === 'fail').map(({ gate }) => gate);
const keeps = ({ needs }: NamespaceFix): string[] =>
  needs.map(({ need: { from, to, port, protocol } }) => `${endId(from)} → ${endId(to)} ${port}/${protocol}`);

test('a shop: names, one need, and nothing else', () => {
  const fix = fixOf(SHOP + DNS + CNI);
  expect(fix.gates.map(({ gate, result }) => `${gate} ${result}`)).toEqual([
    'enforced pass',
    'known pass',
    'needed pass',
    'dns pass',
    'metadata pass',
    'nothing-opened pass',
    'least pass',
    'minimal pass',
    'stages pass',
  ]);
  expect(keeps(fix)).toEqual([
    'namespace:shop → pod:kube-system/coredns 53/UDP',
    'namespace:shop → pod:kube-system/coredns 53/TCP',
    'pod:shop/web → pod:shop/api 8080/TCP',
  ]);
  const { deny, allow } = fix.policies;
  expect(deny.spec).toEqual({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
  expect(allow.map(({ metadata, spec }) => [metadata.name, spec])).toEqual([
    [
      'watertight-allow-dns',
      {
        podSelector: {},
        policyTypes: ['Egress'],
        egress: [
          {
            to: [
              {
                namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
                podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
              },
            ],
            ports: [
              { port: 53, protocol: 'TCP' },
              { port: 53, protocol: 'UDP' },
            ],
          },
        ],
      },
    ],
    [
      'watertight-allow-api',
      {
        podSelector: { matchLabels: { app: 'api' } },
        policyTypes: ['Ingress'],
        ingress: [
          { from: [{ podSelector: { matchLabels: { app: 'web' } } }], ports: [{ port: 8080, protocol: 'TCP' }] },
        ],
      },
    ],
    [
      'watertight-allow-web',
      {
        podSelector: { matchLabels: { app: 'web' } },
        policyTypes: ['Egress'],
        egress: [{ to: [{ podSelector: { matchLabels: { app: 'api' } } }], ports: [{ port: 8080, protocol: 'TCP' }] }],
      },
    ],
  ]);
});

describe('a gate fails', () => {
  test('where nothing enforces policies', () => {
    const flannel = CNI.replace('calico-node', 'kube-flannel-ds');
    expect(failed(fixOf(SHOP + DNS + flannel))).toEqual(['enforced']);
  });

  test('where nothing that answers names is in the input', () => {
    expect(failed(fixOf(SHOP + CNI))).toEqual(['dns']);
  });

  test('where a Service that is named leads to nothing', () => {
    const broken = SHOP.replace('selector: {app: api}', 'selector: {app: apy}');
    const fix = fixOf(broken + DNS + CNI);
    expect(failed(fix)).toEqual(['known']);
    expect(fix.unknown.map(({ text }) => text)).toEqual([
      'API of pod:shop/web names api: nothing is behind service:shop/api',
    ]);
  });

  const OPEN = `
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: open, namespace: shop}
spec: {podSelector: {matchLabels: {app: idle}}, ingress: [{}]}
`;
  test('where an older policy lets more through; taken away, it does not', () => {
    const kept = fixOf(SHOP + OPEN + DNS + CNI);
    expect(failed(kept)).toEqual(['least']);
    const replaced = fixOf(SHOP + OPEN + DNS + CNI, { replace: true });
    expect(failed(replaced)).toEqual([]);
    expect(replaced.retired).toEqual(['networkpolicy:shop/open']);
  });
});

test('what is declared and refused today stays refused', () => {
  const shut = `
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: shut, namespace: shop}
spec: {podSelector: {matchLabels: {app: api}}, policyTypes: [Ingress]}
`;
  const fix = fixOf(SHOP + shut + DNS + CNI);
  expect(failed(fix)).toEqual([]);
  expect(fix.refused.map(({ need }) => need.text)).toEqual(['API of pod:shop/web names api']);
  expect(fix.policies.allow.map(({ metadata }) => metadata.name)).toEqual(['watertight-allow-dns']);
});
