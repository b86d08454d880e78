// The fields of Cilium's policies, as somebody writes them.
import type { RawSelector } from './raw.ts';

export interface RawCiliumPort {
  port?: string | number;
  endPort?: number;
  protocol?: string;
}

export interface RawCiliumRule {
  fromEndpoints?: RawSelector[] | null;
  toEndpoints?: RawSelector[] | null;
  fromEntities?: string[] | null;
  toEntities?: string[] | null;
  fromCIDR?: string[] | null;
  toCIDR?: string[] | null;
  fromCIDRSet?: { cidr?: string; except?: string[] | null }[] | null;
  toCIDRSet?: { cidr?: string; except?: string[] | null }[] | null;
  fromRequires?: RawSelector[] | null;
  toRequires?: RawSelector[] | null;
  toFQDNs?: object[] | null;
  toServices?: object[] | null;
  toPorts?: ({ ports?: RawCiliumPort[] | null; rules?: object | null } | null)[] | null;
  icmps?: object[] | null;
  authentication?: { mode: string } | null;
}

export interface RawCiliumSpec {
  endpointSelector?: RawSelector | null;
  nodeSelector?: RawSelector | null;
  ingress?: (RawCiliumRule | null)[] | null;
  ingressDeny?: (RawCiliumRule | null)[] | null;
  egress?: (RawCiliumRule | null)[] | null;
  egressDeny?: (RawCiliumRule | null)[] | null;
  enableDefaultDeny?: { ingress?: boolean; egress?: boolean } | null;
}
