// Which grants come with Kubernetes itself: bindings of the bootstrap policy to roles that hold no more than shipped.
import type { EffectiveRules } from '../access/aggregation.ts';
import { isBootstrapBinding, isBootstrapRule } from '../access/bootstrap/bootstrap.ts';
import type { Grant } from '../access/grants.ts';

const rulesKnown = new WeakMap<EffectiveRules, boolean>();

/** True when the grant gives no more than the bootstrap policy of some supported version. */
export function isShipped(grant: Grant): boolean {
  return isBootstrapBinding(grant.binding) && holdsShippedRules(grant.rules);
}

function holdsShippedRules(rules: EffectiveRules): boolean {
  let shipped = rulesKnown.get(rules);
  if (shipped === undefined) {
    shipped = rules.every(({ role, rule }) => isBootstrapRule(role, rule));
    rulesKnown.set(rules, shipped);
  }
  return shipped;
}
