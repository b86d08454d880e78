// Identity: what the API server would take as an object's key, and what it would refuse.
import { expect, test } from 'vitest';
import { identify } from './identity.ts';

const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' } };

test.each([
  ['absent namespace', pod, { kind: 'Pod', group: '', namespace: 'home', name: 'p' }],
  ['written namespace', { ...pod, metadata: { name: 'p', namespace: 'n' } }, { namespace: 'n' }],
  ['null namespace', { ...pod, metadata: { name: 'p', namespace: null } }, { namespace: 'home' }],
  [
    'namespace on a cluster-scoped kind',
    { apiVersion: 'v1', kind: 'Node', metadata: { name: 'p', namespace: 'n' } },
    { namespace: '' },
  ],
  [
    'a known cluster-scoped custom kind',
    { apiVersion: 'cert-manager.io/v1', kind: 'ClusterIssuer', metadata: { name: 'p' } },
    { namespace: '' },
  ],
  [
    'its namespaced sister',
    { apiVersion: 'cert-manager.io/v1', kind: 'Issuer', metadata: { name: 'p' } },
    { namespace: 'home' },
  ],
  [
    'a moved kind',
    { apiVersion: 'extensions/v1beta1', kind: 'Deployment', metadata: { name: 'p' } },
    { group: 'apps' },
  ],
  [
    'PodSecurityPolicy of old',
    { apiVersion: 'extensions/v1beta1', kind: 'PodSecurityPolicy', metadata: { name: 'p' } },
    { group: 'policy', namespace: '' },
  ],
  ['generateName', { ...pod, metadata: { generateName: 'p-' } }, { name: 'p-*', generated: true }],
  ['name over generateName', { ...pod, metadata: { name: 'p', generateName: 'q-' } }, { name: 'p', generated: false }],
  [
    'a name with dots and colons',
    { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'system:a.b' } },
    { name: 'system:a.b' },
  ],
])('%s', (_name, object, expected) => {
  expect(identify(object, 'home')).toMatchObject(expected);
});

test('kinds are case-sensitive: another case is no built-in kind', () => {
  expect(identify({ ...pod, kind: 'pod' }, 'home')).not.toHaveProperty('builtIn');
  expect(identify(pod, 'home')).toHaveProperty('builtIn.namespaced', true);
});

test.each([
  ['not an object', [], 'not an object', ''],
  ['text', 'x', 'not an object', ''],
  ['no kind', { apiVersion: 'v1', metadata: { name: 'p' } }, 'no kind', ''],
  ['a number for a kind', { ...pod, kind: 7 }, 'no kind', '/kind'],
  ['no apiVersion', { kind: 'Pod', metadata: { name: 'p' } }, 'no apiVersion', ''],
  ['another core version', { ...pod, apiVersion: 'v2' }, 'apiVersion is neither "v1" nor GROUP/VERSION', '/apiVersion'],
  ['an empty group', { ...pod, apiVersion: '/v1' }, 'apiVersion is neither "v1" nor GROUP/VERSION', '/apiVersion'],
  ['no metadata', { apiVersion: 'v1', kind: 'Pod' }, 'no metadata', ''],
  ['null metadata', { ...pod, metadata: null }, 'no metadata', '/metadata'],
  ['no name', { ...pod, metadata: {} }, 'no name', '/metadata'],
  ['a number for a name', { ...pod, metadata: { name: 1 } }, 'no name', '/metadata'],
  [
    'a slash in the name',
    { ...pod, metadata: { name: 'a/b' } },
    'the API server accepts no such name',
    '/metadata/name',
  ],
  ['a name of dots', { ...pod, metadata: { name: '..' } }, 'the API server accepts no such name', '/metadata/name'],
  [
    'a namespace that is none',
    { ...pod, metadata: { name: 'p', namespace: 3 } },
    'the API server accepts no such namespace',
    '/metadata/namespace',
  ],
  [
    'an EncryptionConfiguration',
    { apiVersion: 'apiserver.config.k8s.io/v1', kind: 'EncryptionConfiguration' },
    'a configuration file, not an API object',
    '',
  ],
  ['a kubeconfig', { apiVersion: 'v1', kind: 'Config' }, 'a configuration file, not an API object', ''],
])('refused: %s', (_name, object, refused, pointer) => {
  expect(identify(object, 'home')).toMatchObject({ refused, pointer });
});
