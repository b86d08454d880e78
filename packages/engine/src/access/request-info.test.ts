// Attributes derived from a described request: scope, names from selectors, and the twins that derive nothing.
import { describe, expect, it } from 'vitest';
import type { CanRequest } from '../results/contract.ts';
import { attributesOf } from './request-info.ts';
import { createVocabulary } from './vocabulary/vocabulary.ts';

const VOCABULARY = createVocabulary([]);
const base: CanRequest = { user: 'u', verb: 'list', group: '', resource: 'secrets', namespace: 'a' };
const derive = (change: Partial<CanRequest>) => attributesOf({ ...base, ...change }, VOCABULARY);

describe('names from selectors', () => {
  it.each<[string, Partial<CanRequest>, string]>([
    ['list', { query: 'fieldSelector=metadata.name=x' }, 'x'],
    ['list, encoded', { query: 'fieldSelector=metadata.name%3Dx' }, 'x'],
    ['list, with a question mark', { query: '?fieldSelector=metadata.name==x' }, 'x'],
    ['watch', { verb: 'watch', query: 'fieldSelector=metadata.name=x&watch=true' }, 'x'],
    ['several requirements', { query: 'fieldSelector=type=Opaque,metadata.name=x' }, 'x'],
    ['deletecollection', { verb: 'deletecollection', query: 'fieldSelector=metadata.name=x' }, ''],
    ['get', { verb: 'get', query: 'fieldSelector=metadata.name=x' }, ''],
    ['another field', { query: 'fieldSelector=metadata.namespace=x' }, ''],
    ['another operator', { query: 'fieldSelector=metadata.name!=x' }, ''],
    ['a label selector', { query: 'labelSelector=metadata.name=x' }, ''],
    ['no selector', { query: 'fieldSelector=metadata.name' }, ''],
    ['a name that no path can hold', { query: 'fieldSelector=metadata.name=a/b' }, ''],
    ['a dot', { query: 'fieldSelector=metadata.name=..' }, ''],
    ['an option that cannot be read', { query: 'fieldSelector=metadata.name=x&limit=many' }, ''],
    ['an option that can', { query: 'fieldSelector=metadata.name=x&limit=5' }, 'x'],
    ['an empty number', { query: 'fieldSelector=metadata.name=x&limit=' }, ''],
    ['a number of 64 bits', { query: 'fieldSelector=metadata.name=x&limit=9223372036854775807' }, 'x'],
    ['a number of 65 bits', { query: 'fieldSelector=metadata.name=x&limit=9223372036854775808' }, ''],
    ['a label selector that can be read', { query: 'fieldSelector=metadata.name=x&labelSelector=a in (b)' }, 'x'],
    ['a label selector that cannot', { query: 'fieldSelector=metadata.name=x&labelSelector=a in (b' }, ''],
    ['two names, the first in order of text', { query: 'fieldSelector=metadata.name=y,metadata.name=x' }, 'x'],
    ['a name of its own', { name: 'y', query: 'fieldSelector=metadata.name=x' }, 'y'],
  ])('%s', (_title, change, name) => {
    expect(derive(change)).toHaveProperty('name', name);
  });

  it('gives no other requirements to a watch of one object by its URL', () => {
    const query = 'fieldSelector=spec.nodeName=n1';
    const pods = { verb: 'watch', resource: 'pods', query };
    expect(derive(pods)).toHaveProperty('fields', [{ field: 'spec.nodeName', value: 'n1' }]);
    expect(derive({ ...pods, name: 'p' })).toHaveProperty('fields', []);
  });

  it('makes a list with watch a watch', () => {
    expect(derive({ query: 'watch=1' })).toHaveProperty('verb', 'watch');
    expect(derive({ query: 'watch=0' })).toHaveProperty('verb', 'list');
    expect(derive({ verb: 'get', query: 'watch=1' })).toHaveProperty('verb', 'get');
  });
});

describe('namespace', () => {
  it.each<[string, Partial<CanRequest>, string]>([
    ['a namespaced resource', {}, 'a'],
    ['a cluster-scoped one', { resource: 'nodes' }, ''],
    ['a subresource of a cluster-scoped one', { resource: 'nodes', subresource: 'proxy' }, ''],
    ['a cluster-scoped name in another group', { group: 'example.org', resource: 'nodes' }, 'a'],
    ['a Namespace', { verb: 'get', resource: 'namespaces', name: 'b' }, 'b'],
    [
      'what another group calls so',
      { verb: 'get', group: 'x.org', resource: 'namespaces', namespace: '', name: 'b' },
      'b',
    ],
    ['its twin in a namespace', { verb: 'get', group: 'x.org', resource: 'namespaces', name: 'b' }, 'a'],
    ['a list of Namespaces', { resource: 'namespaces' }, ''],
    ['a list of Namespaces by name', { resource: 'namespaces', query: 'fieldSelector=metadata.name=b' }, ''],
    ['impersonated users', { verb: 'impersonate', resource: 'users', name: 'x' }, ''],
    ['impersonated ServiceAccounts', { verb: 'impersonate', resource: 'serviceaccounts', name: 'x' }, 'a'],
    ['signers', { verb: 'approve', group: 'certificates.k8s.io', resource: 'signers' }, ''],
    ['a resource nobody knows', { group: 'example.org', resource: 'widgets' }, 'a'],
  ])('%s', (_title, change, namespace) => {
    expect(derive(change)).toHaveProperty('namespace', namespace);
  });

  it('takes a cluster-scoped custom resource from its definition', () => {
    const definition = {
      kind: 'customDefinition' as const,
      objectKind: 'CustomResourceDefinition',
      group: 'apiextensions.k8s.io',
      namespace: '',
      name: 'widgets.example.org',
      document: 0,
      definesGroup: 'example.org',
      definesKind: 'Widget',
      plural: 'widgets',
      namespaced: false,
    };
    const request = { ...base, group: 'example.org', resource: 'widgets' };
    expect(attributesOf(request, createVocabulary([definition]))).toHaveProperty('namespace', '');
    expect(createVocabulary([definition]).find('widget')).toEqual({
      group: 'example.org',
      resource: 'widgets',
      namespaced: false,
    });
  });
});

it('leaves a path alone', () => {
  expect(attributesOf({ user: 'u', verb: 'get', path: '/metrics' }, VOCABULARY)).toEqual({
    verb: 'get',
    path: '/metrics',
  });
});
