// Rows on a pod and the node it runs on: from it always, to it as the network plugin documents. Decided by hand.
import { block } from './world.ts';
import type { Block } from './world.ts';

const WEB = 'podSelector: {matchLabels: {app: web}}';
const egress = (rules: string): string => `{shop: {${WEB}, policyTypes: [Egress], egress: [${rules}]}}`;

export const OWN_NODE: readonly Block[] = [
  block(
    'egress that is closed: Kubernetes’ page leaves the own node, Calico and Cilium ask policies about it',
    `[${egress('')}]`,
    'allow shop/web > node:n1 10250/TCP',
    'allow shop/web > node:n1 10250/TCP ovn',
    'undefined shop/web > node:n1 10250/TCP calico',
    'undefined shop/web > node:n1 10250/TCP cilium',
    'undefined shop/web > ip:203.0.113.1 10250/TCP calico',
    'undefined shop/web > kube-system/agent 9100/TCP cilium',
    'deny shop/web > node:n2 10250/TCP calico',
    'deny shop/web > node:n2 10250/TCP cilium',
    'allow node:n1 > shop/web 8080/TCP calico',
    'allow node:n1 > shop/web 8080/TCP cilium',
    'allow shop/api > node:n1 10250/TCP calico',
    'allow shop/api > node:n1 10250/TCP cilium',
  ),
  block(
    'ingress that is closed: the own node gets in everywhere, and the way out is not isolated',
    `[{shop: {${WEB}, ingress: []}}]`,
    'allow node:n1 > shop/web 8080/TCP',
    'allow node:n1 > shop/web 8080/TCP calico',
    'allow node:n1 > shop/web 8080/TCP cilium',
    'deny node:n2 > shop/web 8080/TCP calico',
    'deny node:n2 > shop/web 8080/TCP cilium',
    'allow shop/web > node:n1 10250/TCP calico',
    'allow shop/web > node:n1 10250/TCP cilium',
  ),
  block(
    'a policy that allows the address of the node: under Cilium no block matches a node',
    `[${egress('{to: [{ipBlock: {cidr: 192.168.0.1/32}}], ports: [{port: 10250}]}')}]`,
    'allow shop/web > node:n1 10250/TCP',
    'allow shop/web > ip:192.168.0.1 10250/TCP calico',
    'undefined shop/web > ip:192.168.0.1 10255/TCP calico',
    'undefined shop/web > ip:203.0.113.1 10250/TCP calico',
    'undefined shop/web > node:n1 10250/TCP cilium',
  ),
  block(
    'a policy that allows a port to everybody',
    `[${egress('{ports: [{port: 10250}]}')}]`,
    'allow shop/web > node:n1 10250/TCP calico',
    'allow shop/web > node:n1 10250/TCP cilium',
    'allow shop/web > node:n2 10250/TCP cilium',
    'undefined shop/web > node:n1 22/TCP calico',
    'undefined shop/web > node:n1 22/TCP cilium',
  ),
  block(
    'a policy of Cilium’s that names the host opens it; who has none stays open',
    `[{shop: {podSelector: {}, policyTypes: [Egress]}}, {'cilium:shop': {endpointSelector: {matchLabels: {app: web}}, egress: [{toEntities: [host]}]}}]`,
    'allow shop/web > node:n1 10250/TCP cilium',
    'deny shop/web > node:n2 10250/TCP cilium',
    'undefined shop/api > node:n1 10250/TCP cilium',
  ),
  block(
    'a tier before NetworkPolicies that accepts nodes decides',
    `[${egress('')}, {ClusterNetworkPolicy: {tier: Admin, priority: 1, subject: {namespaces: {}}, egress: [{action: Accept, to: [{nodes: {}}]}]}}]`,
    'allow shop/web > node:n1 10250/TCP calico',
    'allow shop/web > node:n2 10250/TCP cilium',
  ),
  block(
    'a pod whose node is not known',
    '[{shop: {podSelector: {matchLabels: {app: new}}, policyTypes: [Egress]}}]',
    'undefined shop/new > node:n1 10250/TCP',
    'undefined shop/new > node:n1 10250/TCP calico',
    'undefined shop/new > node:n1 10250/TCP cilium',
  ),
];
