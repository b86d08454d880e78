// Rows on what Cilium's policies deny, on policies together, and on what stands above layer 4. Decided by hand from Cilium's documentation.
import { block } from './world.ts';
import type { Block } from './world.ts';

const DB = 'endpointSelector: {matchLabels: {app: db}}';
const WEB = 'endpointSelector: {matchLabels: {app: web}}';
const shop = (spec: string): string => `[{'cilium:shop': {${spec}}}]`;
const ports = (...list: readonly string[]): string => `toPorts: [{ports: [${list.join(', ')}]}]`;

export const CILIUM_BEYOND: readonly Block[] = [
  block(
    'a denial goes before every allowance',
    shop(`${DB}, ingress: [{fromEntities: [all]}], ingressDeny: [{fromEndpoints: [{matchLabels: {app: web}}]}]`),
    'deny shop/web > shop/db 5432/TCP cilium',
    'allow shop/api > shop/db 5432/TCP cilium',
    'allow ip:8.8.8.8 > shop/db 5432/TCP cilium',
    'allow ops/web > shop/db 5432/TCP cilium',
  ),
  block(
    'the documentation’s table, second column: allow the client, deny port 80',
    shop(
      `${DB}, ingress: [{fromEndpoints: [{matchLabels: {app: web}}]}], ingressDeny: [{${ports('{port: "80", protocol: TCP}')}}]`,
    ),
    'allow shop/web > shop/db 81/TCP cilium',
    'deny shop/web > shop/db 80/TCP cilium',
    'deny shop/api > shop/db 81/TCP cilium',
  ),
  block(
    'a denial goes before what a NetworkPolicy allows',
    `[{shop: {podSelector: {}, ingress: [{}]}}, {'cilium:shop': {${DB}, ingressDeny: [{${ports('{port: "5432", protocol: TCP}')}}]}}]`,
    'deny shop/web > shop/db 5432/TCP cilium',
    'allow shop/web > shop/db 5433/TCP cilium',
    'allow shop/web > shop/api 5432/TCP cilium',
    'allow shop/web > shop/db 5432/TCP calico',
  ),
  block(
    'a policy that only denies puts the pod into default deny all the same',
    shop(`${DB}, ingressDeny: [{fromEndpoints: [{matchLabels: {app: web}}]}]`),
    'deny shop/web > shop/db 5432/TCP cilium',
    'deny shop/api > shop/db 5432/TCP cilium',
  ),
  block(
    'an empty rule that denies, denies nobody, and isolates',
    `[{'cilium:shop': {${DB}, ingressDeny: [{}]}}, {'cilium:shop': {${DB}, ingress: [{fromEndpoints: [{}]}]}}]`,
    'allow shop/web > shop/db 5432/TCP cilium',
    'deny ops/mon > shop/db 5432/TCP cilium',
  ),
  block(
    'enableDefaultDeny: false, and a denial',
    shop(`${DB}, enableDefaultDeny: {ingress: false}, ingressDeny: [{fromEndpoints: [{matchLabels: {app: web}}]}]`),
    'deny shop/web > shop/db 5432/TCP cilium',
    'allow shop/api > shop/db 5432/TCP cilium',
    'allow ip:8.8.8.8 > shop/db 5432/TCP cilium',
  ),
  block(
    'enableDefaultDeny: false, and an allowance: nobody is kept out',
    shop(`${DB}, enableDefaultDeny: {ingress: false}, ingress: [{fromEndpoints: [{matchLabels: {app: web}}]}]`),
    'allow shop/web > shop/db 5432/TCP cilium',
    'allow shop/api > shop/db 5432/TCP cilium',
  ),
  block(
    'one policy that asks for default deny is enough',
    `[{'cilium:shop': {${DB}, enableDefaultDeny: {ingress: false}, ingress: [{fromEndpoints: [{matchLabels: {app: web}}]}]}},
      {'cilium:shop': {endpointSelector: {}, enableDefaultDeny: {ingress: true}}}]`,
    'allow shop/web > shop/db 5432/TCP cilium',
    'deny shop/api > shop/db 5432/TCP cilium',
    'deny shop/db > shop/api 9090/TCP cilium',
  ),
  block(
    'NetworkPolicies and Cilium’s own allow together',
    `[{shop: {podSelector: {matchLabels: {app: db}}, ingress: [{from: [{podSelector: {matchLabels: {app: web}}}]}]}},
      {'cilium:shop': {${DB}, ingress: [{fromEndpoints: [{matchLabels: {app: api}}]}]}}]`,
    'allow shop/web > shop/db 5432/TCP cilium',
    'allow shop/api > shop/db 5432/TCP cilium',
    'deny shop/new > shop/db 5432/TCP cilium',
    'deny shop/api > shop/db 5432/TCP calico',
  ),
  block(
    'two directions: both ends must let it through',
    `[{'cilium:shop': {${WEB}, egress: [{toEndpoints: [{}]}]}}, {'cilium:shop': {${DB}, ingress: [{fromEndpoints: [{matchLabels: {app: api}}]}]}}]`,
    'deny shop/web > shop/db 5432/TCP cilium',
    'allow shop/web > shop/api 9090/TCP cilium',
    'allow shop/api > shop/db 5432/TCP cilium',
  ),
  block(
    'rules of layer 7 let only some requests through',
    shop(
      `${DB}, ingress: [{toPorts: [{ports: [{port: "80", protocol: TCP}], rules: {http: [{method: GET}]}}, {ports: [{port: "81", protocol: TCP}], rules: {}}]}]`,
    ),
    'undefined shop/web > shop/db 80/TCP cilium',
    'allow shop/web > shop/db 81/TCP cilium',
    'deny shop/web > shop/db 82/TCP cilium',
  ),
  block(
    'a broader rule lets through what rules of layer 7 do not',
    `[{'cilium:shop': {${DB}, ingress: [{toPorts: [{ports: [{port: "80", protocol: TCP}], rules: {http: [{method: GET}]}}]}]}},
      {'cilium:shop': {${DB}, ingress: [{fromEndpoints: [{matchLabels: {app: web}}]}]}}]`,
    'allow shop/web > shop/db 80/TCP cilium',
    'undefined shop/api > shop/db 80/TCP cilium',
  ),
  block(
    'rules of layer 7 hold without default deny, too',
    shop(
      `${WEB}, enableDefaultDeny: {egress: false}, egress: [{toPorts: [{ports: [{port: "53", protocol: ANY}], rules: {dns: [{matchPattern: '*.example'}]}}]}]`,
    ),
    'undefined shop/web > kube-system/dns 53/UDP cilium',
    'allow shop/web > ip:8.8.8.8 443/TCP cilium',
  ),
  block(
    'who must prove who it is may not be able to',
    `[{'cilium:shop': {${DB}, ingress: [{fromEndpoints: [{}], authentication: {mode: required}}]}}, {'cilium:shop': {${WEB}, ingress: [{fromEndpoints: [{}], authentication: {mode: disabled}}]}}]`,
    'undefined shop/web > shop/db 5432/TCP cilium',
    'deny ops/mon > shop/db 5432/TCP cilium',
    'allow shop/db > shop/web 8080/TCP cilium',
  ),
  block(
    'names of hosts stand for addresses outside, never for pods',
    shop(`${WEB}, egress: [{toFQDNs: [{matchName: api.example}]}]`),
    'undefined shop/web > ip:8.8.8.8 443/TCP cilium',
    'deny shop/web > shop/api 9090/TCP cilium',
    'deny shop/web > node:n2 10250/TCP cilium',
  ),
  block(
    'Services as destinations are not evaluated',
    shop(`${WEB}, egress: [{toServices: [{k8sService: {serviceName: api, namespace: shop}}]}]`),
    'undefined shop/web > shop/api 9090/TCP cilium',
  ),
  block(
    'a rule about ICMP lets no port through, and isolates',
    shop(`${WEB}, egress: [{icmps: [{fields: [{type: 8, family: IPv4}]}]}]`),
    'deny shop/web > ip:8.8.8.8 443/TCP cilium',
    'deny shop/web > shop/api 9090/TCP cilium',
  ),
  block(
    'requirements of older versions narrow other rules, perhaps',
    shop(`${DB}, ingress: [{fromRequires: [{matchLabels: {env: prod}}]}, {fromEndpoints: [{}]}]`),
    'undefined shop/web > shop/db 5432/TCP cilium',
    'deny ops/mon > shop/db 5432/TCP cilium',
  ),
  block(
    'policies of nodes hold only where the host firewall is on',
    `[{CiliumClusterwideNetworkPolicy: {nodeSelector: {matchLabels: {role: worker}}, ingress: [{fromEntities: [cluster], ${ports('{port: "22", protocol: TCP}')}}]}}]`,
    'undefined ip:8.8.8.8 > node:n1 80/TCP cilium',
    'allow shop/web > node:n1 22/TCP cilium',
    'undefined shop/db > kube-system/agent 9100/TCP cilium',
    'allow ip:8.8.8.8 > node:n2 80/TCP cilium',
    'allow shop/web > shop/db 5432/TCP cilium',
  ),
  block(
    'several specs in one policy',
    `[{'cilium-specs:shop': [{${DB}, ingress: [{fromEndpoints: [{matchLabels: {app: web}}]}]}, {${WEB}, ingress: [{}]}]}]`,
    'allow shop/web > shop/db 5432/TCP cilium',
    'deny shop/api > shop/db 5432/TCP cilium',
    'deny shop/api > shop/web 8080/TCP cilium',
  ),
  block(
    'a denial of the own node is not documented',
    shop(`${WEB}, ingress: [{fromEndpoints: [{}]}], ingressDeny: [{fromEntities: [host]}]`),
    'undefined node:n1 > shop/web 8080/TCP cilium',
    'deny node:n2 > shop/web 8080/TCP cilium',
    'allow shop/api > shop/web 8080/TCP cilium',
  ),
  block(
    'a denial of the own node for egress holds, also where a NetworkPolicy spares it',
    `[{shop: {podSelector: {}, policyTypes: [Egress], egress: [{}]}}, {'cilium:shop': {${WEB}, enableDefaultDeny: {egress: false}, egressDeny: [{toEntities: [host]}]}}]`,
    'deny shop/web > node:n1 10250/TCP cilium',
    'allow shop/web > node:n2 10250/TCP cilium',
    'allow shop/api > node:n1 10250/TCP cilium',
  ),
  block(
    'a policy that Cilium refuses may not be there: a port without quotes',
    shop(`${DB}, ingress: [{fromEndpoints: [{matchLabels: {app: api}}], ${ports('{port: 5432, protocol: TCP}')}}]`),
    'undefined shop/web > shop/db 5432/TCP cilium',
    'allow shop/web > shop/api 9090/TCP cilium',
  ),
  block(
    'a policy that Cilium refuses: ends named in two ways, and an entity that does not exist',
    `[{'cilium:shop': {${DB}, ingress: [{fromEndpoints: [{}], fromEntities: [world]}]}}, {'cilium:shop': {${WEB}, ingress: [{fromEntities: [moon]}]}}]`,
    'undefined ops/mon > shop/db 5432/TCP cilium',
    'undefined ops/mon > shop/web 8080/TCP cilium',
  ),
  block(
    'a label that Cilium leaves out of identities unless it is told otherwise',
    shop(`${DB}, ingress: [{fromEndpoints: [{matchLabels: {app: web, pod-template-hash: x}}]}]`),
    'deny shop/web > shop/db 5432/TCP cilium',
  ),
  block(
    'tiers stand around both',
    `[{ClusterNetworkPolicy: {tier: Admin, priority: 1, subject: {namespaces: {}}, ingress: [{action: Accept, from: [{namespaces: {matchLabels: {team: ops}}}]}]}},
      {ClusterNetworkPolicy: {tier: Baseline, priority: 1, subject: {namespaces: {}}, ingress: [{action: Deny, from: [{namespaces: {}}]}]}},
      {'cilium:shop': {${DB}, ingress: [{fromEndpoints: [{matchLabels: {app: web}}]}]}}]`,
    'allow ops/mon > shop/db 5432/TCP cilium',
    'allow shop/web > shop/db 5432/TCP cilium',
    'deny shop/api > shop/db 5432/TCP cilium',
    'deny shop/api > shop/web 8080/TCP cilium',
  ),
];
