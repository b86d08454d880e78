// Which pods the policies of Cilium, Calico and the tiers around NetworkPolicies select: those of plugins that enforce, or may.
import type { CalicoPolicyFact } from '../facts/calico-policy.ts';
import type { CiliumPolicyFact } from '../facts/cilium-policy.ts';
import type { Facts } from '../facts/facts.ts';
import type { ObjectFact } from '../facts/object.ts';
import { oncePer } from '../facts/once-per.ts';
import type { TierPolicyFact } from '../facts/tier.ts';
import { compiledWithPlugins } from './compile.ts';
import { findEnforcer, pluginIn } from './enforcer.ts';

export type OtherPolicy = CalicoPolicyFact | CiliumPolicyFact | TierPolicyFact;

export interface Selected {
  readonly policy: OtherPolicy;
  /** Numbers of classes of pods, and how many pods those are. Empty of one for nodes, too. */
  readonly classes: ReadonlySet<number>;
  readonly pods: number;
}

/** One for all checks of a cluster, made once. Policies that hold nowhere, or are about nodes, are left out. */
export const selectedBy = oncePer((facts: Facts): readonly Selected[] => {
  const policies = otherPolicies(facts);
  if (policies.length === 0) return [];
  const { plugin, open, tiers, pods } = compiledWithPlugins(facts);
  const plugins = plugin === undefined ? open : [plugin];
  const found = new Map<ObjectFact, Set<number>>(policies.map((policy) => [policy, new Set()]));
  const sizes = new Map<number, number>();
  for (const place of pods.classOf) sizes.set(place, (sizes.get(place) ?? 0) + 1);
  for (const place of pods.classes.keys()) {
    const all = [...tiers.subjectOf(place), ...plugins.flatMap((one) => one.selecting(place))];
    for (const policy of all) found.get(policy)?.add(place);
  }
  return policies.map((policy) => {
    const classes = found.get(policy) ?? new Set<number>();
    return { policy, classes, pods: [...classes].reduce((sum, place) => sum + (sizes.get(place) ?? 0), 0) };
  });
});

function otherPolicies(facts: Facts): OtherPolicy[] {
  const enforcer = findEnforcer(facts);
  if (enforcer.enforces === false) return [];
  const cni = pluginIn(enforcer);
  const mayBe = (one: 'calico' | 'cilium'): boolean => cni === one || cni === 'generic';
  return [
    ...(mayBe('calico') ? facts.calicoPolicies.filter(({ hostsOnly }) => hostsOnly !== true) : []),
    ...(mayBe('cilium')
      ? facts.ciliumPolicies.filter(({ specs }) => specs.length > 0 && specs.every(({ nodes }) => nodes === undefined))
      : []),
    ...facts.tierPolicies,
  ];
}
