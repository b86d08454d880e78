// I1: use External Secrets to read what it may read.
import type { Facts } from '../facts/facts.ts';
import type { Ask, Gain, GrantRule, StepContext, Technique } from '../graph/rule-types.ts';
import { EXTERNAL_SECRETS } from './data/operator-packs.ts';
import { isInstalled } from './data/operators.ts';
import {
  accountManifest,
  APP_TO_DB,
  clusterRoleManifest,
  deploymentManifest,
  onSecrets,
  roleManifest,
  secretManifest,
} from './example-manifests.ts';

const GROUP = 'external-secrets.io';
const isThere = (facts: Facts): boolean => isInstalled(facts, [GROUP], EXTERNAL_SECRETS);
const write = (resource: string, verbs: readonly string[], names: Ask['names'], clusterScoped?: true): Ask => ({
  verbs,
  group: GROUP,
  resource,
  names,
  ...(clusterScoped && { clusterScoped }),
});
const grants = (asks: readonly string[], gains: Gain): GrantRule[] =>
  asks.map((ask) => ({ type: 'grant', asks: [ask], gains, certainty: 'conditional', when: isThere }));

const EGRESS = {
  text: 'the controller reaches the address that the store names',
  settledBy: 'egress of the External Secrets controller',
};
const CONTROLLER = {
  text: 'the controller may read Secrets and create tokens there, as its chart grants',
  settledBy: 'the roles of the External Secrets controller',
};

function explain({ rule, from, to, request, detail }: StepContext): ReturnType<Technique['explain']> {
  if (rule.type === 'relation') {
    const conditions = [
      {
        text: 'whoever uses the store may ask it for the same remote key',
        settledBy: 'the store’s provider, and what its credential may read',
      },
    ];
    return { because: `${from} ${detail ?? 'holds it'}: ${to}`, conditions };
  }
  if (rule.type === 'join')
    return {
      because: `${from} may write ExternalSecrets where it reads every Secret, so it may ask ${to} for anything`,
      conditions: [
        { text: 'the store is ready, and the writer knows the remote key', settledBy: 'status of the store' },
      ],
    };
  const sent = to.startsWith('serviceaccount:') ? `a token of ${to}` : to;
  return {
    because: `${from} may ${request?.verb ?? 'write'} ${request?.resource ?? 'secretstores'} that name a server of its own, and the controller authenticates there with ${sent}`,
    conditions: [EGRESS, CONTROLLER],
  };
}

const controller = deploymentManifest(
  '{ serviceAccountName: external-secrets, containers: [{ name: c, image: eso }] }',
  'external-secrets',
  'eso',
);
const on = (resource: string, verbs: string): string =>
  `{ apiGroups: [${GROUP}], resources: [${resource}], verbs: [${verbs}] }`;
const store = (more = ''): string => `
apiVersion: ${GROUP}/v1
kind: ClusterSecretStore
metadata: { name: vault }
spec:
  provider: { vault: { server: "https://vault.example.com", path: secret } }${more}
---`;
const filled = `
apiVersion: ${GROUP}/v1
kind: ExternalSecret
metadata: { name: db, namespace: bank }
spec:
  secretStoreRef: { name: vault, kind: ClusterSecretStore }
  target: { name: db }
  data: [{ secretKey: password, remoteRef: { key: bank/db } }]
---`;
const usesStores = roleManifest({ rules: [on('externalsecrets', 'create'), onSecrets('get')] });
const TO_BANK = { from: 'serviceaccount:shop/app', to: 'secret:bank/db', with: ['A1'] } as const;
const local =
  `
apiVersion: ${GROUP}/v1
kind: SecretStore
metadata: { name: local, namespace: shop }
spec: { provider: { kubernetes: { remoteNamespace: bank, auth: { serviceAccount: { name: reader } } } } }
---` +
  accountManifest('reader') +
  secretManifest('db', 'bank') +
  roleManifest({ namespace: 'bank', subject: 'shop/reader', name: 'reader', rules: [onSecrets('get', 'db')] });

export const i1: Technique = {
  id: 'I1',
  title: 'Use External Secrets',
  why: 'The controller of External Secrets reads for whoever writes its objects. A SecretStore names a server and the Secret or ServiceAccount of its namespace that the controller authenticates there with: a server of one’s own gets that Secret’s value, or a token; a ClusterSecretStore names them in any namespace. And whoever may write ExternalSecrets in a namespace that a ClusterSecretStore admits, and reads the Secrets there, asks the store for the same values that other namespaces are filled with. Vault’s injector, operator and CSI provider hand out what Vault’s roles give a ServiceAccount: whoever becomes that account has it, and what Vault holds does not stand in the input.',
  fix: 'Let tenants write ExternalSecrets only, give each ClusterSecretStore conditions that name its namespaces, and limit the controller’s egress to the stores in use.',
  references: [
    'https://external-secrets.io/latest/guides/security-best-practices/',
    'https://external-secrets.io/latest/api/clustersecretstore/',
    'https://external-secrets.io/latest/provider/kubernetes/',
  ],
  asks: {
    createStore: write('secretstores', ['create'], 'absent'),
    changeStore: write('secretstores', ['update', 'patch'], 'carried'),
    createClusterStore: write('clustersecretstores', ['create'], 'absent', true),
    changeClusterStore: write('clustersecretstores', ['update', 'patch'], 'carried', true),
    writeSecret: write('externalsecrets', ['create', 'update', 'patch'], 'byVerb'),
  },
  rules: [
    ...grants(['createStore', 'changeStore'], { kind: 'secret', any: true }),
    ...grants(['createStore', 'changeStore'], { kind: 'token', any: true }),
    ...grants(['createClusterStore', 'changeClusterStore'], { kind: 'allSecrets' }),
    ...grants(['createClusterStore', 'changeClusterStore'], { kind: 'token', any: true }),
    {
      type: 'join',
      holds: [{ can: 'writeSecret' }, { reaches: 'secrets' }],
      gains: { kind: 'stores' },
      certainty: 'conditional',
      when: isThere,
    },
    { type: 'relation', relation: 'storeGivesSecret', certainty: 'conditional' },
  ],
  explain,
  examples: {
    exposed: [
      {
        name: 'a store with a server of one’s own',
        manifests: secretManifest() + controller + roleManifest({ rules: [on('secretstores', 'create')] }),
        ...APP_TO_DB,
        certainty: 'conditional',
      },
      {
        name: 'a token for a cluster-wide store',
        manifests:
          accountManifest('boss', 'bank') +
          controller +
          clusterRoleManifest({ rules: [on('clustersecretstores', 'patch')] }),
        from: 'serviceaccount:shop/app',
        to: 'serviceaccount:bank/boss',
        certainty: 'conditional',
      },
      {
        name: 'the values of another namespace',
        manifests: store() + filled + usesStores,
        ...TO_BANK,
        certainty: 'conditional',
      },
      {
        name: 'a store that admits the namespace',
        manifests: store('\n  conditions: [{ namespaces: [shop] }]') + filled + usesStores,
        ...TO_BANK,
        certainty: 'conditional',
      },
      { name: 'a store that reads this cluster', manifests: local + usesStores, ...TO_BANK, certainty: 'conditional' },
    ],
    safe: [
      {
        name: 'External Secrets is not there',
        manifests: secretManifest() + roleManifest({ rules: [on('secretstores', 'create')] }),
        ...APP_TO_DB,
      },
      {
        name: 'a store serves its own namespace',
        manifests: secretManifest('db', 'bank') + controller + roleManifest({ rules: [on('secretstores', 'create')] }),
        from: APP_TO_DB.from,
        to: 'secret:bank/db',
      },
      {
        name: 'a store that admits other namespaces',
        manifests: store('\n  conditions: [{ namespaces: [bank] }]') + filled + usesStores,
        ...TO_BANK,
      },
      {
        name: 'what it fills is not read',
        manifests: store() + filled + roleManifest({ rules: [on('externalsecrets', 'create')] }),
        ...TO_BANK,
      },
      {
        name: 'the store’s account may read another Secret',
        manifests: local.replace('resourceNames: [db]', 'resourceNames: [other]') + usesStores,
        ...TO_BANK,
      },
    ],
  },
};
