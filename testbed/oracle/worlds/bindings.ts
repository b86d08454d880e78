// Random bindings: subjects of every form, roles that exist and roles that do not.
import type { Random } from '../../../bench/random.ts';
import { RBAC_GROUP, RBAC_VERSION, type RawBinding, type RawRole, type RawSubject } from './objects.ts';
import { ACCOUNTS, AGGREGATED_ROLES, CLUSTER_ROLES, GROUPS, NAMESPACES, NODES, USERS } from './words.ts';

const CLUSTER_ROLE_REFERENCES = [...CLUSTER_ROLES, ...CLUSTER_ROLES, ...AGGREGATED_ROLES, ...AGGREGATED_ROLES];
const SHIPPED = ['view', 'edit', 'system:basic-user', 'system:discovery', 'system:public-info-viewer', 'system:node'];
const SYSTEM_GROUPS = [
  'system:authenticated',
  'system:authenticated',
  'system:unauthenticated',
  'system:serviceaccounts',
  'system:serviceaccounts:a',
  'system:serviceaccounts:b',
  'system:nodes',
];

function user(random: Random): RawSubject {
  const accountName = `system:serviceaccount:${random.pick(NAMESPACES)}:${random.pick(ACCOUNTS)}`;
  const special = [accountName, accountName, 'system:anonymous', `system:node:${random.pick(NODES)}`, '*', 's', 'a:s'];
  return { kind: 'User', name: random.pick(random.below(3) === 0 ? special : USERS) };
}

function group(random: Random): RawSubject {
  return { kind: 'Group', name: random.pick(random.below(2) === 0 ? SYSTEM_GROUPS : GROUPS) };
}

/** A ServiceAccount of the binding's namespace, named or implied, or of another one. */
function account(random: Random, bindingNamespace: string): RawSubject {
  const local: RawSubject = { kind: 'ServiceAccount', name: random.pick(ACCOUNTS) };
  if (bindingNamespace !== '' && random.below(4) === 0) return local;
  return { ...local, namespace: random.pick([bindingNamespace || 'a', ...NAMESPACES]) };
}

function subject(random: Random, bindingNamespace: string): RawSubject {
  const made = random.pick([user, user, group, group, account, account])(random, bindingNamespace);
  return made.kind !== 'ServiceAccount' && random.below(2) === 0 ? { ...made, apiGroup: RBAC_GROUP } : made;
}

/** A binding that the API server's validation refuses; whoever overlooks that sees it grant. */
function refused(random: Random, made: RawBinding): RawBinding {
  const [first = { kind: 'User', name: 'u' }] = made.subjects;
  switch (random.below(made.kind === 'ClusterRoleBinding' ? 5 : 3)) {
    case 0:
      return { ...made, subjects: [{ ...first, apiGroup: first.kind === 'ServiceAccount' ? RBAC_GROUP : 'v1' }] };
    case 1:
      return { ...made, subjects: [{ kind: 'user', name: first.name }] };
    case 2:
      return { ...made, roleRef: { ...made.roleRef, apiGroup: 'rbac' } };
    case 3:
      return { ...made, subjects: [{ kind: 'ServiceAccount', name: random.pick(ACCOUNTS) }] };
    default:
      return { ...made, roleRef: { ...made.roleRef, kind: 'Role' } };
  }
}

interface Place {
  readonly namespace: string;
  readonly roleRef: RawBinding['roleRef'];
}

/** Where the binding stands and what it gives: mostly a role that exists, or that seems to. */
function place(random: Random, roles: readonly RawRole[]): Place {
  const apiGroup = RBAC_GROUP;
  const local = roles.filter(({ kind }) => kind === 'Role');
  const role = random.below(4) === 0 && local.length > 0 ? random.pick(local).metadata : undefined;
  if (role?.namespace !== undefined)
    return { namespace: role.namespace, roleRef: { apiGroup, kind: 'Role', name: role.name } };
  const namespace = random.below(5) < 2 ? '' : random.pick(NAMESPACES);
  if (namespace !== '' && random.below(8) === 0)
    return { namespace, roleRef: { apiGroup, kind: 'Role', name: random.pick(CLUSTER_ROLES) } };
  const name = random.pick(random.below(8) === 0 ? SHIPPED : CLUSTER_ROLE_REFERENCES);
  return { namespace, roleRef: { apiGroup, kind: 'ClusterRole', name } };
}

function binding(random: Random, index: number, roles: readonly RawRole[]): RawBinding {
  const { namespace, roleRef } = place(random, roles);
  const made: RawBinding = {
    apiVersion: RBAC_VERSION,
    kind: namespace === '' ? 'ClusterRoleBinding' : 'RoleBinding',
    metadata: { name: `b${index}`, ...(namespace === '' ? {} : { namespace }) },
    roleRef,
    subjects: Array.from({ length: 1 + random.below(3) }, () => subject(random, namespace)),
  };
  return random.below(10) === 0 ? refused(random, made) : made;
}

/** A binding of the policy that an API server starts with, changed by its owner. */
function changedBootstrapBinding(random: Random): RawBinding {
  return {
    apiVersion: RBAC_VERSION,
    kind: 'ClusterRoleBinding',
    metadata: {
      name: random.pick(['system:basic-user', 'system:discovery', 'system:public-info-viewer', 'system:node']),
      annotations: { 'rbac.authorization.kubernetes.io/autoupdate': 'false' },
    },
    roleRef: { apiGroup: RBAC_GROUP, kind: 'ClusterRole', name: random.pick(['one', 'view', 'system:basic-user']) },
    subjects: [subject(random, '')],
  };
}

/** The bindings of a world that has these roles. */
export function bindings(random: Random, roles: readonly RawRole[]): RawBinding[] {
  const made = Array.from({ length: 5 + random.below(5) }, (_, index) => binding(random, index, roles));
  if (random.below(6) === 0) made.push(changedBootstrapBinding(random));
  return made;
}
