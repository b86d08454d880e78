// Calico's own policies: what they, in their tiers, and the NetworkPolicies among them say of a side of a connection.
import type { Facts } from '../../facts/facts.ts';
import type { Direction } from '../../facts/network.ts';
import type { ObjectFact } from '../../facts/object.ts';
import type { Attempt } from '../attempt.ts';
import type { Labels } from '../label-truth.ts';
import type { Beside, PluginCause, PluginPolicies } from '../plugin.ts';
import { Numbers } from '../pods.ts';
import type { Pods } from '../pods.ts';
import { isOwnNode } from '../sides.ts';
import type { Sides } from '../sides.ts';
import { NEXT } from '../tiers.ts';
import { throughTiers } from '../through-tiers.ts';
import { both, either, MAYBE, NO, YES } from '../truth.ts';
import type { Truth } from '../truth.ts';
import { compilePolicy } from './compiled-policy.ts';
import type { CompiledCalicoPolicy } from './compiled-policy.ts';
import { CalicoMatcher } from './match.ts';
import { NETWORK_POLICIES, tiersOf } from './tiers.ts';
import type { Chains, Tiering } from './tiers.ts';
import { TierWalk } from './walk.ts';

/** Whether the tier of these policies refuses what none of them lets through. */
function isolatedIn(
  policies: Chains[number],
  selecting: ReadonlyMap<CompiledCalicoPolicy, Truth>,
  direction: Direction,
): Truth {
  let isolated: Truth = NO;
  let passes = false;
  for (const policy of policies) {
    if (policy === NETWORK_POLICIES || !selecting.has(policy)) continue;
    isolated = either(isolated, selecting.get(policy) ?? NO);
    passes ||= policy.rules[direction].some(({ fact }) => fact.action === 'pass');
  }
  return passes ? both(isolated, MAYBE) : isolated;
}

export class CalicoPolicies implements PluginPolicies {
  readonly #matcher: CalicoMatcher;
  readonly #tiering: Tiering;
  readonly #policies: readonly CompiledCalicoPolicy[];
  /** Some policy holds what passes through a node that is an endpoint. */
  readonly #holdsForwarded: boolean;
  /** For each class of pods and direction the policies that select it, or may. */
  readonly #selecting: readonly Readonly<Record<Direction, ReadonlyMap<CompiledCalicoPolicy, Truth>>>[];
  readonly #profiles: Readonly<Record<Direction, readonly (number | undefined)[]>>;

  constructor(facts: Facts, pods: Pods, namespaces: readonly Labels[]) {
    this.#matcher = new CalicoMatcher(facts, pods, namespaces);
    this.#policies = facts.calicoPolicies.map(compilePolicy);
    this.#holdsForwarded = facts.calicoHosts.length > 0 && facts.calicoPolicies.some((fact) => fact.applyOnForward);
    this.#tiering = tiersOf(this.#policies, facts.calicoTiers);
    this.#selecting = this.#select(pods);
    this.#profiles = { ingress: this.#profilesOf('ingress'), egress: this.#profilesOf('egress') };
  }

  #select(pods: Pods) {
    const found = pods.classes.map(() => ({
      ingress: new Map<CompiledCalicoPolicy, Truth>(),
      egress: new Map<CompiledCalicoPolicy, Truth>(),
    }));
    const placeOf = new Map(pods.namespaces.map((name, place) => [name, place]));
    for (const policy of this.#policies) {
      const { fact } = policy;
      const place = fact.namespace === '' ? undefined : (placeOf.get(fact.namespace) ?? -1);
      if (fact.hostsOnly === true || place === -1) continue;
      const first = place === undefined ? 0 : (pods.classStart[place] as number);
      const end = place === undefined ? found.length : (pods.classStart[place + 1] as number);
      for (let podClass = first; podClass < end; podClass++) {
        if (pods.classes[podClass]?.hostNetwork === true) continue;
        const selected = this.#matcher.selectsClass(policy.scope, podClass);
        const truth = policy.isValid ? selected : both(selected, MAYBE);
        if (truth === NO) continue;
        for (const type of fact.types) found[podClass]?.[type].set(policy, truth);
        for (const type of fact.openTypes ?? []) found[podClass]?.[type].set(policy, MAYBE);
      }
    }
    return found;
  }

  #profilesOf(direction: Direction): (number | undefined)[] {
    const numbers = new Numbers<string>();
    const places = new Map(this.#policies.map((policy, place) => [policy, place]));
    return this.#selecting.map((selecting) => {
      const own = [...selecting[direction]];
      if (own.some(([policy]) => policy.asksOwn[direction])) return undefined;
      const key = own.map(([policy, truth]) => `${places.get(policy)}:${truth}`).join(' ');
      return numbers.of(key, () => key);
    });
  }

  profileOf(podClass: number, direction: Direction): number | undefined {
    return this.#profiles[direction][podClass];
  }

  /** A tier that ends in a refusal holds what some policy of it selects; what a rule passes on may go round that. */
  isolates(podClass: number, direction: Direction): Truth {
    const selecting = this.#selecting[podClass]?.[direction] ?? new Map<CompiledCalicoPolicy, Truth>();
    let isolated: Truth = this.#tiering.unplaced.some((policy) => selecting.has(policy)) ? MAYBE : NO;
    for (const tier of this.#tiering.tiers) {
      if (tier.kind === 'calico' && tier.defaultAction === 'deny')
        isolated = either(isolated, isolatedIn(tier.groups.flat(2), selecting, direction));
    }
    return isolated;
  }

  selecting(podClass: number): readonly ObjectFact[] {
    const { ingress, egress } = this.#selecting[podClass] ?? {};
    return [...new Set([...(ingress?.keys() ?? []), ...(egress?.keys() ?? [])])].map(({ fact }) => fact);
  }

  pod(sides: Sides, attempt: Attempt, beside: Beside): Truth {
    const { own, other, direction } = sides;
    const exempt = isOwnNode(own, other);
    const isSelected = (this.#selecting[own.podClass]?.[direction].size ?? 0) > 0;
    const forwarded = this.#forwarded(this.#walk(sides, attempt).through(beside));
    if (exempt === NO) return forwarded;
    if (direction === 'ingress' || (!isSelected && beside.spareOwnNode)) {
      const spared = either(MAYBE, throughTiers(beside.outcomes, YES));
      return exempt === YES ? spared : either(MAYBE, forwarded);
    }
    const near = this.#nearby(sides, attempt, beside);
    return exempt === YES || near === forwarded ? near : MAYBE;
  }

  /** A pod's own node is held by Calico's policies of egress: `defaultEndpointToHostAction` of FelixConfiguration comes after them. */
  #nearby(sides: Sides, attempt: Attempt, beside: Beside): Truth {
    const isSpared = beside.byPolicies !== undefined && beside.spareOwnNode;
    return this.#walk(sides, attempt).through(isSpared ? { ...beside, byPolicies: YES } : beside);
  }

  /** Policies of hosts may hold what passes through them. https://docs.tigera.io/calico/latest/network-policy/hosts/ */
  #forwarded(truth: Truth): Truth {
    return this.#holdsForwarded ? both(truth, MAYBE) : truth;
  }

  #walk(sides: Sides, attempt: Attempt): TierWalk {
    const selecting = this.#selecting[sides.own.podClass]?.[sides.direction] ?? new Map<CompiledCalicoPolicy, Truth>();
    return new TierWalk(this.#tiering, this.#matcher, { selecting, sides, attempt });
  }

  /** Whoever speaks for a node that is an endpoint is held by policies that are not evaluated. */
  node({ own }: Sides): Truth {
    return this.#matcher.isHeld(own.node) ? MAYBE : YES;
  }

  causes(sides: Sides, attempt: Attempt): readonly PluginCause[] {
    if (sides.own.kind !== 'pod') return [];
    const walk = this.#walk(sides, attempt);
    // NetworkPolicies are told apart from what others decide: they are explained by themselves.
    walk.through({ byPolicies: undefined, spareOwnNode: true, outcomes: () => NEXT });
    return walk.causes;
  }
}
