// The fields of raw Kubernetes objects that decide who may connect to whom; imports nothing of ours.

export interface RawSelector {
  matchLabels?: Record<string, string> | null;
  matchExpressions?: { key: string; operator: string; values?: string[] | null }[] | null;
}

export interface RawPeer {
  podSelector?: RawSelector | null;
  namespaceSelector?: RawSelector | null;
  ipBlock?: { cidr: string; except?: string[] | null } | null;
}

export interface RawPort {
  protocol?: string | null;
  port?: number | string | null;
  endPort?: number | null;
}

export interface RawRule {
  from?: (RawPeer | null)[] | null;
  to?: (RawPeer | null)[] | null;
  ports?: (RawPort | null)[] | null;
}

export interface RawContainer {
  name?: string;
  restartPolicy?: string;
  ports?: { name?: string; containerPort: number; protocol?: string }[] | null;
}

/** A Pod, Namespace, Node, NetworkPolicy, or a policy of the network-policy-api. */
export interface RawObject {
  apiVersion?: string;
  kind: string;
  metadata: { name: string; namespace?: string; labels?: Record<string, string> | null };
  spec?: {
    nodeName?: string;
    hostNetwork?: boolean;
    containers?: RawContainer[];
    initContainers?: RawContainer[];
    podSelector?: RawSelector | null;
    policyTypes?: string[] | null;
    ingress?: (RawRule | RawTierRule | null)[] | null;
    egress?: (RawRule | RawTierRule | null)[] | null;
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
