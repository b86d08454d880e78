// I6: have Flux apply what one likes.
import type { Ask, GrantRule, StepContext, Technique } from '../graph/rule-types.ts';
import { FLUX_HELM, FLUX_KUSTOMIZE } from './data/operator-packs.ts';
import { accountsOf, controllerEvidence, isInstalled } from './data/operators.ts';
import { accountManifest, APP_TO_DB, deploymentManifest, roleManifest, secretManifest } from './example-manifests.ts';

const KUSTOMIZE = 'kustomize.toolkit.fluxcd.io';
const HELM = 'helm.toolkit.fluxcd.io';
const write = (group: string, resource: string, verbs: readonly string[], names: Ask['names']): Ask => ({
  verbs,
  group,
  resource,
  names,
});
const SOURCE = {
  text: 'the writer controls a source that it may name: a repository, chart or bucket',
  settledBy: 'create on sources of source.toolkit.fluxcd.io, or the repositories in use',
};

function rulesFor(asks: readonly string[], gains: GrantRule['gains'], when?: GrantRule['when']): GrantRule[] {
  return asks.map((ask) => ({
    type: 'grant',
    asks: [ask],
    gains,
    certainty: 'conditional',
    ...(when !== undefined && { when }),
  }));
}

const kustomize = ['createKustomization', 'changeKustomization'];
const helm = ['createRelease', 'changeRelease'];

function explain({ from, to, request, rule, facts }: StepContext): ReturnType<Technique['explain']> {
  const written = `${from} may ${request?.verb ?? 'write'} ${request?.resource ?? 'objects of Flux'} in ${request?.namespace ?? 'a namespace'}`;
  if (rule.type === 'grant' && rule.gains.kind === 'secret')
    return { because: `${written}, whose valuesFrom puts ${to} into a chart of its own`, conditions: [SOURCE] };
  if (rule.type === 'grant' && rule.gains.kind === 'token')
    return { because: `${written}, whose serviceAccountName makes Flux act as ${to}`, conditions: [SOURCE] };
  return {
    because: `${written}, and ${to} applies what they name`,
    conditions: [
      SOURCE,
      {
        text: 'the controller is not told to act as another account by default',
        settledBy: 'its argument --default-service-account',
      },
    ],
    evidence: controllerEvidence(facts, to, FLUX_KUSTOMIZE, FLUX_HELM),
  };
}

const controller = deploymentManifest(
  '{ serviceAccountName: kustomize-controller, containers: [{ name: manager, image: flux, args: [--watch-all-namespaces] }] }',
  'kustomize-controller',
  'flux-system',
);
const limited = controller.replace('--watch-all-namespaces', '--default-service-account=tenant');
const helmController = controller.replaceAll('kustomize-controller', 'helm-controller');
const on = (group: string, resource: string, verbs: string): string =>
  roleManifest({ rules: [`{ apiGroups: [${group}], resources: [${resource}], verbs: [${verbs}] }`] });
const APP_TO_FLUX = { from: 'serviceaccount:shop/app', to: 'serviceaccount:flux-system/kustomize-controller' } as const;
const APP_TO_BOSS = { from: 'serviceaccount:shop/app', to: 'serviceaccount:shop/boss' } as const;
const boss = accountManifest('boss');

export const i6: Technique = {
  id: 'I6',
  title: 'Have Flux apply what one likes',
  why: 'Flux’s controllers apply what a Kustomization or HelmRelease of any namespace names: as their own ServiceAccount, by default cluster-admin, or as the account of that namespace that spec.serviceAccountName names. A HelmRelease also takes values from any Secret of its namespace into a chart that its author chooses.',
  fix: 'Start the controllers with --no-cross-namespace-refs and --default-service-account, and let tenants write no Kustomization or HelmRelease where stronger accounts are.',
  references: ['https://fluxcd.io/flux/installation/configuration/multitenancy/', 'https://fluxcd.io/flux/security/'],
  asks: {
    createKustomization: write(KUSTOMIZE, 'kustomizations', ['create'], 'absent'),
    changeKustomization: write(KUSTOMIZE, 'kustomizations', ['update', 'patch'], 'carried'),
    createRelease: write(HELM, 'helmreleases', ['create'], 'absent'),
    changeRelease: write(HELM, 'helmreleases', ['update', 'patch'], 'carried'),
  },
  rules: [
    ...rulesFor(kustomize, { kind: 'actsAs', place: 'every', accounts: accountsOf(FLUX_KUSTOMIZE) }),
    ...rulesFor(helm, { kind: 'actsAs', place: 'every', accounts: accountsOf(FLUX_HELM) }),
    ...rulesFor(kustomize, { kind: 'token', any: true }, (facts) => isInstalled(facts, [KUSTOMIZE], FLUX_KUSTOMIZE)),
    ...rulesFor(helm, { kind: 'token', any: true }, (facts) => isInstalled(facts, [HELM], FLUX_HELM)),
    ...rulesFor(helm, { kind: 'secret', any: true }, (facts) => isInstalled(facts, [HELM], FLUX_HELM)),
  ],
  explain,
  examples: {
    exposed: [
      {
        name: 'a Kustomization as the controller',
        manifests: controller + on(KUSTOMIZE, 'kustomizations', 'create'),
        ...APP_TO_FLUX,
        certainty: 'conditional',
      },
      {
        name: 'a Kustomization as an account of the namespace',
        manifests:
          boss +
          limited +
          `
apiVersion: ${KUSTOMIZE}/v1
kind: Kustomization
metadata: { name: web, namespace: shop }
spec: { serviceAccountName: boss }
---` +
          on(KUSTOMIZE, 'kustomizations', 'patch'),
        ...APP_TO_BOSS,
        certainty: 'conditional',
      },
      {
        name: 'values from a Secret',
        manifests: secretManifest() + helmController + on(HELM, 'helmreleases', 'create'),
        ...APP_TO_DB,
        certainty: 'conditional',
      },
    ],
    safe: [
      { name: 'Flux is not there', manifests: boss + on(KUSTOMIZE, 'kustomizations', 'create'), ...APP_TO_BOSS },
      {
        name: 'the controller acts as a tenant’s account',
        manifests: limited + on(KUSTOMIZE, 'kustomizations', 'create'),
        ...APP_TO_FLUX,
      },
      {
        name: 'Kustomizations are only read',
        manifests: controller + on(KUSTOMIZE, 'kustomizations', 'get, list'),
        ...APP_TO_FLUX,
      },
      {
        name: 'a Kustomization takes no values from Secrets',
        manifests: secretManifest() + controller + on(KUSTOMIZE, 'kustomizations', 'create'),
        ...APP_TO_DB,
      },
    ],
  },
};
