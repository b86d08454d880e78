// Who `kube-apiserver` is to Cilium, on a node or outside, as a target and as a source: by our own engine and by the naive one.
import { expect, test } from 'vitest';
import { naiveConnects } from '../../../../../testbed/naive-reach/connects.ts';
import type { RawObject } from '../../../../../testbed/naive-reach/raw.ts';
import { readAll } from '../../kube/test-input.ts';
import { CanConnect } from '../can-connect.ts';

const node = (name: string, address: string): object => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name },
  status: { addresses: [{ type: 'InternalIP', address }] },
});
const slice = (address: string): object => ({
  apiVersion: 'discovery.k8s.io/v1',
  kind: 'EndpointSlice',
  metadata: { name: 'kubernetes', namespace: 'default', labels: { 'kubernetes.io/service-name': 'kubernetes' } },
  addressType: 'IPv4',
  endpoints: [{ addresses: [address] }],
  ports: [{ name: 'https', port: 6443, protocol: 'TCP' }],
});
const POD = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web', namespace: 'shop', labels: { app: 'web' } },
  spec: { nodeName: 'n2', containers: [{ name: 'c' }] },
  status: { phase: 'Running', podIPs: [{ ip: '10.0.0.1' }] },
};
const rules = { toPorts: [{ ports: [{ port: '6443', protocol: 'TCP' }] }] };
const POLICY = {
  apiVersion: 'cilium.io/v2',
  kind: 'CiliumNetworkPolicy',
  metadata: { name: 'p', namespace: 'shop' },
  spec: {
    endpointSelector: {},
    ingress: [{ fromEntities: ['kube-apiserver'], ...rules }],
    egress: [{ toEntities: ['kube-apiserver'], ...rules }],
  },
};
/** The same by address, as a NetworkPolicy has it. */
const block = (address: string): object => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'p', namespace: 'shop' },
  spec: {
    podSelector: {},
    policyTypes: ['Ingress', 'Egress'],
    ingress: [{ from: [{ ipBlock: { cidr: `${address}/32` } }] }],
    egress: [{ to: [{ ipBlock: { cidr: `${address}/32` } }] }],
  },
});
const ON_NODE = '192.168.0.1';
const OUTSIDE = '192.168.9.9';
const OTHER = 'ip:192.168.0.3';

test.each<[string, string, object, string, string, string]>([
  ['on a node, asked', ON_NODE, POLICY, 'pod:shop/web', `ip:${ON_NODE}`, 'allow'],
  ['another node, asked', ON_NODE, POLICY, 'pod:shop/web', OTHER, 'deny'],
  ['outside, asked', OUTSIDE, POLICY, 'pod:shop/web', `ip:${OUTSIDE}`, 'allow'],
  ['another address outside, asked', OUTSIDE, POLICY, 'pod:shop/web', 'ip:192.168.9.8', 'deny'],
  ['on a node, calls', ON_NODE, POLICY, `ip:${ON_NODE}`, 'pod:shop/web', 'allow'],
  ['another node, calls', ON_NODE, POLICY, OTHER, 'pod:shop/web', 'deny'],
  ['outside, calls', OUTSIDE, POLICY, `ip:${OUTSIDE}`, 'pod:shop/web', 'undefined'],
  ['another address outside, calls', OUTSIDE, POLICY, 'ip:192.168.9.8', 'pod:shop/web', 'deny'],
  ['on a node, asked by a block', ON_NODE, block(ON_NODE), 'pod:shop/web', `ip:${ON_NODE}`, 'deny'],
  ['outside, asked by a block', OUTSIDE, block(OUTSIDE), 'pod:shop/web', `ip:${OUTSIDE}`, 'allow'],
])('%s', (_, server, policy, from, to, verdict) => {
  const objects = [
    node('n1', ON_NODE),
    node('n2', '192.168.0.2'),
    node('n3', '192.168.0.3'),
    slice(server),
    POD,
    policy,
  ];
  const answer = new CanConnect(readAll(...objects), { cni: 'cilium' }).answer({
    from,
    to,
    port: 6443,
    protocol: 'TCP',
  });
  expect('error' in answer ? answer.error : answer.verdict).toBe(verdict);
  const naive = [from, to].map((one) => (one.startsWith('pod:') ? one.slice('pod:'.length) : partyOf(one)));
  const [source = '', target = ''] = naive;
  const flow = { from: source, to: target, port: 6443, protocol: 'TCP' };
  expect(naiveConnects(objects as RawObject[], flow, 'cilium')).toBe(verdict);
});

/** The naive one is told of nodes by name. */
function partyOf(id: string): string {
  const at = ['192.168.0.1', '192.168.0.2', '192.168.0.3'].indexOf(id.slice('ip:'.length));
  return at < 0 ? id : `node:n${at + 1}`;
}
