// Whether the policies of one end of a connection let it through, under one reading of the specification.
import type { Direction } from '../facts/network.ts';
import type { Compiled } from './compile.ts';
import type { CompiledPolicy, CompiledRule } from './compiled-policy.ts';
import { rulePeerMatches } from './match.ts';
import { rulePortMatches } from './attempt.ts';
import type { Attempt, End } from './attempt.ts';
import type { Reading } from './reading.ts';
import { ALLOWED, NEXT, REFUSED } from './tiers.ts';
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

/** Traffic between a pod and the node it runs on is never refused. */
export function isOwnNode(pod: End, other: End): Truth {
  if (other.kind !== 'node') return NO;
  if (pod.node === '' || other.node === '') return MAYBE;
  return pod.node === other.node ? YES : NO;
}

export interface Sides {
  readonly own: End;
  readonly other: End;
  readonly direction: Direction;
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

/** The first tier that decides: Admin, NetworkPolicies where one isolates the pod, else Baseline, else all is allowed. */
function throughTiers(sides: Sides, attempt: Attempt, { tiers }: Compiled, byPolicies: Truth | undefined): Truth {
  if (tiers.isEmpty) return byPolicies ?? YES;
  const admin = tiers.outcomes('admin', sides, attempt);
  const rest =
    (admin & NEXT) === 0
      ? 0
      : byPolicies === undefined
        ? tiers.outcomes('baseline', sides, attempt)
        : OF_TRUTH[byPolicies];
  const possible = (admin & ~NEXT) | ((rest & NEXT) === 0 ? rest : (rest & ~NEXT) | ALLOWED);
  return possible === ALLOWED ? YES : possible === REFUSED ? NO : MAYBE;
}

/** Outcomes that a truth leaves possible, by its number. */
const OF_TRUTH: readonly [number, number, number] = [REFUSED, ALLOWED | REFUSED, ALLOWED];

/** What the policies of `own` say of a connection with `other`. */
export function sideAllows(sides: Sides, attempt: Attempt, compiled: Compiled, reading: Reading): Truth {
  const { own, other, direction } = sides;
  if (own.kind !== 'pod') return YES;
  const exempt = isOwnNode(own, other);
  // NetworkPolicies never refuse the own node; whether the tiers around them may is not said.
  if (exempt === YES) return either(MAYBE, throughTiers(sides, attempt, compiled, YES));
  const policies = policiesOf(compiled, own.podClass, direction, reading);
  const byPolicies =
    policies.length === 0 ? undefined : matchingRule(policies, sides, attempt, { compiled, reading }).truth;
  return either(exempt, throughTiers(sides, attempt, compiled, byPolicies));
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
