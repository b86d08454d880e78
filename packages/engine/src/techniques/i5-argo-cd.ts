// I5: have Argo CD apply what one likes.
import type { Ask, Technique } from '../graph/rule-types.ts';
import { ARGO_CD } from './data/operator-packs.ts';
import { accountsOf, controllerEvidence } from './data/operators.ts';
import { clusterRoleManifest, deploymentManifest, roleManifest } from './example-manifests.ts';

const write = (resource: string, verbs: readonly string[], names: Ask['names']): Ask => ({
  verbs,
  group: 'argoproj.io',
  resource,
  names,
});
const controller = deploymentManifest(
  '{ serviceAccountName: argocd-application-controller, containers: [{ name: c, image: argocd }] }',
  'argocd-application-controller',
  'argocd',
);
const onApplications = (verbs: string, resource = 'applications'): string =>
  `{ apiGroups: [argoproj.io], resources: [${resource}], verbs: [${verbs}] }`;
const APP_TO_ARGO = {
  from: 'serviceaccount:shop/app',
  to: 'serviceaccount:argocd/argocd-application-controller',
} as const;
const inArgo = (rule: string): string => roleManifest({ namespace: 'argocd', rules: [rule] });
const gains = { kind: 'actsAs', place: 'own', accounts: accountsOf(ARGO_CD) } as const;

export const i5: Technique = {
  id: 'I5',
  title: 'Have Argo CD apply what one likes',
  why: 'Argo CD’s application controller applies what an Application names, with its own ServiceAccount, usually cluster-admin. Whoever writes an Application (or an ApplicationSet, which makes them) in Argo CD’s namespace names a repository of its own. What the account may do in the input is what such a writer may have done.',
  fix: 'Let nobody write Applications in Argo CD’s namespace but Argo CD’s own API; limit AppProjects to known repositories and destinations, and bind the controller to less than cluster-admin.',
  references: [
    'https://argo-cd.readthedocs.io/en/stable/operator-manual/security/',
    'https://argo-cd.readthedocs.io/en/stable/operator-manual/app-any-namespace/',
  ],
  asks: {
    create: write('applications', ['create'], 'absent'),
    change: write('applications', ['update', 'patch'], 'carried'),
    createSet: write('applicationsets', ['create'], 'absent'),
    changeSet: write('applicationsets', ['update', 'patch'], 'carried'),
  },
  rules: (['create', 'change', 'createSet', 'changeSet'] as const).map((ask) => ({
    type: 'grant',
    asks: [ask],
    gains,
    certainty: 'conditional',
  })),
  explain: ({ from, to, request, facts }) => ({
    because: `${from} may ${request?.verb ?? 'write'} ${request?.resource ?? 'applications'} in ${request?.namespace ?? 'the namespace of Argo CD'}, and ${to} applies what they name`,
    conditions: [
      {
        text: 'an AppProject allows the repository, the destination and the kinds',
        settledBy: 'appproject.argoproj.io objects of that namespace',
      },
    ],
    evidence: controllerEvidence(facts, to, ARGO_CD),
  }),
  examples: {
    exposed: [
      {
        name: 'create Applications',
        manifests: controller + inArgo(onApplications('create')),
        ...APP_TO_ARGO,
        certainty: 'conditional',
      },
      {
        name: 'change ApplicationSets anywhere',
        manifests: controller + clusterRoleManifest({ rules: [onApplications('patch', 'applicationsets')] }),
        ...APP_TO_ARGO,
        certainty: 'conditional',
      },
    ],
    safe: [
      {
        name: 'another namespace',
        manifests: controller + roleManifest({ rules: [onApplications('create')] }),
        ...APP_TO_ARGO,
      },
      {
        name: 'Applications are only read',
        manifests: controller + inArgo(onApplications('get, list, watch')),
        ...APP_TO_ARGO,
      },
      {
        name: 'Argo Workflows share the group',
        manifests: controller + inArgo(onApplications('create', 'workflows')),
        ...APP_TO_ARGO,
      },
      {
        name: 'another controller',
        manifests:
          controller.replaceAll('argocd-application-controller', 'argocd-repo-server') +
          inArgo(onApplications('create')),
        from: APP_TO_ARGO.from,
        to: 'serviceaccount:argocd/argocd-repo-server',
      },
    ],
  },
};
