// SMB mounts whose traffic is not encrypted.
import type { Check, Failure } from './check.ts';
import { type NetworkMount, networkMounts } from './network-mounts.ts';
import { jsonPatch } from './patch.ts';

const OLD_VERSION = /^vers=(?:1|2)(?:\.|$)/;
const ANONYMOUS: ReadonlySet<string> = new Set(['guest', 'sec=none']);

function weaknesses({ options }: NetworkMount): string[] {
  const found: string[] = [];
  const old = options.find((option) => OLD_VERSION.test(option));
  if (old !== undefined) found.push(`with ${old}, which cannot encrypt`);
  else if (!options.includes('seal'))
    found.push('without seal, so that the traffic is encrypted only if the server insists');
  const anonymous = options.find((option) => ANONYMOUS.has(option));
  if (anonymous !== undefined) found.push(`without a credential (${anonymous})`);
  return found;
}

function failureOf(mount: NetworkMount): Failure | undefined {
  const found = weaknesses(mount);
  if (found.length === 0) return undefined;
  const kept = mount.options.filter(
    (option) => option !== '' && option !== 'seal' && !option.startsWith('vers=') && !ANONYMOUS.has(option),
  );
  const change =
    mount.optionsPointer === undefined
      ? []
      : [{ op: 'add', path: mount.optionsPointer, value: [...kept, 'vers=3.1.1', 'seal'] } as const];
  return {
    result: 'fail',
    object: mount.object,
    pointer: mount.pointer,
    message: `${mount.what.charAt(0).toUpperCase()}${mount.what.slice(1)} ${found.join(', and ')}.`,
    fix: {
      summary:
        'Mount with vers=3.1.1 and seal, with a credential of its own for each share, and let the server require encryption.',
      ...jsonPatch(mount.object, change),
    },
  };
}

const volume = (options: string): string => `apiVersion: v1
kind: PersistentVolume
metadata:
  name: share
spec:
  capacity: {storage: 1Gi}
  accessModes: [ReadWriteMany]
  mountOptions: ${options}
  csi:
    driver: smb.csi.k8s.io
    volumeHandle: share
    volumeAttributes: {source: //smb.example/share}
    nodeStageSecretRef: {name: smb, namespace: shop}
`;

const storageClass = (options: string): string => `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: share
provisioner: smb.csi.k8s.io
parameters: {source: //smb.example/share}
mountOptions: ${options}
`;

export const volumeSmbSecurity: Check = {
  id: 'volume-smb-security',
  title: 'An SMB share is mounted without encryption',
  why: 'SMB encrypts only from version 3, and only if the client asks for it (mount option seal) or the server insists. Without it every host between node and server reads the files. Versions 1 and 2 cannot, and a guest mount gives the share to whoever reaches the server.',
  severity: 'medium',
  maps: {
    nsa: ['Encrypt data in transit', 'Network separation and hardening'],
    attack: ['T1039', 'T1040'],
    stride: ['information disclosure', 'tampering'],
    owasp: ['K07', 'K08'],
  },
  references: [
    'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#mount-options',
    'https://github.com/kubernetes-csi/csi-driver-smb/blob/master/docs/driver-parameters.md',
    'https://man7.org/linux/man-pages/man8/mount.cifs.8.html',
  ],
  *find(facts) {
    for (const mount of networkMounts(facts, 'smb')) {
      const failure = failureOf(mount);
      if (failure !== undefined) yield failure;
    }
  },
  examples: {
    exposed: [
      { name: 'not asked for', manifests: volume('[vers=3.1.1]') },
      { name: 'a version that cannot', manifests: volume('[vers=2.1, seal]') },
      { name: 'a StorageClass', manifests: storageClass('[dir_mode=0770]') },
      { name: 'a guest', manifests: storageClass('[vers=3.1.1, seal, guest]') },
    ],
    safe: [
      { name: 'version 3 with seal', manifests: volume('[vers=3.1.1, seal]') },
      { name: 'the newest that both know, with seal', manifests: volume('[vers=3, seal]') },
      { name: 'a StorageClass with seal', manifests: storageClass('[vers=3.1.1, seal]') },
    ],
  },
};
