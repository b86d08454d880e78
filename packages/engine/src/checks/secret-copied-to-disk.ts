// Commands that copy a mounted Secret into a volume on the node's disk.
import type { Container, PodSpec, Volume, VolumeMount } from '../facts/workload.ts';
import type { Check } from './check.ts';
import { commandText, namesPath } from './command-text.ts';
import { deploymentManifest, podManifest } from './example-manifests.ts';
import { containerName, podFailures, type PodHit } from './pod-check.ts';
import { secretVolumes } from './secret-volumes.ts';

/** Programs and forms that write what they read. Naming two paths alone is no copy: a server may be told both. */
const COPIES =
  /(?:^|[\s;&|(/])(?:cp|mv|install|tee|cat|dd|tar|rsync|openssl|keytool|envsubst|sed|awk|base64|jq|yq|ln\s+-f|kubeseal|printf|echo)\s|>/;

function judgeContainer(
  container: Container,
  shown: ReadonlySet<string>,
  disks: ReadonlyMap<string, Volume>,
): PodHit[] {
  const text = commandText(container);
  if (!COPIES.test(text)) return [];
  const named = (mount: VolumeMount): boolean => namesPath(text, mount.mountPath);
  const from = container.mounts.find((mount) => shown.has(mount.volume) && named(mount));
  const to = container.mounts.find((mount) => disks.has(mount.volume) && named(mount));
  const disk = disks.get(to?.volume ?? '');
  if (from === undefined || to === undefined || disk === undefined) return [];
  return [
    {
      pointer: `${disk.pointer}/emptyDir`,
      what: `${containerName(container)} copies from ${from.mountPath}, a Secret, to ${to.mountPath}, an emptyDir on the node's disk`,
      severity: 'medium',
      change: [{ op: 'add', path: `${disk.pointer}/emptyDir`, value: { medium: 'Memory' } }],
    },
  ];
}

function judge(spec: PodSpec): PodHit[] {
  const shown = new Set(secretVolumes(spec).map(({ name }) => name));
  if (shown.size === 0) return [];
  const disks = new Map(
    spec.volumes
      .filter(({ type, medium }) => type === 'emptyDir' && medium !== 'Memory')
      .map((disk) => [disk.name, disk]),
  );
  return spec.containers.flatMap((container) => judgeContainer(container, shown, disks));
}

const copying = (command: string, emptyDir: string): string => `
initContainers:
- name: prepare
  image: registry.example/tools:1
  command: ${command}
  volumeMounts:
  - {name: tls, mountPath: /tls, readOnly: true}
  - {name: work, mountPath: /work}
containers:
- name: app
  image: registry.example/app:1
  volumeMounts:
  - {name: work, mountPath: /work}
volumes:
- name: tls
  secret: {secretName: shop-tls, defaultMode: 0400}
- name: work
  emptyDir: ${emptyDir}`;

const COPY = '[cp, /tls/tls.key, /work/]';
const CONVERT =
  '[sh, -c, "openssl pkcs12 -export -in /tls/tls.crt -inkey /tls/tls.key -out /work/key.p12 -passout file:/tls/pass"]';

export const secretCopiedToDisk: Check = {
  id: 'secret-copied-to-disk',
  title: "A Secret is copied to the node's disk",
  why: "The kubelet keeps Secret volumes in memory (tmpfs), so that they never reach a disk. An emptyDir without `medium: Memory` is a directory on the node's disk: what an init container copies or converts into it lies there in plain text, in disk snapshots and, after deletion, in free blocks.",
  severity: 'medium',
  maps: {
    cis: ['5.4.1'],
    nsa: ['Place all credentials in Secrets'],
    attack: ['T1552.001', 'T1005'],
    stride: ['information disclosure'],
    owasp: ['K08'],
  },
  references: [
    'https://kubernetes.io/docs/concepts/storage/volumes/#emptydir',
    'https://kubernetes.io/docs/concepts/configuration/secret/#information-security-for-secrets',
  ],
  find: (facts) =>
    podFailures(facts, judge, {
      consequence: "It lies there in plain text, and in the disk's snapshots.",
      fix: 'Give the emptyDir `medium: Memory` (and a sizeLimit), or mount the Secret where the program needs it.',
      show: '.volumes[*].emptyDir',
    }),
  examples: {
    exposed: [
      { name: 'a key is copied', manifests: deploymentManifest(copying(COPY, '{}')) },
      { name: 'a key is converted', manifests: podManifest(copying(CONVERT, '{sizeLimit: 1Mi}')) },
    ],
    safe: [
      { name: 'into memory', manifests: deploymentManifest(copying(COPY, '{medium: Memory}')) },
      { name: 'converted into memory', manifests: podManifest(copying(CONVERT, '{medium: Memory}')) },
      { name: 'copied elsewhere', manifests: deploymentManifest(copying('[cp, /tls/tls.key, /dev/shm/]', '{}')) },
      {
        name: 'named, not copied',
        manifests: deploymentManifest(copying('[serve, --key=/tls/tls.key, --cache=/work]', '{}')),
      },
    ],
  },
};
