// G6: mount a network share by its address.
import type { Technique } from '../graph/rule-types.ts';
import { namespaceManifest, restrictedNamespace } from './example-manifests.ts';
import { boundVolume, CREATES_PODS, TO_BANK_DATA } from './volume-examples.ts';

const share = boundVolume('nfs: { server: nfs.example.com, path: /exports/bank }');

export const g6: Technique = {
  id: 'G6',
  title: 'Mount a network share by its address',
  why: 'An nfs volume stands in the pod spec itself: server and path are enough, and the levels privileged and baseline of Pod Security allow it. NFS trusts the address of the node, so a pod of any namespace mounts the export behind another namespace’s claim.',
  fix: 'Use a storage driver that authenticates, limit exports, and label namespaces restricted, which refuses nfs volumes.',
  references: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted',
    'https://kubernetes.io/docs/concepts/storage/volumes/#nfs',
  ],
  asks: {},
  rules: [{ type: 'relation', relation: 'designedPodMountsShare', certainty: 'conditional' }],
  explain: ({ from, to, detail = 'the share' }) => ({
    because: `${from} may mount ${detail}, which is the volume of ${to}`,
    conditions: [
      {
        text: 'the export allows the address of the node, and file permissions the user of the pod',
        settledBy: 'the exports of the server',
      },
    ],
  }),
  examples: {
    exposed: [
      { name: 'no level is enforced', manifests: share + CREATES_PODS, ...TO_BANK_DATA, certainty: 'conditional' },
      {
        name: 'the level baseline',
        manifests: share + namespaceManifest('baseline') + CREATES_PODS,
        ...TO_BANK_DATA,
        certainty: 'conditional',
      },
    ],
    safe: [
      { name: 'the level restricted', manifests: share + restrictedNamespace() + CREATES_PODS, ...TO_BANK_DATA },
      {
        name: 'not a share',
        manifests: boundVolume('csi: { driver: csi.example.com, volumeHandle: vol-1 }') + CREATES_PODS,
        ...TO_BANK_DATA,
      },
      {
        name: 'no pod may be created',
        manifests: share + CREATES_PODS.replace('verbs: [create]', 'verbs: [get, list]'),
        ...TO_BANK_DATA,
      },
    ],
  },
};
