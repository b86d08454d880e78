// G5: claim a released volume with its data.
import type { Technique } from '../graph/rule-types.ts';
import { clusterRoleManifest, roleManifest } from './example-manifests.ts';
import { volumeOfClaim } from './claim-volume.ts';
import { boundVolume, CREATES_PODS, TO_BANK_DATA } from './volume-examples.ts';

const LOCAL = 'csi: { driver: csi.example.com, volumeHandle: vol-1 }';
const released = boundVolume(LOCAL, 'Released');
const onVolumes = (verbs: string, names?: string): string =>
  `{ apiGroups: [""], resources: [persistentvolumes], verbs: [${verbs}]${names === undefined ? '' : `, resourceNames: [${names}]`} }`;
const patches = clusterRoleManifest({ rules: [onVolumes('patch')] });

export const g5: Technique = {
  id: 'G5',
  title: 'Claim a released volume with its data',
  why: 'With the reclaim policy Retain a volume keeps its data after its claim is deleted. Whoever may update or patch the volume writes its own claim into spec.claimRef, and its pod mounts what the other namespace left.',
  fix: 'Grant update and patch on persistentvolumes to controllers only; delete or wipe released volumes.',
  references: ['https://kubernetes.io/docs/concepts/storage/persistent-volumes/#retain'],
  asks: {
    change: {
      verbs: ['update', 'patch'],
      group: '',
      resource: 'persistentvolumes',
      names: 'carried',
      clusterScoped: true,
    },
  },
  rules: [
    {
      type: 'join',
      holds: [{ can: 'change', same: true }, { reaches: 'podOf' }],
      gains: { kind: 'volumeClaims', of: 'released' },
      certainty: 'conditional',
    },
  ],
  explain: ({ from, to, facts }) => {
    const object = volumeOfClaim(facts, to);
    return {
      because: `${from} may write a claim of its own into the volume that ${to} left, and mount it`,
      conditions: [
        {
          text: 'a claim of the author’s namespace binds the volume: its class, size and modes match',
          settledBy: 'create on persistentvolumeclaims, or an ephemeral volume in the pod',
        },
      ],
      ...(object !== undefined && {
        evidence: [
          { object, pointer: '/spec/claimRef' },
          { object, pointer: '/status/phase' },
        ],
      }),
    };
  },
  examples: {
    exposed: [
      {
        name: 'patch volumes and create pods',
        manifests: released + patches + CREATES_PODS,
        ...TO_BANK_DATA,
        certainty: 'conditional',
      },
      {
        name: 'update volumes and create pods',
        manifests: released + clusterRoleManifest({ rules: [onVolumes('update')] }) + CREATES_PODS,
        ...TO_BANK_DATA,
        certainty: 'conditional',
      },
      {
        name: 'patch this volume by name',
        manifests: released + clusterRoleManifest({ rules: [onVolumes('patch', 'data')] }) + CREATES_PODS,
        ...TO_BANK_DATA,
        certainty: 'conditional',
      },
    ],
    safe: [
      {
        name: 'patch another volume by name',
        manifests: released + clusterRoleManifest({ rules: [onVolumes('patch', 'other')] }) + CREATES_PODS,
        ...TO_BANK_DATA,
      },
      { name: 'the volume is in use', manifests: boundVolume(LOCAL) + patches + CREATES_PODS, ...TO_BANK_DATA },
      {
        name: 'the data are deleted',
        manifests: boundVolume(LOCAL, 'Released', 'Delete') + patches + CREATES_PODS,
        ...TO_BANK_DATA,
      },
      { name: 'no pod to mount it', manifests: released + patches, ...TO_BANK_DATA },
      {
        name: 'a RoleBinding grants no volumes',
        manifests: released + roleManifest({ rules: [onVolumes('patch')] }) + CREATES_PODS,
        ...TO_BANK_DATA,
      },
    ],
  },
};
