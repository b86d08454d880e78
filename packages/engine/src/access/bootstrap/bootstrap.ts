// Adds the bootstrap policy to an input that does not contain it, and recognises it in one that does.
import type { Facts } from '../../facts/facts.ts';
import type { ObjectFact } from '../../facts/object.ts';
import type { BindingFact, BindingSubject, PolicyRule, RoleFact } from '../../facts/rbac.ts';
import type { EffectiveRule } from '../aggregation.ts';
import { rulesCover } from '../covers.ts';
import type { Grant } from '../grants.ts';
import { bootstrapPolicy, everyBootstrapPolicy } from './policy.ts';

/**
 * The facts plus each role and binding of the version's bootstrap policy that the input lacks, marked `expected`.
 * What the input holds under the same kind, namespace and name stays as it is. An unknown version gives the newest policy.
 */
export function withBootstrapPolicy(facts: Facts, version: string): Facts {
  const shipped = bootstrapPolicy(version);
  return {
    ...facts,
    roles: [...facts.roles, ...lacking(facts.roles, shipped.roles)],
    bindings: [...facts.bindings, ...lacking(facts.bindings, shipped.bindings)],
  };
}

/**
 * True when the binding gives nobody more than the bootstrap policy of some supported version does: same role, and no
 * subject beyond the shipped ones. A cluster that was upgraded keeps older subjects and rules, so every version counts.
 */
export function isBootstrapBinding(binding: BindingFact): boolean {
  if (binding.expected === true) return true;
  const shipped = shippedByKey().bindings.get(keyOf(binding)) ?? [];
  return shipped.some(
    (other) =>
      other.roleKind === binding.roleKind &&
      other.roleName === binding.roleName &&
      subjectsWithin(binding.subjects, shipped),
  );
}

/** True when the rule, standing in this role, allows nothing that the role as some supported version ships it does not. */
export function isBootstrapRule(role: RoleFact, rule: PolicyRule): boolean {
  if (role.expected === true) return true;
  const shipped = (shippedByKey().roles.get(keyOf(role)) ?? []).flatMap((other) => other.rules);
  return shipped.length > 0 && rulesCover(shipped, [rule]);
}

/** True when what the grant's rule allows is allowed by the bootstrap policy as shipped: binding and rule both. */
export function isBootstrapGrant(grant: Grant, effective: EffectiveRule): boolean {
  return isBootstrapBinding(grant.binding) && isBootstrapRule(effective.role, effective.rule);
}

function lacking<T extends ObjectFact>(given: readonly T[], shipped: readonly T[]): readonly T[] {
  const present = new Set(given.map(keyOf));
  return shipped.filter((object) => !present.has(keyOf(object)));
}

function keyOf(object: ObjectFact): string {
  return `${object.objectKind}\0${object.namespace}\0${object.name}`;
}

function subjectsWithin(subjects: readonly BindingSubject[], shipped: readonly BindingFact[]): boolean {
  return subjects.every((subject) =>
    shipped.some((binding) =>
      binding.subjects.some(
        (s) => s.kind === subject.kind && s.namespace === subject.namespace && s.name === subject.name,
      ),
    ),
  );
}

interface Shipped {
  readonly roles: ReadonlyMap<string, readonly RoleFact[]>;
  readonly bindings: ReadonlyMap<string, readonly BindingFact[]>;
}

let shippedOnce: Shipped | undefined;

function shippedByKey(): Shipped {
  if (shippedOnce === undefined) {
    const { roles, bindings } = everyBootstrapPolicy();
    shippedOnce = { roles: Map.groupBy(roles, keyOf), bindings: Map.groupBy(bindings, keyOf) };
  }
  return shippedOnce;
}
