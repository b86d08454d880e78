// `can`: the lines of the contract, from words and from JSON.
import { describe, expect, it } from 'vitest';
import type { ListScope } from '../facts/list-scope.ts';
import { createCan } from './can.ts';
import { binding, factsOf, role, rule } from './test-facts.ts';

const can = createCan(
  factsOf({
    kubernetesVersion: '1.34',
    roles: [
      role('role:a/reader', [rule('list', 'pods'), rule('get,list', 'secrets', { resourceNames: ['db'] })]),
      role('clusterrole:nodes', [rule('get', 'nodes/proxy,namespaces')]),
      role('clusterrole:scale', [rule('update', 'deployments/scale', { apiGroups: ['apps'] })]),
    ],
    bindings: [
      binding('rolebinding:a/read', 'Role/reader', ['ServiceAccount/a/app', 'User/jane']),
      binding('rolebinding:a/nodes', 'ClusterRole/nodes', ['User/jane']),
      binding('clusterrolebinding:scale', 'ClusterRole/scale', ['Group/devs']),
      binding('rolebinding:a/view', 'ClusterRole/view', ['User/viewer']),
      binding('rolebinding:a/later', 'Role/later', ['User/joe']),
    ],
  }),
);

const ask = (text: string, namespace = 'a') => {
  const [as = '', verb = '', resource = '', name] = text.split(' ');
  const answer = can.ask({ as, verb, resource, namespace, ...(name === undefined ? {} : { name }) });
  return 'error' in answer ? answer.error : answer.allowed;
};

describe('ask', () => {
  it.each<[string, boolean | null]>([
    ['sa/app get secret db', true],
    ['sa/app get secret other', false],
    ['sa/app get secrets', false],
    ['sa/other get secret db', false],
    ['serviceaccount:b/app get secret db', false],
    ['system:serviceaccount:a:app get secrets db', true],
    ['jane list po', true],
    ['jane get nodes/proxy n1', false],
    ['jane get ns a', true],
    ['jane get ns b', false],
    ['group:devs update deployments.apps/scale', true],
    ['group:devs update deployments.v1.apps/scale', true],
    ['group:devs update deploy', false],
    ['viewer get cm x', true],
    ['viewer get secret x', false],
    ['anonymous get /healthz', true],
    ['anonymous get /metrics', false],
    ['group:system:masters delete nodes n1', true],
    ['node:n1 get secret db', null],
  ])('%s', (text, expected) => {
    expect(ask(text)).toBe(expected);
  });

  it('asks over all namespaces', () => {
    expect(can.ask({ as: 'jane', verb: 'list', resource: 'pods', namespace: 'a', allNamespaces: true })).toMatchObject({
      request: { user: 'jane', verb: 'list', group: '', resource: 'pods' },
      allowed: false,
    });
  });

  it('takes groups as impersonation does', () => {
    const update = { verb: 'update', resource: 'deployments.apps/scale', namespace: 'a' };
    const groups = (as: string, asGroups: readonly string[]) => can.ask({ ...update, as, asGroups });
    expect(groups('jane', ['devs'])).toMatchObject({
      request: { groups: ['devs', 'system:authenticated'] },
      allowed: true,
    });
    expect(groups('sa/app', ['ops'])).toMatchObject({
      request: { groups: ['ops', 'system:authenticated'] },
      allowed: false,
    });
    expect(groups('anonymous', [])).toMatchObject({ request: { groups: ['system:unauthenticated'] }, allowed: false });
  });

  it('refuses what is no caller, no verb, no resource', () => {
    expect(ask('pod:a/b get secrets')).toContain('no API caller');
    expect(can.ask({ as: 'jane', verb: '', resource: 'pods', namespace: 'a' })).toHaveProperty('error');
    expect(can.ask({ as: 'jane', verb: 'get', resource: '', namespace: 'a' })).toHaveProperty('error');
    expect(can.ask({ as: 'jane', verb: 'get', resource: '/x', namespace: 'a' })).toHaveProperty('allowed', false);
  });
});

describe('answerLine', () => {
  const line = (value: unknown, at = 1) => can.answerLine(JSON.stringify(value), at);
  const get = {
    user: 'system:serviceaccount:a:app',
    verb: 'get',
    group: '',
    resource: 'secrets',
    namespace: 'a',
    name: 'db',
  };

  it('gives the request back with binding, role and pointer', () => {
    expect(line(get)).toEqual({
      request: get,
      allowed: true,
      authorizer: 'RBAC',
      by: { binding: 'rolebinding:a/read', role: 'role:a/reader', pointer: '/rules/1' },
    });
  });

  it('points into the source of an aggregated role', () => {
    expect(line({ user: 'viewer', verb: 'get', group: '', resource: 'configmaps', namespace: 'a' })).toMatchObject({
      allowed: true,
      by: { binding: 'rolebinding:a/view', role: 'clusterrole:system:aggregate-to-view' },
    });
  });

  it.each<[string, object, boolean | null]>([
    ['a list by its name', { verb: 'list', name: undefined, query: 'fieldSelector=metadata.name=db' }, true],
    ['a list', { verb: 'list', name: undefined }, false],
    [
      'groups that are given are all',
      { user: 'x', verb: 'update', group: 'apps', resource: 'deployments', subresource: 'scale', groups: ['devs'] },
      true,
    ],
    [
      'groups that are not given',
      { user: 'x', verb: 'update', group: 'apps', resource: 'deployments', subresource: 'scale' },
      false,
    ],
    ['an account keeps its bindings without groups', { groups: [] }, true],
    [
      'a bogus namespace on a cluster-scoped resource',
      { user: 'jane', resource: 'nodes', subresource: 'proxy', name: 'n1' },
      false,
    ],
    ['a singular is taken as written', { resource: 'secret' }, false],
    ['null fields are absent ones', { subresource: null, query: null, path: null, groups: null }, true],
    ['a node without its group', { user: 'system:node:n1', groups: [] }, false],
  ])('%s', (_title, change, allowed) => {
    expect(line({ ...get, ...change })).toHaveProperty('allowed', allowed);
  });

  it('answers for a path', () => {
    expect(line({ user: 'system:anonymous', verb: 'get', path: '/version' })).toMatchObject({
      allowed: true,
      authorizer: 'RBAC',
    });
    expect(line({ user: 'system:anonymous', groups: [], verb: 'get', path: '/version' })).toMatchObject({
      allowed: false,
    });
  });

  it('says that a role is missing, of the callers it concerns', () => {
    expect(line({ ...get, user: 'joe' })).toMatchObject({
      allowed: false,
      reason: expect.stringContaining('rolebinding:a/later'),
    });
    expect(line({ ...get, user: 'jim' })).toMatchObject({ reason: expect.not.stringContaining('later') });
    expect(line({ ...get, user: 'joe', namespace: 'b' })).toMatchObject({
      reason: expect.not.stringContaining('later'),
    });
  });

  it.each<[string, string]>([
    ['{"user": "fake-secret-value', 'not a JSON object'],
    ['[]', 'not a JSON object'],
    ['null', 'not a JSON object'],
    ['{}', 'user is missing'],
    ['{"user":"x"}', 'verb is missing'],
    ['{"user":"x","verb":"get"}', 'resource is missing'],
    ['{"user":"x","verb":"get","path":"/x","resource":"pods"}', 'path and resource exclude each other'],
    ['{"user":7,"verb":"get","resource":"pods"}', 'user is not a string'],
    ['{"user":"x","groups":"g","verb":"get","resource":"pods"}', 'groups is not a list of strings'],
  ])('%s', (text, error) => {
    expect(can.answerLine(text, 12)).toEqual({ line: 12, error });
  });

  it('skips a blank line', () => {
    expect(can.answerLine(' \t', 1)).toBeUndefined();
  });
});

describe('lists that were not read', () => {
  const answer = (
    scope: ListScope,
    subject: string,
    namespace: string,
    resource = 'secrets',
  ): boolean | null | string => {
    const entry = {
      source: 'cluster:test',
      what: 'the list',
      state: 'not-read',
      reason: 'forbidden',
      list: scope,
    } as const;
    const facts = factsOf({
      kubernetesVersion: '1.34',
      roles: [role('role:a/reader', [rule('get', 'secrets')])],
      bindings: [binding('rolebinding:a/read', 'Role/reader', ['User/jane'])],
    });
    const given = createCan({ ...facts, coverage: [entry] }).ask({ as: subject, verb: 'get', resource, namespace });
    return 'error' in given ? given.error : given.allowed;
  };
  const RBAC = 'rbac.authorization.k8s.io';

  it.each<[string, ListScope, string, string, boolean | null]>([
    ['what is allowed stays allowed', { kind: `${RBAC}/Role` }, 'jane', 'a', true],
    ['roles decide in a namespace', { kind: `${RBAC}/Role` }, 'joe', 'a', null],
    ['bindings decide in a namespace', { kind: `${RBAC}/RoleBinding` }, 'joe', 'a', null],
    ['cluster roles decide everywhere', { kind: `${RBAC}/ClusterRole` }, 'joe', 'a', null],
    ['cluster bindings decide everywhere', { kind: `${RBAC}/ClusterRoleBinding` }, 'joe', 'a', null],
    ['a whole group', { kind: `${RBAC}/*` }, 'joe', 'a', null],
    ['only the namespaces that lack', { kind: `${RBAC}/Role`, namespaces: ['b'] }, 'joe', 'a', false],
    ['and those do', { kind: `${RBAC}/Role`, namespaces: ['a', 'b'] }, 'joe', 'a', null],
    ['all but one: that one', { kind: '*', except: 'a' }, 'joe', 'a', false],
    ['all but one: another', { kind: '*', except: 'a' }, 'joe', 'b', null],
    ['pods decide nothing for a user', { kind: '/Pod' }, 'joe', 'a', false],
    ['pods decide for a node', { kind: '/Pod' }, 'system:node:n1', 'a', null],
    ['pods elsewhere do not', { kind: '/Pod', namespaces: ['b'] }, 'system:node:n1', 'a', false],
    ['pods in the namespace do', { kind: '/Pod', namespaces: ['a'] }, 'system:node:n1', 'a', null],
    ['Secrets decide nothing', { kind: '/Secret' }, 'joe', 'a', false],
  ])('%s: %j', (_, scope, subject, namespace, expected) => {
    expect(answer(scope, subject, namespace)).toBe(expected);
  });

  it('roles decide nothing about what has no namespace', () => {
    expect(answer({ kind: `${RBAC}/Role` }, 'joe', 'a', 'nodes')).toBe(false);
    expect(answer({ kind: `${RBAC}/ClusterRole` }, 'joe', 'a', 'nodes')).toBe(null);
  });
});
