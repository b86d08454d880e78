// NetworkPolicies that say deny in their name and allow everything.
import { DIRECTIONS, isolates } from '../facts/network.ts';
import type { Direction, NetworkPolicyFact } from '../facts/network.ts';
import { surplusFinder } from '../reach/surplus.ts';
import type { Check } from './check.ts';
import { jsonPatch } from './patch.ts';
import { surplusText, withRules } from './policy-rule.ts';
import { saysDeny } from './says-deny.ts';

/** Index of a rule for everyone on every port. */
function openRule(policy: NetworkPolicyFact, direction: Direction): number {
  return policy[direction].findIndex(({ peers, ports }) => peers.length === 0 && ports.length === 0);
}

const policy = (name: string, ingress: string): string => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: ${name}, namespace: shop}
spec:
  podSelector: {}
  policyTypes: [Ingress]
${ingress}
`;

export const networkPolicyAllowsAll: Check = {
  id: 'network-policy-allows-all',
  title: 'A NetworkPolicy that says deny allows everything',
  why: '`ingress: []` lets nothing in and `ingress: [{}]` lets everything in: an empty rule matches everyone on every port, and so does one whose lists are missing, empty or null.',
  severity: 'high',
  maps: {
    cis: ['5.3.2'],
    nsa: ['Network separation and hardening'],
    attack: ['T1210'],
    stride: ['information disclosure'],
    owasp: ['K07'],
  },
  references: [
    'https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-deny-all-ingress-traffic',
  ],
  *find(facts) {
    for (const each of facts.networkPolicies) {
      if (!saysDeny(each.name)) continue;
      for (const direction of DIRECTIONS) {
        const rule = isolates(each, direction) ? openRule(each, direction) : -1;
        if (rule < 0) continue;
        const pointer = `/spec/${direction}/${rule}`;
        const meant = withRules(each, direction, each[direction].toSpliced(rule, 1));
        const surplus = surplusFinder(facts).find(each, meant, direction);
        const opens = surplus === undefined ? '' : `: ${surplusText(surplus)}`;
        yield {
          result: 'fail',
          object: each,
          pointer,
          message: `This rule matches everyone on every port: the policy allows all ${direction}, and its name says that it denies${opens}.`,
          fix: {
            summary: 'Remove the rule: an empty list denies, an empty rule allows.',
            ...jsonPatch(each, [{ op: 'remove', path: pointer }]),
          },
        };
      }
    }
  },
  examples: {
    exposed: [
      { name: 'an empty rule', manifests: policy('default-deny', '  ingress: [{}]') },
      { name: 'a rule with an empty list', manifests: policy('deny-all', '  ingress: [{from: []}]') },
    ],
    safe: [
      { name: 'an empty list', manifests: policy('default-deny', '  ingress: []') },
      { name: 'a name that says what it does', manifests: policy('allow-all', '  ingress: [{}]') },
      { name: 'a rule for some', manifests: policy('deny-all', '  ingress: [{from: [{podSelector: {}}]}]') },
    ],
  },
};
