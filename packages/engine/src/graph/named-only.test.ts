// Positions that nothing but a name makes: accounts that may be impersonated, and nodes that a binding names.
import { expect, test } from 'vitest';
import { analyse } from '../analysis/analyse.ts';
import {
  accountManifest,
  clusterRoleManifest,
  onSecrets,
  roleManifest,
  secretManifest,
} from '../techniques/example-manifests.ts';
import { factsOf } from '../testing/facts-of.ts';

const DB = 'secret:shop/db';
const app = accountManifest('app');
const impersonates = (names: string, namespace = 'shop'): string =>
  roleManifest({
    name: 'as',
    namespace,
    rules: [`{ apiGroups: [""], resources: [serviceaccounts], verbs: [impersonate], resourceNames: [${names}] }`],
  });
const everywhere = (names: string): string =>
  clusterRoleManifest({
    name: 'as',
    rules: [`{ apiGroups: [""], resources: [serviceaccounts], verbs: [impersonate], resourceNames: [${names}] }`],
  });
const reads = (subject: string): string =>
  secretManifest() + roleManifest({ name: 'reads', subject, rules: [onSecrets('get')] });
const OF_SHOP = 'group:system:serviceaccounts:shop';

function readersOf(manifests: string): ReadonlyMap<string, string> {
  const exposure = analyse(factsOf(manifests, '1.37'));
  const readers = exposure.readersOf(exposure.targetNode(DB) as number, DB);
  return new Map(readers.map(({ id, certainty }) => [id, certainty]));
}

test.each([
  ['by a Role', reads(OF_SHOP) + impersonates('nobody'), 'certain'],
  ['by a ClusterRole', reads(OF_SHOP) + everywhere('nobody'), 'certain'],
  ['by the group of all accounts', reads('group:system:serviceaccounts') + everywhere('nobody'), 'certain'],
  ['of another namespace', reads(OF_SHOP) + impersonates('nobody', 'other'), undefined],
  ['where another group is bound', reads('group:system:serviceaccounts:other') + impersonates('nobody'), undefined],
  ['by a name that no account can have', reads(OF_SHOP) + impersonates('"*"'), undefined],
])('an account that nothing else names, %s', (_, manifests, certainty) => {
  // The caller is a user, whom no group of accounts holds.
  const asAnn = manifests.replaceAll(
    '{ kind: ServiceAccount, name: app, namespace: shop }',
    '{ apiGroup: rbac.authorization.k8s.io, kind: User, name: ann }',
  );
  expect(readersOf(asAnn).get('user:ann')).toBe(certainty);
});

test('such an account is no position of its own', () => {
  expect([...readersOf(reads(OF_SHOP) + impersonates('nobody')).keys()]).not.toContain('serviceaccount:shop/nobody');
  expect([...readersOf(reads(OF_SHOP) + accountManifest('nobody')).keys()]).toContain('serviceaccount:shop/nobody');
});

test.each([
  ['user:system:node:n1', 'certain'],
  ['user:system:node:n2', undefined],
  ['group:system:node:n1', undefined],
])('a node that only a binding of %s names', (subject, certainty) => {
  expect(readersOf(app + reads(subject)).get('node:n1')).toBe(certainty);
});
