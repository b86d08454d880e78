// Facts about Cilium's own policies, as its agent takes them.
import type { Direction, PolicyBlock, PolicyFault, PolicyPort } from './network.ts';
import type { LabelSelector, ObjectFact } from './object.ts';

/** One end that a rule names: by labels, as an entity, or as a block; else by a field that is not evaluated. */
export interface CiliumPeer {
  /** Keys as written: `k8s:` and `any:` say where a label is from. */
  readonly selector?: LabelSelector;
  readonly entity?: string;
  readonly block?: PolicyBlock;
  /** The field that names ends in a way that is not evaluated (`toFQDNs`, `toServices`, …). */
  readonly unjudged?: string;
  readonly pointer: string;
}

export interface CiliumRule {
  readonly action: 'allow' | 'deny';
  /** Absent: the rule names nobody. Empty: it names a list without items, which selects no one. */
  readonly peers?: readonly CiliumPeer[];
  /** Absent: every port. `protocol` is empty for any; port 0 is every port. Empty: none of TCP, UDP and SCTP. */
  readonly ports?: readonly PolicyPort[];
  /** Fields by which only some of what the rule lets through gets through: `rules`, `authentication`, … */
  readonly conditions: readonly string[];
  /** `fromRequires` or `toRequires`: the agents of before 1.19 narrow other rules by it. */
  readonly requires?: true;
  readonly pointer: string;
}

/** One of `spec` and `specs`. */
export interface CiliumSpec {
  /** Absent for one about nodes. */
  readonly endpoints?: LabelSelector;
  readonly nodes?: LabelSelector;
  readonly ingress: readonly CiliumRule[];
  readonly egress: readonly CiliumRule[];
  /** Whether what no rule lets through is dropped: `enableDefaultDeny`, else where the direction has rules. */
  readonly defaultDeny: Readonly<Record<Direction, boolean>>;
  readonly pointer: string;
}

/** https://docs.cilium.io/en/stable/security/policy/ */
export interface CiliumPolicyFact extends ObjectFact {
  readonly kind: 'ciliumPolicy';
  readonly specs: readonly CiliumSpec[];
  /** `refused`: the API server or the agent takes no such policy. */
  readonly faults: readonly PolicyFault[];
}
