// Why a connection is let through or refused: the rules and policies that decide, with their places.
import type { Because } from './because.ts';
import type { Compiled } from './compile.ts';
import { matchingRule, policiesOf, sparesOwnNode } from './decide.ts';
import { explainPlugin } from './explain-plugin.ts';
import { isOwnNode } from './sides.ts';
import type { Sides } from './sides.ts';
import { objectId } from '../facts/object-id.ts';
import type { Attempt } from './attempt.ts';
import type { Reading } from './reading.ts';
import { ALLOWED, NEXT, REFUSED } from './tiers.ts';
import type { TierMatch } from './tiers.ts';
import { MAYBE, YES } from './truth.ts';

/** Policies that are cited for one refusal. */
const MOST_CITED = 20;

/** What decides on one side. */
export function explainSide(
  sides: Sides,
  name: string,
  attempt: Attempt,
  { compiled, reading }: { readonly compiled: Compiled; readonly reading: Reading },
): Because {
  const { own, other, direction } = sides;
  const byPlugin = explainPlugin(sides, name, attempt, { compiled, reading });
  if (byPlugin !== undefined) return byPlugin;
  if (own.kind === 'node')
    return { text: `${name} is no pod to a policy: nothing holds it for ${direction}`, evidence: [] };
  if (own.kind === 'outside') return { text: `${name} is outside: no policy holds it for ${direction}`, evidence: [] };
  const tier = decidingTier(sides, name, attempt, compiled);
  if (tier !== undefined) return tier;
  const policies = policiesOf(compiled, own.podClass, direction, reading);
  if (isOwnNode(own, other) === YES && sparesOwnNode(direction, policies, reading))
    return {
      text: `traffic between ${name} and its own node is never refused, as Kubernetes documents it`,
      evidence: [],
    };
  if (policies.length === 0)
    return (
      ruleOfTier('baseline', { sides, name }, attempt, compiled) ?? {
        text: `no policy isolates ${name} for ${direction}`,
        evidence: [],
      }
    );
  const { truth, policy, rule } = matchingRule(policies, sides, attempt, { compiled, reading });
  if (policy !== undefined && rule !== undefined) {
    const verb = truth === MAYBE ? 'may allow' : 'allows';
    return {
      text: `${objectId(policy.fact)} ${verb} the ${direction} of ${name}`,
      evidence: [{ object: policy.fact, pointer: rule.fact.pointer }],
    };
  }
  const cited = policies.slice(0, MOST_CITED);
  const more = policies.length > cited.length ? ` and ${policies.length - cited.length} more` : '';
  return {
    text: `no rule of ${cited.map(({ fact }) => objectId(fact)).join(', ')}${more} allows the ${direction} of ${name}`,
    evidence: cited.map(({ fact, rules }) => ({
      object: fact,
      pointer: rules[direction].length > 0 ? `/spec/${direction}` : '/spec',
    })),
  };
}

/** The rules of a tier that decide, or may. */
function ruleOfTier(
  tier: 'admin' | 'baseline',
  { sides, name }: { readonly sides: Sides; readonly name: string },
  attempt: Attempt,
  { tiers }: Compiled,
): Because | undefined {
  const matches: TierMatch[] = [];
  const possible = tiers.outcomes(tier, sides, attempt, matches);
  const deciding = matches.filter(({ rule }) => rule.action !== 'pass').slice(0, MOST_CITED);
  if ((possible & ~NEXT) === 0 || deciding.length === 0) return undefined;
  const verb = possible === ALLOWED ? 'allows' : possible === REFUSED ? 'refuses' : 'may decide';
  const ids = [...new Set(deciding.map(({ policy }) => objectId(policy)))].join(', ');
  return {
    text: `${ids} ${verb} the ${sides.direction} of ${name} in the ${tier} tier`,
    evidence: deciding.map(({ policy, rule }) => ({ object: policy, pointer: rule.pointer })),
  };
}

/** The Admin tier, where it decides before any NetworkPolicy. */
function decidingTier(sides: Sides, name: string, attempt: Attempt, compiled: Compiled): Because | undefined {
  return compiled.tiers.isEmpty ? undefined : ruleOfTier('admin', { sides, name }, attempt, compiled);
}
