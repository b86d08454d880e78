// E1: a node reads what its pods reference and mints tokens of their ServiceAccounts.
import type { Technique } from '../graph/rule-types.ts';
import { accountManifest, podManifest, secretManifest } from './example-manifests.ts';

const db = secretManifest();
const other = podManifest('{ nodeName: n1, containers: [{ name: api, image: api }] }', 'api');
const app = accountManifest('app');
export const e1: Technique = {
  id: 'E1',
  title: 'Read as the node',
  why: 'The Node authorizer lets a kubelet get every Secret and ConfigMap that pods bound to its node reference (pull Secrets, unmounted volumes and PersistentVolume references included), and create tokens of the ServiceAccounts that these pods run as.',
  fix: 'Keep pods with grave Secrets on nodes of their own; protect kubelet credentials.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/node/'],
  asks: {},
  rules: [
    { type: 'relation', relation: 'nodeReadsSecret', certainty: 'certain' },
    { type: 'relation', relation: 'nodeMintsToken', certainty: 'certain' },
  ],
  explain: ({ from, to }) => ({
    because: to.startsWith('serviceaccount:')
      ? `a pod on ${from} runs as ${to}, so the Node authorizer lets the kubelet ask for its tokens`
      : `a pod on ${from} uses ${to}, so the Node authorizer gives it to the kubelet`,
    conditions: [],
  }),
  examples: {
    exposed: [
      {
        name: 'a pull Secret',
        manifests:
          db +
          podManifest('{ nodeName: n1, containers: [{ name: web, image: web }], imagePullSecrets: [{ name: db }] }'),
        from: 'node:n1',
        to: 'secret:shop/db',
        certainty: 'certain',
      },
      {
        name: 'a token of the account that a pod runs as',
        manifests:
          app +
          podManifest(
            '{ nodeName: n1, serviceAccountName: app, automountServiceAccountToken: false, containers: [{ name: web, image: web }] }',
          ),
        from: 'node:n1',
        to: 'serviceaccount:shop/app',
        certainty: 'certain',
      },
    ],
    safe: [
      {
        name: 'another Secret',
        manifests:
          db +
          podManifest('{ nodeName: n1, containers: [{ name: web, image: web }], imagePullSecrets: [{ name: other }] }'),
        from: 'node:n1',
        to: 'secret:shop/db',
      },
      {
        name: 'another node',
        manifests:
          db +
          other +
          podManifest('{ nodeName: n2, containers: [{ name: web, image: web }], imagePullSecrets: [{ name: db }] }'),
        from: 'node:n1',
        to: 'secret:shop/db',
      },
      {
        name: 'another account',
        manifests: app + podManifest('{ nodeName: n1, containers: [{ name: web, image: web }] }'),
        from: 'node:n1',
        to: 'serviceaccount:shop/app',
      },
    ],
  },
};
