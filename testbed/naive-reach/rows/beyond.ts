// Rows on what a policy sees of labels, clients, resolvers, pods that wait and meshes: traps T7, T10, T12, T22, T23. Decided by hand.
import { block } from './world.ts';
import type { Block } from './world.ts';

const db = (peer: string): string => `[shop: {podSelector: {matchLabels: {app: db}}, ingress: [{from: [{${peer}}]}]}]`;
const DNS = 'to: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}, podSelector: {}}]';

export const BEYOND: readonly Block[] = [
  block(
    'T7: a label of namespaces that anyone who labels one may take: unknown where the labels are',
    db('namespaceSelector: {matchLabels: {team: ops}}'),
    'allow ops/mon > shop/db 5432/TCP',
    'allow ops/web > shop/db 5432/TCP',
    'deny shop/web > shop/db 5432/TCP',
    'undefined lost/stray > shop/db 5432/TCP',
  ),
  block(
    'T7: the label that the API server sets is known of a namespace without an object',
    db('namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: ops}}'),
    'allow ops/mon > shop/db 5432/TCP',
    'deny lost/stray > shop/db 5432/TCP',
  ),
  block(
    'T7: a label of pods: whoever creates a pod with it is let in, whatever it is called',
    db('podSelector: {matchExpressions: [{key: app, operator: In, values: [web, new]}]}'),
    'allow shop/new > shop/db 5432/TCP',
    'deny shop/api > shop/db 5432/TCP',
  ),
  block(
    'T10: a block of clients: one that comes with the address of a node is refused, but for the own node',
    db('ipBlock: {cidr: 198.51.100.0/24}'),
    'allow ip:198.51.100.7 > shop/db 5432/TCP',
    'deny ip:198.51.101.7 > shop/db 5432/TCP',
    'deny node:n1 > shop/db 5432/TCP',
    'allow node:n2 > shop/db 5432/TCP',
  ),
  block(
    'T12: port 53 of the resolver: one that listens on 5353, or at an address of the node, is not meant',
    `[shop: {podSelector: {}, policyTypes: [Egress], egress: [{${DNS}, ports: [{port: 53, protocol: UDP}]}]}]`,
    'allow shop/web > kube-system/dns 53/UDP',
    'deny shop/web > kube-system/dns 53/TCP',
    'deny shop/web > kube-system/dns 5353/UDP',
    'deny shop/web > ip:169.254.20.10 53/UDP',
    'deny shop/web > ip:169.254.169.254 53/UDP',
  ),
  block(
    'T22: a pod that has no node yet is judged as if its policies held',
    '[shop: {podSelector: {matchLabels: {app: new}}, policyTypes: [Egress]}]',
    'deny shop/new > ip:8.8.8.8 443/TCP',
    'allow shop/web > ip:8.8.8.8 443/TCP',
  ),
  block(
    'T23: a policy for the application’s port lets no tunnel of an ambient mesh in',
    '[shop: {podSelector: {matchLabels: {app: web}}, ingress: [{ports: [{port: 8080}]}]}]',
    'allow shop/api > shop/web 8080/TCP',
    'deny shop/api > shop/web 15008/TCP',
  ),
  block(
    'T23: one that names the tunnel’s port, too, does',
    '[shop: {podSelector: {matchLabels: {app: web}}, ingress: [{ports: [{port: 8080}, {port: 15008}]}]}]',
    'allow shop/api > shop/web 15008/TCP',
    'deny shop/api > shop/web 15006/TCP',
  ),
];
