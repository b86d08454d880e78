// Controllers of operators: found by label, by name with a release before it, or by their account alone.
import { describe, expect, test } from 'vitest';
import { factsOf } from '../../testing/facts-of.ts';
import { accountManifest, deploymentManifest } from '../example-manifests.ts';
import { ARGO_CD, FLUX_KUSTOMIZE, KYVERNO_BACKGROUND } from './operator-packs.ts';
import { accountsOf, controllerEvidence, isInstalled } from './operators.ts';
import type { ControllerPack } from './operators.ts';

const names = (manifests: string, pack: ControllerPack): string[] =>
  accountsOf(pack)(factsOf(manifests)).map(({ namespace, name }) => `${namespace}/${name}`);
const run = (account: string, name: string, more = ''): string =>
  deploymentManifest(`{ serviceAccountName: ${account}, containers: [{ name: c, image: c${more} }] }`, name, 'ops');

describe('accounts', () => {
  test.each([
    ['by the workload’s name', run('robot', 'argocd-application-controller'), ARGO_CD, ['ops/robot']],
    ['by a release name before it', run('robot', 'prod-argocd-application-controller'), ARGO_CD, ['ops/robot']],
    ['not by a name that goes on', run('robot', 'argocd-application-controller-metrics'), ARGO_CD, []],
    ['by the label app', run('robot', 'x').replaceAll('app: x', 'app: kustomize-controller'), FLUX_KUSTOMIZE, ['ops/robot']],
    ['by name and component', run('robot', 'x').replaceAll('{ app: x }', '{ app.kubernetes.io/name: kyverno, app.kubernetes.io/component: background-controller }'), KYVERNO_BACKGROUND, ['ops/robot']],
    ['not by the name without the component', run('robot', 'x').replaceAll('{ app: x }', '{ app.kubernetes.io/name: kyverno, app.kubernetes.io/component: reports-controller }'), KYVERNO_BACKGROUND, []],
    ['by the account where no workload is given', accountManifest('kustomize-controller', 'flux'), FLUX_KUSTOMIZE, ['flux/kustomize-controller']],
    ['not where the controller acts as another', run('kustomize-controller', 'kustomize-controller', ', args: [--default-service-account=tenant]'), FLUX_KUSTOMIZE, []],
  ])('%s', (_, manifests, pack, expected) => {
    expect(names(manifests, pack)).toEqual(expected);
  });
});

test('the workload is cited where it names the account', () => {
  const facts = factsOf(run('robot', 'argocd-application-controller'));
  expect(controllerEvidence(facts, 'serviceaccount:ops/robot', ARGO_CD).map(({ object, pointer }) => `${object.objectKind} ${pointer}`)).toEqual([
    'Deployment /spec/template/spec/serviceAccountName',
  ]);
  expect(controllerEvidence(facts, 'serviceaccount:ops/other', ARGO_CD)).toEqual([]);
});

test('a definition, an object or a controller shows that an operator is there', () => {
  const group = 'kustomize.toolkit.fluxcd.io';
  const object = `
apiVersion: ${group}/v1
kind: Kustomization
metadata: { name: web, namespace: shop }
spec: { path: ./ }`;
  const definition = `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: kustomizations.${group} }
spec: { group: ${group}, scope: Namespaced, names: { kind: Kustomization, plural: kustomizations }, versions: [] }`;
  for (const manifests of [object, definition, run('a', 'kustomize-controller')])
    expect(isInstalled(factsOf(manifests), [group], FLUX_KUSTOMIZE)).toBe(true);
  expect(isInstalled(factsOf(run('a', 'web')), [group], FLUX_KUSTOMIZE)).toBe(false);
});
