// Rows on the tiers around NetworkPolicies: order, priority, Pass, fail closed, nodes and networks. Decided by hand.
import { block } from './world.ts';
import type { Block } from './world.ts';

const ALL = 'subject: {namespaces: {}}';
const SHOP = 'subject: {namespaces: {matchLabels: {team: shop}}}';
const OPS = '{namespaces: {matchLabels: {team: ops}}}';
const cluster = (tier: string, priority: number, rest: string): string =>
  `{ClusterNetworkPolicy: {tier: ${tier}, priority: ${priority}, ${rest}}}`;
const admin = (priority: number, rest: string): string => `{AdminNetworkPolicy: {priority: ${priority}, ${rest}}}`;
const DENY_ALL = '{shop: {podSelector: {}}}';
const ALLOW_ALL = '{shop: {podSelector: {}, ingress: [{}]}}';

export const TIERS: readonly Block[] = [
  block(
    'T24: the admin tier allows what a NetworkPolicy refuses',
    `[${cluster('Admin', 10, `${SHOP}, ingress: [{action: Accept, from: [${OPS}]}]`)}, ${DENY_ALL}]`,
    'allow ops/mon > shop/db 5432/TCP',
    'deny shop/web > shop/db 5432/TCP',
    'deny kube-system/dns > shop/db 5432/TCP',
  ),
  block(
    'T24: the admin tier refuses what a NetworkPolicy allows',
    `[${cluster('Admin', 10, `${SHOP}, ingress: [{action: Deny, from: [${OPS}]}]`)}, ${ALLOW_ALL}]`,
    'deny ops/mon > shop/db 5432/TCP',
    'allow shop/web > shop/db 5432/TCP',
    'undefined lost/stray > shop/db 5432/TCP',
    'allow ops/mon > ops/web 8081/TCP',
  ),
  block(
    'Pass leaves it to the NetworkPolicies',
    `[${cluster('Admin', 10, `${SHOP}, ingress: [{action: Pass, from: [${OPS}]}, {action: Deny, from: [{namespaces: {}}]}]`)}]`,
    'allow ops/mon > shop/db 5432/TCP',
    'deny shop/web > shop/db 5432/TCP',
    'deny kube-system/dns > shop/db 5432/TCP',
    'allow ip:8.8.8.8 > shop/db 5432/TCP',
  ),
  block(
    'the first rule that matches decides',
    `[${cluster('Admin', 10, `${SHOP}, ingress: [{action: Deny, from: [${OPS}]}, {action: Accept, from: [${OPS}]}]`)}]`,
    'deny ops/mon > shop/db 5432/TCP',
  ),
  block(
    'the lower priority number decides',
    `[${cluster('Admin', 20, `${SHOP}, ingress: [{action: Deny, from: [${OPS}]}]`)},
      ${cluster('Admin', 10, `${SHOP}, ingress: [{action: Accept, from: [{pods: {namespaceSelector: {}, podSelector: {matchLabels: {app: mon}}}}]}]`)}]`,
    'allow ops/mon > shop/db 5432/TCP',
    'deny ops/web > shop/db 5432/TCP',
  ),
  block(
    'two of the same priority that disagree: nobody can say',
    `[${cluster('Admin', 10, `${SHOP}, ingress: [{action: Deny, from: [${OPS}]}]`)},
      ${cluster('Admin', 10, `${SHOP}, ingress: [{action: Accept, from: [{pods: {namespaceSelector: {}, podSelector: {matchLabels: {app: mon}}}}]}]`)}]`,
    'undefined ops/mon > shop/db 5432/TCP',
    'deny ops/web > shop/db 5432/TCP',
    'allow shop/web > shop/db 5432/TCP',
  ),
  block(
    'two of the same priority that agree',
    `[${cluster('Admin', 10, `${SHOP}, ingress: [{action: Deny, from: [${OPS}]}]`)},
      ${cluster('Admin', 10, `${ALL}, ingress: [{action: Deny, from: [${OPS}]}]`)}]`,
    'deny ops/mon > shop/db 5432/TCP',
  ),
  block(
    'the baseline counts only where no NetworkPolicy isolates',
    `[${cluster('Baseline', 10, `${ALL}, ingress: [{action: Deny, from: [{namespaces: {}}]}]`)},
      {shop: {podSelector: {matchLabels: {app: db}}, ingress: [{from: [{namespaceSelector: {}}]}]}}]`,
    'allow ops/mon > shop/db 5432/TCP',
    'deny ops/mon > shop/web 8080/TCP',
    'deny shop/web > ops/mon 3000/TCP',
    'allow ip:8.8.8.8 > shop/web 8080/TCP',
    'deny ip:8.8.8.8 > shop/db 5432/TCP',
  ),
  block(
    'a policy without rules for a direction does not touch it',
    `[${cluster('Admin', 10, `${SHOP}, egress: [{action: Deny, to: [{namespaces: {}}]}]`)}]`,
    'deny shop/web > ops/mon 3000/TCP',
    'allow ops/mon > shop/web 8080/TCP',
    'allow shop/web > ip:8.8.8.8 443/TCP',
  ),
  block(
    'networks match pods and nodes, too',
    `[${cluster('Admin', 10, `${SHOP}, egress: [{action: Deny, to: [{networks: [0.0.0.0/0]}]}]`)}]`,
    'deny shop/web > ip:8.8.8.8 443/TCP',
    'deny shop/db > ops/mon 3000/TCP',
    'deny shop/db > node:n1 10250/TCP',
    'undefined shop/db > node:n2 10250/TCP',
    'allow shop/web > ip:2001:db8::1 443/TCP',
    'allow shop/web > shop/six 80/TCP',
    'allow shop/web > shop/api 9090/TCP',
    'undefined shop/db > shop/new 8080/TCP',
  ),
  block(
    'metadata closed for all, in both families',
    `[${cluster('Admin', 0, `${ALL}, egress: [{action: Deny, to: [{networks: [169.254.169.254/32, 'fd00:ec2::254/128']}]}]`)}]`,
    'deny shop/web > ip:169.254.169.254 80/TCP',
    'deny shop/web > ip:fd00:ec2::254 80/TCP',
    'allow shop/web > ip:169.254.169.253 53/UDP',
    'allow kube-system/agent > ip:169.254.169.254 80/TCP',
    'deny lost/stray > ip:169.254.169.254 80/TCP',
  ),
  block(
    'nodes by their labels, pods on their network included',
    `[${cluster('Admin', 10, `${SHOP}, egress: [{action: Deny, to: [{nodes: {matchLabels: {role: worker}}}]}]`)}]`,
    'deny shop/db > node:n1 10250/TCP',
    'deny shop/db > kube-system/agent 9100/TCP',
    'allow shop/web > node:n2 10250/TCP',
    'undefined shop/web > node:n1 10250/TCP',
    'allow shop/db > kube-system/dns 53/UDP',
    'deny shop/db > ip:203.0.113.1 443/TCP',
  ),
  block(
    'pods on the host’s network are neither subjects nor peers',
    `[${cluster('Admin', 10, `${ALL}, ingress: [{action: Deny, from: [{namespaces: {}}]}]`)}]`,
    'allow shop/web > kube-system/agent 9100/TCP',
    'allow kube-system/agent > shop/db 5432/TCP',
    'deny kube-system/dns > shop/db 5432/TCP',
  ),
  block(
    'ports: a number, a range, a whole protocol, a name',
    `[${cluster(
      'Admin',
      10,
      `${SHOP}, ingress: [
        {action: Deny, from: [{namespaces: {}}], protocols: [{tcp: {destinationPort: {number: 5432}}}]},
        {action: Deny, from: [{namespaces: {}}], protocols: [{udp: {destinationPort: {range: {start: 53, end: 60}}}}]},
        {action: Deny, from: [{namespaces: {}}], protocols: [{sctp: {}}]},
        {action: Deny, from: [{namespaces: {}}], protocols: [{destinationNamedPort: http}]}]`,
    )}]`,
    'deny ops/mon > shop/db 5432/TCP',
    'allow ops/mon > shop/db 5432/UDP',
    'deny ops/mon > shop/db 53/UDP',
    'deny ops/mon > shop/db 60/UDP',
    'allow ops/mon > shop/db 61/UDP',
    'deny ops/mon > shop/db 1/SCTP',
    'deny ops/mon > shop/web 8080/TCP',
    'allow ops/mon > shop/web 8080/UDP',
    'allow ops/mon > shop/db 8080/TCP',
  ),
  block(
    'an unknown peer: an accepting rule matches nothing',
    `[${cluster('Admin', 10, `${SHOP}, ingress: [{action: Accept, from: [{services: {}}, {namespaces: {}}]}]`)}, ${DENY_ALL}]`,
    'deny ops/mon > shop/db 5432/TCP',
  ),
  block(
    'an unknown peer: any other rule refuses everything',
    `[${cluster('Admin', 10, `${SHOP}, ingress: [{action: Pass, from: [{services: {}}], protocols: [{tcp: {}}]}]`)}]`,
    'deny ops/mon > shop/db 5432/TCP',
    'deny ip:8.8.8.8 > shop/db 53/UDP',
    'allow ops/mon > ops/web 8081/TCP',
  ),
  block(
    'v1alpha1: AdminNetworkPolicy over NetworkPolicies over BaselineAdminNetworkPolicy',
    `[${admin(5, `${SHOP}, ingress: [{action: Allow, from: [${OPS}], ports: [{portNumber: {protocol: TCP, port: 5432}}]}]`)},
      {BaselineAdminNetworkPolicy: {${ALL}, ingress: [{action: Deny, from: [{namespaces: {}}]}]}},
      {shop: {podSelector: {matchLabels: {app: api}}, ingress: [{from: [{podSelector: {}}]}]}}]`,
    'allow ops/mon > shop/db 5432/TCP',
    'deny ops/mon > shop/db 5433/TCP',
    'allow shop/web > shop/api 9090/TCP',
    'deny shop/api > shop/web 8080/TCP',
    'deny ops/web > ops/mon 3000/TCP',
  ),
  block(
    'v1alpha1: ranges and names of ports',
    `[${admin(5, `${SHOP}, ingress: [{action: Deny, from: [${OPS}], ports: [{portRange: {start: 80, end: 90}}, {namedPort: pg}]}]`)}]`,
    'deny ops/mon > shop/db 80/TCP',
    'deny ops/mon > shop/db 90/TCP',
    'allow ops/mon > shop/db 91/TCP',
    'allow ops/mon > shop/db 85/UDP',
    'deny ops/mon > shop/db 5432/TCP',
    'allow ops/mon > shop/web 5432/TCP',
  ),
  block(
    'v1alpha1: Pass',
    `[${admin(1, `${SHOP}, ingress: [{action: Pass, from: [{pods: {namespaceSelector: {}, podSelector: {matchLabels: {app: mon}}}}]}]`)},
      ${admin(2, `${SHOP}, ingress: [{action: Deny, from: [${OPS}]}]`)}]`,
    'allow ops/mon > shop/db 5432/TCP',
    'deny ops/web > shop/db 5432/TCP',
  ),
  block(
    'an operator that does not exist selects nothing, also where labels are not known',
    `[${cluster('Admin', 10, 'subject: {namespaces: {matchExpressions: [{key: env, operator: Equals, values: [x]}]}}, ingress: [{action: Deny, from: [{namespaces: {}}]}]')}]`,
    'allow ops/mon > lost/stray 80/TCP',
    'allow ops/mon > shop/db 5432/TCP',
  ),
  block(
    'names of domains are not addresses: what is outside may be meant',
    `[${cluster('Admin', 10, `${SHOP}, egress: [{action: Accept, to: [{domainNames: [example.com]}]}, {action: Deny, to: [{networks: [0.0.0.0/0]}]}]`)}]`,
    'undefined shop/web > ip:8.8.8.8 443/TCP',
    'deny shop/db > ops/mon 3000/TCP',
  ),
];
