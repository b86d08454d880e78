// G3: restore a snapshot of another namespace's volume.
import type { Ask, Technique } from '../graph/rule-types.ts';
import { clusterRoleManifest, roleManifest } from './example-manifests.ts';
import { volumeOfClaim } from './claim-volume.ts';
import { boundVolume, CREATES_PODS, TO_BANK_DATA } from './volume-examples.ts';

const GROUP = 'snapshot.storage.k8s.io';
const create = (resource: string, clusterScoped?: true): Ask => ({
  verbs: ['create'],
  group: GROUP,
  resource,
  names: 'byVerb',
  ...(clusterScoped && { clusterScoped }),
});

const csi = boundVolume('csi: { driver: csi.example.com, volumeHandle: vol-1 }');
const on = (resource: string, verbs: string, names?: string): string =>
  `{ apiGroups: [${GROUP}], resources: [${resource}], verbs: [${verbs}]${names === undefined ? '' : `, resourceNames: [${names}]`} }`;
const contents = (verbs = 'create', names?: string): string =>
  clusterRoleManifest({ name: 'contents', rules: [on('volumesnapshotcontents', verbs, names)] });
const snapshots = (namespace = 'shop', verbs = 'create', names?: string): string =>
  roleManifest({ namespace, name: 'snapshots', rules: [on('volumesnapshots', verbs, names)] });
const imported = `
apiVersion: ${GROUP}/v1
kind: VolumeSnapshotContent
metadata: { name: mine }
spec:
  driver: csi.example.com
  deletionPolicy: Retain
  source: { snapshotHandle: snap-1 }
  volumeSnapshotRef: { namespace: bank, name: nightly }
---`;

export const g3: Technique = {
  id: 'G3',
  title: 'Restore a snapshot of another namespace’s volume',
  why: 'A VolumeSnapshotContent is cluster-scoped and names a snapshot by the storage system’s own handle, whatever namespace the data came from. With a VolumeSnapshot that is bound to it, and a pod whose claim has that snapshot as its dataSource, its author reads a copy of the volume. Both are created, so a rule with resourceNames gives them only where it grants create and patch of one name, which server-side apply takes; what an existing content refers to is immutable. Within one namespace a clone shows no more than mounting the claim does (D1); a dataSource in another namespace needs a ReferenceGrant and a feature that is off.',
  fix: 'Grant create on volumesnapshotcontents to the snapshot controller and administrators only.',
  references: [
    'https://kubernetes.io/docs/concepts/storage/volume-snapshots/#static',
    'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#volume-snapshot-and-restore-volume-from-snapshot-support',
  ],
  asks: { content: create('volumesnapshotcontents', true), snapshot: create('volumesnapshots') },
  rules: [
    {
      type: 'join',
      holds: [{ can: 'content' }, { can: 'snapshot' }, { reaches: 'podOf' }],
      gains: { kind: 'volumeClaims', of: 'csi' },
      certainty: 'conditional',
    },
  ],
  explain: ({ from, to, facts }) => {
    const volume = volumeOfClaim(facts, to);
    return {
      because: `${from} may import a snapshot of the volume of ${to} and mount what is restored from it`,
      conditions: [
        {
          text: 'a snapshot of the volume is there, or the driver takes one by the volume’s handle, and the author knows the handle',
          settledBy: 'volumesnapshotcontents, and the storage system',
        },
      ],
      ...(volume !== undefined && {
        evidence: [
          { object: volume, pointer: '/spec/csi' },
          { object: volume, pointer: '/spec/claimRef' },
        ],
      }),
    };
  },
  examples: {
    exposed: [
      {
        name: 'contents, snapshots and pods',
        manifests: csi + contents() + snapshots() + CREATES_PODS,
        ...TO_BANK_DATA,
        certainty: 'conditional',
      },
      {
        name: 'snapshots in every namespace',
        manifests:
          csi +
          contents() +
          clusterRoleManifest({
            name: 'snapshots',
            rules: [`{ apiGroups: [${GROUP}], resources: [volumesnapshots], verbs: [create] }`],
          }) +
          CREATES_PODS,
        ...TO_BANK_DATA,
        certainty: 'conditional',
      },
      {
        name: 'a content and a snapshot by names that are free',
        manifests:
          csi + contents('create, patch', 'mine') + snapshots('shop', 'create, patch', 'restored') + CREATES_PODS,
        ...TO_BANK_DATA,
        certainty: 'conditional',
      },
    ],
    safe: [
      {
        name: 'a content by name with create alone',
        manifests: csi + contents('create', 'mine') + snapshots() + CREATES_PODS,
        ...TO_BANK_DATA,
      },
      {
        name: 'a snapshot by name with create alone',
        manifests: csi + contents() + snapshots('shop', 'create', 'restored') + CREATES_PODS,
        ...TO_BANK_DATA,
      },
      {
        name: 'the content of this name exists',
        manifests: csi + imported + contents('create, patch', 'mine') + snapshots() + CREATES_PODS,
        ...TO_BANK_DATA,
      },
      {
        name: 'no snapshots may be imported',
        manifests: csi + contents('get, list') + snapshots() + CREATES_PODS,
        ...TO_BANK_DATA,
      },
      { name: 'no pod to mount it', manifests: csi + contents() + snapshots(), ...TO_BANK_DATA },
      {
        name: 'snapshots in another namespace than pods',
        manifests: csi + contents() + snapshots('lab') + CREATES_PODS,
        ...TO_BANK_DATA,
      },
      {
        name: 'a volume without snapshots',
        manifests: boundVolume('local: { path: /disk }') + contents() + snapshots() + CREATES_PODS,
        ...TO_BANK_DATA,
      },
    ],
  },
};
