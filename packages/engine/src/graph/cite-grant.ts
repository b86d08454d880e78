// Finds the request that an ask stands for in one step, has the authorizer decide it, and cites why it is allowed.
import type { AccessCitation, AllowedBy } from '../access/authorizer.ts';
import { ruleMatchesResource } from '../access/rule.ts';
import { userOf } from '../access/user.ts';
import type { RoleFact } from '../facts/rbac.ts';
import type { ApiRequest } from '../results/contract.ts';
import { answer, carriesName } from './asks.ts';
import { proxyTarget } from './proxy-name.ts';
import type { Ask } from './rule-types.ts';
import { isFree } from './scopes.ts';
import { applyAsks } from './server-side-apply.ts';
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
  /** What the API server asks beside it, where `create` carries a name: `patch` (or `update`) of that name. */
  readonly beside?: ApiRequest;
  readonly evidence: readonly AccessCitation[];
  /** Absent for `system:masters` and for a role that is not bound yet. */
  readonly by?: AllowedBy;
}

/** The request of the first verb and name that is allowed is cited; `undefined` when none is. */
export function citeGrant(world: World, caller: Caller, ask: Ask, aim: Aim): Allowed | undefined {
  for (const verb of ask.verbs) {
    for (const name of candidates(world, caller, ask, { ...aim, verb })) {
      const allowed = allowedBy(world, caller, ask, requestOf(ask, verb, aim.namespace, name));
      if (allowed !== undefined) return allowed;
    }
  }
  return citeApply(world, caller, ask, aim) ?? citeAnywhere(world, caller, ask, aim);
}

function allowedBy(world: World, caller: Caller, ask: Ask, request: ApiRequest): Allowed | undefined {
  return 'role' in caller ? byRole(world, caller.role, ask, request) : byPrincipal(world, caller.principal, request);
}

/** Creating by name: both requests, and the evidence of both rights on one name that is free. */
function citeApply(world: World, caller: Caller, ask: Ask, { namespace, names = [] }: Aim): Allowed | undefined {
  const [create, patch] = applyAsks(ask) ?? [];
  if (create === undefined || patch === undefined) return undefined;
  for (const name of names.length > 0 ? names : candidates(world, caller, create, { namespace, verb: 'create' })) {
    if (name === '' || !isFree(name, create, namespace, world)) continue;
    const allowed = citeGrant(world, caller, create, { namespace, names: [name] });
    if (allowed === undefined) continue;
    const second = citeGrant(world, caller, patch, { namespace, names: [name] });
    if (second === undefined) continue;
    return { ...allowed, beside: second.request, evidence: [...allowed.evidence, ...second.evidence] };
  }
  return undefined;
}

function citeAnywhere(world: World, caller: Caller, ask: Ask, aim: Aim): Allowed | undefined {
  const { namespace: place, names = [], orAnywhere } = aim;
  if (orAnywhere !== true || place !== '' || ask.clusterScoped === true) return undefined;
  const user = 'role' in caller ? undefined : userOf(caller.principal);
  if (user === undefined) return undefined;
  const scopes = new Set(world.authorizer.bindingsOf(user).map(({ scope }) => scope));
  scopes.delete('');
  for (const namespace of scopes) {
    const allowed = citeGrant(world, caller, ask, { namespace, names });
    if (allowed !== undefined) return allowed;
  }
  return undefined;
}

/** Names that the request may carry: those wanted, else any that a rule of the caller lists. */
function candidates(
  world: World,
  caller: Caller,
  ask: Ask,
  { names = [], verb }: Aim & { readonly verb: string },
): readonly string[] {
  const isNameless = ask.names === 'absent' || ask.names === 'emptyString';
  if (isNameless || (ask.names === 'byVerb' && !carriesName(verb))) return [''];
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
    ...queryOf(ask, verb, name),
  };
}

/** A list or watch by name carries it in a field selector. */
function queryOf(ask: Ask, verb: string, name: string): { query?: string } {
  const isSelected = ask.names === 'selector' || ((verb === 'list' || verb === 'watch') && name !== '');
  const selector = isSelected ? `fieldSelector=metadata.name=${name}` : '';
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
