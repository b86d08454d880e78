// NetworkPolicies that select no pod of their namespace, while pods elsewhere have the labels.
import type { Facts } from '../facts/facts.ts';
import { selectorMatches } from '../facts/label-selector.ts';
import type { NetworkPolicyFact } from '../facts/network.ts';
import { objectId } from '../facts/object-id.ts';
import type { WorkloadFact } from '../facts/workload.ts';
import { runningPods } from '../reach/pods.ts';
import type { Check, Failure } from './check.ts';

const NO_LABELS = new Map<string, string>();

function failureOf(
  policy: NetworkPolicyFact,
  own: readonly WorkloadFact[],
  pods: readonly WorkloadFact[],
): Failure | undefined {
  const isSelected = ({ podLabels }: WorkloadFact): boolean =>
    selectorMatches(policy.podSelector, podLabels ?? NO_LABELS);
  if (own.some(isSelected)) return undefined;
  const elsewhere = pods.find(isSelected);
  // A policy that waits for pods, in a namespace that has none yet, is no mistake.
  if (elsewhere === undefined && own.length === 0) return undefined;
  const where =
    elsewhere === undefined
      ? 'no pod of the input has these labels'
      : `${objectId(elsewhere)} has these labels, and policies hold only in their own namespace`;
  return {
    result: 'fail',
    object: policy,
    pointer: '/spec/podSelector',
    message: `The policy protects nothing: it selects no pod of namespace ${policy.namespace}; ${where}.`,
    fix: { summary: 'Correct the labels, or create the policy in the namespace of the pods that it is for.' },
  };
}

function* find({ networkPolicies, workloads }: Facts): Generator<Failure> {
  if (networkPolicies.length === 0) return;
  const pods = runningPods(workloads);
  const byNamespace = Map.groupBy(pods, ({ namespace }) => namespace);
  for (const policy of networkPolicies) {
    const { matchLabels, matchExpressions } = policy.podSelector;
    if (matchLabels.size + matchExpressions.length === 0) continue;
    const failure = failureOf(policy, byNamespace.get(policy.namespace) ?? [], pods);
    if (failure !== undefined) yield failure;
  }
}

const example = (namespace: string, app: string): string => `apiVersion: v1
kind: Pod
metadata: {name: db, namespace: shop, labels: {app: db}}
spec: {containers: [{name: c, image: c}]}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: db, namespace: ${namespace}}
spec:
  podSelector: {matchLabels: {app: ${app}}}
`;

export const networkPolicySelectsNothing: Check = {
  id: 'network-policy-selects-nothing',
  title: 'A NetworkPolicy selects no pod',
  why: 'A policy holds only for pods of its own namespace that its selector selects. One with a mistyped label, or in another namespace than the pods it is for, protects nothing, and its pods stay open to everyone.',
  severity: 'medium',
  maps: {
    cis: ['5.3.2'],
    nsa: ['Network separation and hardening'],
    attack: ['T1210'],
    stride: ['information disclosure'],
    owasp: ['K07'],
  },
  references: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource'],
  find,
  examples: {
    exposed: [
      { name: 'a mistyped label', manifests: example('shop', 'bd') },
      { name: 'another namespace', manifests: example('default', 'db') },
    ],
    safe: [
      { name: 'it selects the pod', manifests: example('shop', 'db') },
      { name: 'a namespace without pods, and labels that nobody has yet', manifests: example('new', 'cache') },
      { name: 'another namespace without pods, and other labels', manifests: example('empty', 'web') },
    ],
  },
};
