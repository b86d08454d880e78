// One side of a connection through Calico's tiers: which outcomes are possible, and which rules bring them about.
import type { Attempt } from '../attempt.ts';
import type { Beside, PluginCause } from '../plugin.ts';
import type { Sides } from '../sides.ts';
import { OF_TRUTH, truthOf } from '../through-tiers.ts';
import { ALLOWED, NEXT, REFUSED } from '../tiers.ts';
import { both, either, MAYBE, NO, YES } from '../truth.ts';
import type { Truth } from '../truth.ts';
import { causeOf } from './causes.ts';
import type { CompiledCalicoPolicy } from './compiled-policy.ts';
import type { CalicoMatcher } from './match.ts';
import { NETWORK_POLICIES } from './tiers.ts';
import type { OrderedTier, Tiering } from './tiers.ts';

/** No rule of the policy matches: the next policy is asked. */
const UNDECIDED = 8;
const OUTCOMES = { allow: ALLOWED, deny: REFUSED, pass: NEXT } as const;

interface Asked {
  readonly selecting: ReadonlyMap<CompiledCalicoPolicy, Truth>;
  readonly sides: Sides;
  readonly attempt: Attempt;
}

type CalicoTier = Extract<OrderedTier, { readonly kind: 'calico' }>;

export class TierWalk {
  readonly causes: PluginCause[] = [];
  readonly #tiering: Tiering;
  readonly #matcher: CalicoMatcher;
  readonly #asked: Asked;

  constructor(tiering: Tiering, matcher: CalicoMatcher, asked: Asked) {
    this.#tiering = tiering;
    this.#matcher = matcher;
    this.#asked = asked;
  }

  /**
   * What no tier decides is left to the profile of the pod's namespace, which allows everything.
   * https://docs.tigera.io/calico/latest/reference/resources/tier#how-policy-is-evaluated
   */
  through({ byPolicies, outcomes }: Beside): Truth {
    const unplaced = this.#tiering.unplaced.filter((policy) => this.#asked.selecting.has(policy));
    for (const { fact } of unplaced)
      this.causes.push({ object: fact, pointer: '/spec/tier', effect: 'opens', why: 'its tier is not in the input' });
    let found = 0;
    for (const tier of this.#tiering.tiers) {
      const possible = tier.kind === 'calico' ? this.#tier(tier, byPolicies) : outcomes(tier.kind);
      found |= possible & ~NEXT;
      if ((possible & NEXT) === 0) return unplaced.length > 0 ? MAYBE : truthOf(found);
    }
    return unplaced.length > 0 ? MAYBE : truthOf(found | NEXT);
  }

  #tier({ groups, defaultAction }: CalicoTier, byPolicies: Truth | undefined): number {
    let found = 0;
    let applies: Truth = NO;
    for (const chains of groups) {
      let isDecided = false;
      for (const chain of chains) {
        const possible = this.#chain(chain, byPolicies);
        found |= possible & ~UNDECIDED;
        // Of chains of one order, any may be asked first.
        if ((possible & UNDECIDED) === 0) isDecided = true;
        for (const policy of chain) applies = either(applies, this.#appliesOf(policy, byPolicies));
      }
      if (isDecided) return found;
    }
    if (applies !== YES) found |= NEXT;
    if (applies !== NO) found |= defaultAction === 'pass' ? NEXT : REFUSED;
    return found;
  }

  #appliesOf(policy: CompiledCalicoPolicy | typeof NETWORK_POLICIES, byPolicies: Truth | undefined): Truth {
    if (policy === NETWORK_POLICIES) return byPolicies === undefined ? NO : YES;
    return this.#asked.selecting.get(policy) ?? NO;
  }

  #chain(chain: readonly (CompiledCalicoPolicy | typeof NETWORK_POLICIES)[], byPolicies: Truth | undefined): number {
    let found = 0;
    for (const policy of chain) {
      const possible = policy === NETWORK_POLICIES ? ofNetworkPolicies(byPolicies) : this.#policy(policy);
      found |= possible & ~UNDECIDED;
      if ((possible & UNDECIDED) === 0) return found;
    }
    return found | UNDECIDED;
  }

  #policy(policy: CompiledCalicoPolicy): number {
    const { selecting, sides, attempt } = this.#asked;
    const selected = selecting.get(policy) ?? NO;
    if (selected === NO) return UNDECIDED;
    let found = 0;
    for (const rule of policy.rules[sides.direction]) {
      if (rule.fact.action === 'log') continue;
      const truth = both(selected, this.#matcher.rule(rule, sides, attempt));
      if (truth === NO) continue;
      found |= OUTCOMES[rule.fact.action];
      this.causes.push(causeOf(policy, rule, truth));
      if (truth === YES) return found;
    }
    const why = selected === MAYBE && !policy.isValid ? 'Calico refuses the policy, as it stands' : undefined;
    if (selected === MAYBE)
      this.causes.push({
        object: policy.fact,
        pointer: '/spec',
        effect: 'opens',
        why: why ?? 'whether it selects the pod is not known',
      });
    else this.causes.push({ object: policy.fact, pointer: '/spec', effect: 'isolates' });
    return found | UNDECIDED;
  }
}

/** They only allow: what none of them allows goes on to the next policy. */
function ofNetworkPolicies(byPolicies: Truth | undefined): number {
  if (byPolicies === undefined) return UNDECIDED;
  const possible = OF_TRUTH[byPolicies];
  return (possible & ALLOWED) | ((possible & REFUSED) === 0 ? 0 : UNDECIDED);
}
