// Several asks of one principal at once: the scopes in which all are granted, and what the last of them chooses there.
import type { Grants } from './asks.ts';
import type { Scoped } from './scopes.ts';

/** Scopes in which every ask is granted; what the last ask grants there, or all of them alike, chooses the objects. */
export function conjoin(
  parts: readonly ReadonlyMap<string, Grants>[],
  clusterScoped: readonly boolean[],
  sameName: boolean,
): Scoped[] {
  const last = parts.at(-1) as ReadonlyMap<string, Grants>;
  const others = parts.slice(0, -1);
  if (others.length === 0) return scopedOf(last);
  // Another ask of the same principal may be granted in any namespace when the last one has none.
  if (clusterScoped.at(-1) === true && !sameName) return scopedOf(last);
  const everywhere = others.every((part) => part.has(''));
  const scopes = new Set([
    ...last.keys(),
    ...others.flatMap((part, at) => (clusterScoped[at] === true ? [] : [...part.keys()])),
  ]);
  return [...scopes].flatMap((scope) => {
    const granted = parts.map((part) => grantedIn(part, scope));
    const own = granted.at(-1);
    if (own === undefined || granted.includes(undefined)) return [];
    if (scope !== '' && everywhere && !sameName && !last.has(scope)) return [];
    const grants = sameName ? granted.reduce((common, next) => intersect(common as Grants, next as Grants)) : own;
    return grants === undefined || (!grants.all && grants.names.size === 0) ? [] : [{ scope, grants }];
  });
}

function scopedOf(part: ReadonlyMap<string, Grants>): Scoped[] {
  return [...part].map(([scope, grants]) => ({ scope, grants }));
}

/** What is granted in a scope, what is granted everywhere included. */
export function grantedIn(part: ReadonlyMap<string, Grants>, scope: string): Grants | undefined {
  const wide = part.get('');
  const narrow = scope === '' ? undefined : part.get(scope);
  if (wide === undefined || narrow === undefined) return narrow ?? wide;
  return { all: wide.all || narrow.all, names: wide.names.union(narrow.names) };
}

function intersect(a: Grants, b: Grants): Grants {
  if (a.all) return b;
  return b.all ? a : { all: false, names: a.names.intersection(b.names) };
}
