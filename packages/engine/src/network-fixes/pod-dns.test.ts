// Whom pods ask for names: by dnsPolicy and dnsConfig, each row beside one that asks somebody else; and the gate that tells.
import { expect, test } from 'vitest';
import { factsOf } from '../testing/facts-of.ts';
import { needsOf, pod } from '../testing/need-world.ts';
import { NetworkFixer } from './network-fixes.ts';

const COREDNS = pod('coredns', { namespace: 'kube-system', labels: 'k8s-app: kube-dns', ip: '10.0.0.53' });
const CLUSTER = (from: string): string[] =>
  ['UDP', 'TCP'].map((protocol) => `dns: ${from} → pod:kube-system/coredns 53/${protocol}`);
const OWN = (ip: string): string[] => ['UDP', 'TCP'].map((protocol) => `dns: pod:shop/app → ${ip} 53/${protocol}`);
const NAMESPACE = 'namespace:shop';
const CONFIG = (ip: string): string => `, dnsConfig: {nameservers: [${ip}]}`;

test.each<[string, string, string[]]>([
  ['nothing is written', '', CLUSTER(NAMESPACE)],
  ['ClusterFirst', ', dnsPolicy: ClusterFirst', CLUSTER(NAMESPACE)],
  ['ClusterFirstWithHostNet', ', dnsPolicy: ClusterFirstWithHostNet', CLUSTER(NAMESPACE)],
  ['the cluster and one more', CONFIG('10.9.9.9'), [...CLUSTER(NAMESPACE), ...OWN('ip:10.9.9.9')]],
  ['None', `, dnsPolicy: None${CONFIG('10.9.9.9')}`, OWN('ip:10.9.9.9')],
  ['None, IPv6', `, dnsPolicy: None${CONFIG("'FD00:0::9'")}`, OWN('ip:fd00::9')],
  ['None, and the address of a pod', `, dnsPolicy: None${CONFIG('10.0.0.53')}`, OWN('pod:kube-system/coredns')],
  ['None, and what is no address', `, dnsPolicy: None${CONFIG('resolver')}`, []],
  [
    'Default',
    ', dnsPolicy: Default',
    [
      'unknown: dnsPolicy Default of pod:shop/app: whom its node asks for names is not in the input: name it with --observed',
    ],
  ],
])('%s', (_, more, needs) => {
  expect(needsOf(COREDNS + pod('app', { more }))).toEqual(needs);
});

test('beside a pod that asks nobody, only the others ask the cluster', () => {
  const others = pod('app') + pod('quiet', { more: `, dnsPolicy: None${CONFIG('10.9.9.9')}` });
  expect(needsOf(COREDNS + others)).toEqual([
    ...CLUSTER('pod:shop/app'),
    ...OWN('ip:10.9.9.9').map((need) => need.replace('shop/app', 'shop/quiet')),
  ]);
});

test('a flow that was seen says whom the node asks', () => {
  const flow = { line: 1, from: ['pod:shop/app'], to: ['ip:192.168.0.2'], port: 53, protocol: 'UDP' } as const;
  expect(needsOf(COREDNS + pod('app', { more: ', dnsPolicy: Default' }), [flow])).toEqual([
    'observed: pod:shop/app → ip:192.168.0.2 53/UDP',
  ]);
});

test('a pod with nameservers of its own needs no resolver of the cluster, and its policy names them alone', () => {
  const facts = (more: string) => factsOf(pod('app', { more, ip: '10.0.0.1' }));
  const fix = (more: string) => new NetworkFixer(facts(more), { cni: 'calico' }).fix().namespaces[0];
  const own = fix(`, dnsPolicy: None${CONFIG('10.9.9.9')}`);
  expect(own?.gates.find(({ gate }) => gate === 'dns')?.result).toBe('pass');
  expect(own?.ready).toBe(true);
  expect(own?.policies.allow.map(({ spec }) => spec.egress?.map(({ to }) => to))).toEqual([
    [[{ ipBlock: { cidr: '10.9.9.9/32' } }]],
  ]);
  expect(fix('')?.gates.find(({ gate }) => gate === 'dns')?.result).toBe('fail');
});
