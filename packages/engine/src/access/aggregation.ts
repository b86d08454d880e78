// The rules a role really has: its own, or for an aggregated ClusterRole those of the ClusterRoles its selectors match.
import { selectorMatches } from '../facts/label-selector.ts';
import type { LabelSelector } from '../facts/object.ts';
import { oncePer } from '../facts/once-per.ts';
import type { PolicyRule, RoleFact } from '../facts/rbac.ts';

/** One aggregated role's selector that took in a source. */
export interface AggregationStep {
  readonly object: RoleFact;
  readonly pointer: string;
}

/** One rule and where it really stands. */
export interface EffectiveRule {
  readonly rule: PolicyRule;
  /** The role whose `/rules/INDEX` this is; for an aggregated role, the source. */
  readonly role: RoleFact;
  readonly index: number;
  /** The selectors that lead from the bound role to `role`, outermost first; empty for a rule of the role itself. */
  readonly through: readonly AggregationStep[];
}

/**
 * Rules of one role; the same role always gives the same array, so that its identity can serve as a signature. Of a role
 * that is not aggregated it is the same in every resolver, as no other role has a part in it.
 */
export type EffectiveRules = readonly EffectiveRule[];

/** Roles by identity (kind, namespace, name), and their effective rules. */
export interface RoleResolver {
  /** The role of a reference; `namespace` is the binding's and counts for Roles only. `undefined` when the input has no such role. */
  find(kind: 'Role' | 'ClusterRole', namespace: string, name: string): RoleFact | undefined;
  rulesOf(role: RoleFact): EffectiveRules;
}

/** Indexes roles; of two with the same identity the last counts, as when both are applied in order. */
export function createRoleResolver(roles: readonly RoleFact[]): RoleResolver {
  const byKey = new Map<string, RoleFact>();
  for (const role of roles) byKey.set(roleKey(role.namespace, role.name), role);
  const sourcesOf = createSources([...byKey.values()].filter((role) => role.namespace === ''));
  const known = new Map<RoleFact, EffectiveRules>();
  return {
    find(kind, namespace, name) {
      // A ClusterRoleBinding to a Role is refused by the API server and would resolve to nothing.
      if (kind === 'Role' && namespace === '') return undefined;
      return byKey.get(roleKey(kind === 'Role' ? namespace : '', name));
    },
    rulesOf(role) {
      let rules = known.get(role);
      if (rules === undefined) {
        rules = role.aggregation === undefined ? writtenRules(role) : collectRules(role, sourcesOf);
        known.set(role, rules);
      }
      return rules;
    },
  };
}

const writtenRules = oncePer((role: RoleFact): EffectiveRules =>
  role.rules.map((rule, index) => ({ rule, role, index, through: NOTHING })),
);

const NOTHING: readonly AggregationStep[] = [];

/** A source of an aggregated role and the index of the first selector that matches it. */
interface Source {
  readonly role: RoleFact;
  readonly selector: number;
}

/** Which ClusterRoles an aggregated role's selectors take in; the same role is asked for once. */
type Sources = (role: RoleFact) => readonly Source[];

function createSources(clusterRoles: readonly RoleFact[]): Sources {
  const known = new Map<RoleFact, readonly Source[]>();
  return (role) => {
    let sources = known.get(role);
    if (sources === undefined) {
      sources = role.aggregation === undefined ? [] : findSources(role, role.aggregation, clusterRoles);
      known.set(role, sources);
    }
    return sources;
  };
}

function findSources(
  role: RoleFact,
  aggregation: readonly LabelSelector[],
  clusterRoles: readonly RoleFact[],
): readonly Source[] {
  const sources: Source[] = [];
  for (const other of clusterRoles) {
    if (other === role) continue;
    const selector = aggregation.findIndex((candidate) => selectorMatches(candidate, other.labels));
    if (selector >= 0) sources.push({ role: other, selector });
  }
  return sources;
}

/**
 * Whether an aggregated role's own written rules count beside those of its sources. The controller replaces them (kubernetes
 * pkg/controller/clusterroleaggregation) by a server-side apply of the union of its sources' rules, with these exceptions:
 * where that union is empty it applies no rules, which leaves alone what it does not own; and where the role feeds one of
 * its own sources, what it held lives on in them. Where the input holds no sources but shipped ones that we added ourselves,
 * it may be a part of a dump, in which the written rules are the effect of sources that were left out.
 */
function keepsWritten(role: RoleFact, sourcesOf: Sources): boolean {
  if (role.aggregation === undefined) return true;
  const sources = sourcesOf(role);
  const isWhole = role.expected === true || sources.some((source) => source.role.expected !== true);
  if (!isWhole) return true;
  const feeding = new Set(sources.map((source) => source.role));
  let isEmpty = true;
  // A set being walked also yields what is added on the way.
  for (const source of feeding) {
    if (source === role) return true;
    if (source.rules.length > 0) isEmpty = false;
    for (const next of sourcesOf(source)) feeding.add(next.role);
  }
  return isEmpty;
}

function collectRules(root: RoleFact, sourcesOf: Sources): EffectiveRules {
  const rules: EffectiveRule[] = [];
  const through = new Map<RoleFact, readonly AggregationStep[]>([[root, []]]);
  // A map being walked also yields what is added on the way: a breadth-first walk, each role once, cycles included.
  for (const [role, steps] of through) {
    if (keepsWritten(role, sourcesOf))
      rules.push(...role.rules.map((rule, index) => ({ rule, role, index, through: steps })));
    for (const source of sourcesOf(role)) {
      if (through.has(source.role)) continue;
      const pointer = `/aggregationRule/clusterRoleSelectors/${source.selector}`;
      through.set(source.role, [...steps, { object: role, pointer }]);
    }
  }
  return rules;
}

function roleKey(namespace: string, name: string): string {
  return `${namespace}\0${name}`;
}
