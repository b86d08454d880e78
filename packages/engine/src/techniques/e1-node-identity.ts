// E1: a node reads what its pods reference and mints tokens of their ServiceAccounts.
import type { Technique } from '../graph/rule-types.ts';
import { podManifest, secretManifest } from './example-manifests.ts';
import { MINTED_TOKENS, REFUSED_TOKENS } from './node-token-examples.ts';

const db = secretManifest();
const other = podManifest('{ nodeName: n1, containers: [{ name: api, image: api }] }', 'api');
const debugged = (secret: string): string =>
  podManifest(
    `{ nodeName: n1, containers: [{ name: web, image: web }], ephemeralContainers: [{ name: debug, image: debug, envFrom: [{ secretRef: { name: ${secret} } }] }] }`,
  );
const claiming = (claim: string): string =>
  podManifest(
    `{ nodeName: n1, containers: [{ name: web, image: web }], volumes: [{ name: v, persistentVolumeClaim: { claimName: ${claim} } }] }`,
  );
const volume = `
apiVersion: v1
kind: PersistentVolume
metadata: { name: pv }
spec:
  capacity: { storage: 1Gi }
  accessModes: [ReadWriteOnce]
  claimRef: { namespace: shop, name: data }
  csi: { driver: d.example.test, volumeHandle: pv, nodePublishSecretRef: { name: db, namespace: shop } }
---`;

export const e1: Technique = {
  id: 'E1',
  title: 'Read as the node',
  why: 'The Node authorizer lets a kubelet get every Secret and ConfigMap that pods bound to its node reference (pull Secrets, unmounted volumes and PersistentVolume references included), and create tokens of the ServiceAccounts that these pods run as. Since 1.33 the NodeRestriction plugin lets it ask only for audiences that the pod’s volumes name, so a pod without a token volume gives none, unless one of its volumes has a CSI driver that is given such tokens (`CSIDriver.tokenRequests`), or RBAC lets the node ask for the audience by the verb `request-serviceaccounts-token-audience`. What ephemeral containers reference counts at once since 1.33; older API servers notice it when they are started again.',
  fix: 'Keep pods with grave Secrets on nodes of their own; protect kubelet credentials.',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/node/',
    'https://github.com/kubernetes/kubernetes/pull/129670',
    'https://kubernetes-csi.github.io/docs/token-requests.html',
  ],
  asks: {},
  rules: [
    { type: 'relation', relation: 'nodeReadsSecret', certainty: 'certain' },
    { type: 'relation', relation: 'nodeReadsDebuggedSecret', certainty: 'certain', since: '1.33' },
    { type: 'relation', relation: 'nodeReadsDebuggedSecret', certainty: 'conditional', until: '1.32' },
    { type: 'relation', relation: 'nodeMintsToken', certainty: 'certain' },
    { type: 'relation', relation: 'nodeMintsUnreferencedToken', certainty: 'certain', until: '1.32' },
    { type: 'relation', relation: 'nodeMintsGrantedToken', certainty: 'certain', since: '1.33' },
  ],
  explain: ({ from, to, rule }) => ({
    because: to.startsWith('serviceaccount:')
      ? `a pod on ${from} runs as ${to}, so the Node authorizer lets the kubelet ask for its tokens`
      : `a pod on ${from} uses ${to}, so the Node authorizer gives it to the kubelet`,
    conditions:
      rule.certainty === 'certain'
        ? []
        : [
            {
              text: 'the API server was started after the ephemeral container that uses it was added',
              settledBy: 'the age of the kube-apiserver process',
            },
          ],
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
        name: 'an ephemeral container',
        manifests: db + debugged('db'),
        from: 'node:n1',
        to: 'secret:shop/db',
        kubernetesVersion: '1.33',
        certainty: 'certain',
      },
      {
        name: 'an ephemeral container, before 1.33',
        manifests: db + debugged('db'),
        from: 'node:n1',
        to: 'secret:shop/db',
        kubernetesVersion: '1.32',
        certainty: 'conditional',
      },
      {
        name: 'a volume whose claim is not there',
        manifests: db + claiming('data') + volume,
        from: 'node:n1',
        to: 'secret:shop/db',
        certainty: 'certain',
      },
      ...MINTED_TOKENS,
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
        name: 'an ephemeral container that uses another Secret',
        manifests: db + debugged('other'),
        from: 'node:n1',
        to: 'secret:shop/db',
        kubernetesVersion: '1.33',
      },
      {
        name: 'a volume of another claim',
        manifests: db + claiming('other') + volume,
        from: 'node:n1',
        to: 'secret:shop/db',
      },
      ...REFUSED_TOKENS,
    ],
  },
};
