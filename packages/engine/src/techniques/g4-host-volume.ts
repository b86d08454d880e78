// G4: mount a node's disk through a volume of one's own.
import type { Technique } from '../graph/rule-types.ts';
import {
  clusterRoleManifest,
  namespaceManifest,
  podManifest,
  restrictedNamespace,
  roleManifest,
} from './example-manifests.ts';
import { boundVolume, CREATES_PODS } from './volume-examples.ts';

const onVolumes = (verbs: string, names?: string): string =>
  `{ apiGroups: [""], resources: [persistentvolumes], verbs: [${verbs}]${names === undefined ? '' : `, resourceNames: [${names}]`} }`;
const api = podManifest('{ nodeName: n1, containers: [{ name: api, image: api }] }', 'api', 'infra');
const baseline = namespaceManifest('baseline');
const TO_NODE = { from: 'serviceaccount:shop/app', to: 'node:n1', with: ['D1'] } as const;

export const g4: Technique = {
  id: 'G4',
  title: 'Mount a node’s disk through a volume of one’s own',
  why: 'Pod Security looks at the pod, not at the volume behind its claim: a PersistentVolume of type hostPath or local with the path / gives the pod that claims it the node’s disk, at the level baseline too. The pod’s own volumeClaimTemplate makes the claim. Root in the pod is then root on the node.',
  fix: 'Grant create on persistentvolumes to provisioners only, or refuse hostPath and local volumes by an admission policy.',
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#persistent-volume-creation',
    'https://kubernetes.io/docs/concepts/storage/ephemeral-volumes/#generic-ephemeral-volumes',
  ],
  asks: {
    create: { verbs: ['create'], group: '', resource: 'persistentvolumes', names: 'byVerb', clusterScoped: true },
  },
  rules: [
    {
      type: 'join',
      holds: [{ can: 'create' }, { reaches: 'rootPodOf' }],
      gains: { kind: 'everyNodeRoot' },
      certainty: 'conditional',
    },
  ],
  explain: ({ from, to, facts }) => {
    const node = facts.nodes.find(({ name }) => to === `node:${name}`);
    return {
      because: `${from} may create a volume that is the disk of ${to} and a pod that mounts it`,
      conditions: [
        {
          text: 'no admission policy refuses the volume or the pod, and the node takes the pod',
          settledBy: 'kubectl create --dry-run=server',
        },
        {
          text: 'the container runs as root, without a user namespace',
          settledBy: 'Pod Security level of the namespace',
        },
      ],
      ...(node !== undefined && { evidence: [{ object: node }] }),
    };
  },
  examples: {
    exposed: [
      {
        name: 'volumes and pods',
        manifests: api + CREATES_PODS + clusterRoleManifest({ rules: [onVolumes('create')] }),
        ...TO_NODE,
        certainty: 'conditional',
      },
      {
        name: 'at the level baseline',
        manifests: api + baseline + CREATES_PODS + clusterRoleManifest({ rules: [onVolumes('create')] }),
        ...TO_NODE,
        certainty: 'conditional',
      },
      {
        name: 'one volume by a name that is free',
        manifests: api + CREATES_PODS + clusterRoleManifest({ rules: [onVolumes('create, patch', 'mine')] }),
        ...TO_NODE,
        certainty: 'conditional',
      },
    ],
    safe: [
      {
        name: 'the volume of this name exists, and its source cannot be changed',
        manifests:
          api +
          boundVolume('local: { path: /disk }') +
          CREATES_PODS +
          clusterRoleManifest({ rules: [onVolumes('create, patch', 'data')] }),
        ...TO_NODE,
      },
      {
        name: 'create by name alone',
        manifests: api + CREATES_PODS + clusterRoleManifest({ rules: [onVolumes('create', 'mine')] }),
        ...TO_NODE,
      },
      {
        name: 'at the level restricted',
        manifests: api + restrictedNamespace() + CREATES_PODS + clusterRoleManifest({ rules: [onVolumes('create')] }),
        ...TO_NODE,
      },
      {
        name: 'volumes without pods',
        manifests: api + baseline + clusterRoleManifest({ rules: [onVolumes('create')] }),
        ...TO_NODE,
      },
      {
        name: 'pods without volumes',
        manifests: api + baseline + CREATES_PODS + clusterRoleManifest({ rules: [onVolumes('get, list, delete')] }),
        ...TO_NODE,
      },
      {
        name: 'a RoleBinding grants no volumes',
        manifests: api + baseline + CREATES_PODS + roleManifest({ rules: [onVolumes('create')] }),
        ...TO_NODE,
      },
    ],
  },
};
