// Which admission a step that makes a pod names as its condition.
import { expect, test } from 'vitest';
import { factsOf } from '../testing/facts-of.ts';
import { namespaceManifest } from './example-manifests.ts';
import { admissionConditions, podConditions } from './pod-conditions.ts';

const vap = (resource: string): string => `
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: { name: guard }
spec: { matchConstraints: { resourceRules: [{ apiGroups: ["*"], apiVersions: ["*"], operations: [CREATE], resources: [${resource}] }] }, validations: [{ expression: "true" }] }
---`;
const psp = `
apiVersion: policy/v1beta1
kind: PodSecurityPolicy
metadata: { name: tight }
spec: { privileged: false }
---`;
const kyverno = `
apiVersion: kyverno.io/v1
kind: ClusterPolicy
metadata: { name: no-privileged }
spec: { rules: [{ name: r, match: { any: [{ resources: { kinds: [Pod] } }] }, validate: { message: no, pattern: {} } }] }
---`;
const account = (name: string, annotations = ''): string => `
apiVersion: v1
kind: ServiceAccount
metadata: { name: ${name}, namespace: shop${annotations} }
---`;
const LIMITED = ', annotations: { kubernetes.io/enforce-mountable-secrets: "true" }';

const textsOf = (manifests: string, version?: string): string =>
  admissionConditions(factsOf(manifests, version), 'shop')
    .map(({ text }) => text)
    .join('\n');

test.each([
  ['the label', namespaceManifest('restricted'), undefined, 'Pod Security level restricted'],
  ['a namespace that is not in the input', '', undefined, 'does not hold the namespace'],
  ['an admission policy on pods', vap('pods'), undefined, 'validatingadmissionpolicy:guard'],
  ['an admission policy on everything', vap('"*"'), undefined, 'validatingadmissionpolicy:guard'],
  ['Kyverno', kyverno, undefined, 'no-privileged'],
  ['a PodSecurityPolicy before 1.25', psp, '1.24', 'podsecuritypolicy:tight'],
])('names %s', (_, manifests, version, expected) => {
  expect(textsOf(manifests, version)).toContain(expected);
});

test.each([
  ['a PodSecurityPolicy since 1.25', psp, '1.25', 'tight'],
  ['a PodSecurityPolicy of an unknown version', psp, undefined, 'tight'],
  ['an admission policy on other kinds', vap('services'), undefined, 'guard'],
  ['a level where there is none', namespaceManifest(), undefined, 'level'],
])('does not name %s', (_, manifests, version, expected) => {
  expect(textsOf(manifests, version)).not.toContain(expected);
});

test('says that all accounts are limited to the Secrets they list, and not when one is free', () => {
  const texts = (manifests: string): string =>
    podConditions({ facts: factsOf(manifests), from: 'user:ann', to: 'secret:shop/db', namespace: 'shop' })
      .map(({ text }) => text)
      .join('\n');
  expect(texts(account('default', LIMITED) + account('app', LIMITED))).toContain('enforce-mountable-secrets');
  expect(texts(account('default', LIMITED) + account('app'))).not.toContain('enforce-mountable-secrets');
  expect(texts(account('app', LIMITED))).not.toContain('enforce-mountable-secrets');
});
