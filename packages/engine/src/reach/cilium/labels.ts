// Labels of Cilium's identities: where a selector's key is looked up, and which labels of a pod count.
import { requirementHolds } from '../../facts/label-selector.ts';
import type { LabelSelector, StringMap } from '../../facts/object.ts';
import type { Labels } from '../label-truth.ts';
import { both, MAYBE, NO, YES } from '../truth.ts';
import type { Truth } from '../truth.ts';

const NAMESPACE = 'io.kubernetes.pod.namespace';
const NAMESPACE_LABEL = 'io.cilium.k8s.namespace.labels.';
const ACCOUNT = 'io.cilium.k8s.policy.serviceaccount';
const CLUSTER = 'io.cilium.k8s.policy.cluster';

/**
 * Labels that are no part of an identity unless Cilium is told so.
 * https://docs.cilium.io/en/stable/operations/performance/scalability/identity-relevant-labels/
 */
const LEFT_OUT =
  /^(?:io\.kubernetes|kubernetes\.io|.*beta\.kubernetes\.io|k8s\.io|pod-template-generation|pod-template-hash|controller-revision-hash|controller-uid|annotation|etcd_node|statefulset\.kubernetes\.io\/pod-name|apps\.kubernetes\.io\/pod-index|batch\.kubernetes\.io\/(?:job-completion-index|controller-uid))/;

type Requirement = LabelSelector['matchExpressions'][number];

/** One thing that a selector asks for. */
export interface Want {
  readonly where: 'pod' | 'namespace' | 'namespaceLabel' | 'account' | 'nowhere' | 'unjudged';
  readonly requirement: Requirement;
  /** Whether the label counts hangs on how Cilium is set up. */
  readonly isOptional: boolean;
}

/** What is known of an end's identity; without a namespace it is no pod. */
export interface Identity {
  readonly labels: StringMap;
  readonly account: string;
  readonly namespace: string | undefined;
  readonly namespaceLabels: Labels;
}

const NONE: StringMap = new Map();
/** A node, or somewhere outside: no label that Kubernetes gives. */
export const NO_POD: Identity = {
  labels: NONE,
  account: '',
  namespace: undefined,
  namespaceLabels: { known: NONE, isComplete: true },
};

function wantOf(requirement: Requirement, isLimited: boolean): Want {
  const colon = requirement.key.indexOf(':');
  const source = requirement.key.slice(0, Math.max(colon, 0));
  const key = requirement.key.slice(colon + 1);
  const plain = { ...requirement, key };
  if (source === 'reserved' || source === 'cidr' || source === 'fqdn' || source === 'node' || key === CLUSTER)
    return { where: 'unjudged', requirement: plain, isOptional: false };
  if (source !== '' && source !== 'k8s' && source !== 'any')
    return { where: 'nowhere', requirement: plain, isOptional: false };
  if (key === NAMESPACE) return { where: 'namespace', requirement: plain, isOptional: false };
  if (key === ACCOUNT) return { where: 'account', requirement: plain, isOptional: false };
  if (key.startsWith(NAMESPACE_LABEL))
    return {
      where: 'namespaceLabel',
      requirement: { ...plain, key: key.slice(NAMESPACE_LABEL.length) },
      isOptional: isLimited,
    };
  return { where: 'pod', requirement: plain, isOptional: isLimited || LEFT_OUT.test(key) };
}

const namespaceIs = (namespace: string): Want => ({
  where: 'namespace',
  requirement: { key: NAMESPACE, operator: 'In', values: [namespace] },
  isOptional: false,
});
const HAS_NAMESPACE: Want = {
  where: 'namespace',
  requirement: { key: NAMESPACE, operator: 'Exists', values: [] },
  isOptional: false,
};

export interface Role {
  /** Of the policy; empty for one of the whole cluster. */
  readonly namespace: string;
  readonly isSubject: boolean;
  /** `labels` of Cilium's settings say which labels count. */
  readonly isLimited: boolean;
}

/**
 * A policy with a namespace selects pods of that one, and names such peers unless a selector asks for a namespace itself; one without names
 * pods of every namespace. `getEndpointSelector` in `pkg/k8s/apis/cilium.io/utils/utils.go`;
 * https://docs.cilium.io/en/stable/network/kubernetes/policy/#namespaces
 */
export function wantsOf(selector: LabelSelector, { namespace, isSubject, isLimited }: Role): readonly Want[] {
  const asked = [
    ...[...selector.matchLabels].map(([key, value]): Requirement => ({ key, operator: 'In', values: [value] })),
    ...selector.matchExpressions,
  ];
  if (isSubject && namespace !== '') {
    // The policy's own namespace stands in place of another one.
    const kept = asked.filter(({ key }) => !(key === `k8s:${NAMESPACE}` && selector.matchLabels.has(key)));
    return [...kept.map((one) => wantOf(one, isLimited)), namespaceIs(namespace)];
  }
  const wants = asked.map((one) => wantOf(one, isLimited));
  if (isSubject || wants.some(({ where }) => where === 'namespace')) return wants;
  if (asked.some(({ key }) => key.startsWith('reserved:'))) return wants;
  return [...wants, namespace === '' ? HAS_NAMESPACE : namespaceIs(namespace)];
}

function valueOf({ where, requirement }: Want, identity: Identity): string | undefined {
  if (where === 'pod') return identity.labels.get(requirement.key);
  if (where === 'namespace') return identity.namespace;
  if (where === 'namespaceLabel') return identity.namespaceLabels.known.get(requirement.key);
  return where === 'account' && identity.namespace !== undefined ? identity.account : undefined;
}

function holds(want: Want, identity: Identity): Truth {
  const { where, requirement, isOptional } = want;
  if (where === 'unjudged') return MAYBE;
  const value = valueOf(want, identity);
  if (where === 'namespaceLabel' && value === undefined && !identity.namespaceLabels.isComplete) return MAYBE;
  const truth = requirementHolds(requirement, value);
  if (isOptional && value !== undefined && requirementHolds(requirement, undefined) !== truth) return MAYBE;
  return truth ? YES : NO;
}

export function selectsIdentity(wants: readonly Want[], identity: Identity): Truth {
  let truth: Truth = YES;
  for (const want of wants) {
    truth = both(truth, holds(want, identity));
    if (truth === NO) return NO;
  }
  return truth;
}

/** Why the selector may leave an answer open; undefined where it cannot. */
export function doubtOf(wants: readonly Want[]): string | undefined {
  const unjudged = wants.find(({ where }) => where === 'unjudged');
  if (unjudged !== undefined) return `label \`${unjudged.requirement.key}\` is not evaluated`;
  const optional = wants.find(({ isOptional }) => isOptional);
  return optional === undefined
    ? undefined
    : `whether label \`${optional.requirement.key}\` is part of an identity is set in Cilium`;
}
