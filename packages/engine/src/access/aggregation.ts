// The rules a role really has: its own, or for an aggregated ClusterRole those of the ClusterRoles its selectors match.
import type { PolicyRule, RoleFact } from '../facts/rbac.ts';
import { selectorMatches } from './label-selector.ts';

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
  const clusterRoles = [...byKey.values()].filter((role) => role.namespace === '');
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
        rules = role.aggregation === undefined ? writtenRules(role) : collectRules(role, clusterRoles);
        known.set(role, rules);
      }
      return rules;
    },
  };
}

const written = new WeakMap<RoleFact, EffectiveRules>();

function writtenRules(role: RoleFact): EffectiveRules {
  let rules = written.get(role);
  if (rules === undefined) {
    rules = role.rules.map((rule, index) => ({ rule, role, index, through: NOTHING }));
    written.set(role, rules);
  }
  return rules;
}

const NOTHING: readonly AggregationStep[] = [];

/** A source of an aggregated role and the index of the first selector that matches it. */
interface Source {
  readonly role: RoleFact;
  readonly selector: number;
}

/** What an aggregated role is made of. */
interface Composition {
  readonly sources: readonly Source[];
  /** True where the role's own written rules count too. */
  readonly keepsWritten: boolean;
}

/**
 * The controller replaces an aggregated role's written rules by those of the ClusterRoles its selectors match (kubernetes
 * pkg/controller/clusterroleaggregation). Where the input holds none of these but shipped ones that we added ourselves, it may
 * be a part of a dump, in which the written rules are the effect of sources that were left out: then both count.
 */
function compositionOf(role: RoleFact, clusterRoles: readonly RoleFact[]): Composition {
  const { aggregation } = role;
  if (aggregation === undefined) return { sources: [], keepsWritten: true };
  const sources: Source[] = [];
  for (const other of clusterRoles) {
    if (other === role) continue;
    const selector = aggregation.findIndex((candidate) => selectorMatches(candidate, other.labels));
    if (selector >= 0) sources.push({ role: other, selector });
  }
  const isWhole = role.expected === true || sources.some((source) => source.role.expected !== true);
  return { sources, keepsWritten: !isWhole };
}

function collectRules(root: RoleFact, clusterRoles: readonly RoleFact[]): EffectiveRules {
  const rules: EffectiveRule[] = [];
  const through = new Map<RoleFact, readonly AggregationStep[]>([[root, []]]);
  // A map being walked also yields what is added on the way: a breadth-first walk, each role once, cycles included.
  for (const [role, steps] of through) {
    const { sources, keepsWritten } = compositionOf(role, clusterRoles);
    if (keepsWritten) rules.push(...role.rules.map((rule, index) => ({ rule, role, index, through: steps })));
    for (const source of sources) {
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
