// Facts about Calico's own policies, the tiers that order them, and the sets of networks and hosts that they speak of.
import type { PolicyFault, PolicyPort } from './network.ts';
import type { ObjectFact, StringMap } from './object.ts';

/** What a rule asks of one end. Selectors as written; all that is given must hold. */
export interface CalicoEntity {
  readonly nets?: readonly string[];
  readonly notNets?: readonly string[];
  readonly selector?: string;
  readonly notSelector?: string;
  readonly namespaceSelector?: string;
  readonly accounts?: { readonly names: readonly string[]; readonly selector: string };
  /** `protocol` of each is empty: the rule has one. */
  readonly ports?: readonly PolicyPort[];
  readonly notPorts?: readonly PolicyPort[];
  /** `services` is given, and not evaluated. */
  readonly services?: true;
}

export interface CalicoRule {
  readonly action: 'allow' | 'deny' | 'log' | 'pass';
  /** `TCP`, `UDP`, `SCTP`; any other text for a protocol without ports. */
  readonly protocol?: string;
  readonly notProtocol?: string;
  readonly ipVersion?: '4' | '6';
  /** `icmp` or `notICMP`: it is about ICMP only. */
  readonly icmp?: true;
  /** `http`: it lets only some requests through. */
  readonly http?: true;
  readonly source: CalicoEntity;
  readonly destination: CalicoEntity;
  readonly pointer: string;
}

/** https://docs.tigera.io/calico/latest/reference/resources/networkpolicy */
export interface CalicoPolicyFact extends ObjectFact {
  readonly kind: 'calicoPolicy';
  readonly tier: string;
  /** A number as text; empty: after all that have one. */
  readonly order: string;
  readonly selector: string;
  readonly namespaceSelector: string;
  readonly serviceAccountSelector: string;
  readonly types: readonly ('ingress' | 'egress')[];
  /** Directions for which it may hold, too: of an object that was stored without `types`. */
  readonly openTypes?: readonly ('ingress' | 'egress')[];
  /** `doNotTrack` or `preDNAT`: it is about hosts only. */
  readonly hostsOnly?: true;
  readonly applyOnForward?: true;
  readonly ingress: readonly CalicoRule[];
  readonly egress: readonly CalicoRule[];
  readonly faults: readonly PolicyFault[];
}

/** https://docs.tigera.io/calico/latest/reference/resources/tier */
export interface CalicoTierFact extends ObjectFact {
  readonly kind: 'calicoTier';
  readonly order: string;
  readonly defaultAction: 'deny' | 'pass';
}

/** A NetworkSet, or a GlobalNetworkSet, which has no namespace. */
export interface CalicoSetFact extends ObjectFact {
  readonly kind: 'calicoSet';
  readonly labels: StringMap;
  readonly nets: readonly string[];
}

/** A HostEndpoint: policies hold traffic of the node itself. */
export interface CalicoHostFact extends ObjectFact {
  readonly kind: 'calicoHost';
  readonly node: string;
}
