// Rules of NetworkPolicies in their places, and a policy with another rule in the place of one.
import { DIRECTIONS, isolates } from '../facts/network.ts';
import type { Direction, NetworkPolicyFact, PolicyRule } from '../facts/network.ts';
import { withRules } from './policy-rule.ts';

export interface RulePlace {
  readonly policy: NetworkPolicyFact;
  readonly direction: Direction;
  /** Index of the rule. */
  readonly at: number;
  readonly rule: PolicyRule;
}

/** Without those of a direction in which the policy isolates nothing: they count for nothing. */
export function* rulesIn(policies: readonly NetworkPolicyFact[]): Generator<RulePlace> {
  for (const policy of policies)
    for (const direction of DIRECTIONS)
      for (const [at, rule] of isolates(policy, direction) ? policy[direction].entries() : [])
        yield { policy, direction, at, rule };
}

export function withRule({ policy, direction, at }: Omit<RulePlace, 'rule'>, rule: PolicyRule): NetworkPolicyFact {
  return withRules(policy, direction, policy[direction].with(at, rule));
}
