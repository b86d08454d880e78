// NetworkPolicies that select no pod of their namespace, while pods elsewhere have the labels.
import type { Facts } from '../facts/facts.ts';
import { isEmptySelector, selectorMatches } from '../facts/label-selector.ts';
import { DIRECTIONS, isolates } from '../facts/network.ts';
import type { NetworkPolicyFact } from '../facts/network.ts';
import { objectId } from '../facts/object-id.ts';
import type { WorkloadFact } from '../facts/workload.ts';
import { runningPods } from '../reach/pods.ts';
import { surplusFinder } from '../reach/surplus.ts';
import type { Check, Failure } from './check.ts';
import { likelySelector } from './likely-selector.ts';
import { jsonPatch } from './patch.ts';
import type { Operation } from './patch.ts';
import { flowText, selectorJson } from './policy-rule.ts';

const NO_LABELS = new Map<string, string>();

/** The policy as it may have been meant, and what changes it so. */
interface Corrected {
  readonly policy: NetworkPolicyFact;
  readonly operation: Operation;
}

/** In the one namespace whose pods have the labels; else with the one selector that differs by a slip of the pen. */
function corrected(
  policy: NetworkPolicyFact,
  own: readonly WorkloadFact[],
  elsewhere: readonly WorkloadFact[],
): Corrected | undefined {
  const [namespace, ...others] = new Set(elsewhere.map((pod) => pod.namespace));
  if (others.length > 0) return undefined;
  if (namespace !== undefined)
    return {
      policy: { ...policy, namespace },
      operation: { op: 'add', path: '/metadata/namespace', value: namespace },
    };
  const podSelector = likelySelector(
    policy.podSelector,
    own.map(({ podLabels }) => podLabels ?? NO_LABELS),
  );
  if (podSelector === undefined) return undefined;
  return {
    policy: { ...policy, podSelector },
    operation: { op: 'replace', path: '/spec/podSelector', value: selectorJson(podSelector) },
  };
}

/** What the pods that it was meant for let through, and would not. */
function unprotected(facts: Facts, policy: NetworkPolicyFact, meant: NetworkPolicyFact): string {
  for (const direction of DIRECTIONS) {
    const surplus = isolates(meant, direction) ? surplusFinder(facts).find(policy, meant, direction) : undefined;
    if (surplus === undefined) continue;
    const { witness, ends, tried } = surplus;
    return ` With the patch it would refuse ${flowText(witness)}, which is allowed, and some connection with ${ends} of ${tried} other ends that were tried.`;
  }
  return '';
}

function failureOf(facts: Facts, policy: NetworkPolicyFact, { own, pods }: Around): Failure | undefined {
  const isSelected = ({ podLabels }: WorkloadFact): boolean => selectorMatches(policy.podSelector, podLabels);
  if (own.some(isSelected)) return undefined;
  const elsewhere = pods.filter(isSelected);
  const [first] = elsewhere;
  // A policy that waits for pods, in a namespace that has none yet, is no mistake.
  if (first === undefined && own.length === 0) return undefined;
  const where =
    first === undefined
      ? 'no pod of the input has these labels'
      : `${objectId(first)} has these labels, and policies hold only in their own namespace`;
  const meant = corrected(policy, own, elsewhere);
  const opens = meant === undefined ? '' : unprotected(facts, policy, meant.policy);
  return {
    result: 'fail',
    object: policy,
    pointer: '/spec/podSelector',
    message: `The policy protects nothing: it selects no pod of namespace ${policy.namespace}; ${where}.${opens}`,
    fix: {
      summary: 'Correct the labels, or create the policy in the namespace of the pods that it is for.',
      ...(meant !== undefined && jsonPatch(policy, [meant.operation])),
    },
  };
}

interface Around {
  /** Pods of the policy's namespace, and all. */
  readonly own: readonly WorkloadFact[];
  readonly pods: readonly WorkloadFact[];
}

function* find(facts: Facts): Generator<Failure> {
  if (facts.networkPolicies.length === 0) return;
  const pods = runningPods(facts.workloads);
  const byNamespace = Map.groupBy(pods, ({ namespace }) => namespace);
  for (const policy of facts.networkPolicies) {
    if (isEmptySelector(policy.podSelector)) continue;
    const failure = failureOf(facts, policy, { own: byNamespace.get(policy.namespace) ?? [], pods });
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
      { name: 'labels of no pod, and no slip', manifests: example('shop', 'cache') },
    ],
    safe: [
      { name: 'it selects the pod', manifests: example('shop', 'db') },
      { name: 'a namespace without pods, and labels that nobody has yet', manifests: example('new', 'cache') },
      { name: 'another namespace without pods, and other labels', manifests: example('empty', 'web') },
    ],
  },
};
