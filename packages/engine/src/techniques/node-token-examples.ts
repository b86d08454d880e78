// Examples of tokens that a node may ask for, and of those that it may not (E1).
import type { Technique } from '../graph/rule-types.ts';
import { accountManifest, clusterRoleManifest, podManifest } from './example-manifests.ts';

const AS_NODE = { from: 'node:n1', to: 'serviceaccount:shop/app' } as const;
const other = podManifest('{ nodeName: n1, containers: [{ name: api, image: api }] }', 'api');
const app = accountManifest('app');
const runsAsApp = (more: string): string =>
  podManifest(
    `{ nodeName: n1, serviceAccountName: app, automountServiceAccountToken: false, containers: [{ name: web, image: web }]${more} }`,
  );
const driver = (audience: string, name = 'tokens.example.test'): string => `
apiVersion: storage.k8s.io/v1
kind: CSIDriver
metadata: { name: ${name} }
spec: { tokenRequests: [{ audience: '${audience}' }] }
---`;
const mayAsk = (audience: string, subject: string, account?: string): string =>
  clusterRoleManifest({
    name: 'audiences',
    subject,
    rules: [
      `{ apiGroups: [""], resources: [${audience}], verbs: [request-serviceaccounts-token-audience]${account === undefined ? '' : `, resourceNames: [${account}]`} }`,
    ],
  });
const withDriver = ', volumes: [{ name: v, csi: { driver: tokens.example.test } }]';
const withClaim = ', volumes: [{ name: v, persistentVolumeClaim: { claimName: data } }]';
const claimed = (volumeName: string): string => `
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: data, namespace: shop }
spec: { accessModes: [ReadWriteOnce], storageClassName: '', volumeName: ${volumeName}, resources: { requests: { storage: 1Gi } } }
---
apiVersion: v1
kind: PersistentVolume
metadata: { name: tokenpv }
spec:
  capacity: { storage: 1Gi }
  accessModes: [ReadWriteOnce]
  csi: { driver: tokens.example.test, volumeHandle: tokenpv }
---`;

export const MINTED_TOKENS: Technique['examples']['exposed'] = [
  {
    name: 'a token of the account that a pod runs as',
    manifests: app + podManifest('{ nodeName: n1, serviceAccountName: app, containers: [{ name: web, image: web }] }'),
    ...AS_NODE,
    certainty: 'certain',
  },
  {
    name: 'a token volume that no container mounts',
    manifests:
      app + runsAsApp(', volumes: [{ name: v, projected: { sources: [{ serviceAccountToken: { path: t } }] } }]'),
    ...AS_NODE,
    kubernetesVersion: '1.33',
    certainty: 'certain',
  },
  {
    name: 'a volume whose driver is given tokens for the API server',
    manifests: app + driver('') + runsAsApp(withDriver),
    ...AS_NODE,
    kubernetesVersion: '1.33',
    certainty: 'certain',
  },
  {
    name: 'a claim whose volume has such a driver',
    manifests: app + driver('') + claimed('tokenpv') + runsAsApp(withClaim),
    ...AS_NODE,
    kubernetesVersion: '1.33',
    certainty: 'certain',
  },
  {
    name: 'a pod without a token, and the right to ask for any audience',
    manifests: app + runsAsApp('') + mayAsk('"*"', 'user:system:node:n1'),
    ...AS_NODE,
    kubernetesVersion: '1.33',
    certainty: 'certain',
  },
  {
    name: 'a pod without a token, and the right to ask for the API server’s audience',
    manifests: app + runsAsApp('') + mayAsk('"https://kubernetes.default.svc"', 'user:system:node:n1', 'app'),
    ...AS_NODE,
    kubernetesVersion: '1.33',
    certainty: 'certain',
  },
  {
    name: 'a pod without a token, before 1.33',
    manifests: app + runsAsApp(''),
    ...AS_NODE,
    kubernetesVersion: '1.32',
    certainty: 'certain',
  },
];

export const REFUSED_TOKENS: Technique['examples']['safe'] = [
  {
    name: 'a pod without a token',
    manifests: app + runsAsApp(''),
    ...AS_NODE,
    kubernetesVersion: '1.33',
  },
  {
    name: 'a token for another audience',
    manifests:
      app +
      runsAsApp(
        ', volumes: [{ name: v, projected: { sources: [{ serviceAccountToken: { path: t, audience: vault.example.test } }] } }]',
      ),
    ...AS_NODE,
    kubernetesVersion: '1.33',
  },
  {
    name: 'a driver that is given tokens for another audience',
    manifests: app + driver('vault.example.test') + runsAsApp(withDriver),
    ...AS_NODE,
    kubernetesVersion: '1.33',
  },
  {
    name: 'a volume of another driver',
    manifests: app + driver('', 'others.example.test') + runsAsApp(withDriver),
    ...AS_NODE,
    kubernetesVersion: '1.33',
  },
  {
    name: 'a claim of another volume',
    manifests: app + driver('') + claimed('otherpv') + runsAsApp(withClaim),
    ...AS_NODE,
    kubernetesVersion: '1.33',
  },
  {
    name: 'the right to ask for another audience',
    manifests: app + runsAsApp('') + mayAsk('vault.example.test', 'user:system:node:n1'),
    ...AS_NODE,
    kubernetesVersion: '1.33',
  },
  {
    name: 'the right to ask for tokens of another account',
    manifests: app + runsAsApp('') + mayAsk('"*"', 'user:system:node:n1', 'other'),
    ...AS_NODE,
    kubernetesVersion: '1.33',
  },
  {
    name: 'the right to ask is another node’s',
    manifests: app + runsAsApp('') + mayAsk('"*"', 'user:system:node:n2'),
    ...AS_NODE,
    kubernetesVersion: '1.33',
  },
  {
    name: 'the right to ask, and a pod on another node',
    manifests:
      app + runsAsApp('').replace('nodeName: n1', 'nodeName: n2') + other + mayAsk('"*"', 'user:system:node:n1'),
    ...AS_NODE,
    kubernetesVersion: '1.33',
  },
  {
    name: 'another account',
    manifests: app + podManifest('{ nodeName: n1, containers: [{ name: web, image: web }] }'),
    ...AS_NODE,
  },
];
