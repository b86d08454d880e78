// H1: be sent Secrets as an admission webhook.
import type { StepContext, Technique } from '../graph/rule-types.ts';
import {
  accountManifest,
  APP_TO_DB,
  clusterRoleManifest,
  deploymentManifest,
  roleManifest,
  secretManifest,
} from './example-manifests.ts';

const GROUP = 'admissionregistration.k8s.io';
const onWebhooks = (verbs: string, kind = 'validating', names?: string): string =>
  `{ apiGroups: [${GROUP}], resources: [${kind}webhookconfigurations], verbs: [${verbs}]${names === undefined ? '' : `, resourceNames: [${names}]`} }`;
const db = secretManifest();
const guard =
  deploymentManifest('{ containers: [{ name: guard, image: guard }] }', 'guard', 'guard') +
  `
apiVersion: v1
kind: Service
metadata: { name: guard, namespace: guard }
spec: { selector: { app: guard }, ports: [{ port: 443 }] }
---`;
const webhook = (resource: string, more = ''): string => `
apiVersion: ${GROUP}/v1
kind: ValidatingWebhookConfiguration
metadata: { name: guard }
webhooks:
- name: guard.example.com
  clientConfig: { service: { namespace: guard, name: guard } }
  rules: [{ apiGroups: [""], apiVersions: [v1], operations: [CREATE, UPDATE], resources: [${resource}] }]${more}
---`;
const GUARD_TO_DB = { from: 'deployment:guard/guard', to: 'secret:shop/db' } as const;
const shopOnly = '\n  namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: shop } }';
const labOnly = '\n  namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: lab } }';

const LATER = {
  text: 'the Secret is written or deleted after that: a webhook is not sent what merely stands in etcd',
  settledBy: 'the next update, rotation or deletion of the Secret',
};
const REACHED = {
  text: 'the API server reaches the address that the webhook names',
  settledBy: 'egress of the control plane',
};
const STARTED = {
  text: 'a pod is created there after that, and what is added to it passes Pod Security admission',
  settledBy: 'the next pod of the namespace',
};

function explain({ rule, from, to, detail }: StepContext): ReturnType<Technique['explain']> {
  if (rule.type === 'relation')
    return { because: `${detail ?? 'a webhook sends Secrets there'}, behind which ${from} runs`, conditions: [LATER] };
  if (rule.type === 'grant' && rule.gains.kind === 'everyPodOf')
    return {
      because: `${from} may write a mutating webhook that gives each new pod a container of its own, which uses ${to}`,
      conditions: [STARTED, REACHED],
    };
  return { because: `${from} may write a webhook that is sent ${to} in clear text`, conditions: [LATER, REACHED] };
}

export const h1: Technique = {
  id: 'H1',
  title: 'Be sent Secrets as an admission webhook',
  why: 'The API server sends each object that is written, with its old state, to the webhooks whose rules match, validating ones included. Whoever writes a webhook configuration names an address of its own and gets every Secret that is written from then on; a mutating one may also add containers and volumes to every new pod. The pods behind a webhook that matches Secrets see them by design.',
  fix: 'Let only the cluster’s administrators write webhook configurations, and leave Secrets out of the rules of webhooks that need none.',
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#control-admission-webhooks',
    'https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/',
  ],
  asks: {
    create: {
      verbs: ['create'],
      group: GROUP,
      resource: 'validatingwebhookconfigurations',
      names: 'absent',
      clusterScoped: true,
    },
    change: {
      verbs: ['update', 'patch'],
      group: GROUP,
      resource: 'validatingwebhookconfigurations',
      names: 'carried',
      clusterScoped: true,
    },
    createMutating: {
      verbs: ['create'],
      group: GROUP,
      resource: 'mutatingwebhookconfigurations',
      names: 'absent',
      clusterScoped: true,
    },
    changeMutating: {
      verbs: ['update', 'patch'],
      group: GROUP,
      resource: 'mutatingwebhookconfigurations',
      names: 'carried',
      clusterScoped: true,
    },
  },
  rules: [
    { type: 'grant', asks: ['create'], gains: { kind: 'allSecrets' }, certainty: 'conditional' },
    { type: 'grant', asks: ['change'], gains: { kind: 'allSecrets' }, certainty: 'conditional' },
    { type: 'grant', asks: ['createMutating'], gains: { kind: 'allSecrets' }, certainty: 'conditional' },
    { type: 'grant', asks: ['changeMutating'], gains: { kind: 'allSecrets' }, certainty: 'conditional' },
    { type: 'grant', asks: ['createMutating'], gains: { kind: 'everyPodOf' }, certainty: 'conditional' },
    { type: 'grant', asks: ['changeMutating'], gains: { kind: 'everyPodOf' }, certainty: 'conditional' },
    { type: 'relation', relation: 'webhookIsSentSecret', certainty: 'conditional' },
  ],
  explain,
  examples: {
    exposed: [
      {
        name: 'create a validating webhook',
        manifests: db + clusterRoleManifest({ rules: [onWebhooks('create')] }),
        ...APP_TO_DB,
        certainty: 'conditional',
      },
      {
        name: 'change one mutating webhook',
        manifests: db + clusterRoleManifest({ rules: [onWebhooks('patch', 'mutating', 'injector')] }),
        ...APP_TO_DB,
        certainty: 'conditional',
      },
      {
        name: 'run as any account by a container that is added',
        manifests: accountManifest('boss') + clusterRoleManifest({ rules: [onWebhooks('create', 'mutating')] }),
        from: 'serviceaccount:shop/app',
        to: 'serviceaccount:shop/boss',
        certainty: 'conditional',
      },
      {
        name: 'stand behind a webhook that matches Secrets',
        manifests: db + guard + webhook('secrets'),
        ...GUARD_TO_DB,
        certainty: 'conditional',
      },
      {
        name: 'stand behind a webhook for the namespace',
        manifests: db + guard + webhook('"*"', shopOnly),
        ...GUARD_TO_DB,
        certainty: 'conditional',
      },
    ],
    safe: [
      {
        name: 'webhooks are only read',
        manifests: db + clusterRoleManifest({ rules: [onWebhooks('get, list, watch, delete')] }),
        ...APP_TO_DB,
      },
      {
        name: 'a RoleBinding grants no webhooks',
        manifests: db + roleManifest({ rules: [onWebhooks('create')] }),
        ...APP_TO_DB,
      },
      {
        name: 'a validating webhook changes no pod',
        manifests: accountManifest('boss') + clusterRoleManifest({ rules: [onWebhooks('create')] }),
        from: 'serviceaccount:shop/app',
        to: 'serviceaccount:shop/boss',
      },
      { name: 'a webhook for pods', manifests: db + guard + webhook('pods'), ...GUARD_TO_DB },
      { name: 'a webhook for another namespace', manifests: db + guard + webhook('secrets', labOnly), ...GUARD_TO_DB },
      {
        name: 'the Service selects other pods',
        manifests:
          db + guard.replace('selector: { app: guard }, ports', 'selector: { app: other }, ports') + webhook('secrets'),
        ...GUARD_TO_DB,
      },
    ],
  },
};
