// Finds the request that an ask stands for in one step, has the authorizer decide it, and cites why it is allowed.
import type { AccessCitation, AllowedBy } from '../access/authorizer.ts';
import { ruleMatchesResource } from '../access/rule.ts';
import { userOf } from '../access/user.ts';
import type { RoleFact } from '../facts/rbac.ts';
import type { ApiRequest } from '../results/contract.ts';
import { answer } from './asks.ts';
import { proxyTarget } from './proxy-name.ts';
import type { Ask } from './rule-types.ts';
import type { World } from './world.ts';

/** Who makes the request: a principal's id, or a role that a step before gained. */
export type Caller = { readonly principal: string } | { readonly role: RoleFact };

/** What a request is aimed at: `names` are tried in order; without any, those that the caller's rules list. */
export interface Aim {
  readonly namespace: string;
  readonly names?: readonly string[];
  /** Where no namespace is meant, any in which the caller is bound serves: whom one impersonates beside a group may live anywhere. */
  readonly orAnywhere?: true;
}

export interface Allowed {
  readonly request: ApiRequest;
  readonly evidence: readonly AccessCitation[];
  /** Absent for `system:masters` and for a role that is not bound yet. */
  readonly by?: AllowedBy;
}

/** The request of the first verb and name that is allowed is cited; `undefined` when none is. */
export function citeGrant(world: World, caller: Caller, ask: Ask, aim: Aim): Allowed | undefined {
  const { namespace, names = [] } = aim;
  for (const verb of ask.verbs) {
    for (const name of candidates(world, caller, ask, names)) {
      const request = requestOf(ask, verb, namespace, name);
      const allowed =
        'role' in caller ? byRole(world, caller.role, ask, request) : byPrincipal(world, caller.principal, request);
      if (allowed !== undefined) return allowed;
    }
  }
  return aim.orAnywhere === true && namespace === '' ? citeAnywhere(world, caller, ask, names) : undefined;
}

function citeAnywhere(world: World, caller: Caller, ask: Ask, names: readonly string[]): Allowed | undefined {
  const user = 'role' in caller ? undefined : userOf(caller.principal);
  if (user === undefined || ask.clusterScoped === true) return undefined;
  const scopes = new Set(world.authorizer.bindingsOf(user).map(({ scope }) => scope));
  scopes.delete('');
  for (const namespace of scopes) {
    const allowed = citeGrant(world, caller, ask, { namespace, names });
    if (allowed !== undefined) return allowed;
  }
  return undefined;
}

/** Names that the request may carry: those wanted, else any that a rule of the caller lists. */
function candidates(world: World, caller: Caller, ask: Ask, names: readonly string[]): readonly string[] {
  if (ask.names === 'absent' || ask.names === 'emptyString') return [''];
  if (names.length > 0 && ask.subresource !== 'proxy') return names;
  const user = 'role' in caller ? undefined : userOf(caller.principal);
  const rules =
    'role' in caller
      ? world.authorizer.roles.rulesOf(caller.role)
      : user === undefined
        ? []
        : world.authorizer.bindingsOf(user).flatMap((grant) => grant.rules);
  const listed = [...(answer(rules, ask)?.names ?? [])];
  if (names.length > 0) return [...names, ...listed.filter((name) => names.includes(proxyTarget(name)))];
  return ['', ...(ask.accepts ?? []), ...listed];
}

function requestOf(ask: Ask, verb: string, namespace: string, name: string): ApiRequest {
  const scope = ask.clusterScoped === true ? '' : (ask.onlyIn ?? namespace);
  return {
    verb,
    group: ask.group,
    resource: ask.resource,
    ...(ask.subresource !== undefined && { subresource: ask.subresource }),
    ...(scope !== '' && { namespace: scope }),
    ...(name !== '' && { name }),
    ...queryOf(ask, name),
  };
}

function queryOf(ask: Ask, name: string): { query?: string } {
  const selector = ask.names === 'selector' ? `fieldSelector=metadata.name=${name}` : '';
  const query = [ask.query ?? '', selector].filter((part) => part !== '').join('&');
  return query === '' ? {} : { query };
}

function byPrincipal(world: World, principal: string, request: ApiRequest): Allowed | undefined {
  const user = userOf(principal);
  if (user === undefined) return undefined;
  const decision = world.authorizer.authorize(user, request);
  if (decision.allowed !== true) return undefined;
  return { request, evidence: decision.by?.evidence ?? [], ...(decision.by !== undefined && { by: decision.by }) };
}

function byRole(world: World, role: RoleFact, ask: Ask, request: ApiRequest): Allowed | undefined {
  const found = world.authorizer.roles
    .rulesOf(role)
    .find(
      ({ rule }) =>
        ruleMatchesResource(rule, { ...ask, verb: request.verb }) &&
        (rule.resourceNames.length === 0 || rule.resourceNames.includes(request.name ?? '')),
    );
  if (found === undefined) return undefined;
  return { request, evidence: [...found.through, { object: found.role, pointer: `/rules/${found.index}` }] };
}
