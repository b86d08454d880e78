// Whether the policies of one end of a connection let it through, under one reading of the specification.
import type { Direction } from '../facts/network.ts';
import type { Compiled } from './compile.ts';
import type { CompiledPolicy, CompiledRule } from './compiled-policy.ts';
import { rulePeerMatches } from './match.ts';
import { rulePortMatches } from './attempt.ts';
import type { Attempt, End } from './attempt.ts';
import type { Reading } from './reading.ts';
import { isOwnNode } from './sides.ts';
import type { Sides } from './sides.ts';
import { throughTiers } from './through-tiers.ts';
import { NEXT } from './tiers.ts';
import { both, either, MAYBE, NO, YES } from './truth.ts';
import type { Truth } from './truth.ts';

/** Policies of a class that hold under the reading. */
export function policiesOf(
  compiled: Compiled,
  podClass: number,
  direction: Direction,
  reading: Reading,
): CompiledPolicy[] {
  const { of, policies } = compiled.profiles[direction];
  return [...(policies[of[podClass] as number] as Int32Array)]
    .map((number) => compiled.policies[number] as CompiledPolicy)
    .filter(({ isValid }) => isValid || reading.invalidIsStored);
}

/** Rules that match, or may, best first: one that matches ends the search. */
export function matchingRule(
  policies: readonly CompiledPolicy[],
  { direction, other }: Sides,
  attempt: Attempt,
  { compiled, reading }: { readonly compiled: Compiled; readonly reading: Reading },
): { readonly truth: Truth; readonly policy?: CompiledPolicy; readonly rule?: CompiledRule } {
  let best: { readonly truth: Truth; readonly policy?: CompiledPolicy; readonly rule?: CompiledRule } = { truth: NO };
  for (const policy of policies) {
    for (const rule of policy.rules[direction]) {
      if (!rulePortMatches(rule.fact, attempt)) continue;
      const truth = rulePeerMatches(rule, other, compiled, reading);
      if (truth > best.truth) best = { truth, policy, rule };
      if (truth === YES) return best;
    }
  }
  return best;
}

/** Whether these NetworkPolicies, which isolate a pod for the direction, leave its traffic with its own node alone. */
export function sparesOwnNode(direction: Direction, policies: readonly CompiledPolicy[], reading: Reading): boolean {
  return direction === 'ingress' || policies.length === 0 || reading.egressSparesOwnNode;
}

/** What the policies of `own` say of a connection with `other`. */
export function sideAllows(sides: Sides, attempt: Attempt, compiled: Compiled, reading: Reading): Truth {
  const { own, other, direction } = sides;
  const { plugin, tiers } = compiled;
  if (own.kind === 'outside') return YES;
  if (own.kind === 'node') return plugin?.node(sides, attempt) ?? YES;
  const policies = policiesOf(compiled, own.podClass, direction, reading);
  const byPolicies =
    policies.length === 0 ? undefined : matchingRule(policies, sides, attempt, { compiled, reading }).truth;
  const outcomes = (tier: 'admin' | 'baseline'): number =>
    tiers.isEmpty ? NEXT : tiers.outcomes(tier, sides, attempt);
  const spareOwnNode = sparesOwnNode(direction, policies, reading);
  if (plugin !== undefined) return plugin.pod(sides, attempt, { byPolicies, spareOwnNode, outcomes });
  const exempt = spareOwnNode ? isOwnNode(own, other) : NO;
  // Whether the tiers around NetworkPolicies may refuse the own node is not said.
  if (exempt === YES) return either(MAYBE, throughTiers(outcomes, YES));
  return either(exempt, throughTiers(outcomes, byPolicies));
}

export function connectionAllowed(
  source: End,
  target: End,
  attempt: Attempt,
  { compiled, reading }: { readonly compiled: Compiled; readonly reading: Reading },
): Truth {
  const leaves = sideAllows({ own: source, other: target, direction: 'egress' }, attempt, compiled, reading);
  if (leaves === NO) return NO;
  return both(leaves, sideAllows({ own: target, other: source, direction: 'ingress' }, attempt, compiled, reading));
}
