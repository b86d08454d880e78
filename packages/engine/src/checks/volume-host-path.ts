// PersistentVolumes that are directories of a node.
import type { PersistentVolumeFact } from '../facts/cluster.ts';
import type { Severity } from '../results/contract.ts';
import type { Check, Failure } from './check.ts';
import { nodePath } from '../graph/host/host-mounts.ts';
import { judgePlace } from '../graph/host/node-places.ts';
import { runtimeSocketAt } from '../graph/host/runtime-sockets.ts';

const GRAVE: ReadonlySet<Severity> = new Set(['critical', 'high']);

function failureOf(volume: PersistentVolumeFact): Failure | undefined {
  if (volume.hostPath === undefined) return undefined;
  const path = nodePath(volume.hostPath);
  const socket = runtimeSocketAt(path) !== undefined;
  const place = socket
    ? { severity: 'critical' as const, holds: "the container runtime's socket" }
    : judgePlace(path, false);
  const grave = place !== undefined && GRAVE.has(place.severity);
  // A `local` volume is a disk given to the cluster on purpose; a hostPath one is any directory.
  if (volume.type !== 'hostPath' && !grave) return undefined;
  const holds = place === undefined || place.holds === '' ? '' : `, with ${place.holds}`;
  return {
    result: 'fail',
    object: volume,
    pointer: `/spec/${volume.type}/path`,
    message: `PersistentVolume ${volume.name} is ${path} of the node${holds}: a pod that mounts its claim sees the node's files, also where Pod Security Admission refuses hostPath in pods.`,
    severity: grave ? (place as { severity: Severity }).severity : 'medium',
    fix: {
      summary:
        'Use a storage driver, or a `local` volume on a disk of its own, and give nobody else the right to create PersistentVolumes.',
    },
  };
}

const volume = (source: string): string => `apiVersion: v1
kind: PersistentVolume
metadata:
  name: data
spec:
  capacity: {storage: 1Gi}
  accessModes: [ReadWriteOnce]
  ${source}
  nodeAffinity:
    required: {nodeSelectorTerms: [{matchExpressions: [{key: kubernetes.io/hostname, operator: In, values: [node-1]}]}]}
`;

export const volumeHostPath: Check = {
  id: 'volume-host-path',
  title: 'A PersistentVolume is a directory of a node',
  why: "A PersistentVolume of type hostPath puts node files behind an ordinary claim. Pod Security Admission looks at pods only, and a pod with a claim passes every level. What the volume's pods write lies unencrypted on the node and stays there.",
  severity: 'medium',
  maps: {
    cis: ['5.2.11'],
    nsa: ['Pod security'],
    attack: ['T1611', 'T1005'],
    stride: ['information disclosure', 'elevation of privilege'],
    owasp: ['K01'],
  },
  references: [
    'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#types-of-persistent-volumes',
    'https://kubernetes.io/docs/concepts/storage/volumes/#local',
  ],
  *find({ persistentVolumes }) {
    for (const fact of persistentVolumes) {
      const failure = failureOf(fact);
      if (failure !== undefined) yield failure;
    }
  },
  examples: {
    exposed: [
      { name: 'a directory of its own', manifests: volume('hostPath: {path: /mnt/data}') },
      { name: "the kubelet's directory", manifests: volume('hostPath: {path: /var/lib/kubelet}') },
      { name: "etcd's directory as a local volume", manifests: volume('local: {path: /var/lib/etcd}') },
    ],
    safe: [
      { name: 'a local disk', manifests: volume('local: {path: /mnt/data}') },
      { name: 'a disk of a driver', manifests: volume('csi: {driver: disk.example.com, volumeHandle: data}') },
      { name: 'another local disk', manifests: volume('local: {path: /mnt/disks/ssd1}') },
    ],
  },
};
