// Policies of plugins' own kinds as a namespace's default deny: what they isolate, do not, and may.
import { expect, test } from 'vitest';
import { readAll } from '../kube/test-input.ts';
import { namespaceDefaultDeny } from './namespace-default-deny.ts';

const POD = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'shop' }, spec: { containers: [] } };

const plugin = (name: string) => ({
  apiVersion: 'apps/v1',
  kind: 'DaemonSet',
  metadata: { name, namespace: 'kube-system' },
  spec: { template: { spec: { hostNetwork: true, containers: [] } } },
});

const cilium = (spec: object) => ({
  apiVersion: 'cilium.io/v2',
  kind: 'CiliumNetworkPolicy',
  metadata: { name: 'closed', namespace: 'shop' },
  spec: { endpointSelector: {}, ingress: [{}], egress: [{}], ...spec },
});

const calico = (spec: object) => ({
  apiVersion: 'projectcalico.org/v3',
  kind: 'NetworkPolicy',
  metadata: { name: 'closed', namespace: 'shop' },
  spec: { selector: 'all()', types: ['Ingress', 'Egress'], ...spec },
});

const settings = (mode: string) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'cilium-config', namespace: 'kube-system' },
  data: { 'enable-policy': mode },
});

const tier = (defaultAction: string) => ({
  apiVersion: 'projectcalico.org/v3',
  kind: 'Tier',
  metadata: { name: 'early' },
  spec: { order: 10, defaultAction },
});

test.each([
  ['Cilium, both directions', [plugin('cilium'), cilium({})], []],
  ['Cilium, one direction', [plugin('cilium'), cilium({ egress: undefined })], ['fail']],
  ['Cilium, other pods', [plugin('cilium'), cilium({ endpointSelector: { matchLabels: { app: 'api' } } })], ['fail']],
  ['Cilium, no default deny', [plugin('cilium'), cilium({ enableDefaultDeny: { egress: false } })], ['fail']],
  ['Cilium, which is not in the input', [cilium({})], ['unknown']],
  ['Cilium, which is not there', [plugin('calico-node'), cilium({})], ['fail']],
  ['Cilium that isolates every pod', [plugin('cilium'), settings('always')], []],
  ['Cilium that enforces nothing', [plugin('cilium'), settings('never'), cilium({})], ['fail']],
  ['Calico, both directions', [plugin('calico-node'), calico({})], []],
  ['Calico, one direction', [plugin('calico-node'), calico({ types: ['Ingress'] })], ['fail']],
  ['Calico, other pods', [plugin('calico-node'), calico({ selector: "app == 'api'" })], ['fail']],
  ['Calico, a tier that ends in a refusal', [plugin('calico-node'), tier('Deny'), calico({ tier: 'early' })], []],
  ['Calico, a tier that passes on', [plugin('calico-node'), tier('Pass'), calico({ tier: 'early' })], ['fail']],
  ['Calico, a tier that is not in the input', [plugin('calico-node'), calico({ tier: 'early' })], ['unknown']],
  ['Calico, a rule that passes on', [plugin('calico-node'), calico({ egress: [{ action: 'Pass' }] })], ['unknown']],
])('%s', (_, objects, expected) => {
  const found = [...namespaceDefaultDeny.find(readAll(POD, ...objects))];
  expect(found.filter(({ object }) => object.namespace === 'shop').map(({ result }) => result)).toEqual(expected);
});
