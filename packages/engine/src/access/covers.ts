// Does a set of rules allow everything that another one allows? The question behind the escalation and bind checks.
import type { PolicyRule } from '../facts/rbac.ts';
import { ruleAllowsName, ruleAllowsPath, ruleMatchesResource } from './rule.ts';

/**
 * True when each single combination of verb, group, resource and name in `wanted` is covered by one rule of `held`.
 * Unnamed rules cover named ones, `*` covers everything, `*` + `/sub` covers that subresource; several rules of `held`
 * never add up to cover one unnamed combination.
 * https://kubernetes.io/docs/reference/access-authn-authz/rbac/#privilege-escalation-prevention-and-bootstrapping
 */
export function rulesCover(held: readonly PolicyRule[], wanted: readonly PolicyRule[]): boolean {
  return wanted.every((rule) =>
    rule.verbs.every((verb) => pathsCovered(held, rule, verb) && resourcesCovered(held, rule, verb)),
  );
}

function pathsCovered(held: readonly PolicyRule[], wanted: PolicyRule, verb: string): boolean {
  return wanted.nonResourceURLs.every((url) =>
    held.some((rule) => rule.resourceNames.length === 0 && ruleAllowsPath(rule, verb, url)),
  );
}

function resourcesCovered(held: readonly PolicyRule[], wanted: PolicyRule, verb: string): boolean {
  return wanted.apiGroups.every((group) =>
    wanted.resources.every((full) => {
      const [resource, subresource] = cutResource(full);
      const fitting = held.filter((rule) => ruleMatchesResource(rule, { verb, group, resource, subresource }));
      if (wanted.resourceNames.length === 0) return fitting.some((rule) => rule.resourceNames.length === 0);
      return wanted.resourceNames.every((name) => fitting.some((rule) => ruleAllowsName(rule, name)));
    }),
  );
}

function cutResource(full: string): readonly [string, string] {
  const at = full.indexOf('/');
  return at < 0 ? [full, ''] : [full.slice(0, at), full.slice(at + 1)];
}
