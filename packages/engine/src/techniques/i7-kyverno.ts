// I7: have Kyverno copy or fetch what one likes.
import type { Ask, Gain, GrantRule, Technique } from '../graph/rule-types.ts';
import { KYVERNO_ADMISSION, KYVERNO_BACKGROUND } from './data/operator-packs.ts';
import { accountsOf, controllerEvidence } from './data/operators.ts';
import { clusterRoleManifest, deploymentManifest, roleManifest } from './example-manifests.ts';

const ask = (group: string, resource: string, verbs: readonly string[], names: Ask['names']): Ask => ({
  verbs,
  group,
  resource,
  names,
  clusterScoped: true,
});
const generates: Gain = { kind: 'actsAs', place: 'every', accounts: accountsOf(KYVERNO_BACKGROUND) };
const calls: Gain = { kind: 'actsAs', place: 'every', accounts: accountsOf(KYVERNO_ADMISSION) };
const rules = (asks: readonly string[], gains: Gain): GrantRule[] =>
  asks.map((name) => ({ type: 'grant', asks: [name], gains, certainty: 'conditional' }));

const background = deploymentManifest(
  '{ serviceAccountName: kyverno-background-controller, containers: [{ name: c, image: kyverno }] }',
  'kyverno-background-controller',
  'kyverno',
);
const admission = background.replaceAll('background', 'admission');
const on = (resource: string, verbs: string): string =>
  `{ apiGroups: [kyverno.io, policies.kyverno.io], resources: [${resource}], verbs: [${verbs}] }`;
const TO_BACKGROUND = {
  from: 'serviceaccount:shop/app',
  to: 'serviceaccount:kyverno/kyverno-background-controller',
} as const;
const TO_ADMISSION = {
  from: 'serviceaccount:shop/app',
  to: 'serviceaccount:kyverno/kyverno-admission-controller',
} as const;

export const i7: Technique = {
  id: 'I7',
  title: 'Have Kyverno copy or fetch what one likes',
  why: 'A ClusterPolicy (or GeneratingPolicy) that generates makes Kyverno’s background controller clone objects, Secrets included, from one namespace to another, with its own ServiceAccount. A ClusterPolicy’s context may call any path of the API as the admission controller, and put the answer into its message. A Policy is limited to its own namespace, and gives nothing here.',
  fix: 'Let only administrators write cluster-wide policies, and grant Kyverno’s accounts no more than the kinds its policies need.',
  references: [
    'https://kyverno.io/docs/policy-types/cluster-policy/generate/#clone-source',
    'https://kyverno.io/docs/policy-types/cluster-policy/external-data-sources/#variables-from-kubernetes-api-server-calls',
    'https://kyverno.io/docs/installation/customization/#role-based-access-controls',
  ],
  asks: {
    create: ask('kyverno.io', 'clusterpolicies', ['create'], 'absent'),
    change: ask('kyverno.io', 'clusterpolicies', ['update', 'patch'], 'carried'),
    createGenerating: ask('policies.kyverno.io', 'generatingpolicies', ['create'], 'absent'),
    changeGenerating: ask('policies.kyverno.io', 'generatingpolicies', ['update', 'patch'], 'carried'),
  },
  rules: [
    ...rules(['create', 'change', 'createGenerating', 'changeGenerating'], generates),
    ...rules(['create', 'change'], calls),
  ],
  explain: ({ from, to, request, facts }) => ({
    because: `${from} may ${request?.verb ?? 'write'} ${request?.resource ?? 'clusterpolicies'}, and ${to} copies or fetches what they name`,
    conditions: [
      {
        text: 'the policy passes Kyverno’s own checks, and some request triggers it',
        settledBy: 'kubectl create --dry-run=server, and a request that the policy matches',
      },
    ],
    evidence: controllerEvidence(facts, to, KYVERNO_BACKGROUND, KYVERNO_ADMISSION),
  }),
  examples: {
    exposed: [
      {
        name: 'a policy that generates',
        manifests: background + clusterRoleManifest({ rules: [on('clusterpolicies', 'create')] }),
        ...TO_BACKGROUND,
        certainty: 'conditional',
      },
      {
        name: 'a policy that calls the API',
        manifests: admission + clusterRoleManifest({ rules: [on('clusterpolicies', 'update')] }),
        ...TO_ADMISSION,
        certainty: 'conditional',
      },
      {
        name: 'a policy of the newer kind',
        manifests: background + clusterRoleManifest({ rules: [on('generatingpolicies', 'create')] }),
        ...TO_BACKGROUND,
        certainty: 'conditional',
      },
    ],
    safe: [
      {
        name: 'a namespace’s own Policy',
        manifests: background + roleManifest({ rules: [on('policies', 'create')] }),
        ...TO_BACKGROUND,
      },
      {
        name: 'policies are only read',
        manifests: background + clusterRoleManifest({ rules: [on('clusterpolicies', 'get, list, watch')] }),
        ...TO_BACKGROUND,
      },
      {
        name: 'a RoleBinding grants no ClusterPolicy',
        manifests: background + roleManifest({ rules: [on('clusterpolicies', 'create')] }),
        ...TO_BACKGROUND,
      },
      {
        name: 'a GeneratingPolicy is no business of the admission controller',
        manifests: admission + clusterRoleManifest({ rules: [on('generatingpolicies', 'create')] }),
        ...TO_ADMISSION,
      },
    ],
  },
};
