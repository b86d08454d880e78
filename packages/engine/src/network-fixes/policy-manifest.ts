// The NetworkPolicies of a fix as manifests, and as the facts that the same manifests give when they are read.
import type { Facts } from '../facts/facts.ts';
import type { NetworkPolicyFact } from '../facts/network.ts';
import { NO_DOCUMENT } from '../facts/object.ts';
import { OriginTable } from '../facts/origin.ts';
import { FactsBuilder } from '../kube/facts-builder.ts';
import type { SelectorManifest } from './pod-selector.ts';

export interface PeerManifest {
  readonly podSelector?: SelectorManifest;
  readonly namespaceSelector?: SelectorManifest;
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] };
}

export interface PortManifest {
  readonly port: number | string;
  readonly protocol: string;
}

export interface RuleManifest {
  readonly from?: readonly PeerManifest[];
  readonly to?: readonly PeerManifest[];
  readonly ports: readonly PortManifest[];
}

export interface PolicyManifest {
  readonly apiVersion: 'networking.k8s.io/v1';
  readonly kind: 'NetworkPolicy';
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: {
    readonly podSelector: SelectorManifest;
    readonly policyTypes: readonly ('Ingress' | 'Egress')[];
    readonly ingress?: readonly RuleManifest[];
    readonly egress?: readonly RuleManifest[];
  };
}

/** Policies whose name begins so are ours: a later fix replaces them. */
export const OWN_PREFIX = 'watertight-';

export function policyId({ metadata: { namespace, name } }: PolicyManifest): string {
  return `networkpolicy:${namespace}/${name}`;
}

/** What the reader of manifests makes of them: what is printed is what is verified. */
export function factsOfPolicies(manifests: readonly PolicyManifest[]): NetworkPolicyFact[] {
  const builder = new FactsBuilder(new OriginTable(), { defaultNamespace: 'default' });
  for (const manifest of manifests) builder.add(manifest, NO_DOCUMENT);
  return [...builder.finish().networkPolicies];
}

/** The facts with the manifests applied, and without the policies of the ids in `gone`. */
export function withPolicies(facts: Facts, manifests: readonly PolicyManifest[], gone: ReadonlySet<string>): Facts {
  const names = new Set([...manifests.map(policyId), ...gone]);
  const kept = facts.networkPolicies.filter(({ namespace, name }) => !names.has(`networkpolicy:${namespace}/${name}`));
  return { ...facts, networkPolicies: [...kept, ...factsOfPolicies(manifests)] };
}

/** The policy as to one direction alone; undefined where it says nothing of it. */
export function inDirection(policy: PolicyManifest, type: 'Ingress' | 'Egress'): PolicyManifest | undefined {
  if (!policy.spec.policyTypes.includes(type)) return undefined;
  const { podSelector, ingress, egress } = policy.spec;
  const rules = type === 'Ingress' ? ingress : egress;
  return {
    ...policy,
    spec: {
      podSelector,
      policyTypes: [type],
      ...(rules !== undefined && { [type === 'Ingress' ? 'ingress' : 'egress']: rules }),
    },
  };
}
