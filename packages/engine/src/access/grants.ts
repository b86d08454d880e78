// Which bindings apply to whom: bindings indexed by subject and scope.
import type { BindingFact, RoleFact } from '../facts/rbac.ts';
import type { EffectiveRules, RoleResolver } from './aggregation.ts';
import { serviceAccountUser, type UserInfo } from './user.ts';

/** What one binding gives one of its subjects. */
export interface Grant {
  readonly binding: BindingFact;
  /** The subject's index in the binding's `/subjects`. */
  readonly subjectIndex: number;
  /** Namespace in which the rules hold; empty for the whole cluster. */
  readonly scope: string;
  /** The role that `roleRef` names. */
  readonly role: RoleFact;
  readonly rules: EffectiveRules;
}

/** Grants of one user name or one group. */
export class SubjectGrants {
  readonly all: Grant[] = [];
  #byScope: Map<string, Grant[]> | undefined;

  add(grant: Grant): void {
    // The same subject twice in one binding adds nothing; its entries follow each other.
    if (this.all.at(-1)?.binding !== grant.binding) this.all.push(grant);
  }

  /** Grants of one scope, each role once: what an authorization has to look at. Call it only when all are added. */
  inScope(scope: string): readonly Grant[] {
    this.#byScope ??= distinctByScope(this.all);
    return this.#byScope.get(scope) ?? NO_GRANTS;
  }
}

const NO_GRANTS: readonly Grant[] = [];

/** Of several grants of one role in one scope the first stays. */
function distinctByScope(grants: readonly Grant[]): Map<string, Grant[]> {
  const byScope = Map.groupBy(grants, (grant) => grant.scope);
  for (const [scope, scoped] of byScope) {
    if (scoped.length > 1)
      byScope.set(scope, [...new Map(scoped.toReversed().map((grant) => [grant.role, grant])).values()].toReversed());
  }
  return byScope;
}

export interface GrantIndex {
  readonly users: ReadonlyMap<string, SubjectGrants>;
  readonly groups: ReadonlyMap<string, SubjectGrants>;
}

/** Indexes all bindings. A binding whose role is missing grants nothing and is left out. */
export function indexGrants(bindings: readonly BindingFact[], resolver: RoleResolver): GrantIndex {
  const users = new Map<string, SubjectGrants>();
  const groups = new Map<string, SubjectGrants>();
  for (const binding of bindings) {
    const role = resolver.find(binding.roleKind, binding.namespace, binding.roleName);
    if (role === undefined) continue;
    const rules = resolver.rulesOf(role);
    for (const subject of binding.subjects) {
      const grant: Grant = { binding, subjectIndex: subject.index, scope: binding.namespace, role, rules };
      if (subject.kind === 'Group') addGrant(groups, subject.name, grant);
      else if (subject.kind === 'User') addGrant(users, subject.name, grant);
      else if (subject.namespace !== '') addGrant(users, serviceAccountUser(subject.namespace, subject.name), grant);
    }
  }
  return { users, groups };
}

/** The grants of a user and its groups, each binding once, by the subject that applies first. */
export function grantsOf(index: GrantIndex, user: UserInfo): readonly Grant[] {
  const first = new Map<BindingFact, Grant>();
  for (const subject of subjectsOf(index, user)) {
    for (const grant of subject.all) {
      const known = first.get(grant.binding);
      if (known === undefined || grant.subjectIndex < known.subjectIndex) first.set(grant.binding, grant);
    }
  }
  return [...first.values()];
}

/** The index entries that apply to a user: its name, then its groups. */
export function subjectsOf(index: GrantIndex, user: UserInfo): readonly SubjectGrants[] {
  const found: SubjectGrants[] = [];
  const own = index.users.get(user.name);
  if (own !== undefined) found.push(own);
  for (const group of user.groups) {
    const grants = index.groups.get(group);
    if (grants !== undefined) found.push(grants);
  }
  return found;
}

function addGrant(index: Map<string, SubjectGrants>, name: string, grant: Grant): void {
  let entry = index.get(name);
  if (entry === undefined) {
    entry = new SubjectGrants();
    index.set(name, entry);
  }
  entry.add(grant);
}
