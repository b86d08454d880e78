// H2: change or question what others write, by an admission policy.
import type { Ask, StepContext, Technique } from '../graph/rule-types.ts';
import { accountManifest, APP_TO_DB, clusterRoleManifest, roleManifest, secretManifest } from './example-manifests.ts';

const GROUP = 'admissionregistration.k8s.io';
const write = (resource: string): Ask => ({
  verbs: ['create', 'update', 'patch'],
  group: GROUP,
  resource,
  names: 'absent',
  clusterScoped: true,
});

function explain({ rule, from, to }: StepContext): ReturnType<Technique['explain']> {
  if (rule.type === 'grant' && rule.gains.kind === 'everyPodOf')
    return {
      because: `${from} may write a mutating policy that gives each new pod a container of its own, which uses ${to}`,
      conditions: [
        {
          text: 'a pod is created there after that, and what is added to it passes Pod Security admission',
          settledBy: 'the next pod of the namespace',
        },
      ],
    };
  return {
    because: `${from} may write a validating policy whose message quotes what stands in ${to}, and have its own update refused with it`,
    conditions: [
      { text: 'no other admission refuses the update first', settledBy: 'kubectl replace --dry-run=server' },
    ],
  };
}

const db = secretManifest();
const boss = accountManifest('boss');
const on = (resources: string, verbs = 'create'): string =>
  `{ apiGroups: [${GROUP}], resources: [${resources}], verbs: [${verbs}] }`;
const validating = clusterRoleManifest({
  name: 'policies',
  rules: [on('validatingadmissionpolicies, validatingadmissionpolicybindings')],
});
const mutating = clusterRoleManifest({
  name: 'policies',
  rules: [on('mutatingadmissionpolicies, mutatingadmissionpolicybindings')],
});
const updates = roleManifest({
  rules: ['{ apiGroups: [""], resources: [secrets], verbs: [update], resourceNames: [db] }'],
});
const APP_TO_BOSS = {
  from: 'serviceaccount:shop/app',
  to: 'serviceaccount:shop/boss',
  kubernetesVersion: '1.36',
} as const;

export const h2: Technique = {
  id: 'H2',
  title: 'Change or question what others write, by an admission policy',
  why: 'Policies see each object that is written, and what stood there before. A validating policy’s messageExpression goes back to whoever makes the request, so with update on a Secret its author is told the old content (update alone answers only with what was sent). A mutating policy, since 1.36, adds containers and volumes to every new pod. Messages to others and audit annotations give its author nothing by themselves; a policy’s parameters need the right to read them.',
  fix: 'Let only the cluster’s administrators write admission policies and their bindings.',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/#validation-expression',
    'https://kubernetes.io/docs/reference/access-authn-authz/mutating-admission-policy/',
  ],
  asks: {
    validating: write('validatingadmissionpolicies'),
    validatingBinding: write('validatingadmissionpolicybindings'),
    update: { verbs: ['update'], group: '', resource: 'secrets', names: 'carried', query: 'dryRun=All' },
    mutating: write('mutatingadmissionpolicies'),
    mutatingBinding: write('mutatingadmissionpolicybindings'),
  },
  rules: [
    {
      type: 'grant',
      asks: ['validating', 'validatingBinding', 'update'],
      gains: { kind: 'secret' },
      certainty: 'conditional',
      since: '1.30',
    },
    {
      type: 'grant',
      asks: ['mutating', 'mutatingBinding'],
      gains: { kind: 'everyPodOf' },
      certainty: 'conditional',
      since: '1.36',
    },
  ],
  explain,
  examples: {
    exposed: [
      {
        name: 'a validating policy, and update of one Secret',
        manifests: db + validating + updates,
        ...APP_TO_DB,
        certainty: 'conditional',
      },
      { name: 'a mutating policy', manifests: boss + mutating, ...APP_TO_BOSS, certainty: 'conditional' },
    ],
    safe: [
      { name: 'update alone', manifests: db + updates, ...APP_TO_DB },
      {
        name: 'a policy that is not bound',
        manifests: db + updates + clusterRoleManifest({ name: 'policies', rules: [on('validatingadmissionpolicies')] }),
        ...APP_TO_DB,
      },
      { name: 'a policy without update', manifests: db + validating, ...APP_TO_DB },
      {
        name: 'a version without mutating policies',
        manifests: boss + mutating,
        ...APP_TO_BOSS,
        kubernetesVersion: '1.33',
      },
      {
        name: 'policies are only read',
        manifests:
          boss +
          clusterRoleManifest({
            rules: [on('mutatingadmissionpolicies, mutatingadmissionpolicybindings', 'get, list, watch')],
          }),
        ...APP_TO_BOSS,
      },
    ],
  },
};
