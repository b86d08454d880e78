// What the API server's authorizers would say to one request: superuser rule, then Node, then RBAC. There is one authorizer.
import type { Facts } from '../facts/facts.ts';
import type { ObjectFact } from '../facts/object.ts';
import type { BindingFact, RoleFact } from '../facts/rbac.ts';
import { createRoleResolver, type EffectiveRule, type RoleResolver } from './aggregation.ts';
import { type Grant, grantsOf, indexGrants, subjectsOf, type GrantIndex, type SubjectGrants } from './grants.ts';
import { createNodeAuthorizer, type NodeVerdict } from './node-authorizer.ts';
import { type AccessRequest, isPathRequest } from './request.ts';
import { ruleAllows } from './rule.ts';
import { MASTERS_GROUP, type UserInfo } from './user.ts';

export type AuthorizerName = 'RBAC' | 'Node' | 'superuser';

export interface AccessSettings {
  /** `major.minor`; absent: what the input says. Where both are empty, answers that depend on it are `null`. */
  readonly kubernetesVersion?: string;
  /** `--authorization-mode` without webhooks; Node,RBAC when absent. */
  readonly modes?: readonly ('Node' | 'RBAC')[];
}

/** A place that shows why: an object and a pointer from its root. */
export interface AccessCitation {
  readonly object: ObjectFact;
  readonly pointer: string;
}

/** The binding and rule that allow a request. */
export interface AllowedBy {
  readonly binding: BindingFact;
  /** The subject's index in the binding's `/subjects`. */
  readonly subjectIndex: number;
  /** The role that the binding names. */
  readonly role: RoleFact;
  /** The role in whose `/rules/RULEINDEX` the rule stands; differs from `role` where that one is aggregated. */
  readonly roleOfRule: RoleFact;
  readonly ruleIndex: number;
  /** Subject, role reference, aggregation where there is one, and rule. */
  readonly evidence: readonly AccessCitation[];
}

export interface Decision {
  /** `null`: the input lacks what decides; `reason` says what. */
  readonly allowed: boolean | null;
  readonly authorizer?: AuthorizerName;
  /** Present when RBAC allowed. */
  readonly by?: AllowedBy;
  readonly reason?: string;
}

export interface Authorizer {
  authorize(user: UserInfo, request: AccessRequest): Decision;
  /** Everything RBAC grants the user, each binding once. */
  bindingsOf(user: UserInfo): readonly Grant[];
  /** The grants of a user name alone, without its groups. A ServiceAccount's is `system:serviceaccount:N:S`. */
  grantsOfUserName(name: string): readonly Grant[];
  grantsOfGroup(group: string): readonly Grant[];
  /** User names that some binding names, ServiceAccounts in the form `system:serviceaccount:N:S`. */
  readonly boundUsers: Iterable<string>;
  readonly boundGroups: Iterable<string>;
  /** Finds roles by reference and gives their effective rules. */
  readonly roles: RoleResolver;
}

const SUPERUSER: Decision = {
  allowed: true,
  authorizer: 'superuser',
  reason: `group ${MASTERS_GROUP} is never refused`,
};
const REFUSED: Decision = { allowed: false };
const NO_GRANTS: readonly Grant[] = [];

/** Indexes the facts once; then each decision costs the rules of the caller's own grants. */
export function createAuthorizer(facts: Facts, settings: AccessSettings = {}): Authorizer {
  const modes = settings.modes ?? ['Node', 'RBAC'];
  const roles = createRoleResolver(facts.roles);
  const index = indexGrants(facts.bindings, roles);
  const node = createNodeAuthorizer(facts, settings.kubernetesVersion ?? facts.kubernetesVersion);
  return {
    authorize(user, request) {
      if (user.groups.includes(MASTERS_GROUP)) return SUPERUSER;
      const verdict: NodeVerdict = modes.includes('Node') ? node(user, request) : REFUSED;
      if (verdict.allowed === true) return { ...verdict, authorizer: 'Node' };
      const granted = modes.includes('RBAC') ? authorizeByGrants(index, user, request) : undefined;
      return granted ?? verdict;
    },
    bindingsOf: (user) => grantsOf(index, user),
    grantsOfUserName: (name) => index.users.get(name)?.all ?? NO_GRANTS,
    grantsOfGroup: (group) => index.groups.get(group)?.all ?? NO_GRANTS,
    boundUsers: index.users.keys().toArray(),
    boundGroups: index.groups.keys().toArray(),
    roles,
  };
}

function authorizeByGrants(index: GrantIndex, user: UserInfo, request: AccessRequest): Decision | undefined {
  const subjects = subjectsOf(index, user);
  const namespace = isPathRequest(request) ? '' : (request.namespace ?? '');
  return allowedIn(subjects, '', request) ?? (namespace === '' ? undefined : allowedIn(subjects, namespace, request));
}

function allowedIn(subjects: readonly SubjectGrants[], scope: string, request: AccessRequest): Decision | undefined {
  for (const subject of subjects) {
    for (const grant of subject.inScope(scope)) {
      for (const effective of grant.rules) {
        if (ruleAllows(effective.rule, request))
          return { allowed: true, authorizer: 'RBAC', by: allowedBy(grant, effective) };
      }
    }
  }
  return undefined;
}

/** Cites why a grant's rule applies: subject, role reference, aggregation where there is one, and rule. */
export function allowedBy(grant: Grant, effective: EffectiveRule): AllowedBy {
  const { binding, subjectIndex, role } = grant;
  return {
    binding,
    subjectIndex,
    role,
    roleOfRule: effective.role,
    ruleIndex: effective.index,
    evidence: [
      { object: binding, pointer: `/subjects/${subjectIndex}` },
      { object: binding, pointer: '/roleRef' },
      ...effective.through,
      { object: effective.role, pointer: `/rules/${effective.index}` },
    ],
  };
}
