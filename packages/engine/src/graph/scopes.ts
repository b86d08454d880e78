// Where a grant holds: how a binding's scope limits an ask, and which of the granted names serve.
import type { Grants } from './asks.ts';
import { EVERYWHERE } from './nodes.ts';
import { proxyTarget } from './proxy-name.ts';
import type { Ask } from './rule-types.ts';
import { isTaken } from './taken-names.ts';
import type { World } from './world.ts';

/** What is granted of an ask, and where: `scope` is a namespace, or empty for the whole cluster. */
export interface Scoped {
  readonly scope: string;
  readonly grants: Grants;
}

const ALL_OF_IT: Grants = { all: true, names: new Set() };

/**
 * The part of an answer that a scope lets through. `''` is a ClusterRoleBinding; `*` a RoleBinding that may be made in any namespace;
 * else a RoleBinding's namespace, in which cluster-scoped resources are dead, except the Namespace object itself
 * (requests on `namespaces/NS` carry the namespace NS).
 */
export function inScope(answer: Grants, ask: Ask, bindingScope: string, world: World): readonly Scoped[] {
  if (ask.resource === 'namespaces') return ownNamespace(answer, bindingScope);
  if (bindingScope !== '' && ask.clusterScoped === true) return [];
  let scope = bindingScope === EVERYWHERE ? '' : bindingScope;
  if (ask.onlyIn !== undefined) {
    if (scope !== '' && scope !== ask.onlyIn) return [];
    scope = ask.onlyIn;
  }
  if (answer.all) return [{ scope, grants: answer }];
  const names = serving(answer.names, ask, scope, world);
  return names.size === 0 ? [] : [{ scope, grants: { all: false, names } }];
}

function ownNamespace(answer: Grants, bindingScope: string): readonly Scoped[] {
  if (bindingScope === '' || bindingScope === EVERYWHERE) {
    if (answer.all) return [{ scope: '', grants: ALL_OF_IT }];
    return [...answer.names].map((scope) => ({ scope, grants: ALL_OF_IT }));
  }
  return answer.all || answer.names.has(bindingScope) ? [{ scope: bindingScope, grants: ALL_OF_IT }] : [];
}

function serving(names: ReadonlySet<string>, ask: Ask, scope: string, world: World): ReadonlySet<string> {
  if (ask.subresource === 'proxy') return new Set([...names].map(proxyTarget));
  if (ask.accepts === undefined && ask.fresh !== true) return names;
  return new Set(
    [...names].filter(
      (name) =>
        (ask.accepts === undefined || ask.accepts.includes(name)) &&
        (ask.fresh !== true || isFree(name, ask, scope, world)),
    ),
  );
}

/** True when no object of the ask's resource has this name in the namespace; in some namespace every name is free. */
export function isFree(name: string, ask: Ask, scope: string, world: World): boolean {
  if (ask.resource !== 'secrets' || ask.group !== '') return !isTaken(world, ask, scope, name);
  const index = world.secrets.find(scope, name);
  return index === undefined || world.secrets.items[index]?.fact === undefined;
}

/** All that several grants give of one ask, by scope. */
export function mergeScopes(parts: readonly Scoped[]): Map<string, Grants> {
  const merged = new Map<string, Grants>();
  for (const { scope, grants } of parts) {
    const known = merged.get(scope);
    merged.set(
      scope,
      known === undefined ? grants : { all: known.all || grants.all, names: known.names.union(grants.names) },
    );
  }
  return merged;
}
