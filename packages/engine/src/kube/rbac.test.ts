// RBAC objects: what is granted, and what the API server's validation refuses.
import { expect, test } from 'vitest';
import { readAll } from './test-input.ts';

const apiVersion = 'rbac.authorization.k8s.io/v1';
const RULE = { apiGroups: [''], resources: ['secrets'], verbs: ['get'] };

function role(kind: string, fields: object): unknown {
  return { apiVersion, kind, metadata: { name: 'r', namespace: 'a' }, ...fields };
}

test('a rule keeps every field as written', () => {
  const written = { ...RULE, resourceNames: ['x', ''] };
  const [fact] = readAll(role('Role', { rules: [written] })).roles;
  expect(fact).toMatchObject({ kind: 'role', namespace: 'a', rules: [{ ...written, nonResourceURLs: [] }] });
});

test('an older version and a ClusterRole with a namespace', () => {
  const [fact] = readAll({
    ...(role('ClusterRole', { rules: [RULE] }) as object),
    apiVersion: 'rbac.authorization.k8s.io/v1beta1',
  }).roles;
  expect(fact).toMatchObject({ objectKind: 'ClusterRole', namespace: '', rules: [RULE] });
});

test.each([
  ['no verbs', 'ClusterRole', { ...RULE, verbs: [] }],
  ['verbs null', 'ClusterRole', { ...RULE, verbs: null }],
  ['verbs as text', 'ClusterRole', { ...RULE, verbs: 'get' }],
  ['a number among the verbs', 'ClusterRole', { ...RULE, verbs: ['get', 1] }],
  ['no apiGroups', 'ClusterRole', { resources: ['secrets'], verbs: ['get'] }],
  ['no resources', 'ClusterRole', { apiGroups: [''], verbs: ['get'] }],
  ['resources and nonResourceURLs', 'ClusterRole', { ...RULE, nonResourceURLs: ['/x'] }],
  ['nonResourceURLs in a Role', 'Role', { nonResourceURLs: ['/x'], verbs: ['get'] }],
  ['not an object', 'Role', 'get'],
])('refused rule: %s', (_name, kind, rule) => {
  const facts = readAll(role(kind, { rules: [rule, RULE] }));
  expect(facts.roles[0]?.rules.map((kept) => kept.verbs)).toEqual([[], ['get']]);
  expect(facts.coverage).toMatchObject([{ state: 'partial', pointer: '/rules/0', document: 0 }]);
});

test('nonResourceURLs in a ClusterRole stand', () => {
  const facts = readAll(role('ClusterRole', { rules: [{ nonResourceURLs: ['/metrics'], verbs: ['get'] }] }));
  expect(facts.roles[0]?.rules[0]).toMatchObject({ nonResourceURLs: ['/metrics'], verbs: ['get'] });
  expect(facts.coverage).toEqual([]);
});

test.each([
  ['null', null, 1],
  ['text', 'all', 1],
  ['absent', undefined, 0],
  ['empty', [], 0],
])('rules %s: a role that grants nothing', (_name, rules, entries) => {
  const facts = readAll(role('Role', { rules }));
  expect(facts.roles).toMatchObject([{ rules: [] }]);
  expect(facts.coverage).toHaveLength(entries);
});

test('an aggregated ClusterRole keeps its selectors; null rules are its usual form', () => {
  const selector = { matchLabels: { a: 'b' }, matchExpressions: [{ key: 'c', operator: 'In', values: ['d'] }] };
  const facts = readAll(role('ClusterRole', { rules: null, aggregationRule: { clusterRoleSelectors: [selector] } }));
  expect(facts.roles[0]?.aggregation).toEqual([{ ...selector, matchLabels: new Map([['a', 'b']]) }]);
  expect(facts.coverage).toEqual([]);
});

test('a Role cannot aggregate', () => {
  const facts = readAll(role('Role', { aggregationRule: { clusterRoleSelectors: [{}] } }));
  expect(facts.roles[0]).not.toHaveProperty('aggregation');
});

function binding(kind: string, fields: object): unknown {
  return {
    apiVersion,
    kind,
    metadata: { name: 'b', namespace: 'a' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'r' },
    ...fields,
  };
}

test.each([
  ['user', 'ClusterRoleBinding', { kind: 'User', name: 'u' }, { kind: 'User', namespace: '', name: 'u', index: 0 }],
  [
    'group with apiGroup',
    'ClusterRoleBinding',
    { kind: 'Group', name: 'g', apiGroup: 'rbac.authorization.k8s.io' },
    { kind: 'Group', name: 'g' },
  ],
  [
    'account of another namespace',
    'RoleBinding',
    { kind: 'ServiceAccount', name: 's', namespace: 'n' },
    { namespace: 'n', name: 's' },
  ],
  [
    'account without namespace in a RoleBinding',
    'RoleBinding',
    { kind: 'ServiceAccount', name: 's' },
    { namespace: 'a', name: 's' },
  ],
])('subject: %s', (_name, kind, subject, expected) => {
  const facts = readAll(binding(kind, { subjects: [subject] }));
  expect(facts.bindings).toMatchObject([{ subjects: [expected] }]);
  expect(facts.coverage).toEqual([]);
});

test.each([
  ['account without namespace in a ClusterRoleBinding', 'ClusterRoleBinding', { kind: 'ServiceAccount', name: 's' }],
  ['account with a group', 'RoleBinding', { kind: 'ServiceAccount', name: 's', apiGroup: 'rbac.authorization.k8s.io' }],
  ['user with a wrong group', 'RoleBinding', { kind: 'User', name: 'u', apiGroup: 'v1' }],
  ['unknown kind', 'RoleBinding', { kind: 'Robot', name: 'u' }],
  ['kind in another case', 'RoleBinding', { kind: 'user', name: 'u' }],
  ['no name', 'RoleBinding', { kind: 'User' }],
  ['null', 'RoleBinding', null],
])('refused subject: %s', (_name, kind, subject) => {
  const facts = readAll(binding(kind, { subjects: [subject, { kind: 'User', name: 'kept' }] }));
  expect(facts.bindings).toMatchObject([{ subjects: [{ name: 'kept', index: 1 }] }]);
  expect(facts.coverage).toMatchObject([{ pointer: '/subjects/0', state: 'partial' }]);
});

test.each([
  ['Role in a RoleBinding', 'RoleBinding', { kind: 'Role', name: 'r' }, 1],
  ['Role in a ClusterRoleBinding', 'ClusterRoleBinding', { kind: 'Role', name: 'r' }, 0],
  ['no apiGroup', 'ClusterRoleBinding', { kind: 'ClusterRole', name: 'r' }, 1],
  ['wrong apiGroup', 'ClusterRoleBinding', { kind: 'ClusterRole', name: 'r', apiGroup: 'rbac' }, 0],
  ['no name', 'RoleBinding', { kind: 'Role' }, 0],
  ['none at all', 'RoleBinding', undefined, 0],
])('roleRef: %s', (_name, kind, roleRef, bindings) => {
  const facts = readAll(binding(kind, { roleRef }));
  expect(facts.bindings).toHaveLength(bindings);
  expect(facts.coverage).toHaveLength(1 - bindings);
});

test('a refused binding does not replace an earlier one of its name', () => {
  const facts = readAll(binding('RoleBinding', { subjects: [] }), binding('RoleBinding', { roleRef: {} }));
  expect(facts.bindings).toMatchObject([{ document: 0 }]);
});

test('a ServiceAccount: automount, pull secrets, Secrets', () => {
  const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 's' } };
  const facts = readAll(
    {
      ...account,
      automountServiceAccountToken: false,
      imagePullSecrets: [{ name: 'p' }, {}],
      secrets: [{ name: 't' }, 'x'],
    },
    { ...account, metadata: { name: 'plain' } },
  );
  expect(facts.serviceAccounts[0]).toMatchObject({ automountToken: false, imagePullSecrets: ['p'], secrets: ['t'] });
  expect(facts.serviceAccounts[1]).not.toHaveProperty('automountToken');
});
