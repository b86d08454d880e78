// Policies of one tier with one priority that act otherwise: the network plugin may ask either first.
import { DIRECTIONS } from '../facts/network.ts';
import { objectId } from '../facts/object-id.ts';
import type { TierPolicyFact } from '../facts/tier.ts';
import type { Check } from './check.ts';

/** Whether one of them allows what the other may refuse, in some direction. */
function mayDisagree(one: TierPolicyFact, other: TierPolicyFact): boolean {
  return DIRECTIONS.some((direction) => {
    const [mine, theirs] = [one, other].map((policy) => new Set(policy[direction].map(({ action }) => action)));
    if (mine === undefined || theirs === undefined || mine.size === 0 || theirs.size === 0) return false;
    return new Set([...mine, ...theirs]).size > 1;
  });
}

const policy = (name: string, tier: string, priority: number, action: string): string => `---
apiVersion: policy.networking.k8s.io/v1alpha2
kind: ClusterNetworkPolicy
metadata: {name: ${name}}
spec:
  tier: ${tier}
  priority: ${priority}
  subject: {namespaces: {}}
  ingress: [{action: ${action}, from: [{namespaces: {}}]}]
`;
const plugin = `apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: {name: web, namespace: shop}
spec: {endpointSelector: {matchLabels: {app: web}}}
`;
const example = (tier: string, priority: number, action: string): string =>
  `${plugin}${policy('deny', 'Admin', 10, 'Deny')}${policy('other', tier, priority, action)}`;

export const clusterPolicySamePriority: Check = {
  id: 'cluster-policy-same-priority',
  title: 'Two cluster-wide network policies have one priority and disagree',
  why: 'Policies of one tier are asked in the order of their priority. Where two have the same and both match, the implementation may apply either, and nobody can say whether the connection is allowed.',
  severity: 'medium',
  maps: {
    cis: ['5.3.2'],
    nsa: ['Network separation and hardening'],
    stride: ['information disclosure'],
    owasp: ['K07'],
  },
  references: [
    'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
    'https://network-policy-api.sigs.k8s.io/api-overview/',
  ],
  *find({ tierPolicies }) {
    for (const [place, one] of tierPolicies.entries()) {
      const other = tierPolicies
        .slice(0, place)
        .find(({ tier, priority }) => tier === one.tier && priority === one.priority);
      if (other === undefined || !mayDisagree(one, other)) continue;
      yield {
        result: 'fail',
        object: one,
        pointer: '/spec/priority',
        message: `Priority ${one.priority} of the ${one.tier} tier is also that of ${objectId(other)}, which acts otherwise: where both match, either may decide.`,
        fix: { summary: 'Give each policy of a tier a priority of its own.' },
      };
    }
  },
  examples: {
    exposed: [
      { name: 'deny and accept', manifests: example('Admin', 10, 'Accept') },
      { name: 'deny and pass', manifests: example('Admin', 10, 'Pass') },
    ],
    safe: [
      { name: 'another priority', manifests: example('Admin', 11, 'Accept') },
      { name: 'another tier', manifests: example('Baseline', 10, 'Accept') },
      { name: 'both deny', manifests: example('Admin', 10, 'Deny') },
    ],
  },
};
