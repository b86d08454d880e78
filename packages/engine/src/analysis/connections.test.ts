// What a position may connect to, and who may connect to a port: named after controllers, denied ones left out, each with its twin.
import { expect, test } from 'vitest';
import { factsOf } from '../testing/facts-of.ts';
import type { Connection } from '../results/network-reach.ts';
import { CanConnect } from '../reach/can-connect.ts';
import { connectionsFrom, connectionsTo } from './connections.ts';

const pod = (name: string, more = '', ports = ''): string => `---
apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: shop, labels: {app: ${name}}}
spec: {nodeName: n1, ${more}containers: [{name: c, image: c${ports}}]}
status: {podIPs: [{ip: 10.0.0.${name.length}}]}
`;
const API = `---
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: shop}
spec:
  selector: {matchLabels: {app: api}}
  template:
    metadata: {labels: {app: api}}
    spec: {containers: [{name: c, image: c, ports: [{containerPort: 8080}, {containerPort: 53, protocol: UDP}]}]}
`;
const DB = pod('db', '', ', ports: [{name: pg, containerPort: 5432}]');
const policy = (name: string, spec: string): string => `---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: ${name}, namespace: shop}
spec: ${spec}
`;
const NODE = '---\napiVersion: v1\nkind: Node\nmetadata: {name: n1}\n';
const ONLY_WEB = policy(
  'db',
  '{podSelector: {matchLabels: {app: db}}, ingress: [{from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: 5432}]}]}',
);
const NO_EGRESS = policy('web', '{podSelector: {matchLabels: {app: web}}, policyTypes: [Egress]}');
const TO_DB = policy(
  'to-db',
  '{podSelector: {matchLabels: {app: web}}, policyTypes: [Egress], egress: [{to: [{podSelector: {matchLabels: {app: db}}}]}]}',
);
const ALL = pod('web') + API + DB + NODE;

const textOf = ({ from, to, port, protocol, verdict }: Connection): string =>
  `${verdict} ${from} > ${to} ${port}/${protocol}`;

function leaving(manifests: string, position = 'pod:shop/web'): string[] {
  const facts = factsOf(manifests);
  return connectionsFrom(position, facts, new CanConnect(facts)).map(textOf);
}

function entering(manifests: string, asked = 'pod:shop/db', port: number | string = 5432): string[] {
  const facts = factsOf(manifests);
  return connectionsTo({ to: asked, port, protocol: 'TCP' }, facts, new CanConnect(facts)).map(textOf);
}

test('without policies: every port that a pod declares, and what is always tried', () => {
  expect(leaving(ALL)).toEqual([
    'allow pod:shop/web > deployment:shop/api 53/UDP',
    'allow pod:shop/web > deployment:shop/api 8080/TCP',
    'allow pod:shop/web > pod:shop/db 5432/TCP',
    'allow pod:shop/web > network:internet 443/TCP',
    'allow pod:shop/web > network:internet 53/UDP',
    'allow pod:shop/web > ip:169.254.169.254 80/TCP',
    'allow pod:shop/web > network:nodes 10250/TCP',
  ]);
});

test('egress that is closed leaves the own node', () => {
  expect(leaving(ALL + NO_EGRESS)).toEqual(['allow pod:shop/web > network:nodes 10250/TCP']);
  expect(leaving(ALL + TO_DB)).toEqual([
    'allow pod:shop/web > pod:shop/db 5432/TCP',
    'allow pod:shop/web > network:nodes 10250/TCP',
  ]);
});

test('who may connect: without policies all, the pod itself left out', () => {
  expect(entering(ALL)).toEqual([
    'allow deployment:shop/api > pod:shop/db 5432/TCP',
    'allow pod:shop/web > pod:shop/db 5432/TCP',
    'allow network:nodes > pod:shop/db 5432/TCP',
    'allow network:internet > pod:shop/db 5432/TCP',
  ]);
});

test('a policy leaves one pod and the own node, and on another port the node alone', () => {
  const node = (port: number): string => `allow network:nodes > pod:shop/db ${port}/TCP`;
  expect(entering(ALL + ONLY_WEB)).toEqual(['allow pod:shop/web > pod:shop/db 5432/TCP', node(5432)]);
  expect(entering(ALL + ONLY_WEB, 'pod:shop/db', 5433)).toEqual([node(5433)]);
  expect(entering(ALL + ONLY_WEB + NO_EGRESS)).toEqual([node(5432)]);
});

test('a port by name; one that nothing has', () => {
  expect(entering(ALL + ONLY_WEB, 'pod:shop/db', 'pg')[0]).toBe('allow pod:shop/web > pod:shop/db pg/TCP');
  expect(entering(ALL + ONLY_WEB, 'pod:shop/db', 'http')).toEqual([]);
});

test('what the plugin decides is listed as open', () => {
  const host = pod('host', 'hostNetwork: true, ').replace('nodeName: n1', 'nodeName: n2');
  const closed = policy('db', '{podSelector: {matchLabels: {app: db}}, ingress: [{from: [{podSelector: {}}]}]}');
  expect(entering(ALL + host + closed)).toContain('undefined pod:shop/host > pod:shop/db 5432/TCP');
  expect(entering(ALL + pod('host') + closed)).toContain('allow pod:shop/host > pod:shop/db 5432/TCP');
});

test('an id that is no end gives none, and its fault says so', () => {
  expect([leaving(ALL, 'pod:shop/none'), entering(ALL, 'pod:shop/none')]).toEqual([[], []]);
  const can = new CanConnect(factsOf(ALL));
  expect([can.faultOf('pod:shop/none'), can.faultOf('pod:shop/web')]).toEqual([
    'pod:shop/none is not in the input',
    undefined,
  ]);
});
