// Facts about the tiers around NetworkPolicies (network-policy-api), and policies of plugins that are told but not evaluated.
import type { PolicyFault, PolicyPort } from './network.ts';
import type { LabelSelector, ObjectFact } from './object.ts';

export interface TierPeer {
  readonly namespaceSelector?: LabelSelector;
  /** With `namespaceSelector` only. */
  readonly podSelector?: LabelSelector;
  /** Blocks as written. */
  readonly networks?: readonly string[];
  readonly nodes?: LabelSelector;
  readonly domainNames?: true;
  readonly pointer: string;
}

/** `protocol` of a port is empty where only a name is given: it is the protocol of the container's port. */
export interface TierRule {
  readonly action: 'allow' | 'deny' | 'pass';
  readonly peers: readonly TierPeer[];
  /** A peer of a kind that is not known: an allowing rule matches nothing then, any other denies everything. */
  readonly failsClosed?: true;
  /** Absent: every port of every protocol. */
  readonly ports?: readonly PolicyPort[];
  readonly pointer: string;
}

/**
 * An AdminNetworkPolicy, BaselineAdminNetworkPolicy (v1alpha1) or ClusterNetworkPolicy (v1alpha2).
 * https://network-policy-api.sigs.k8s.io/api-overview/
 */
export interface TierPolicyFact extends ObjectFact {
  readonly kind: 'tierPolicy';
  readonly tier: 'admin' | 'baseline';
  /** 0 to 1000; the lower one is asked first. */
  readonly priority: number;
  /** Absent where the subject is of a kind that is not known: it selects nothing then. */
  readonly subject?: TierPeer;
  readonly ingress: readonly TierRule[];
  readonly egress: readonly TierRule[];
  readonly faults: readonly PolicyFault[];
}
