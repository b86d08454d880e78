// Constrained impersonation: a request for Secrets as somebody else, allowed only where three rights meet.
import type { Grant } from '../../access/grants.ts';
import { citeGrant } from '../cite-grant.ts';
import {
  constrainedGrants,
  grantsOf,
  meet,
  ON,
  onSecrets,
  partsOf,
  READS,
  rolesWithVerbs,
  secretsOf,
} from './constrained-rights.ts';
import type { Nodes } from '../nodes.ts';
import type { Principal } from '../principals.ts';
import type { Ask } from '../rule-types.ts';
import type { Scoped } from '../scopes.ts';
import type { World } from '../world.ts';
import type { Grounds, Relation } from './relation.ts';

/** One of the modes: whom it is about, and what is asked of the caller for that. */
interface Mode {
  readonly name: string;
  readonly types: readonly Principal['type'][];
  readonly identity: Omit<Ask, 'verbs'>;
}

const as = (resource: string, clusterScoped: boolean): Mode['identity'] => ({
  group: 'authentication.k8s.io',
  resource,
  names: 'carried',
  ...(clusterScoped && { clusterScoped: true }),
});

/**
 * Nodes have modes of their own (`node-impersonation.ts`). Groups go beside a user, and `system:masters` is refused.
 * (impersonation/mode.go of the API server)
 */
const MODES: readonly Mode[] = [
  { name: 'serviceaccount', types: ['serviceaccount'], identity: as('serviceaccounts', false) },
  { name: 'user-info', types: ['user', 'anonymous'], identity: as('users', true) },
  { name: 'user-info', types: ['group'], identity: as('groups', true) },
];

function isNamed(identity: readonly Scoped[], { namespace, name }: Principal): boolean {
  return identity.some(
    ({ scope, grants }) => (scope === '' || scope === namespace) && (grants.all || grants.names.has(name)),
  );
}

/** `user-info` needs a user's name beside a group. */
function needsUser(mode: Mode): Ask | undefined {
  return mode.identity.resource === 'groups'
    ? { ...(MODES[1] as Mode).identity, verbs: ['impersonate:user-info'] }
    : undefined;
}

/** Principals that the grants let be impersonated in a mode. */
function impersonated(world: World, grants: readonly Grant[], mode: Mode): Principal[] {
  const beside = needsUser(mode);
  if (beside !== undefined && partsOf(world, grants, beside).length === 0) return [];
  const identity = partsOf(world, grants, { ...mode.identity, verbs: [`impersonate:${mode.name}`] });
  if (identity.length === 0) return [];
  return world.principals.filter(
    (principal) =>
      mode.types.includes(principal.type) && principal.name !== 'system:masters' && isNamed(identity, principal),
  );
}

/** Everything that grants give: in each mode and by each verb, what the impersonated principals may read and the caller may ask for. */
function reachedBy(nodes: Nodes, grants: readonly Grant[]): Set<number> {
  const { world } = nodes;
  const found = new Set<number>();
  for (const mode of MODES) {
    const targets = impersonated(world, grants, mode);
    for (const [verb, carried] of targets.length === 0 ? [] : READS) {
      const on = partsOf(world, grants, onSecrets(`${ON}${mode.name}:${verb}`, carried));
      for (const target of on.length === 0 ? [] : targets) {
        const own = partsOf(world, grantsOf(world.authorizer, target.id), onSecrets(verb, carried));
        for (const a of on)
          for (const b of own) {
            const both = meet(a, b);
            for (const node of both === undefined ? [] : secretsOf(nodes, both))
              if (node !== undefined) found.add(node);
          }
      }
    }
  }
  return found;
}

export const constrainedImpersonation: Relation = {
  name: 'constrainedImpersonation',
  pairs(nodes, emit) {
    const roles = rolesWithVerbs(nodes.world);
    if (roles.size === 0) return;
    const known = new Map<string, Set<number>>();
    nodes.world.principals.forEach(({ id }, index) => {
      const grants = constrainedGrants(nodes.world, id, roles);
      if (grants.length === 0) return;
      const key = grants
        .map(({ role, scope }) => `${role.namespace}/${role.name}@${scope}`)
        .toSorted()
        .join('\n');
      let reached = known.get(key);
      if (reached === undefined) known.set(key, (reached = reachedBy(nodes, grants)));
      for (const node of reached) emit(nodes.identity[index], node);
    });
  },
  cite(world, { from, to }) {
    const [, namespace = '', name = ''] = /^secret:([^/]+)\/(.+)$/.exec(to) ?? [];
    const grants = grantsOf(world.authorizer, from);
    for (const mode of MODES) {
      for (const [verb, carried] of READS) {
        const on = citeGrant(world, { principal: from }, onSecrets(`${ON}${mode.name}:${verb}`, carried), {
          namespace,
          names: [name],
        });
        if (on === undefined) continue;
        for (const target of impersonated(world, grants, mode)) {
          const own = citeGrant(world, { principal: target.id }, onSecrets(verb, carried), {
            namespace,
            names: [name],
          });
          if (own !== undefined) return groundsOf(world, from, mode, { on, own, target, namespace });
        }
      }
    }
    return undefined;
  },
};

interface Met {
  readonly on: NonNullable<ReturnType<typeof citeGrant>>;
  readonly own: NonNullable<ReturnType<typeof citeGrant>>;
  readonly target: Principal;
  readonly namespace: string;
}

function groundsOf(world: World, from: string, mode: Mode, { on, own, target, namespace }: Met): Grounds {
  const ask: Ask = { ...mode.identity, verbs: [`impersonate:${mode.name}`] };
  const beside = needsUser(mode);
  const identity = citeGrant(world, { principal: from }, ask, { namespace: target.namespace, names: [target.name] });
  const user = beside === undefined ? undefined : citeGrant(world, { principal: from }, beside, { namespace: '' });
  const asked = [on, identity, user].flatMap((allowed) => (allowed === undefined ? [] : [allowed.request]));
  return {
    evidence: [on, identity, user, own].flatMap((allowed) => allowed?.evidence ?? []),
    objects: [],
    namespace,
    request: on.request,
    requests: [...asked.map((request) => ({ as: from, request })), { as: target.id, request: own.request }],
    detail: target.id,
  };
}
