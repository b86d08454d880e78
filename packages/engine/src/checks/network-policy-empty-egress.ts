// NetworkPolicies with `egress: []` and no types: meant to let nothing out, they let out everything.
import { isolates } from '../facts/network.ts';
import type { NetworkPolicyFact } from '../facts/network.ts';
import { surplusFinder } from '../reach/surplus.ts';
import type { Check } from './check.ts';
import { jsonPatch } from './patch.ts';
import { surplusText } from './policy-rule.ts';

const example = (spec: string, pods = 'web'): string => `apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop, labels: {app: ${pods}}}
spec: {containers: [{name: c, image: c}]}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: closed, namespace: shop}
spec:
  podSelector: {matchLabels: {app: web}}
${spec}
`;
const BESIDE = `---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: really-closed, namespace: shop}
spec: {podSelector: {}, policyTypes: [Egress]}
`;

/** The policy with the types that its sections suggest. */
const asMeant = (policy: NetworkPolicyFact): NetworkPolicyFact => ({ ...policy, writtenTypes: ['Ingress', 'Egress'] });

export const networkPolicyEmptyEgress: Check = {
  id: 'network-policy-empty-egress',
  title: '`egress: []` without policyTypes lets everything out',
  why: 'Where `policyTypes` is not written, a policy is for egress only if it has an egress rule. An empty list is none: pods that look closed may connect to anything, the metadata address and the internet included.',
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
    for (const policy of facts.networkPolicies) {
      if (policy.emptyEgress !== true || policy.writtenTypes.length > 0 || isolates(policy, 'egress')) continue;
      const surplus = surplusFinder(facts).find(policy, asMeant(policy), 'egress');
      if (surplus === undefined) continue;
      yield {
        result: 'fail',
        object: policy,
        pointer: '/spec/egress',
        message: `The empty list closes nothing, since policyTypes is not written: ${surplusText(surplus)}.`,
        fix: {
          summary: 'Write policyTypes with Egress, once rules allow what the pods need (DNS included).',
          ...jsonPatch(policy, [{ op: 'add', path: '/spec/policyTypes', value: ['Ingress', 'Egress'] }]),
        },
      };
    }
  },
  examples: {
    exposed: [
      { name: 'no types', manifests: example('  egress: []') },
      { name: 'an empty list of types', manifests: example('  policyTypes: []\n  egress: []') },
    ],
    safe: [
      { name: 'types that name Egress', manifests: example('  policyTypes: [Ingress, Egress]\n  egress: []') },
      { name: 'no egress section', manifests: example('  ingress: []') },
      { name: 'another policy closes the pods', manifests: example('  egress: []') + BESIDE },
      { name: 'no pod of the policy', manifests: example('  egress: []', 'api') },
    ],
  },
};
