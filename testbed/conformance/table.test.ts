// The conformance table is complete and consistent, and its notation is read as its rows mean it.
import { describe, expect, test } from 'vitest';
import { casesOf, holdsIn } from './cases.ts';
import { grantObjects } from './grant-text.ts';
import { attributesOf } from './request-text.ts';
import type { Row } from './row.ts';
import { bindingSubject, callerOf, positionOf } from './subject.ts';
import { topics } from './table.ts';

const rows = topics.flatMap((topic) => topic.rows);
const VERDICT = /^(?:allowed|denied|403 afterwards|[2-5]\d\d(?: data| token)?)$/;

test('there are at least 200 rows, and the table has the rows that it had', () => {
  expect(rows.length).toBeGreaterThanOrEqual(390);
});

test('ids are unique and may stand in names', () => {
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  expect(rows.filter(({ id }) => !/^[a-z][a-z0-9-]{1,40}$/.test(id))).toEqual([]);
});

test('each verdict is one of the notation, and differs from its twin’s', () => {
  expect(rows.filter(({ verdict, twin }) => !VERDICT.test(verdict) || !VERDICT.test(twin.verdict))).toEqual([]);
  expect(rows.filter(({ verdict, twin }) => verdict === twin.verdict)).toEqual([]);
});

test('a twin differs in what is granted, there, or asked, and not in all three', () => {
  const changes = ({ twin }: Row): readonly string[] => {
    const asked = ['request', 'body', 'contentType', 'headers', 'as', 'subject'].some((key) => key in twin);
    return [asked ? 'asked' : '', 'grants' in twin ? 'granted' : '', 'objects' in twin ? 'there' : ''].filter(Boolean);
  };
  expect(rows.filter((row) => changes(row).length === 0 || changes(row).length === 3)).toEqual([]);
});

test('a row is decided by some version of the testbed', () => {
  expect(rows.filter((row) => !holdsIn(row, '1.37') && !holdsIn(row, '1.30'))).toEqual([]);
});

test.each([
  ['1.30', { until: '1.32' }, true],
  ['1.33', { until: '1.32' }, false],
  ['1.33', { since: '1.33' }, true],
  ['1.32', { since: '1.33' }, false],
])('%s and %j: %s', (version, range, holds) => {
  expect(holdsIn({ ...(rows[0] as Row), ...range }, version)).toBe(holds);
});

describe('a grant', () => {
  const place = { namespace: 'n', name: 'g', toSubject: (text?: string) => bindingSubject(text ?? 'user:u', 'n') };
  const shape = (text: string): unknown => {
    const [role, binding] = grantObjects(text, place);
    const rule = (role?.['rules'] as readonly object[] | undefined)?.[0];
    return [role?.kind, role?.metadata?.namespace, rule, binding?.kind, binding?.metadata?.namespace];
  };
  test.each([
    ['get secrets', ['Role', 'n', { verbs: ['get'], apiGroups: [''], resources: ['secrets'] }, 'RoleBinding', 'n']],
    [
      'cluster: get,list deployments.apps/scale ["a", ""]',
      [
        'ClusterRole',
        undefined,
        { verbs: ['get', 'list'], apiGroups: ['apps'], resources: ['deployments/scale'], resourceNames: ['a', ''] },
        'ClusterRoleBinding',
        undefined,
      ],
    ],
    [
      'bound: * *.*',
      ['ClusterRole', undefined, { verbs: ['*'], apiGroups: ['*'], resources: ['*'] }, 'RoleBinding', 'n'],
    ],
    ['m: get */log', ['Role', 'm', { verbs: ['get'], apiGroups: [''], resources: ['*/log'] }, 'RoleBinding', 'm']],
    [
      'cluster: get /a,/b*',
      ['ClusterRole', undefined, { verbs: ['get'], nonResourceURLs: ['/a', '/b*'] }, 'ClusterRoleBinding', undefined],
    ],
    [
      'impersonate-on:user-info:get secrets',
      [
        'Role',
        'n',
        { verbs: ['impersonate-on:user-info:get'], apiGroups: [''], resources: ['secrets'] },
        'RoleBinding',
        'n',
      ],
    ],
  ])('%s', (text, expected) => {
    expect(shape(text)).toEqual(expected);
  });
  test('binds a role that is there', () => {
    expect(grantObjects('role ClusterRole/view -> group:g', place)).toMatchObject([
      { kind: 'RoleBinding', roleRef: { kind: 'ClusterRole', name: 'view' }, subjects: [{ kind: 'Group', name: 'g' }] },
    ]);
  });
});

describe('a request', () => {
  const none = { group: '', subresource: '', namespace: '', name: '', fieldSelector: '' };
  test.each([
    ['GET /api/v1/namespaces/n/secrets/db', { verb: 'get', resource: 'secrets', namespace: 'n', name: 'db' }],
    ['GET /api/v1/namespaces/n/secrets', { verb: 'list', resource: 'secrets', namespace: 'n' }],
    ['GET /api/v1/secrets?watch=1', { verb: 'watch', resource: 'secrets' }],
    ['GET /api/v1/watch/namespaces/n/secrets/db', { verb: 'watch', resource: 'secrets', namespace: 'n', name: 'db' }],
    [
      'GET /api/v1/namespaces/n/secrets?fieldSelector=metadata.name=db',
      { verb: 'list', resource: 'secrets', namespace: 'n', name: 'db', fieldSelector: 'metadata.name=db' },
    ],
    [
      'DELETE /api/v1/namespaces/n/secrets?fieldSelector=metadata.name=db',
      { verb: 'deletecollection', resource: 'secrets', namespace: 'n', fieldSelector: 'metadata.name=db' },
    ],
    ['GET /api/v1/namespaces/n', { verb: 'get', resource: 'namespaces', namespace: 'n', name: 'n' }],
    [
      'POST /api/v1/namespaces/n/pods/p/exec',
      { verb: 'create', resource: 'pods', subresource: 'exec', namespace: 'n', name: 'p' },
    ],
    [
      'PUT /apis/apps/v1/namespaces/n/deployments/d',
      { verb: 'update', group: 'apps', resource: 'deployments', namespace: 'n', name: 'd' },
    ],
    [
      'approve signers.certificates.k8s.io kubernetes.io/x',
      { verb: 'approve', group: 'certificates.k8s.io', resource: 'signers', name: 'kubernetes.io/x' },
    ],
    ['create pods/exec web @n', { verb: 'create', resource: 'pods', subresource: 'exec', namespace: 'n', name: 'web' }],
    ['impersonate users ann', { verb: 'impersonate', resource: 'users', name: 'ann' }],
  ])('%s', (text, expected) => {
    expect(attributesOf(text)).toEqual({ ...none, ...expected });
  });
  test.each(['GET /metrics', 'get /metrics'])('%s is for a path', (text) => {
    expect(attributesOf(text)).toEqual({ verb: 'get', path: '/metrics' });
  });
});

test.each([
  [undefined, 'n-user', ['system:authenticated'], 'user:n-user'],
  ['anonymous', 'system:anonymous', ['system:unauthenticated'], 'anonymous'],
  ['group:g', 'n-user', ['g', 'system:authenticated'], 'group:g'],
  ['node:x', 'system:node:x', ['system:nodes', 'system:authenticated'], 'node:x'],
  ['user:system:node:x', 'system:node:x', ['system:authenticated'], 'node:x'],
  [
    'serviceaccount:m/s',
    'system:serviceaccount:m:s',
    ['system:serviceaccounts', 'system:serviceaccounts:m', 'system:authenticated'],
    'serviceaccount:m/s',
  ],
])('the subject %s', (text, user, groups, position) => {
  expect([callerOf(text, 'n'), positionOf(text, 'n')]).toEqual([{ user, groups }, position]);
});

test('a case holds what its row says, with names of its own', () => {
  const row = rows.find(({ id }) => id === 'named-get') as Row;
  const [one, twin] = casesOf(row);
  expect([one.namespace, twin.namespace]).toEqual(['c-named-get', 'c-named-get-twin']);
  expect(one.request).toBe('GET /api/v1/namespaces/c-named-get/secrets/db');
  expect([one.verdict, twin.verdict]).toEqual(['200 data', '403']);
  expect(JSON.stringify([one, twin])).not.toContain('{ns}');
});
