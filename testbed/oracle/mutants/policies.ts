// Mutants of bindings and the roles they name, and of who is asked in which order.
import type { Mutant } from './mutant.ts';

const authorizer = 'access/authorizer.ts';
const grants = 'access/grants.ts';
const resolver = 'access/aggregation.ts';
const validation = 'kube/rbac.ts';
const IN_SCOPE = 'subject.inScope(scope)';
const FIND_ROLE = "return byKey.get(roleKey(kind === 'Role' ? namespace : '', name));";

export const POLICY_MUTANTS: readonly Mutant[] = [
  {
    name: 'a RoleBinding gives paths',
    point: 'paths',
    file: authorizer,
    from: IN_SCOPE,
    to: '(isPathRequest(request) ? subject.all : subject.inScope(scope))',
  },
  {
    name: 'a RoleBinding gives what has no namespace',
    point: 'scope',
    file: authorizer,
    from: IN_SCOPE,
    to: '(!isPathRequest(request) && !request.namespace ? subject.all : subject.inScope(scope))',
  },
  {
    name: 'a RoleBinding holds in every namespace',
    point: 'scope',
    file: authorizer,
    from: IN_SCOPE,
    to: "(scope === '' ? subject.inScope(scope) : subject.all)",
  },
  {
    name: 'a ClusterRoleBinding holds for what has no namespace alone',
    point: 'scope',
    file: authorizer,
    from: "return allowedIn(subjects, '', request) ?? (namespace === ''",
    to: "return (namespace === '' ? allowedIn(subjects, '', request) : undefined) ?? (namespace === ''",
  },
  {
    name: 'the first binding decides',
    point: 'no order',
    file: authorizer,
    from: IN_SCOPE,
    to: 'subject.inScope(scope).slice(0, 1)',
  },
  {
    name: 'system:masters is a group like others',
    point: 'no order',
    file: authorizer,
    from: 'if (user.groups.includes(MASTERS_GROUP)) return SUPERUSER;',
    to: '',
  },
  {
    name: 'a user named system:masters may do all',
    point: 'no order',
    file: authorizer,
    from: 'if (user.groups.includes(MASTERS_GROUP))',
    to: 'if (user.groups.includes(MASTERS_GROUP) || user.name === MASTERS_GROUP)',
  },
  {
    name: 'the Node authorizer has the last word on nodes',
    point: 'node has no last word',
    file: authorizer,
    from: "const granted = modes.includes('RBAC') ?",
    to: "const granted = modes.includes('RBAC') && !user.groups.includes('system:nodes') ?",
  },
  {
    name: 'a ServiceAccount of another namespace is no subject of a RoleBinding',
    point: 'foreign accounts',
    file: grants,
    from: "else if (subject.namespace !== '') addGrant",
    to: "else if (binding.namespace === '' || subject.namespace === binding.namespace) addGrant",
  },
  {
    name: 'a ServiceAccount is of the binding’s namespace',
    point: 'foreign accounts',
    file: grants,
    from: 'serviceAccountUser(subject.namespace, subject.name)',
    to: 'serviceAccountUser(binding.namespace || subject.namespace, subject.name)',
  },
  {
    name: 'a ServiceAccount is no user',
    point: 'subjects',
    file: grants,
    from: "else if (subject.kind === 'User') addGrant",
    to: "else if (subject.kind === 'User' && !subject.name.startsWith('system:serviceaccount:')) addGrant",
  },
  {
    name: 'a user is in the group of its name',
    point: 'subjects',
    file: grants,
    from: 'const own = index.users.get(user.name);',
    to: 'const own = index.users.get(user.name) ?? index.groups.get(user.name);',
  },
  {
    name: 'a group is the user of its name',
    point: 'subjects',
    file: grants,
    from: 'const grants = index.groups.get(group);',
    to: 'const grants = index.groups.get(group) ?? index.users.get(group);',
  },
  {
    name: 'the groups of a caller do not count',
    point: 'subjects',
    file: grants,
    from: 'for (const group of user.groups) {',
    to: 'for (const group of []) {',
  },
  {
    name: 'a missing Role is the ClusterRole of its name',
    point: 'invalid and missing',
    file: resolver,
    from: FIND_ROLE,
    to: "return byKey.get(roleKey(kind === 'Role' ? namespace : '', name)) ?? byKey.get(roleKey('', name));",
  },
  {
    name: 'a ClusterRole is the Role of its name',
    point: 'role references',
    file: resolver,
    from: FIND_ROLE,
    to: "return byKey.get(roleKey(namespace, name)) ?? (kind === 'Role' ? undefined : byKey.get(roleKey('', name)));",
  },
  {
    name: 'a Role may stand in any namespace',
    point: 'role references',
    file: resolver,
    from: FIND_ROLE,
    to: "return [...byKey.values()].find((role) => role.name === name && (role.namespace !== '') === (kind === 'Role'));",
  },
  {
    name: 'the group of a subject does not matter',
    point: 'invalid and missing',
    file: validation,
    from: "if (group !== '' && group !== RBAC) return `apiGroup of a ${kind} is not ${RBAC}`;",
    to: '',
  },
  {
    name: 'a ServiceAccount may have a group',
    point: 'invalid and missing',
    file: validation,
    from: "if (group !== '') return 'apiGroup of a ServiceAccount is not empty';",
    to: '',
  },
  {
    name: 'the group of a role reference does not matter',
    point: 'invalid and missing',
    file: validation,
    from: "if (group !== '' && group !== RBAC) return `apiGroup of roleRef is not ${RBAC}`;",
    to: '',
  },
  {
    name: 'a ServiceAccount without namespace is a default one',
    point: 'invalid and missing',
    file: validation,
    from: 'const namespace = textOf(value.namespace) || place.bindingNamespace;',
    to: "const namespace = textOf(value.namespace) || 'a';",
  },
  {
    name: 'a rule may give resources and paths',
    point: 'invalid and missing',
    file: validation,
    from: "return mixed ? 'resources and nonResourceURLs in one rule' : '';",
    to: "return '';",
  },
];
