// Rows on Calico's own policies: order, tiers, NetworkPolicies among them. Decided by hand from https://docs.tigera.io/calico/latest/network-policy/.
import { block } from './world.ts';
import type { Block } from './world.ts';

const DB = `selector: "app == 'db'"`;
const from = (selector: string): string => `source: {selector: "${selector}"}`;
const WEB = from(`app == 'web'`);
const shop = (spec: string): string => `{'calico:shop': {${spec}}}`;
const wide = (spec: string): string => `{GlobalNetworkPolicy: {${spec}}}`;
const tier = (name: string, spec: string): string => `{'tier:${name}': {${spec}}}`;

export const CALICO: readonly Block[] = [
  block(
    'the sample of the documentation: a port, from endpoints by label',
    `[${shop(`${DB}, ingress: [{action: Allow, protocol: TCP, ${from(`app == 'api'`)}, destination: {ports: [5432]}}]`)}]`,
    'allow shop/api > shop/db 5432/TCP calico',
    'deny shop/api > shop/db 5433/TCP calico',
    'deny shop/api > shop/db 5432/UDP calico',
    'deny shop/web > shop/db 5432/TCP calico',
    'deny ip:8.8.8.8 > shop/db 5432/TCP calico',
    'deny node:n1 > shop/db 5432/TCP calico',
    'allow node:n2 > shop/db 5432/TCP calico',
    'allow shop/db > shop/web 8080/TCP calico',
    'allow shop/web > shop/db 5432/TCP cilium',
    'allow shop/web > shop/db 5432/TCP ovn',
  ),
  block(
    'the policy with the lowest order first',
    `[${shop(`${DB}, order: 20, ingress: [{action: Allow}]`)}, ${shop(`${DB}, order: 10, ingress: [{action: Deny, ${WEB}}]`)}]`,
    'deny shop/web > shop/db 5432/TCP calico',
    'allow shop/api > shop/db 5432/TCP calico',
  ),
  block(
    'the same, the other way round; orders may have fractions',
    `[${shop(`${DB}, order: 10.5, ingress: [{action: Allow}]`)}, ${shop(`${DB}, order: 10.75, ingress: [{action: Deny, ${WEB}}]`)}]`,
    'allow shop/web > shop/db 5432/TCP calico',
  ),
  block(
    'a policy without an order comes last',
    `[${shop(`${DB}, ingress: [{action: Allow}]`)}, ${shop(`${DB}, order: 99999, ingress: [{action: Deny, ${WEB}}]`)}]`,
    'deny shop/web > shop/db 5432/TCP calico',
  ),
  block(
    'of one order, the name decides',
    `[${shop(`${DB}, ingress: [{action: Allow}]`)}, ${shop(`${DB}, ingress: [{action: Deny}]`)}]`,
    'allow shop/web > shop/db 5432/TCP calico',
  ),
  block(
    'of one order and different kinds: nobody can say',
    `[${shop(`${DB}, order: 1, ingress: [{action: Allow}]`)}, ${wide(`${DB}, order: 1, ingress: [{action: Deny, ${WEB}}]`)}]`,
    'undefined shop/web > shop/db 5432/TCP calico',
    'allow shop/api > shop/db 5432/TCP calico',
  ),
  block(
    'rules in order; the first that matches decides, and Log is none',
    `[${shop(`${DB}, ingress: [{action: Log}, {action: Allow, ${WEB}}, {action: Deny}, {action: Allow}]`)}]`,
    'allow shop/web > shop/db 5432/TCP calico',
    'deny shop/api > shop/db 5432/TCP calico',
  ),
  block(
    'a tier that applies and takes no action drops; Pass goes on to the next tier',
    `[${tier('early', 'order: 100')}, ${wide(`tier: early, selector: all(), ingress: [{action: Pass, ${from(`app == 'mon'`)}}]`)},
      ${shop(`${DB}, ingress: [{action: Allow}]`)}, ${shop(`selector: "app == 'api'", ingress: [{action: Deny}]`)}]`,
    'allow ops/mon > shop/db 5432/TCP calico',
    'deny shop/web > shop/db 5432/TCP calico',
    'deny ops/mon > shop/api 9090/TCP calico',
    'allow ops/mon > shop/web 8080/TCP calico',
    'allow shop/db > ip:8.8.8.8 443/TCP calico',
  ),
  block(
    'a tier whose default action is Pass',
    `[${tier('early', 'order: 100, defaultAction: Pass')}, ${wide(`tier: early, selector: all(), ingress: [{action: Deny, ${from(`app == 'mon'`)}}]`)}]`,
    'deny ops/mon > shop/db 5432/TCP calico',
    'allow shop/web > shop/db 5432/TCP calico',
  ),
  block(
    'tiers by order; one without an order comes last, after the default tier',
    `[${tier('one', 'order: 200')}, ${tier('two', 'order: 100')}, ${tier('last', '')},
      ${wide(`tier: one, selector: "app == 'db'", ingress: [{action: Allow}]`)}, ${wide(`tier: two, selector: "app == 'db'", ingress: [{action: Deny, ${WEB}}, {action: Pass}]`)},
      ${wide(`tier: last, selector: "app == 'api'", ingress: [{action: Deny}]`)}, ${shop(`selector: "app == 'api'", ingress: [{action: Allow, ${WEB}}, {action: Pass}]`)}]`,
    'deny shop/web > shop/db 5432/TCP calico',
    'allow shop/api > shop/db 5432/TCP calico',
    'allow shop/web > shop/api 9090/TCP calico',
    'deny shop/db > shop/api 9090/TCP calico',
  ),
  block(
    'a tier that applies to none of the ends is skipped',
    `[${tier('early', 'order: 100')}, ${wide(`tier: early, selector: "app == 'mon'", ingress: [{action: Deny}]`)}]`,
    'allow shop/web > shop/db 5432/TCP calico',
    'deny shop/web > ops/mon 3000/TCP calico',
  ),
  block(
    'a tier that is not in the input',
    `[${wide(`tier: lost, selector: "app == 'db'", ingress: [{action: Allow}]`)}]`,
    'undefined shop/web > shop/db 5432/TCP calico',
    'allow shop/web > shop/api 9090/TCP calico',
  ),
  block(
    'NetworkPolicies are of order 1000 in the default tier: what comes later may still allow',
    `[{shop: {podSelector: {matchLabels: {app: db}}, ingress: [{from: [{podSelector: {matchLabels: {app: web}}}]}]}},
      ${shop(`${DB}, order: 2000, ingress: [{action: Allow, ${from(`app == 'api'`)}}]`)}]`,
    'allow shop/web > shop/db 5432/TCP calico',
    'allow shop/api > shop/db 5432/TCP calico',
    'deny shop/new > shop/db 5432/TCP calico',
    'deny shop/api > shop/db 5432/TCP cilium',
  ),
  block(
    'what comes earlier may refuse',
    `[{shop: {podSelector: {matchLabels: {app: db}}, ingress: [{}]}}, ${shop(`${DB}, order: 500, ingress: [{action: Deny, ${WEB}}]`)}]`,
    'deny shop/web > shop/db 5432/TCP calico',
    'allow shop/api > shop/db 5432/TCP calico',
    'allow shop/web > shop/db 5432/TCP cilium',
  ),
  block(
    'of order 1000 as well: nobody can say',
    `[{shop: {podSelector: {matchLabels: {app: db}}, ingress: [{}]}}, ${shop(`${DB}, order: 1000, ingress: [{action: Deny, ${WEB}}]`)}]`,
    'undefined shop/web > shop/db 5432/TCP calico',
    'allow shop/api > shop/db 5432/TCP calico',
  ),
  block(
    'default deny: a policy of both types without rules',
    `[${shop('selector: all(), types: [Ingress, Egress]')}]`,
    'deny ops/mon > shop/db 5432/TCP calico',
    'deny shop/web > ip:8.8.8.8 443/TCP calico',
    'allow node:n1 > shop/web 8080/TCP calico',
    'deny shop/web > node:n1 10250/TCP calico',
    'allow ops/mon > ops/web 8081/TCP calico',
  ),
  block(
    'the own node: Calico’s policies hold it, whether a NetworkPolicy does is documented both ways',
    `[{shop: {podSelector: {}, policyTypes: [Egress]}}, ${shop(`selector: "app == 'web'", order: 2000, egress: [{action: Allow, destination: {selector: "app == 'db'"}}]`)}]`,
    'undefined shop/web > node:n1 10250/TCP calico',
    'deny shop/web > node:n2 10250/TCP calico',
    'allow shop/web > shop/db 5432/TCP calico',
    'undefined shop/api > node:n1 10250/TCP calico',
  ),
  block(
    'without types: by the rules there are',
    `[${shop(`selector: "app == 'db'", egress: [{action: Allow, destination: {selector: "app == 'web'"}}]`)}, ${shop(`selector: "app == 'api'"`)}]`,
    'allow shop/web > shop/db 5432/TCP calico',
    'deny shop/db > shop/api 9090/TCP calico',
    'deny shop/web > shop/api 9090/TCP calico',
    'allow shop/api > ip:8.8.8.8 443/TCP calico',
  ),
  block(
    'stored without types: Felix takes it for both',
    `[{'crd-calico:shop': {${DB}, ingress: [{action: Allow, ${WEB}}]}}]`,
    'allow shop/web > shop/db 5432/TCP calico',
    'deny shop/api > shop/db 5432/TCP calico',
    'undefined shop/db > ip:8.8.8.8 443/TCP calico',
  ),
  block(
    'tiers of the Kubernetes project are of order 1000 and 10,000,000',
    `[${tier('early', 'order: 100, defaultAction: Pass')}, ${wide(`tier: early, selector: "app == 'db'", ingress: [{action: Allow, ${WEB}}]`)},
      {ClusterNetworkPolicy: {tier: Admin, priority: 1, subject: {namespaces: {}}, ingress: [{action: Deny, from: [{namespaces: {matchLabels: {team: shop}}}]}]}},
      {ClusterNetworkPolicy: {tier: Baseline, priority: 1, subject: {namespaces: {}}, ingress: [{action: Deny, from: [{namespaces: {matchLabels: {team: ops}}}]}]}},
      ${shop(`selector: "app == 'web'", ingress: [{action: Allow}]`)}]`,
    'allow shop/web > shop/db 5432/TCP calico',
    'deny shop/api > shop/db 5432/TCP calico',
    'deny shop/api > shop/web 8080/TCP calico',
    'allow ops/mon > shop/web 8080/TCP calico',
    'deny ops/mon > shop/api 9090/TCP calico',
  ),
  block(
    'policies that are about hosts only do not hold pods',
    `[${wide(`selector: all(), doNotTrack: true, applyOnForward: true, ingress: [{action: Deny}]`)}, ${wide(`selector: all(), preDNAT: true, applyOnForward: true, ingress: [{action: Deny}]`)}]`,
    'allow shop/web > shop/db 5432/TCP calico',
  ),
  block(
    'a host that is an endpoint: what its policies say is not evaluated',
    `[{'host:n1': {}}]`,
    'undefined ip:8.8.8.8 > node:n1 22/TCP calico',
    'undefined shop/db > kube-system/agent 9100/TCP calico',
    'allow ip:8.8.8.8 > node:n2 22/TCP calico',
    'allow shop/web > shop/db 5432/TCP calico',
  ),
  block(
    'a policy for what hosts forward may hold pods, too',
    `[{'host:n1': {}}, ${wide(`selector: "role == 'node'", applyOnForward: true, ingress: [{action: Deny}]`)}]`,
    'undefined shop/web > shop/db 5432/TCP calico',
    'allow shop/web > shop/db 5432/TCP cilium',
  ),
];
