// ServiceAccounts that only a right to impersonate them names: they need not exist, and have the groups of their namespace.
import type { Authorizer } from '../access/authorizer.ts';
import { ruleMatchesResource } from '../access/rule.ts';
import type { Facts } from '../facts/facts.ts';
import type { PolicyRule, RoleFact } from '../facts/rbac.ts';

const ACCOUNTS_GROUP = 'system:serviceaccounts';
/** The plain right, and the one with limits. */
const QUESTIONS = [
  { verb: 'impersonate', group: '', resource: 'serviceaccounts' },
  { verb: 'impersonate:serviceaccount', group: 'authentication.k8s.io', resource: 'serviceaccounts' },
];
const ACCOUNT_NAME = /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/;

function namesIn(rules: readonly { readonly rule: PolicyRule }[]): readonly string[] {
  return rules
    .filter(({ rule }) => rule.resourceNames.length > 0 && QUESTIONS.some((ask) => ruleMatchesResource(rule, ask)))
    .flatMap(({ rule }) => rule.resourceNames.filter((name) => ACCOUNT_NAME.test(name)));
}

/** Namespaces whose accounts hold something as a group; an account of another one is nothing by impersonation alone. */
function grantedNamespaces({ boundGroups }: Authorizer, all: readonly string[]): readonly string[] {
  const groups = new Set(boundGroups);
  return all.filter((namespace) => groups.has(`${ACCOUNTS_GROUP}:${namespace}`));
}

/**
 * Each with its namespace, which a ClusterRoleBinding leaves open: there, those whose accounts' group is bound, and one more
 * where the group of all accounts is. https://kubernetes.io/docs/reference/access-authn-authz/user-impersonation/
 */
export function impersonatedAccounts(
  facts: Facts,
  authorizer: Authorizer,
  namespaces: readonly string[],
): { readonly namespace: string; readonly name: string }[] {
  const known = new Map<RoleFact, readonly string[]>();
  const namesOf = (role: RoleFact): readonly string[] => {
    let names = known.get(role);
    if (names === undefined) known.set(role, (names = namesIn(authorizer.roles.rulesOf(role))));
    return names;
  };
  const places = new Map<RoleFact, Set<string>>();
  for (const { roleKind, roleName, namespace } of facts.bindings) {
    const role = authorizer.roles.find(roleKind, namespace, roleName);
    if (role === undefined || namesOf(role).length === 0) continue;
    let found = places.get(role);
    if (found === undefined) places.set(role, (found = new Set()));
    const open = namespace === '' ? [...grantedNamespaces(authorizer, namespaces), 'kube-system'] : [namespace];
    for (const place of open) found.add(place);
  }
  return [...places].flatMap(([role, found]) =>
    [...found].flatMap((namespace) => namesOf(role).map((name) => ({ namespace, name }))),
  );
}
