// NetworkPolicies whose egress section has no effect, because their types do not name it.
import { isolates } from '../facts/network.ts';
import type { Check } from './check.ts';
import { surplusFinder } from '../reach/surplus.ts';
import { jsonPatch } from './patch.ts';
import { surplusText } from './policy-rule.ts';

const policy = (types: string, egress: string): string => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: web, namespace: shop}
spec:
  podSelector: {matchLabels: {app: web}}
${types}
${egress}
`;

const RULES = '  egress: [{to: [{podSelector: {matchLabels: {app: db}}}]}]';

export const networkPolicyIgnoredEgress: Check = {
  id: 'network-policy-ignored-egress',
  title: 'The egress section of a NetworkPolicy has no effect',
  why: 'With `policyTypes: [Ingress]`, egress rules count for nothing: the pods may connect to anything, and whoever reads the policy believes that they may not.',
  severity: 'high',
  maps: {
    cis: ['5.3.2'],
    nsa: ['Network separation and hardening'],
    attack: ['T1048'],
    stride: ['information disclosure'],
    owasp: ['K07'],
  },
  references: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource'],
  *find(facts) {
    for (const each of facts.networkPolicies) {
      if (each.egress.length === 0 || isolates(each, 'egress')) continue;
      const meant = { ...each, writtenTypes: [...each.writtenTypes, 'Egress'] };
      const surplus = surplusFinder(facts).find(each, meant, 'egress');
      yield {
        result: 'fail',
        object: each,
        pointer: '/spec/policyTypes',
        message: `The egress rules have no effect: policyTypes does not name Egress, so that these pods may connect to anything${surplus === undefined ? '' : `: ${surplusText(surplus)}`}.`,
        fix: {
          summary: 'Add Egress to `policyTypes`, once the rules allow what the pods need (DNS included).',
          ...jsonPatch(each, [{ op: 'replace', path: '/spec/policyTypes', value: meant.writtenTypes }]),
        },
      };
    }
  },
  examples: {
    exposed: [
      { name: 'rules that count for nothing', manifests: policy('  policyTypes: [Ingress]', RULES) },
      {
        name: 'an allowing rule that counts for nothing',
        manifests: policy('  policyTypes: [Ingress]', '  egress: [{}]'),
      },
    ],
    safe: [
      { name: 'both types', manifests: policy('  policyTypes: [Ingress, Egress]', RULES) },
      { name: 'no types: a rule implies its own', manifests: policy('  policyTypes: []', RULES) },
      { name: 'no egress rule', manifests: policy('  policyTypes: [Ingress]', '  egress: []') },
    ],
  },
};
