// The rights that constrained impersonation asks for: who has some, and what two of them have in common.
import type { Authorizer } from '../../access/authorizer.ts';
import type { Grant } from '../../access/grants.ts';
import { userOf } from '../../access/user.ts';
import type { Grants } from '../asks.ts';
import { answer } from '../asks.ts';
import { EVERYWHERE } from '../nodes.ts';
import type { Nodes } from '../nodes.ts';
import type { Ask } from '../rule-types.ts';
import { inScope, mergeScopes } from '../scopes.ts';
import type { Scoped } from '../scopes.ts';
import type { World } from '../world.ts';

/** Before MODE:VERB, the verb of what may be done as somebody else. */
export const ON = 'impersonate-on:';

/** Verbs that disclose Secrets, with what their requests carry. */
export const READS: readonly (readonly [verb: string, names: Ask['names']])[] = [
  ['get', 'carried'],
  ['list', 'absent'],
  ['watch', 'absent'],
  ['patch', 'carried'],
  ['delete', 'carried'],
  ['deletecollection', 'absent'],
];

export const onSecrets = (verb: string, names: Ask['names']): Ask => ({
  verbs: [verb],
  group: '',
  resource: 'secrets',
  names,
});

export function partsOf(world: World, grants: readonly Grant[], ask: Ask): Scoped[] {
  const parts = grants.flatMap((grant) => {
    const granted = answer(grant.rules, ask);
    return granted === undefined ? [] : inScope(granted, ask, grant.scope, world);
  });
  return [...mergeScopes(parts)].map(([scope, granted]) => ({ scope, grants: granted }));
}

/** What both allow. */
export function meet(a: Scoped, b: Scoped): Scoped | undefined {
  if (a.scope !== '' && b.scope !== '' && a.scope !== b.scope) return undefined;
  const names = a.grants.all
    ? b.grants.names
    : b.grants.all
      ? a.grants.names
      : a.grants.names.intersection(b.grants.names);
  const grants: Grants = { all: a.grants.all && b.grants.all, names };
  return grants.all || names.size > 0 ? { scope: a.scope || b.scope, grants } : undefined;
}

/** Grants with some rule of these verbs: very few roles have one, and most inputs none. */
export function constrainedGrants({ authorizer }: World, id: string, roles: ReadonlySet<unknown>): readonly Grant[] {
  const user = userOf(id);
  const grants = user === undefined ? [] : authorizer.bindingsOf(user);
  return grants.some(({ role }) => roles.has(role)) ? grants : [];
}

export function rolesWithVerbs({ facts, authorizer }: World): Set<unknown> {
  const has = (verbs: readonly string[]): boolean => verbs.some((verb) => verb.startsWith(ON));
  return new Set(facts.roles.filter((role) => authorizer.roles.rulesOf(role).some(({ rule }) => has(rule.verbs))));
}

export function secretsOf(nodes: Nodes, { scope, grants }: Scoped): readonly (number | undefined)[] {
  if (grants.all) return [nodes.hub('secret', scope === '' ? EVERYWHERE : scope)];
  return [...grants.names].flatMap((name): readonly (number | undefined)[] =>
    scope === '' ? nodes.named('secret', name) : [nodes.secretNamed(scope, name)],
  );
}

export function grantsOf(authorizer: Authorizer, id: string): readonly Grant[] {
  const user = userOf(id);
  return user === undefined ? [] : authorizer.bindingsOf(user);
}
