// NFS mounts without Kerberos or TLS: the server believes the client, and the network sees the data.
import type { Check, Failure } from './check.ts';
import { podManifest } from './example-manifests.ts';
import { type NetworkMount, networkMounts } from './network-mounts.ts';
import { jsonPatch } from './patch.ts';

interface Weakness {
  readonly says: string;
  readonly severity: 'medium' | 'low';
}

/** `xprtsec` is RPC over TLS, in Linux since 6.5. */
function weakness({ options, attributes }: NetworkMount): Weakness | undefined {
  if (attributes.get('encryptInTransit') === 'false')
    return { says: 'with TLS switched off (encryptInTransit)', severity: 'medium' };
  if (options.includes('sec=krb5p') || options.includes('xprtsec=tls') || options.includes('xprtsec=mtls'))
    return undefined;
  if (options.includes('sec=krb5') || options.includes('sec=krb5i'))
    return { says: 'with Kerberos but without encryption', severity: 'low' };
  return {
    says: 'without sec=krb5p: the server believes any client that names a user id, and the data crosses the network in plain text',
    severity: 'medium',
  };
}

/** The EFS driver tunnels through TLS unless told otherwise. */
function isTunnelled({ what, attributes }: NetworkMount): boolean {
  return what.endsWith('efs.csi.aws.com') && attributes.get('encryptInTransit') !== 'false';
}

function failureOf(mount: NetworkMount): Failure | undefined {
  const found = isTunnelled(mount) ? undefined : weakness(mount);
  if (found === undefined) return undefined;
  const kept = mount.options.filter((option) => option !== '' && !option.startsWith('sec='));
  const change =
    mount.optionsPointer === undefined || mount.attributes.has('encryptInTransit')
      ? []
      : [{ op: 'add', path: mount.optionsPointer, value: [...kept, 'sec=krb5p'] } as const];
  return {
    result: 'fail',
    object: mount.object,
    pointer: mount.pointer,
    message: `${mount.what.charAt(0).toUpperCase()}${mount.what.slice(1)} ${found.says}.`,
    severity: found.severity,
    fix: {
      summary:
        'Mount with sec=krb5p (or xprtsec=mtls), export to the nodes only and with root_squash, and give pods a claim instead of an inline NFS volume, which takes no mount options.',
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
  nfs: {server: nfs.example, path: /share}
`;

const storageClass = (options: string): string => `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: share
provisioner: nfs.csi.k8s.io
parameters: {server: nfs.example, share: /share}
mountOptions: ${options}
`;

const inline = (source: string): string =>
  podManifest(`
containers:
- name: app
  image: registry.example/app:1
  volumeMounts:
  - {name: share, mountPath: /share}
volumes:
- name: share
  ${source}`);

export const volumeNfsSecurity: Check = {
  id: 'volume-nfs-security',
  title: 'An NFS share is open to the network',
  why: 'By default (sec=sys) an NFS server believes the user id that a client claims and filters by address at best: any pod or host that reaches it mounts the share as any user, and the wire shows all data. Kerberos with privacy (sec=krb5p) or RPC over TLS authenticates and encrypts. An inline NFS volume in a pod has no place for mount options.',
  severity: 'medium',
  maps: {
    nsa: ['Encrypt data in transit', 'Network separation and hardening'],
    attack: ['T1039', 'T1040'],
    stride: ['information disclosure', 'spoofing', 'tampering'],
    owasp: ['K07', 'K08'],
  },
  references: [
    'https://kubernetes.io/docs/concepts/storage/volumes/#nfs',
    'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#mount-options',
    'https://man7.org/linux/man-pages/man5/nfs.5.html',
  ],
  *find(facts) {
    for (const mount of networkMounts(facts, 'nfs')) {
      const failure = failureOf(mount);
      if (failure !== undefined) yield failure;
    }
  },
  examples: {
    exposed: [
      { name: 'a PersistentVolume', manifests: volume('[nfsvers=4.2]') },
      { name: 'Kerberos without encryption', manifests: volume('[nfsvers=4.2, sec=krb5i]') },
      { name: 'a StorageClass', manifests: storageClass('[nfsvers=4.2]') },
      { name: 'an inline volume', manifests: inline('nfs: {server: nfs.example, path: /share}') },
    ],
    safe: [
      { name: 'Kerberos with encryption', manifests: volume('[nfsvers=4.2, sec=krb5p]') },
      { name: 'TLS', manifests: volume('[nfsvers=4.2, xprtsec=mtls]') },
      { name: 'a StorageClass with Kerberos', manifests: storageClass('[nfsvers=4.2, sec=krb5p]') },
      { name: 'a claim', manifests: inline('persistentVolumeClaim: {claimName: share}') },
    ],
  },
};
