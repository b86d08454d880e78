// E2: let a volume of one's own name any Secret for a node that one controls.
import type { Technique } from '../graph/rule-types.ts';
import { clusterRoleManifest, podManifest, roleManifest, secretManifest } from './example-manifests.ts';

const vault = secretManifest('db', 'vault');
const pod = podManifest('{ nodeName: n1, containers: [{ name: web, image: web }] }');
const onVolumes = (verbs: string, names?: string): string =>
  `{ apiGroups: [""], resources: [persistentvolumes], verbs: [${verbs}]${names === undefined ? '' : `, resourceNames: [${names}]`} }`;
const asNode = '{ apiGroups: ["authentication.k8s.io"], resources: [userextras], verbs: [impersonate] }';
const nodeCertificate = clusterRoleManifest({
  name: 'joins',
  rules: [
    '{ apiGroups: ["certificates.k8s.io"], resources: [certificatesigningrequests, certificatesigningrequests/nodeclient], verbs: [create, get] }',
  ],
});
const APP_TO_VAULT = { from: 'serviceaccount:shop/app', to: 'secret:vault/db', with: ['B16'] } as const;

export const e2: Technique = {
  id: 'E2',
  title: 'Name a Secret in a volume, and read it as the node',
  why: 'A PersistentVolume may name a Secret of any namespace for the kubelet (nodePublishSecretRef, nodeStageSecretRef, secretNamespace of azureFile, and the like). The Node authorizer lets a node get the Secrets that the volumes of its pods name. So create on persistentvolumes, together with the identity of some node on which a pod claims that volume, reads every Secret of the cluster.',
  fix: 'Grant create on persistentvolumes to provisioners only, and keep their credentials off nodes that run other workloads.',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/node/',
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#persistent-volume-creation',
  ],
  asks: {
    create: { verbs: ['create'], group: '', resource: 'persistentvolumes', names: 'byVerb', clusterScoped: true },
  },
  rules: [
    {
      type: 'join',
      holds: [{ can: 'create' }, { reaches: 'anyNode' }],
      gains: { kind: 'allSecrets' },
      certainty: 'conditional',
    },
  ],
  explain: ({ from, to }) => ({
    because: `${from} may create a PersistentVolume that names ${to}, and act as a node whose pod claims the volume`,
    conditions: [
      {
        text: 'a claim binds the volume, and a pod with that claim is bound to the node',
        settledBy: 'an unbound claim, or create on persistentvolumeclaims and pods',
      },
    ],
  }),
  examples: {
    exposed: [
      {
        name: 'volumes and a node certificate',
        manifests: vault + pod + nodeCertificate + clusterRoleManifest({ rules: [onVolumes('create')] }),
        ...APP_TO_VAULT,
        certainty: 'conditional',
      },
      {
        name: 'volumes and a pod that is root on its node',
        manifests:
          vault +
          podManifest(
            '{ nodeName: n1, serviceAccountName: app, containers: [{ name: web, image: web, securityContext: { privileged: true } }] }',
          ) +
          clusterRoleManifest({ rules: [onVolumes('create')] }),
        from: 'pod:shop/web',
        to: 'secret:vault/db',
        with: ['F1', 'M2'],
        certainty: 'conditional',
      },
      {
        name: 'one volume by a name that is free',
        manifests: vault + pod + nodeCertificate + clusterRoleManifest({ rules: [onVolumes('create, patch', 'mine')] }),
        ...APP_TO_VAULT,
        certainty: 'conditional',
      },
    ],
    safe: [
      {
        name: 'create by name alone',
        manifests: vault + pod + nodeCertificate + clusterRoleManifest({ rules: [onVolumes('create', 'mine')] }),
        ...APP_TO_VAULT,
      },
      {
        name: 'no node',
        manifests: vault + pod + clusterRoleManifest({ rules: [onVolumes('create'), asNode] }),
        ...APP_TO_VAULT,
      },
      {
        name: 'volumes are only read',
        manifests: vault + pod + nodeCertificate + clusterRoleManifest({ rules: [onVolumes('get, list, watch')] }),
        ...APP_TO_VAULT,
      },
      {
        name: 'a RoleBinding grants no volumes',
        manifests: vault + pod + nodeCertificate + roleManifest({ rules: [onVolumes('create')] }),
        ...APP_TO_VAULT,
      },
      {
        name: 'claims are not volumes',
        manifests:
          vault +
          pod +
          nodeCertificate +
          clusterRoleManifest({ rules: ['{ apiGroups: [""], resources: [persistentvolumeclaims], verbs: [create] }'] }),
        ...APP_TO_VAULT,
      },
    ],
  },
};
