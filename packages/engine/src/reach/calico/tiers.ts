// Calico's tiers in the order in which they are asked, those of the Kubernetes project's policies among them.
import type { CalicoTierFact } from '../../facts/calico-policy.ts';
import type { CompiledCalicoPolicy } from './compiled-policy.ts';

/** Policies of one order: those of one kind in the order of their names; which kind goes first is not documented. */
export type Chains = readonly (readonly (CompiledCalicoPolicy | typeof NETWORK_POLICIES)[])[];
/** In place of all NetworkPolicies, which are of one order and only allow. */
export const NETWORK_POLICIES = 'networkPolicies';
/** https://docs.tigera.io/calico/latest/network-policy/policy-tiers/tiered-policy */
const NETWORK_POLICY_ORDER = 1000;
const DEFAULT = 'default';
const KNOWN: readonly (readonly [name: string, order: number, action: 'deny' | 'pass'])[] = [
  ['adminnetworkpolicy', 1000, 'pass'],
  ['kube-admin', 1000, 'pass'],
  [DEFAULT, 1_000_000, 'deny'],
  ['baselineadminnetworkpolicy', 10_000_000, 'pass'],
  ['kube-baseline', 10_000_000, 'pass'],
];
const ADMIN_ORDER = 1000;
const BASELINE_ORDER = 10_000_000;

export type OrderedTier =
  | {
      readonly kind: 'calico';
      readonly name: string;
      readonly groups: readonly Chains[];
      readonly defaultAction: 'deny' | 'pass';
    }
  | { readonly kind: 'admin' | 'baseline' };

export interface Tiering {
  readonly tiers: readonly OrderedTier[];
  /** Policies of tiers that are not in the input: when they are asked is not known. */
  readonly unplaced: readonly CompiledCalicoPolicy[];
}

/** A stored policy has its tier before its name. */
function ownName({ fact }: CompiledCalicoPolicy): string {
  return fact.name.startsWith(`${fact.tier}.`) ? fact.name.slice(fact.tier.length + 1) : fact.name;
}

const byName = (one: CompiledCalicoPolicy, other: CompiledCalicoPolicy): number => {
  const [a, b] = [ownName(one), ownName(other)];
  return a < b ? -1 : a > b ? 1 : 0;
};

function groupsOf(policies: readonly CompiledCalicoPolicy[], hasNetworkPolicies: boolean): Chains[] {
  const orders = new Set(policies.map(({ order }) => order));
  if (hasNetworkPolicies) orders.add(NETWORK_POLICY_ORDER);
  return [...orders]
    .toSorted((a, b) => (a === b ? 0 : a < b ? -1 : 1))
    .map((order) => {
      const own = policies.filter((policy) => policy.order === order).toSorted(byName);
      const kinds = [own.filter(({ fact }) => fact.namespace === ''), own.filter(({ fact }) => fact.namespace !== '')];
      const chains: (CompiledCalicoPolicy | typeof NETWORK_POLICIES)[][] = kinds.filter((chain) => chain.length > 0);
      return order === NETWORK_POLICY_ORDER && hasNetworkPolicies ? [...chains, [NETWORK_POLICIES]] : chains;
    });
}

interface Placed {
  readonly name: string;
  readonly order: number;
  readonly tier: OrderedTier;
}

/** Those of the Kubernetes project's tiers have Calico's orders for them; of equal orders the name decides. */
export function tiersOf(policies: readonly CompiledCalicoPolicy[], facts: readonly CalicoTierFact[]): Tiering {
  const byTier = Map.groupBy(policies, ({ fact }) => fact.tier);
  const placed: Placed[] = [
    { name: 'kube-admin', order: ADMIN_ORDER, tier: { kind: 'admin' } },
    { name: 'kube-baseline', order: BASELINE_ORDER, tier: { kind: 'baseline' } },
  ];
  const unplaced: CompiledCalicoPolicy[] = [];
  for (const name of new Set([DEFAULT, ...byTier.keys()])) {
    const own = byTier.get(name) ?? [];
    const written = facts.find((fact) => fact.name === name);
    const known = KNOWN.find(([one]) => one === name);
    if (written === undefined && known === undefined) {
      unplaced.push(...own);
      continue;
    }
    const order = known?.[1] ?? (written?.order === '' ? Number.POSITIVE_INFINITY : Number(written?.order));
    const defaultAction = written?.defaultAction ?? known?.[2] ?? 'deny';
    placed.push({
      name,
      order,
      tier: { kind: 'calico', name, groups: groupsOf(own, name === DEFAULT), defaultAction },
    });
  }
  const sorted = placed.toSorted((a, b) =>
    a.order === b.order ? (a.name < b.name ? -1 : 1) : a.order < b.order ? -1 : 1,
  );
  return { tiers: sorted.map(({ tier }) => tier), unplaced };
}
