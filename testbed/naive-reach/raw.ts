// The fields of raw Kubernetes objects that decide who may connect to whom; imports nothing of ours.

export interface RawSelector {
  matchLabels?: Record<string, string> | null | undefined;
  matchExpressions?: { key: string; operator: string; values?: string[] | null }[] | null | undefined;
}

export interface RawPeer {
  podSelector?: RawSelector | null | undefined;
  namespaceSelector?: RawSelector | null | undefined;
  ipBlock?: { cidr: string; except?: string[] | null } | null | undefined;
}

export interface RawPort {
  protocol?: string | null | undefined;
  port?: number | string | null | undefined;
  endPort?: number | null | undefined;
}

export interface RawRule {
  from?: (RawPeer | null)[] | null | undefined;
  to?: (RawPeer | null)[] | null | undefined;
  ports?: (RawPort | null)[] | null | undefined;
}

export interface RawContainer {
  name?: string;
  restartPolicy?: string;
  ports?: { name?: string; containerPort: number; protocol?: string }[] | null | undefined;
}

/** A Pod, Namespace, Node, NetworkPolicy, or a policy of the network-policy-api. */
export interface RawObject {
  apiVersion?: string;
  kind: string;
  metadata: { name: string; namespace?: string; labels?: Record<string, string> | null };
  spec?: {
    nodeName?: string;
    hostNetwork?: boolean;
    serviceAccountName?: string;
    containers?: RawContainer[];
    initContainers?: RawContainer[];
    podSelector?: RawSelector | null | undefined;
    policyTypes?: string[] | null | undefined;
    ingress?: (RawRule | RawTierRule | null)[] | null | undefined;
    egress?: (RawRule | RawTierRule | null)[] | null | undefined;
    tier?: string;
    priority?: number;
    subject?: RawTierPeer;
  };
  status?: {
    phase?: string;
    podIPs?: { ip: string }[];
    addresses?: { type: string; address: string }[];
  };
}

/** A peer of AdminNetworkPolicy, BaselineAdminNetworkPolicy (v1alpha1) or ClusterNetworkPolicy (v1alpha2). */
export interface RawTierPeer {
  namespaces?: RawSelector;
  pods?: { namespaceSelector?: RawSelector; podSelector?: RawSelector };
  networks?: string[];
  nodes?: RawSelector;
  [unknown: string]: unknown;
}

interface RawNumberOrRange {
  number?: number;
  range?: { start: number; end: number };
}

export interface RawTierRule {
  name?: string;
  action: string;
  from?: RawTierPeer[];
  to?: RawTierPeer[];
  /** v1alpha1. */
  ports?: {
    portNumber?: { protocol?: string; port: number };
    portRange?: { protocol?: string; start: number; end: number };
    namedPort?: string;
  }[];
  /** v1alpha2. */
  protocols?: {
    tcp?: { destinationPort?: RawNumberOrRange };
    udp?: { destinationPort?: RawNumberOrRange };
    sctp?: { destinationPort?: RawNumberOrRange };
    destinationNamedPort?: string;
  }[];
}

/** True, false, or not decided by what is known. */
export type Maybe = boolean | 'maybe';

export function or(values: Maybe[]): Maybe {
  if (values.includes(true)) return true;
  return values.includes('maybe') ? 'maybe' : false;
}

export function and(values: Maybe[]): Maybe {
  if (values.includes(false)) return false;
  return values.includes('maybe') ? 'maybe' : true;
}
