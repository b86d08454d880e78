// The authorizer as a whole: bindings, scopes, subjects and superusers, each beside the twin that must not match.
import { describe, expect, it } from 'vitest';
import type { BindingFact, RoleFact } from '../facts/rbac.ts';
import { createAuthorizer } from './authorizer.ts';
import type { AccessRequest } from './request.ts';
import { binding, factsOf, role, rule, selector } from './test-facts.ts';
import { userOf, type UserInfo } from './user.ts';

const READ = role('clusterrole:read', [rule('get,list', 'secrets')]);
const JANE: UserInfo = { name: 'jane', groups: ['devs', 'system:authenticated'] };
const GET = { verb: 'get', group: '', resource: 'secrets', namespace: 'a', name: 's' };

function allowed(
  roles: readonly RoleFact[],
  bindings: readonly BindingFact[],
  user: UserInfo,
  request: AccessRequest,
): boolean | null {
  return createAuthorizer(factsOf({ roles, bindings })).authorize(user, request).allowed;
}

describe('scope', () => {
  const local = [binding('rolebinding:a/b', 'ClusterRole/read', ['User/jane'])];
  const everywhere = [binding('clusterrolebinding:b', 'ClusterRole/read', ['User/jane'])];
  it.each<[string, readonly BindingFact[], Partial<typeof GET>, boolean]>([
    ['a RoleBinding in its namespace', local, {}, true],
    ['a RoleBinding in another namespace', local, { namespace: 'b' }, false],
    ['a RoleBinding over all namespaces', local, { namespace: '', verb: 'list' }, false],
    ['a ClusterRoleBinding in a namespace', everywhere, {}, true],
    ['a ClusterRoleBinding over all namespaces', everywhere, { namespace: '', verb: 'list' }, true],
  ])('%s', (_title, bindings, change, expected) => {
    expect(allowed([READ], bindings, JANE, { ...GET, ...change })).toBe(expected);
  });

  it('gives a cluster-scoped resource through a ClusterRoleBinding only', () => {
    const nodes = role('clusterrole:nodes', [rule('get', 'nodes/proxy')]);
    const request = { verb: 'get', group: '', resource: 'nodes', subresource: 'proxy', name: 'n1' };
    expect(allowed([nodes], [binding('rolebinding:a/b', 'ClusterRole/nodes', ['User/jane'])], JANE, request)).toBe(
      false,
    );
    expect(allowed([nodes], [binding('clusterrolebinding:b', 'ClusterRole/nodes', ['User/jane'])], JANE, request)).toBe(
      true,
    );
  });

  it('lets a RoleBinding give its own Namespace object', () => {
    const patch = role('clusterrole:ns', [rule('patch', 'namespaces')]);
    const bound = [binding('rolebinding:a/b', 'ClusterRole/ns', ['User/jane'])];
    const request = { verb: 'patch', group: '', resource: 'namespaces', namespace: 'a', name: 'a' };
    expect(allowed([patch], bound, JANE, request)).toBe(true);
    expect(allowed([patch], bound, JANE, { ...request, namespace: 'b', name: 'b' })).toBe(false);
  });

  it('gives paths through a ClusterRoleBinding only', () => {
    const metrics = role('clusterrole:metrics', [rule('get', '', { nonResourceURLs: ['/metrics'] })]);
    const request = { verb: 'get', path: '/metrics' };
    expect(allowed([metrics], [binding('rolebinding:a/b', 'ClusterRole/metrics', ['User/jane'])], JANE, request)).toBe(
      false,
    );
    expect(
      allowed([metrics], [binding('clusterrolebinding:b', 'ClusterRole/metrics', ['User/jane'])], JANE, request),
    ).toBe(true);
  });

  it('lets a RoleBinding give impersonation of ServiceAccounts, never of users', () => {
    const all = role('clusterrole:all', [rule('impersonate', 'serviceaccounts,users,groups')]);
    const bound = [binding('rolebinding:a/b', 'ClusterRole/all', ['User/jane'])];
    const account = { verb: 'impersonate', group: '', resource: 'serviceaccounts', namespace: 'a', name: 'absent' };
    expect(allowed([all], bound, JANE, account)).toBe(true);
    expect(allowed([all], bound, JANE, { verb: 'impersonate', group: '', resource: 'users', name: 'joe' })).toBe(false);
  });
});

describe('roles', () => {
  it('takes Role or ClusterRole as roleRef says', () => {
    const roles = [role('clusterrole:x', [rule('get', 'secrets')]), role('role:a/x', [rule('get', 'pods')])];
    expect(allowed(roles, [binding('rolebinding:a/b', 'ClusterRole/x', ['User/jane'])], JANE, GET)).toBe(true);
    expect(allowed(roles, [binding('rolebinding:a/b', 'Role/x', ['User/jane'])], JANE, GET)).toBe(false);
  });

  it('takes no Role of another namespace', () => {
    const roles = [role('role:b/x', [rule('get', 'secrets')])];
    expect(allowed(roles, [binding('rolebinding:a/b', 'Role/x', ['User/jane'])], JANE, GET)).toBe(false);
  });

  it('grants nothing through a missing role', () => {
    const authorizer = createAuthorizer(
      factsOf({ bindings: [binding('rolebinding:a/b', 'Role/gone', ['User/jane'])] }),
    );
    expect(authorizer.authorize(JANE, GET).allowed).toBe(false);
    expect(authorizer.bindingsOf(JANE)).toEqual([]);
  });

  it('never joins what two rules or two bindings give in part', () => {
    const halves = [
      role('clusterrole:verbs', [rule('get', 'pods')]),
      role('clusterrole:kinds', [rule('list', 'secrets')]),
    ];
    const bound = [
      binding('clusterrolebinding:1', 'ClusterRole/verbs', ['User/jane']),
      binding('clusterrolebinding:2', 'ClusterRole/kinds', ['User/jane']),
    ];
    expect(allowed(halves, bound, JANE, GET)).toBe(false);
  });

  it('cites the source of an aggregated role', () => {
    const view = role('clusterrole:view', [], { aggregation: [selector({ 'to-view': 'true' })] });
    const source = role('clusterrole:source', [rule('get', 'pods'), rule('get', 'secrets')], {
      labels: new Map([['to-view', 'true']]),
    });
    const bound = binding('rolebinding:a/b', 'ClusterRole/view', ['Group/other', 'Group/devs']);
    const { by } = createAuthorizer(factsOf({ roles: [view, source], bindings: [bound] })).authorize(JANE, GET);
    expect(by).toMatchObject({ binding: bound, subjectIndex: 1, role: view, roleOfRule: source, ruleIndex: 1 });
    expect(by?.evidence.map(({ object, pointer }) => object.name + pointer)).toEqual([
      'b/subjects/1',
      'b/roleRef',
      'view/aggregationRule/clusterRoleSelectors/0',
      'source/rules/1',
    ]);
  });
});

describe('subjects', () => {
  const account = userOf('serviceaccount:a/s') as UserInfo;
  it.each<[string, string, UserInfo, boolean]>([
    ['a user', 'User/jane', JANE, true],
    ['another user', 'User/Jane', JANE, false],
    ['a group', 'Group/devs', JANE, true],
    ['a group named like the user', 'Group/jane', JANE, false],
    ['a user named like the group', 'User/devs', JANE, false],
    ['a star is a name', 'User/*', JANE, false],
    ['any authenticated caller', 'Group/system:authenticated', JANE, true],
    ['anonymous is not authenticated', 'Group/system:authenticated', userOf('anonymous') as UserInfo, false],
    ['anonymous as group', 'Group/system:unauthenticated', userOf('anonymous') as UserInfo, true],
    ['anonymous as user', 'User/system:anonymous', userOf('anonymous') as UserInfo, true],
    ['a ServiceAccount', 'ServiceAccount/a/s', account, true],
    ['its twin in another namespace', 'ServiceAccount/b/s', account, false],
    ['a ServiceAccount bound as user', 'User/system:serviceaccount:a:s', account, true],
    ['a ServiceAccount bound as group', 'Group/system:serviceaccount:a:s', account, false],
    ['all ServiceAccounts', 'Group/system:serviceaccounts', account, true],
    ['all of the namespace', 'Group/system:serviceaccounts:a', account, true],
    ['all of another namespace', 'Group/system:serviceaccounts:b', account, false],
    ['the name alone', 'User/s', account, false],
    ['impersonated without its groups', 'Group/system:serviceaccounts', { name: account.name, groups: [] }, false],
  ])('%s', (_title, subject, user, expected) => {
    expect(allowed([READ], [binding('clusterrolebinding:b', 'ClusterRole/read', [subject])], user, GET)).toBe(expected);
  });

  it('counts a ServiceAccount of another namespace in a RoleBinding', () => {
    expect(
      allowed([READ], [binding('rolebinding:b/b', 'ClusterRole/read', ['ServiceAccount/a/s'])], account, {
        ...GET,
        namespace: 'b',
      }),
    ).toBe(true);
    expect(
      allowed([READ], [binding('rolebinding:b/b', 'ClusterRole/read', ['ServiceAccount/a/s'])], account, GET),
    ).toBe(false);
  });
});

describe('superusers and order', () => {
  it('allows system:masters everything, by group only', () => {
    expect(createAuthorizer(factsOf({})).authorize({ name: 'x', groups: ['system:masters'] }, GET)).toMatchObject({
      allowed: true,
      authorizer: 'superuser',
    });
    expect(allowed([], [], { name: 'system:masters', groups: ['system:authenticated'] }, GET)).toBe(false);
    expect(allowed([], [], { name: 'x', groups: ['system:master'] }, { verb: 'get', path: '/metrics' })).toBe(false);
  });

  it('still asks RBAC where the Node authorizer has no opinion', () => {
    const node = userOf('node:n1') as UserInfo;
    const facts = factsOf({
      kubernetesVersion: '1.34',
      roles: [READ],
      bindings: [binding('clusterrolebinding:b', 'ClusterRole/read', ['Group/system:nodes'])],
    });
    expect(createAuthorizer(facts).authorize(node, GET)).toMatchObject({ allowed: true, authorizer: 'RBAC' });
    expect(createAuthorizer(facts, { modes: ['Node'] }).authorize(node, GET).allowed).toBeNull();
    expect(createAuthorizer(facts, { modes: ['Node'] }).authorize(JANE, GET).allowed).toBe(false);
  });
});

describe('enumeration', () => {
  const facts = factsOf({
    roles: [READ],
    bindings: [
      binding('clusterrolebinding:all', 'ClusterRole/read', ['Group/devs', 'User/jane', 'User/jane']),
      binding('rolebinding:a/one', 'ClusterRole/read', ['ServiceAccount/a/s']),
    ],
  });
  const authorizer = createAuthorizer(facts);

  it('gives each binding of a user once, by its first subject, with the rules of the role as one array', () => {
    const grants = authorizer.bindingsOf(JANE);
    expect(grants.map(({ binding: { name }, subjectIndex, scope }) => ({ name, subjectIndex, scope }))).toEqual([
      { name: 'all', subjectIndex: 0, scope: '' },
    ]);
    const other = authorizer.grantsOfUserName('system:serviceaccount:a:s');
    expect(other.map((grant) => grant.scope)).toEqual(['a']);
    expect(other[0]?.rules).toBe(grants[0]?.rules);
  });

  it('names the bound users and groups', () => {
    expect([...authorizer.boundUsers]).toEqual(['jane', 'system:serviceaccount:a:s']);
    expect([...authorizer.boundGroups]).toEqual(['devs']);
    expect(authorizer.grantsOfGroup('devs')).toHaveLength(1);
    expect(authorizer.grantsOfUserName('jane')).toHaveLength(1);
    expect(authorizer.grantsOfGroup('nobody')).toEqual([]);
  });
});
