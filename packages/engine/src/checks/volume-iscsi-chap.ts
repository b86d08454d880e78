// iSCSI volumes whose target asks for no credential.
import type { PersistentVolumeFact } from '../facts/cluster.ts';
import type { PodSpec } from '../facts/workload.ts';
import type { Check, Failure } from './check.ts';
import { podManifest } from './example-manifests.ts';
import { podFailures, type PodHit } from './pod-check.ts';

const CONSEQUENCE = 'Any host that reaches the target and claims an initiator name reads and writes the disk.';
const FIX =
  'Set chapAuthSession and chapAuthDiscovery with a Secret, require CHAP at the target, and keep it on a network of its own.';

function volumeFailure(volume: PersistentVolumeFact): Failure {
  return {
    result: 'fail',
    object: volume,
    pointer: '/spec/iscsi',
    message: `PersistentVolume ${volume.name} logs in to its iSCSI target without CHAP. ${CONSEQUENCE}`,
    fix: { summary: FIX },
  };
}

function judge({ volumes }: PodSpec): PodHit[] {
  return volumes.flatMap(({ name, type, pointer, chapAuthSession }): PodHit[] =>
    type === 'iscsi' && chapAuthSession !== true
      ? [
          {
            pointer: `${pointer}/iscsi`,
            what: `volume ${name} logs in to its iSCSI target without CHAP`,
            severity: 'medium',
          },
        ]
      : [],
  );
}

const source = (chap: string): string =>
  `iscsi: {targetPortal: '192.0.2.10:3260', iqn: 'iqn.2024-01.example:disk', lun: 0, ${chap}, secretRef: {name: chap}}`;

const volume = (chap: string): string => `apiVersion: v1
kind: PersistentVolume
metadata:
  name: disk
spec:
  capacity: {storage: 1Gi}
  accessModes: [ReadWriteOnce]
  ${source(chap)}
`;

const inline = (text: string): string =>
  podManifest(`
containers:
- name: app
  image: registry.example/app:1
  volumeMounts:
  - {name: disk, mountPath: /data}
volumes:
- name: disk
  ${text}`);

export const volumeIscsiChap: Check = {
  id: 'volume-iscsi-chap',
  title: 'An iSCSI disk asks for no credential',
  why: "An iSCSI target that does not require CHAP gives its disk to any host that reaches it and claims a name. The disk holds whatever the volume's pods wrote, deleted files included. iSCSI does not encrypt either way, so it belongs on a network of its own.",
  severity: 'medium',
  maps: {
    nsa: ['Network separation and hardening'],
    attack: ['T1039', 'T1040'],
    stride: ['spoofing', 'information disclosure', 'tampering'],
    owasp: ['K07'],
  },
  references: [
    'https://kubernetes.io/docs/concepts/storage/volumes/#iscsi',
    'https://kubernetes.io/docs/concepts/storage/persistent-volumes/',
  ],
  *find(facts) {
    for (const fact of facts.persistentVolumes)
      if (fact.type === 'iscsi' && fact.chapAuthSession !== true) yield volumeFailure(fact);
    yield* podFailures(facts, judge, { consequence: CONSEQUENCE, fix: FIX });
  },
  examples: {
    exposed: [
      { name: 'a PersistentVolume', manifests: volume('chapAuthSession: false') },
      { name: 'CHAP for discovery only', manifests: volume('chapAuthDiscovery: true') },
      { name: 'an inline volume', manifests: inline(source('chapAuthSession: false')) },
    ],
    safe: [
      { name: 'CHAP', manifests: volume('chapAuthSession: true') },
      { name: 'CHAP for an inline volume', manifests: inline(source('chapAuthSession: true')) },
      { name: 'a claim', manifests: inline('persistentVolumeClaim: {claimName: disk}') },
    ],
  },
};
