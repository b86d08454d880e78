// Requests that a technique takes may be made by several identities, of all of which somebody has the use.
import { expect, test } from 'vitest';
import { analyse } from '../analysis/analyse.ts';
import { factsOf } from '../testing/facts-of.ts';
import { accountManifest, clusterRoleManifest, roleManifest, secretManifest } from '../techniques/example-manifests.ts';

const ADMISSION = 'admissionregistration.k8s.io';
const policies = (...resources: readonly string[]): string =>
  `{ apiGroups: [${ADMISSION}], resources: [${resources.map((kind) => `validatingadmission${kind}`).join(', ')}], verbs: [create] }`;
const writesPolicies = clusterRoleManifest({ name: 'policies', rules: [policies('policies', 'policybindings')] });
const bindsOnly = clusterRoleManifest({ name: 'policies', rules: [policies('policybindings')] });
const updatesAsOther = roleManifest({
  name: 'updates',
  subject: 'shop/other',
  rules: ['{ apiGroups: [""], resources: [secrets], verbs: [update], resourceNames: [db] }'],
});
const mints = (account: string): string =>
  roleManifest({
    name: 'mints',
    rules: [`{ apiGroups: [""], resources: [serviceaccounts/token], verbs: [create], resourceNames: [${account}] }`],
  });

test.each([
  ['the policy by one account, the update by another that it gets tokens of', writesPolicies, 'other', true],
  ['tokens of a third account', writesPolicies, 'third', false],
  ['no policy to bind', bindsOnly, 'other', false],
])('%s', (_name, onPolicies, minted, isRead) => {
  const cluster =
    secretManifest() +
    accountManifest('other') +
    accountManifest('third') +
    onPolicies +
    updatesAsOther +
    mints(minted);
  const exposure = analyse(factsOf(cluster, '1.37'));
  const id = 'secret:shop/db';
  const reader = exposure
    .readersOf(exposure.targetNode(id) as number, id)
    .find((one) => one.id === 'serviceaccount:shop/app');
  expect(reader?.prove().steps.map(({ technique }) => technique)).toEqual(isRead ? ['B6', 'H2'] : undefined);
});
