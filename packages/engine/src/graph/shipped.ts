// Which grants come with Kubernetes itself: bindings of the bootstrap policy to roles that hold no more than shipped.
import { oncePer } from '../facts/once-per.ts';
import type { EffectiveRules } from '../access/aggregation.ts';
import { isBootstrapBinding, isBootstrapRule } from '../access/bootstrap/bootstrap.ts';
import type { Grant } from '../access/grants.ts';

/** True when the grant gives no more than the bootstrap policy of some supported version. */
export function isShipped(grant: Grant): boolean {
  return isBootstrapBinding(grant.binding) && holdsShippedRules(grant.rules);
}

const holdsShippedRules = oncePer((rules: EffectiveRules) =>
  rules.every(({ role, rule }) => isBootstrapRule(role, rule)),
);
