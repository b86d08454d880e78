// What an answer says of egress from a pod to the node it runs on: by whose reading it is held, and why that is open.
import { describe, expect, test } from 'vitest';
import { answerOf } from '../testing/two-pods.ts';
import type { Cni } from './reading.ts';

const closed = (egress = ''): string => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: closed, namespace: shop}
spec: {podSelector: {}, policyTypes: [Egress], egress: [${egress}]}
---
`;
const cilium = (app: string): string => `apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: {name: own, namespace: shop}
spec: {endpointSelector: {matchLabels: {app: ${app}}}, egress: [{}]}
---
`;
const calico = (app: string, spec: string): string => `apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata: {name: own, namespace: shop}
spec: {selector: app == '${app}', ${spec}}
---
`;
const daemonSet = (name: string): string => `apiVersion: apps/v1
kind: DaemonSet
metadata: {name: ${name}, namespace: kube-system}
spec: {selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: c}]}}}
---
`;

function ask(manifests: string, cni?: Cni, to = 'node:n1') {
  return answerOf(manifests, cni, { from: 'pod:shop/web', to, port: 10250, protocol: 'TCP' });
}

describe('a NetworkPolicy closes egress: open, and the one reason is the own node', () => {
  test.each<[string, string, Cni | undefined]>([
    ['--cni calico', '', 'calico'],
    ['--cni cilium', '', 'cilium'],
    ['Calico is found', daemonSet('calico-node'), undefined],
    ['Cilium is found', daemonSet('cilium'), undefined],
    ['a policy of Calico’s selects another pod', calico('db', 'types: [Egress]'), 'calico'],
    ['a policy of Calico’s isolates the pod, too, and comes later', calico('web', 'types: [Egress]'), 'calico'],
    ['a policy of Cilium’s selects another pod', cilium('db'), 'cilium'],
  ])('%s', (_, manifests, cni) => {
    const { verdict, open } = ask(closed() + manifests, cni);
    expect([verdict, open]).toEqual([
      'undefined',
      [expect.stringMatching(/^Kubernetes documents that traffic from a pod to its own node is always allowed/)],
    ]);
  });
});

describe('policies of the plugin’s own hold it for certain', () => {
  test.each<[string, string, Cni]>([
    ['Calico: a rule that denies it first', calico('web', 'order: 1, egress: [{action: Deny}]'), 'calico'],
    ['Cilium: default deny', cilium('web'), 'cilium'],
  ])('%s', (_, manifests, cni) => {
    expect([ask(closed() + manifests, cni).verdict, ask(manifests, cni).verdict]).toEqual(['deny', 'deny']);
  });
});

describe('by the specification it is allowed, and the answer says whose word that is', () => {
  test.each<[string, string, Cni | undefined]>([
    ['no plugin is known', '', undefined],
    ['generic', '', 'generic'],
    ['ovn', '', 'ovn'],
    ['OVN-Kubernetes is found', daemonSet('ovnkube-node'), undefined],
  ])('%s', (_, manifests, cni) => {
    const { verdict, because } = ask(closed() + manifests, cni);
    expect([verdict, because[1]?.text]).toEqual([
      'allow',
      'traffic between pod:shop/web and its own node is never refused, as Kubernetes documents it',
    ]);
  });
});

describe('twins', () => {
  test.each<Cni>(['calico', 'cilium'])('%s: another node is refused by policy', (cni) => {
    expect(ask(closed(), cni, 'node:n2').verdict).toBe('deny');
  });
  test.each<Cni>(['calico', 'cilium'])('%s: a rule that allows the port decides, and is cited', (cni) => {
    const { verdict, because } = ask(closed('{ports: [{port: 10250}]}'), cni);
    expect([verdict, because[1]?.text]).toEqual([
      'allow',
      'networkpolicy:shop/closed allows the egress of pod:shop/web',
    ]);
  });
  test.each<Cni>(['calico', 'cilium'])('%s: no NetworkPolicy isolates the pod', (cni) => {
    expect(ask('', cni).verdict).toBe('allow');
  });
});
