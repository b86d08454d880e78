// What an answer says of policies of network plugins' own: what decides is cited by its place, what is open says why, what is decoration is called so.
import { describe, expect, test } from 'vitest';
import { answerOf } from '../testing/two-pods.ts';
import type { Cni } from './reading.ts';

const cilium = (spec: string): string => `apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: {name: own, namespace: shop}
spec: {endpointSelector: {matchLabels: {app: db}}, ${spec}}
---
`;
const calico = (spec: string): string => `apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata: {name: own, namespace: shop}
spec: {selector: app == 'db', ${spec}}
---
`;
const settings = (data: string): string => `apiVersion: v1
kind: ConfigMap
metadata: {name: cilium-config, namespace: kube-system}
data: {${data}}
---
`;

function ask(manifests: string, cni?: Cni, from = 'pod:shop/web', to = 'pod:shop/db') {
  return answerOf(manifests, cni, { from, to, port: 5432, protocol: 'TCP' });
}

describe('what decides is cited', () => {
  test.each<[string, string, Cni, string, string, readonly (string | undefined)[]]>([
    [
      'a rule that allows',
      cilium('ingress: [{fromEndpoints: [{}]}]'),
      'cilium',
      'allow',
      'allows the ingress of',
      ['/spec/ingress/0'],
    ],
    [
      'a rule that denies',
      cilium('ingressDeny: [{fromEntities: [cluster]}]'),
      'cilium',
      'deny',
      'refuses the ingress of',
      ['/spec/ingressDeny/0'],
    ],
    [
      'no rule',
      cilium('ingress: [{}]'),
      'cilium',
      'deny',
      'no rule of ciliumnetworkpolicy.cilium.io:shop/own allows',
      ['/spec'],
    ],
    [
      'Calico: a rule that allows',
      calico('ingress: [{action: Log}, {action: Allow}]'),
      'calico',
      'allow',
      'allows the ingress of',
      ['/spec/ingress/1'],
    ],
    [
      'Calico: a rule that denies',
      calico('ingress: [{action: Deny}]'),
      'calico',
      'deny',
      'refuses the ingress of',
      ['/spec/ingress/0'],
    ],
    [
      'Calico: no rule',
      calico('types: [Ingress]'),
      'calico',
      'deny',
      'no rule of networkpolicy.projectcalico.org:shop/own allows',
      ['/spec'],
    ],
  ])('%s', (_, manifests, cni, verdict, text, pointers) => {
    const answer = ask(manifests, cni);
    expect(answer.verdict).toBe(verdict);
    const said = answer.because.find((because) => because.text.includes(text));
    expect(said?.evidence.map(({ pointer }) => pointer)).toEqual(pointers);
  });
});

describe('what is open says by which field', () => {
  test.each<[string, Cni, RegExp]>([
    [cilium('ingress: [{fromEndpoints: [{}], authentication: {mode: required}}]'), 'cilium', /must prove who it is/],
    [cilium('ingress: [{toPorts: [{ports: [{port: "5432"}], rules: {l7proto: x}}]}]'), 'cilium', /rules of layer 7/],
    [cilium('ingress: [{fromGroups: [{}]}, {fromCIDR: [x]}]'), 'cilium', /Cilium refuses the policy/],
    [
      cilium('ingress: [{fromEndpoints: [{matchLabels: {io.cilium.k8s.policy.cluster: a}}]}]'),
      'cilium',
      /label `io.cilium.k8s.policy.cluster`/,
    ],
    [calico('ingress: [{action: Allow, source: {services: {name: s}}}]'), 'calico', /`services` is not evaluated/],
    [calico('tier: lost, ingress: [{action: Allow}]'), 'calico', /its tier is not in the input/],
    [calico('order: first, ingress: [{action: Allow}]'), 'calico', /Calico refuses the policy/],
  ])('%s', (manifests, cni, text) => {
    const answer = ask(manifests, cni);
    expect([answer.verdict, answer.because.some((because) => text.test(because.text))]).toEqual(['undefined', true]);
  });
});

describe('the policy of a plugin that does not enforce is decoration', () => {
  test.each<[string, Cni, string]>([
    [cilium('ingress: [{}]'), 'calico', 'has no effect: Cilium does not enforce here'],
    [calico('types: [Ingress]'), 'cilium', 'has no effect: Calico does not enforce here'],
    [calico('types: [Ingress]'), 'ovn', 'has no effect: Calico does not enforce here'],
  ])('%s', (manifests, cni, text) => {
    const answer = ask(manifests, cni);
    expect([answer.verdict, answer.because.some((because) => because.text.includes(text))]).toEqual(['allow', true]);
  });
  test('where it is not known who enforces, it may hold', () => {
    for (const manifests of [cilium('ingress: [{}]'), calico('types: [Ingress]')])
      for (const cni of [undefined, 'generic'] as const) {
        const answer = ask(manifests, cni);
        expect(answer.verdict).toBe('undefined');
        expect(answer.because[1]?.text).toContain('whether its plugin is there is not known');
      }
    expect(ask(cilium('ingress: [{}]'), 'generic', 'pod:shop/db', 'pod:shop/web').verdict).toBe('undefined');
    expect(ask('', 'generic').verdict).toBe('allow');
  });
});

describe('settings of Cilium', () => {
  const closed = cilium('ingress: [{}]');
  test.each<[string, string, string, string]>([
    ['enforcement always', settings('enable-policy: always'), 'pod:shop/web', 'deny'],
    ['enforcement never', settings('enable-policy: never') + closed, 'pod:shop/web', 'allow'],
    ['the own node', closed, 'node:n2', 'allow'],
    ['the own node, told otherwise', settings('allow-localhost: policy') + closed, 'node:n2', 'deny'],
    [
      'labels that count',
      settings('labels: "k8s:app"') + cilium('ingress: [{fromEndpoints: [{matchLabels: {app: web}}]}]'),
      'pod:shop/web',
      'undefined',
    ],
    [
      'labels that count by themselves',
      cilium('ingress: [{fromEndpoints: [{matchLabels: {app: web}}]}]'),
      'pod:shop/web',
      'allow',
    ],
    [
      'blocks and nodes',
      settings('policy-cidr-match-mode: nodes') + cilium('ingress: [{fromCIDR: [0.0.0.0/0]}]'),
      'node:n1',
      'undefined',
    ],
    ['blocks and nodes, by itself', cilium('ingress: [{fromCIDR: [0.0.0.0/0]}]'), 'node:n1', 'deny'],
  ])('%s', (_, manifests, from, verdict) => {
    expect(ask(manifests, 'cilium', from).verdict).toBe(verdict);
  });
  test.each<[string, string, string]>([
    ['always: egress to the own node is denied by default, too', 'enable-policy: always', 'deny'],
    ['never', 'enable-policy: never', 'allow'],
    ['default', 'enable-policy: default', 'allow'],
  ])('enforcement %s', (_, data, verdict) => {
    expect(ask(settings(data), 'cilium', 'pod:shop/web', 'node:n1').verdict).toBe(verdict);
  });
  test.each<[string, string]>([
    ['"true"', 'deny'],
    ['"false"', 'allow'],
  ])('the host firewall: %s', (isOn, verdict) => {
    const policy = `apiVersion: cilium.io/v2
kind: CiliumClusterwideNetworkPolicy
metadata: {name: nodes}
spec: {nodeSelector: {}, ingress: [{}]}
---
`;
    expect(ask(settings(`enable-host-firewall: ${isOn}`) + policy, 'cilium', 'ip:8.8.8.8', 'node:n1').verdict).toBe(
      verdict,
    );
  });
});
