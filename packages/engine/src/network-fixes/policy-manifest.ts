// The policies of a fix as manifests, and as the facts that the same manifests give when they are read.
import type { Facts } from '../facts/facts.ts';
import { objectId } from '../facts/object-id.ts';
import { NO_DOCUMENT } from '../facts/object.ts';
import type { ObjectFact } from '../facts/object.ts';
import { OriginTable } from '../facts/origin.ts';
import { FactsBuilder } from '../kube/facts-builder.ts';
import type { Cni } from '../reach/reading.ts';
import type { CiliumManifest } from './cilium-manifest.ts';
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

/** Whatever kind of policy a fix is made of. */
export type AnyPolicy = PolicyManifest | CiliumManifest;

/** Policies whose name begins so are ours: a later fix replaces them. */
export const OWN_PREFIX = 'watertight-';

export function policyId({ kind, metadata }: AnyPolicy): string {
  return objectId({ objectKind: kind, group: kind === 'NetworkPolicy' ? '' : 'cilium.io', ...metadata });
}

/** What the reader of manifests makes of them: what is printed is what is verified. */
function factsOfPolicies(manifests: readonly AnyPolicy[]): Pick<Facts, 'networkPolicies' | 'ciliumPolicies'> {
  const builder = new FactsBuilder(new OriginTable(), { defaultNamespace: 'default' });
  for (const manifest of manifests) builder.add(manifest, NO_DOCUMENT);
  return builder.finish();
}

/** The facts with the manifests applied, and without the policies of the ids in `gone`. */
export function withPolicies(facts: Facts, manifests: readonly AnyPolicy[], gone: ReadonlySet<string>): Facts {
  const names = new Set([...manifests.map(policyId), ...gone]);
  const isKept = (one: ObjectFact): boolean => !names.has(objectId(one));
  const made = factsOfPolicies(manifests);
  return {
    ...facts,
    networkPolicies: [...facts.networkPolicies.filter(isKept), ...made.networkPolicies],
    ciliumPolicies: [...facts.ciliumPolicies.filter(isKept), ...made.ciliumPolicies],
    calicoPolicies: facts.calicoPolicies.filter(isKept),
  };
}

/** The policies of the plugin that hold for a namespace alone, and NetworkPolicies. */
export function policiesOf({ networkPolicies, ciliumPolicies, calicoPolicies }: Facts, cni: Cni): ObjectFact[] {
  return [
    ...networkPolicies,
    ...(cni === 'cilium' ? ciliumPolicies : []),
    ...(cni === 'calico' ? calicoPolicies : []),
  ].filter(({ namespace }) => namespace !== '');
}

/** The policy as to one direction alone; undefined where it says nothing of it. */
export function inDirection(policy: AnyPolicy, type: 'Ingress' | 'Egress'): AnyPolicy | undefined {
  if (policy.kind === 'CiliumNetworkPolicy') {
    const { endpointSelector, ingress, egress } = policy.spec;
    if (type === 'Ingress') return ingress && { ...policy, spec: { endpointSelector, ingress } };
    return egress && { ...policy, spec: { endpointSelector, egress } };
  }
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
