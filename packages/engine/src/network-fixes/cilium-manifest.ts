// A CiliumNetworkPolicy as a manifest, as far as a fix writes one. https://docs.cilium.io/en/stable/security/policy/
import type { SelectorManifest } from './pod-selector.ts';

export interface CiliumRuleManifest {
  readonly fromEntities?: readonly string[];
  readonly toEntities?: readonly string[];
  readonly toPorts: readonly { readonly ports: readonly { readonly port: string; readonly protocol: string }[] }[];
}

export interface CiliumManifest {
  readonly apiVersion: 'cilium.io/v2';
  readonly kind: 'CiliumNetworkPolicy';
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: {
    readonly endpointSelector: SelectorManifest;
    readonly ingress?: readonly CiliumRuleManifest[];
    readonly egress?: readonly CiliumRuleManifest[];
  };
}
