// Random policies of Cilium: both kinds, denials, entities, blocks, names of ports, what is not evaluated, and what is refused.
import * as fc from 'fast-check';
import { few, labels, namespace, pick, selector, sometimes } from './random-policy.ts';
import type { RawObject, RawSelector } from './raw.ts';
import type { RawCiliumPort, RawCiliumRule, RawCiliumSpec } from './raw-cilium.ts';

const KEYS = [
  'k8s:io.kubernetes.pod.namespace',
  'io.kubernetes.pod.namespace',
  'k8s:k',
  'any:k',
  'io.cilium.k8s.namespace.labels.k',
  'io.cilium.k8s.policy.serviceaccount',
  'io.cilium.k8s.policy.cluster',
  'container:k',
  'reserved:host',
  'pod-template-hash',
];
const special: fc.Arbitrary<RawSelector> = fc.oneof(
  fc.record({ key: pick(...KEYS), value: pick('a', 'b', 'x', 'default', '') }).map(({ key, value }) => ({
    matchLabels: { [key]: value },
  })),
  fc
    .record({ key: pick(...KEYS), operator: pick('NotIn', 'In', 'Exists', 'DoesNotExist') })
    .map(({ key, operator }) => ({
      matchExpressions: [{ key, operator, ...(operator.endsWith('In') && { values: ['a', 'x'] }) }],
    })),
);
const ciliumSelector: fc.Arbitrary<RawSelector> = fc.oneof(
  { weight: 4, arbitrary: selector },
  { weight: 1, arbitrary: fc.constant({}) },
  { weight: 3, arbitrary: special },
  {
    weight: 1,
    arbitrary: fc
      .tuple(labels, special)
      .map(([own, more]) => ({ ...more, matchLabels: { ...own, ...more.matchLabels } })),
  },
);
const ENTITIES = ['all', 'world', 'cluster', 'host', 'remote-node', 'kube-apiserver', 'health', 'unmanaged', 'none'];
const entity = fc.oneof({ weight: 40, arbitrary: pick(...ENTITIES) }, { weight: 1, arbitrary: pick('moon') });
const cidr = fc.oneof(
  {
    weight: 30,
    arbitrary: pick(
      '0.0.0.0/0',
      '8.8.8.8/31',
      '8.8.8.8',
      '10.0.0.0/8',
      '192.168.0.0/24',
      'fd00::/16',
      '::/0',
      'fd00::ff',
    ),
  },
  { weight: 1, arbitrary: pick('8.8.8.8/33', 'x') },
);
const set = fc.oneof(
  { weight: 10, arbitrary: fc.constant<object>({ cidr: '0.0.0.0/0', except: ['8.8.8.8/32'] }) },
  {
    weight: 10,
    arbitrary: pick<object>(
      { cidr: '8.8.8.0/24' },
      { cidr: '::/0', except: ['fd00::/8'] },
      { cidr: '8.8.8.0/24', except: ['8.8.8.0/24'] },
    ),
  },
  { weight: 2, arbitrary: fc.constant<object>({ cidrGroupRef: 'g' }) },
  { weight: 1, arbitrary: fc.constant<object>({ cidr: '8.8.8.0/24', except: ['9.0.0.0/8'] }) },
);

function peersOf(side: 'from' | 'to'): fc.Arbitrary<RawCiliumRule> {
  const one = (field: string, arbitrary: fc.Arbitrary<unknown>): fc.Arbitrary<object> =>
    few(arbitrary, 2).map((list) => ({ [`${side}${field}`]: list }));
  return fc.oneof(
    { weight: 10, arbitrary: one('Endpoints', ciliumSelector) },
    { weight: 6, arbitrary: one('Entities', entity) },
    { weight: 3, arbitrary: one('CIDR', cidr) },
    { weight: 3, arbitrary: one('CIDRSet', set) },
    { weight: 6, arbitrary: fc.constant<object>({}) },
    { weight: 1, arbitrary: fc.constant<object>({ [`${side}Requires`]: [{ matchLabels: { k: 'x' } }] }) },
    { weight: 1, arbitrary: fc.constant<object>({ [`${side}Nodes`]: [{}] }) },
    {
      weight: 1,
      arbitrary: fc.constant<object>(side === 'to' ? { toFQDNs: [{ matchName: 'a.example' }] } : { fromGroups: [{}] }),
    },
    { weight: 1, arbitrary: fc.constant<object>(side === 'to' ? { toServices: [{}] } : { fromEndpoints: null }) },
    { weight: 1, arbitrary: fc.constant<object>({ [`${side}Entities`]: ['world'], [`${side}Endpoints`]: [{}] }) },
  ) as fc.Arbitrary<RawCiliumRule>;
}

const port: fc.Arbitrary<RawCiliumPort> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      port: pick('80', '81', '0', 'http', 'dns', 'HTTP'),
      protocol: pick('TCP', 'UDP', 'ANY', 'SCTP'),
    }),
  },
  { weight: 6, arbitrary: fc.record({ port: pick('80', '79', 'http') }) },
  {
    weight: 4,
    arbitrary: fc.record({ port: pick('79', '80'), endPort: pick(70, 80, 90), protocol: pick('TCP', 'tcp') }),
  },
  {
    weight: 1,
    arbitrary: pick<RawCiliumPort>(
      { port: 80, protocol: 'TCP' },
      { port: '080' },
      { port: '80', protocol: 'XYZ' },
      { port: '8', protocol: 'ICMP' },
    ),
  },
);
const entry = fc.oneof(
  { weight: 10, arbitrary: few(port, 2, 1).map((ports): object => ({ ports })) },
  { weight: 2, arbitrary: few(port, 1, 1).map((ports): object => ({ ports, rules: { http: [{}] } })) },
  {
    weight: 1,
    arbitrary: pick<object>(
      {},
      { ports: [], rules: {} },
      { ports: [{ port: '80', protocol: 'TCP' }], serverNames: ['a'] },
    ),
  },
);
const other = fc.oneof(
  { weight: 10, arbitrary: fc.constant<object>({}) },
  { weight: 12, arbitrary: few(entry, 2).map((toPorts): object => ({ toPorts })) },
  { weight: 1, arbitrary: fc.constant<object>({ icmps: [{ fields: [{ type: 8 }] }] }) },
  {
    weight: 1,
    arbitrary: pick<object>({ authentication: { mode: 'required' } }, { authentication: { mode: 'disabled' } }),
  },
);

const rule = (side: 'from' | 'to'): fc.Arbitrary<RawCiliumRule | null> =>
  fc.oneof(
    { weight: 20, arbitrary: fc.tuple(peersOf(side), other).map(([peers, more]) => ({ ...peers, ...more })) },
    { weight: 1, arbitrary: pick<RawCiliumRule | null>(null, {}) },
  );

const sections = {
  ingress: sometimes(few(rule('from'), 2)),
  ingressDeny: sometimes(few(rule('from'), 1), 1),
  egress: sometimes(few(rule('to'), 2)),
  egressDeny: sometimes(few(rule('to'), 1), 1),
  enableDefaultDeny: sometimes(fc.record({ ingress: fc.boolean(), egress: fc.boolean() }, { requiredKeys: [] }), 1),
};
const endpointSpec = fc.record(
  { endpointSelector: ciliumSelector, ...sections },
  { requiredKeys: ['endpointSelector'] },
);
const nodeSpec = fc.record(
  { nodeSelector: labels.map((matchLabels) => ({ matchLabels })), ...sections },
  { requiredKeys: ['nodeSelector'] },
);

function objectOf(name: string, own: string | undefined, specs: RawCiliumSpec[]): RawObject {
  const [spec] = specs;
  const written = specs.length === 1 ? { spec } : { specs };
  const metadata = own === undefined ? { name } : { name, namespace: own };
  const kind = own === undefined ? 'CiliumClusterwideNetworkPolicy' : 'CiliumNetworkPolicy';
  return { apiVersion: 'cilium.io/v2', kind, metadata, ...written } as unknown as RawObject;
}

export const ciliumPolicy: fc.Arbitrary<RawObject> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .tuple(fc.uuid(), namespace, few(endpointSpec, 2, 1))
      .map(([name, own, specs]) => objectOf(name, own, specs as RawCiliumSpec[])),
  },
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.uuid(), few(endpointSpec, 1, 1))
      .map(([name, specs]) => objectOf(name, undefined, specs as RawCiliumSpec[])),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.uuid(), few(nodeSpec, 1, 1))
      .map(([name, specs]) => objectOf(name, undefined, specs as RawCiliumSpec[])),
  },
);
