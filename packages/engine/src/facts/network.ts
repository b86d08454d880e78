// Facts about who may connect to whom: network policies as the API server stores them, and what is wrong with them.
import type { LabelSelector, ObjectFact } from './object.ts';

/** One thing that is wrong with a policy. `refused`: the API server accepts no such object; else it drops a field in silence. */
export interface PolicyFault {
  readonly pointer: string;
  readonly reason: string;
  readonly refused: boolean;
}

export interface PolicyPort {
  /** `TCP`, `UDP` or `SCTP`; as written where that is no protocol. */
  readonly protocol: string;
  /** Absent: every port of the protocol. A text is the name of a container's port. */
  readonly port?: number | string;
  readonly endPort?: number;
  /** It is refused, and matches nothing where it is stored all the same. */
  readonly invalid?: true;
  readonly pointer: string;
}

/** Blocks as written: they may be none. */
export interface PolicyBlock {
  readonly cidr: string;
  readonly except: readonly string[];
}

export interface PolicyPeer {
  readonly podSelector?: LabelSelector;
  readonly namespaceSelector?: LabelSelector;
  readonly ipBlock?: PolicyBlock;
  /** It is refused, and matches nothing where it is stored all the same. */
  readonly invalid?: true;
  readonly pointer: string;
}

export interface PolicyRule {
  /** Empty: every peer. */
  readonly peers: readonly PolicyPeer[];
  /** `from` or `to` is written, and is null or a list without items. */
  readonly emptyPeers?: true;
  /** Empty: every port of every protocol. */
  readonly ports: readonly PolicyPort[];
  readonly pointer: string;
}

export type Direction = 'ingress' | 'egress';
export const DIRECTIONS: readonly Direction[] = ['ingress', 'egress'];

/** What a policy would say if the fields that are dropped stood where they belong. */
export type PolicyMeant = Pick<NetworkPolicyFact, 'podSelector' | 'writtenTypes' | 'ingress' | 'egress'>;

/** A NetworkPolicy of `networking.k8s.io/v1`. */
export interface NetworkPolicyFact extends ObjectFact {
  readonly kind: 'networkPolicy';
  readonly podSelector: LabelSelector;
  /** `policyTypes` as written; empty where it is missing, null or empty. */
  readonly writtenTypes: readonly string[];
  /** Rules of a section that `policyTypes` leaves out are here, and have no effect. */
  readonly ingress: readonly PolicyRule[];
  readonly egress: readonly PolicyRule[];
  /** `egress` is written, and is a list without rules: without `policyTypes` that isolates nothing. */
  readonly emptyEgress?: true;
  readonly faults: readonly PolicyFault[];
  /** Absent where no field is dropped, or it is not clear where it belongs. */
  readonly meant?: PolicyMeant;
}

/**
 * Whether the policy isolates pods in a direction: by `policyTypes`, else ingress always and egress where it has an egress rule.
 * https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource
 */
export function isolates({ writtenTypes, egress }: NetworkPolicyFact, direction: Direction): boolean {
  if (writtenTypes.length > 0) return writtenTypes.includes(direction === 'ingress' ? 'Ingress' : 'Egress');
  return direction === 'ingress' || egress.length > 0;
}
