// kubectl's words for resources.
import { expect, it } from 'vitest';
import { createVocabulary } from './vocabulary.ts';

const vocabulary = createVocabulary([]);

it.each<[string, string | undefined, string | undefined]>([
  ['secret', undefined, 'secrets'],
  ['Secrets', undefined, 'secrets'],
  ['po', undefined, 'pods'],
  ['deploy', undefined, 'deployments.apps'],
  ['deployment', 'apps', 'deployments.apps'],
  ['deployment', 'extensions', undefined],
  ['sa', undefined, 'serviceaccounts'],
  ['pvc', undefined, 'persistentvolumeclaims'],
  ['ing', undefined, 'ingresses.networking.k8s.io'],
  ['netpol', undefined, 'networkpolicies.networking.k8s.io'],
  ['csr', undefined, 'certificatesigningrequests.certificates.k8s.io'],
  ['crd', undefined, 'customresourcedefinitions.apiextensions.k8s.io'],
  ['sc', undefined, 'storageclasses.storage.k8s.io'],
  ['cj', undefined, 'cronjobs.batch'],
  ['hpa', undefined, 'horizontalpodautoscalers.autoscaling'],
  ['pdb', undefined, 'poddisruptionbudgets.policy'],
  ['clusterrole', undefined, 'clusterroles.rbac.authorization.k8s.io'],
  ['events', undefined, 'events'],
  ['events', 'events.k8s.io', 'events.events.k8s.io'],
  ['signers', undefined, 'signers.certificates.k8s.io'],
  ['secre', undefined, undefined],
  ['constructor', undefined, undefined],
  ['__proto__', undefined, undefined],
])('%s of %s', (word, group, expected) => {
  const found = vocabulary.find(word, group);
  expect(found && (found.group === '' ? found.resource : `${found.resource}.${found.group}`)).toBe(expected);
});

it('knows scopes by exact plural and group', () => {
  expect(vocabulary.scope('', 'secrets')).toBe('namespaced');
  expect(vocabulary.scope('', 'nodes')).toBe('cluster');
  expect(vocabulary.scope('', 'namespaces')).toBe('cluster');
  expect(vocabulary.scope('rbac.authorization.k8s.io', 'clusterrolebindings')).toBe('cluster');
  expect(vocabulary.scope('', 'node')).toBeUndefined();
  expect(vocabulary.scope('', 'deployments')).toBeUndefined();
});
