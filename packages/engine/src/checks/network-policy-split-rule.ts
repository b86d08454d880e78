// NetworkPolicies whose dash before `ports` makes two rules of one: everyone on these ports, these peers on every port.
import type { Direction, NetworkPolicyFact, PolicyRule } from '../facts/network.ts';
import { DIRECTIONS, isolates } from '../facts/network.ts';
import type { SurplusFinder } from '../reach/surplus.ts';
import { surplusFinder } from '../reach/surplus.ts';
import type { Check, Failure } from './check.ts';
import { jsonPatch } from './patch.ts';
import { ruleJson, surplusText, withRules } from './policy-rule.ts';

const onlyPeers = ({ peers, ports }: PolicyRule): boolean => peers.length > 0 && ports.length === 0;
const onlyPorts = ({ peers, ports }: PolicyRule): boolean => peers.length === 0 && ports.length > 0;

interface Split {
  /** Index of the first of the two rules. */
  readonly at: number;
  readonly merged: PolicyRule;
}

function splitsOf(rules: readonly PolicyRule[]): Split[] {
  return rules.slice(0, -1).flatMap((rule, at) => {
    const next = rules[at + 1] as PolicyRule;
    if (!(onlyPeers(rule) && onlyPorts(next)) && !(onlyPorts(rule) && onlyPeers(next))) return [];
    const merged = { ...rule, peers: [...rule.peers, ...next.peers], ports: [...rule.ports, ...next.ports] };
    return [{ at, merged }];
  });
}

function judge(policy: NetworkPolicyFact, direction: Direction, finder: () => SurplusFinder): Failure[] {
  const rules = policy[direction];
  return splitsOf(rules).flatMap(({ at, merged }) => {
    const meant = withRules(policy, direction, rules.toSpliced(at, 2, merged));
    const surplus = finder().find(policy, meant, direction);
    if (surplus === undefined) return [];
    const pointer = `/spec/${direction}/${at + 1}`;
    return [
      {
        result: 'fail',
        object: policy,
        pointer,
        message: `The dash here begins a rule of its own, beside the one before it: ${surplusText(surplus)}.`,
        fix: {
          summary: 'Write peers and ports into one rule, without the dash between them.',
          ...jsonPatch(policy, [
            { op: 'replace', path: `/spec/${direction}/${at}`, value: ruleJson(merged, direction) },
            { op: 'remove', path: pointer },
          ]),
        },
      },
    ];
  });
}

const web = (labels: string): string => `apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: ${labels}}}
    spec: {containers: [{name: web, image: web}]}
---
`;

const policy = (ports: string, subject = 'web'): string => `${web('web')}apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: dns-only, namespace: shop}
spec:
  podSelector: {matchLabels: {app: ${subject}}}
  policyTypes: [Egress]
  egress:
  - to:
    - namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}
${ports}
    - {port: 53, protocol: UDP}
`;

const ingress = (ports: string): string => `${web('web')}apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: from-front, namespace: shop}
spec:
  podSelector: {matchLabels: {app: web}}
  ingress:
${ports}
    - {port: 8080}
  - from:
    - podSelector: {matchLabels: {app: front}}
`;

export const networkPolicySplitRule: Check = {
  id: 'network-policy-split-rule',
  title: 'A dash makes two rules of one in a NetworkPolicy',
  why: 'Rules of a NetworkPolicy are alternatives. With a dash before `ports`, the peers above it are allowed on every port, and the ports below it to everyone: a rule that was to allow DNS to the resolver allows DNS to the whole world, and with it a way out for data.',
  severity: 'high',
  maps: {
    cis: ['5.3.2'],
    nsa: ['Network separation and hardening'],
    attack: ['T1048', 'T1071'],
    stride: ['information disclosure'],
    owasp: ['K07'],
  },
  references: [
    'https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource',
    'https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors',
  ],
  *find(facts) {
    for (const each of facts.networkPolicies)
      for (const direction of DIRECTIONS)
        if (isolates(each, direction)) yield* judge(each, direction, () => surplusFinder(facts));
  },
  examples: {
    exposed: [
      { name: 'DNS to the whole world', manifests: policy('  - ports:') },
      { name: 'ports before peers', manifests: ingress('  - ports:') },
    ],
    safe: [
      { name: 'one rule', manifests: policy('    ports:') },
      { name: 'the policy selects no pod, so that nothing is opened', manifests: policy('  - ports:', 'wbe') },
      {
        name: 'an ingress rule with both',
        manifests: ingress('  - from: [{podSelector: {matchLabels: {app: back}}}]\n    ports:'),
      },
    ],
  },
};
