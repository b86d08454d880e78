// What a role that nobody is bound to yet would allow, by the rules that the server shows.
import { expect, test } from 'vitest';
import type { RoleName } from './caller.ts';
import { GET_DB } from '../testing/scripted.ts';
import { roleAllows } from './role-rules.ts';

const RBAC = 'rbac.authorization.k8s.io/v1';
const READS = [{ apiGroups: [''], resources: ['secrets'], verbs: ['get'] }];
const ROLE: RoleName = { kind: 'Role', namespace: 'shop', name: 'reader' };
const CLUSTER_ROLE: RoleName = { kind: 'ClusterRole', namespace: '', name: 'reader' };
const role = (rules: unknown, more: object = {}): object => ({
  apiVersion: RBAC,
  kind: 'Role',
  metadata: { name: 'reader', namespace: 'shop' },
  rules,
  ...more,
});
const clusterRole = (rules: unknown, name = 'reader', more: object = {}): object => ({
  apiVersion: RBAC,
  kind: 'ClusterRole',
  metadata: { name },
  rules,
  ...more,
});

test.each<[string, RoleName, unknown, object, boolean]>([
  ['a Role', ROLE, role(READS), {}, true],
  ['a Role in another namespace than its own', ROLE, role(READS), { namespace: 'lab' }, false],
  ['another verb', ROLE, role(READS), { verb: 'list' }, false],
  ['another name', ROLE, role([{ ...READS[0], resourceNames: ['other'] }]), {}, false],
  ['that name', ROLE, role([{ ...READS[0], resourceNames: ['db'] }]), {}, true],
  ['a ClusterRole', CLUSTER_ROLE, clusterRole(READS), {}, true],
  ['a ClusterRole without rules', CLUSTER_ROLE, clusterRole(null), {}, false],
  [
    'an aggregated ClusterRole, which the server has filled in',
    CLUSTER_ROLE,
    clusterRole(READS, 'reader', { aggregationRule: { clusterRoleSelectors: [{ matchLabels: { a: 'b' } }] } }),
    {},
    true,
  ],
  [
    'cluster-admin, cut down on the server',
    { ...CLUSTER_ROLE, name: 'cluster-admin' },
    clusterRole([], 'cluster-admin'),
    {},
    false,
  ],
  ['an answer that is no role', ROLE, 'text', {}, false],
])('%s', (_, name, object, request, expected) => {
  expect(roleAllows(name, object, { ...GET_DB, ...request })).toBe(expected);
});

test('a request of the whole cluster takes a binding of the whole cluster', () => {
  const { namespace: _, ...everywhere } = GET_DB;
  expect(roleAllows(CLUSTER_ROLE, clusterRole(READS), everywhere)).toBe(true);
});
