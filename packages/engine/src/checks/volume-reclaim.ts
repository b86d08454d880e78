// PersistentVolumes that keep, or do not really erase, the data of a claim that is gone.
import type { PersistentVolumeFact } from '../facts/cluster.ts';
import type { Check, Failure } from './check.ts';
import { jsonPatch } from './patch.ts';
import { kubectlShow } from './shell-command.ts';

const POLICY = '/spec/persistentVolumeReclaimPolicy';

function failureOf(volume: PersistentVolumeFact): Failure | undefined {
  const show = kubectlShow(volume, '/status/phase');
  const commands = show === undefined ? {} : { commands: [show] };
  if (volume.reclaimPolicy === 'Recycle') {
    return {
      result: 'fail',
      object: volume,
      pointer: POLICY,
      message: `PersistentVolume ${volume.name} is recycled: a pod deletes the files and the next claim gets the same disk, on which deleted data can still be read.`,
      severity: 'medium',
      fix: {
        summary: 'Use Delete with dynamic provisioning, so that each claim gets a disk of its own.',
        ...jsonPatch(volume, [{ op: 'replace', path: POLICY, value: 'Delete' }]),
        ...commands,
      },
    };
  }
  if (volume.reclaimPolicy !== 'Retain' || volume.phase !== 'Released') return undefined;
  return {
    result: 'fail',
    object: volume,
    pointer: '/status/phase',
    message: `PersistentVolume ${volume.name} still holds the data of the claim ${volume.claimNamespace}/${volume.claimName}, which is gone: whoever may change the volume's claimRef mounts it.`,
    severity: 'low',
    fix: { summary: 'Copy what is needed, erase the disk and delete the volume.', ...commands },
  };
}

const volume = (policy: string, phase: string): string => `apiVersion: v1
kind: PersistentVolume
metadata:
  name: data
spec:
  capacity: {storage: 1Gi}
  accessModes: [ReadWriteOnce]
  persistentVolumeReclaimPolicy: ${policy}
  claimRef: {namespace: shop, name: data}
  csi: {driver: disk.example.com, volumeHandle: data}
status:
  phase: ${phase}
`;

export const volumeReclaim: Check = {
  id: 'volume-reclaim',
  title: 'Data of a deleted claim remains readable',
  why: 'Retain keeps a volume with all its data after its claim was deleted, until someone erases it by hand; a changed claimRef gives it to another namespace. Recycle deletes the files by name and hands the same disk to the next claim: deprecated, and no erasure.',
  severity: 'low',
  maps: {
    nsa: ['Encrypt data at rest'],
    attack: ['T1005', 'T1530'],
    stride: ['information disclosure'],
    owasp: ['K08'],
  },
  references: ['https://kubernetes.io/docs/concepts/storage/persistent-volumes/#reclaiming'],
  *find({ persistentVolumes }) {
    for (const fact of persistentVolumes) {
      const failure = failureOf(fact);
      if (failure !== undefined) yield failure;
    }
  },
  examples: {
    exposed: [
      { name: 'recycled', manifests: volume('Recycle', 'Bound') },
      { name: 'released and kept', manifests: volume('Retain', 'Released') },
    ],
    safe: [
      { name: 'deleted', manifests: volume('Delete', 'Bound') },
      { name: 'kept while in use', manifests: volume('Retain', 'Bound') },
      { name: 'released and about to be deleted', manifests: volume('Delete', 'Released') },
    ],
  },
};
