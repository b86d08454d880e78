// Creating an object by its name: the two rights that server-side apply asks for, which resourceNames can limit.
import type { Ask } from './rule-types.ts';

const RBAC_GROUP = 'rbac.authorization.k8s.io';

/** Rights to create and to patch one free name. */
export type ApplyAsks = readonly [create: Ask, patch: Ask];

/**
 * What creating by name takes, for an ask of `byVerb` with the verb `create`; `undefined` for any other, and where `patch` is granted by itself.
 * A patch of type apply creates what is not there, after a check of `create` with the name (apiserver pkg/endpoints/handlers/patch.go);
 * so does a PUT, for kinds that allow it: here only those of RBAC (kubernetes pkg/registry/rbac/rolebinding/strategy.go, AllowCreateOnUpdate).
 */
export function applyAsks(ask: Ask): ApplyAsks | undefined {
  const known = made.get(ask) ?? makeApplyAsks(ask);
  if (known !== undefined) made.set(ask, known);
  return known;
}

/** The same ask has the same parts in every input: what roles answer to them is kept. */
const made = new WeakMap<Ask, ApplyAsks>();

function makeApplyAsks(ask: Ask): ApplyAsks | undefined {
  if (ask.names !== 'byVerb' || !ask.verbs.includes('create') || ask.verbs.includes('patch')) return undefined;
  const named: Ask = { ...ask, names: 'carried', fresh: true };
  return [
    { ...named, verbs: ['create'] },
    { ...named, verbs: ask.group === RBAC_GROUP ? ['patch', 'update'] : ['patch'] },
  ];
}
