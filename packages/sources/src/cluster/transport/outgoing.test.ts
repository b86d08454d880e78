// What may leave for an API server, one row a request, each beside twins that may not.
import { describe, expect, test } from 'vitest';
import { ANSWER_OF_METADATA, ANSWER_OF_BINDING, ANSWER_WITHOUT_OBJECT, mayBeReplayed, mayLeave } from './outgoing.ts';
import type { Question } from './question.ts';
import { Credentials } from '../credentials/credentials.ts';
import { findTarget } from '../kubeconfig/target.ts';
import { Transport } from './transport.ts';
import { tempFolder } from '../../testing/temp-folder.ts';
import { kubeconfigText } from '../../testing/read-live.ts';

const JSON_TYPE = 'application/json';
const get = (path: string): Question => ({ path, accept: JSON_TYPE });
const review = (path: string): Question => ({ path, accept: JSON_TYPE, review: {} });
const etcd = (path: string, more: Partial<Question> = {}): Question => ({
  path,
  accept: JSON_TYPE,
  etcdRead: {},
  ...more,
});
const dry = (
  method: 'POST' | 'PATCH' | 'PUT',
  path: string,
  accept = ANSWER_WITHOUT_OBJECT,
  more: Partial<Question> = {},
): Question => ({ path, accept, dryRun: { method, contentType: JSON_TYPE, body: {} }, ...more });

const PODS = '/api/v1/namespaces/shop/pods';
const RBAC = '/apis/rbac.authorization.k8s.io/v1';
const REQUESTS = '/apis/certificates.k8s.io/v1/certificatesigningrequests';
const AUTHORIZATION = '/apis/authorization.k8s.io/v1';

test.each<[string, Question, boolean]>([
  ['a review', review(`${AUTHORIZATION}/subjectaccessreviews`), true],
  ['a review of one’s own', review(`${AUTHORIZATION}/selfsubjectaccessreviews`), true],
  ['a token review, which takes a token', review('/apis/authentication.k8s.io/v1/tokenreviews'), false],
  [
    'a review in a namespace, which nobody needs',
    review(`${AUTHORIZATION}/namespaces/a/localsubjectaccessreviews`),
    false,
  ],
  ['an object as a review', review(PODS), false],
  ['an object as a review, tried out', review(`${PODS}?dryRun=All`), false],
  ['a pod', dry('POST', `${PODS}?dryRun=All`), true],
  ['a pod, made', dry('POST', PODS), false],
  ['a pod, tried out by halves', dry('POST', `${PODS}?dryRun=`), false],
  ['a pod, tried out in lower case', dry('POST', `${PODS}?dryrun=All`), false],
  ['a pod, said twice', dry('POST', `${PODS}?dryRun=All&dryRun=`), false],
  ['a pod, with all of it for an answer', dry('POST', `${PODS}?dryRun=All`, JSON_TYPE), false],
  ['a pod, changed', dry('PATCH', `${PODS}/web?dryRun=All`), true],
  ['a pod, replaced', dry('PUT', `${PODS}/web?dryRun=All`), false],
  ['an ephemeral container', dry('PATCH', `${PODS}/web/ephemeralcontainers?dryRun=All`), true],
  ['a command in a pod', dry('POST', `${PODS}/web/exec?dryRun=All`), false],
  ['an eviction', dry('POST', `${PODS}/web/eviction?dryRun=All`), false],
  ['a binding to a node', dry('POST', `${PODS}/web/binding?dryRun=All`, ANSWER_OF_BINDING), true],
  ['a Secret', dry('POST', '/api/v1/namespaces/shop/secrets?dryRun=All'), false],
  ['a Secret, changed', dry('PATCH', '/api/v1/namespaces/shop/secrets/db?dryRun=All'), false],
  ['a ConfigMap', dry('PATCH', '/api/v1/namespaces/shop/configmaps/c?dryRun=All'), false],
  ['an account', dry('POST', '/api/v1/namespaces/shop/serviceaccounts?dryRun=All'), true],
  ['an account by its name', dry('PATCH', '/api/v1/namespaces/shop/serviceaccounts/a?dryRun=All'), true],
  ['a token', dry('POST', '/api/v1/namespaces/shop/serviceaccounts/a/token?dryRun=All'), false],
  ['a token, by a patch', dry('PATCH', '/api/v1/namespaces/shop/serviceaccounts/a/token?dryRun=All'), false],
  ['a certificate request by its name', dry('PATCH', `${REQUESTS}/mine?dryRun=All`), true],
  ['the approval of a certificate request', dry('PATCH', `${REQUESTS}/mine/approval?dryRun=All`), false],
  ['a binding of a role', dry('POST', `${RBAC}/namespaces/shop/rolebindings?dryRun=All`), true],
  ['a role, replaced', dry('PUT', `${RBAC}/clusterroles/a?dryRun=All`), true],
  ['a role of another group', dry('PUT', '/apis/rbac.example/v1/clusterroles/a?dryRun=All'), false],
  ['a namespace', dry('POST', '/api/v1/namespaces?dryRun=All'), false],
  ['a path that leads elsewhere', dry('POST', '/api/v1/namespaces/shop/pods/../secrets?dryRun=All'), false],
  ['a review and a dry run at once', { ...dry('POST', `${PODS}?dryRun=All`), review: {} }, false],
])('%s', (_, question, expected) => {
  expect(mayLeave(question)).toBe(expected);
  expect(mayBeReplayed(question)).toBe(expected);
});

test.each<[string, Question, boolean]>([
  ['values of etcd', etcd('/v3/kv/range'), true],
  ['sizes of etcd', etcd('/v3/maintenance/status'), true],
  ['a value put into etcd', etcd('/v3/kv/put'), false],
  ['a value deleted in etcd', etcd('/v3/kv/deleterange'), false],
  ['a transaction of etcd', etcd('/v3/kv/txn'), false],
  ['a compaction of etcd', etcd('/v3/kv/compaction'), false],
  ['a defragmentation of etcd', etcd('/v3/maintenance/defragment'), false],
  ['a snapshot of etcd, which is more than the values asked for', etcd('/v3/maintenance/snapshot'), false],
  ['values of etcd, by a path that leads elsewhere', etcd('/v3/kv/range/../put'), false],
  ['values of etcd, with a query', etcd('/v3/kv/range?a=b'), false],
  ['a review as a read of etcd', etcd(`${AUTHORIZATION}/subjectaccessreviews`), false],
  ['a read of etcd that is a review, too', etcd('/v3/kv/range', { review: {} }), false],
])('%s', (_, question, expected) => {
  expect(mayLeave(question)).toBe(expected);
  expect(mayBeReplayed(question)).toBe(false);
});

test.each([
  ['/version', true],
  ['/apis/apps', true],
  ['/apis/apps/v1', true],
  [`${RBAC}/clusterroles/admin`, true],
  [`${RBAC}/namespaces/shop/roles/reader`, true],
  [`${RBAC}/clusterroles`, false],
  ['/api/v1/namespaces/shop/secrets/db', false],
  ['/api/v1/secrets', false],
  [`${PODS}/web`, false],
  [`${PODS}/web/log`, false],
  ['/apis/apps/v1/deployments', false],
  ['/version?a=b', false],
  ['/metrics', false],
])('a replay may GET %s: %s', (path, expected) => {
  expect(mayBeReplayed(get(path))).toBe(expected);
  expect(mayLeave(get(path)), 'a list is read by GET').toBe(true);
});

test('the transport sends nothing that may not leave', async () => {
  const folder = tempFolder();
  // A port that nobody listens on: a request that left would fail otherwise.
  folder.put({ config: kubeconfigText('http://127.0.0.1:9', {}) });
  const target = findTarget({ kubeconfig: `${folder.path}/config` }, { env: {}, home: '' });
  const transport = new Transport(target, new Credentials(target, {}), { agent: 'test' });
  await expect(transport.ask(dry('POST', PODS))).rejects.toThrow('not on the list of what may leave');
  await transport.close();
  folder.remove();
});

describe('an object that is stored again as it is', () => {
  const again = (path: string, other: Partial<Question> = {}): Question => ({
    path: `${path}?fieldManager=watertight-rotate`,
    accept: ANSWER_OF_METADATA,
    rewrite: { metadata: { uid: 'u', resourceVersion: '7' } },
    ...other,
  });
  const SECRET = '/api/v1/namespaces/shop/secrets/db';
  const body = (rewrite: object): Partial<Question> => ({ rewrite: rewrite as NonNullable<Question['rewrite']> });

  test.each<[string, Question, boolean]>([
    ['a Secret', again(SECRET), true],
    ['a custom resource', again('/apis/a.io/v1/namespaces/shop/things/db'), true],
    ['one without a namespace', again('/apis/a.io/v1/things/db'), true],
    ['all of a namespace', again('/api/v1/namespaces/shop/secrets'), false],
    ['a subresource', again('/api/v1/namespaces/shop/serviceaccounts/a/token'), false],
    ['a path that leads elsewhere', again('/api/v1/namespaces/shop/secrets/..'), false],
    ['another query', again(SECRET, { path: `${SECRET}?fieldManager=watertight-rotate&dryRun=All` }), false],
    ['no query', again(SECRET, { path: SECRET }), false],
    ['the content as an answer', again(SECRET, { accept: 'application/json' }), false],
    ['a label, too', again(SECRET, body({ metadata: { uid: 'u', resourceVersion: '7', labels: {} } })), false],
    ['data, too', again(SECRET, body({ metadata: { uid: 'u', resourceVersion: '7' }, data: {} })), false],
    ['whatever state', again(SECRET, body({ metadata: { uid: 'u', resourceVersion: '' } })), false],
    ['whichever object', again(SECRET, body({ metadata: { uid: '', resourceVersion: '7' } })), false],
    ['a review, too', again(SECRET, { review: {} }), false],
    ['a read of etcd, too', again(SECRET, { etcdRead: {} }), false],
  ])('%s', (_, question, expected) => {
    expect(mayLeave(question)).toBe(expected);
    expect(mayBeReplayed(question)).toBe(false);
  });
});

const MIGRATION = {
  apiVersion: 'storagemigration.k8s.io/v1',
  kind: 'StorageVersionMigration',
  metadata: { generateName: 'watertight-rotate-', labels: { 'watertight-rotation': 'a' } },
  spec: { resource: { group: '', resource: 'secrets' } },
} as const;
const MIGRATIONS = '/apis/storagemigration.k8s.io/v1/storageversionmigrations';
const migrate = (migration: object, path = `${MIGRATIONS}?fieldManager=watertight-rotate`, more = {}): Question => ({
  path,
  accept: JSON_TYPE,
  migration: { ...MIGRATION, ...migration },
  ...more,
});

test.each<[string, Question, boolean]>([
  ['a migration', migrate({}), true],
  [
    'a migration of the version before',
    migrate(
      { apiVersion: 'storagemigration.k8s.io/v1beta1' },
      `${MIGRATIONS.replace('/v1/', '/v1beta1/')}?fieldManager=watertight-rotate`,
    ),
    true,
  ],
  ['another version than the path’s', migrate({ apiVersion: 'storagemigration.k8s.io/v1beta1' }), false],
  ['a version of another form', migrate({ apiVersion: 'storagemigration.k8s.io/v1alpha1' }), false],
  ['another group', migrate({ apiVersion: 'storagemigration.k8s.io.a/v1' }), false],
  ['another path', migrate({}, '/api/v1/namespaces/a/secrets?fieldManager=watertight-rotate'), false],
  ['no name of ours', migrate({}, MIGRATIONS), false],
  ['another kind', migrate({ kind: 'Secret' }), false],
  ['a status', migrate({ status: {} }), false],
  ['owners', migrate({ metadata: { ...MIGRATION.metadata, ownerReferences: [] } }), false],
  ['more than a resource', migrate({ spec: { resource: { group: '', resource: 'a', version: 'v1' } } }), false],
  ['a rewrite beside it', migrate({}, undefined, { rewrite: { metadata: { uid: 'a', resourceVersion: '1' } } }), false],
])('%s', (_, question, expected) => {
  expect(mayLeave(question)).toBe(expected);
  expect(mayBeReplayed(question)).toBe(false);
});
