// Secrets mounted by subPath: such a file never changes again.
import type { PodSpec } from '../facts/workload.ts';
import type { Check } from './check.ts';
import { deploymentManifest, podManifest } from './example-manifests.ts';
import { containerName, podFailures, type PodHit } from './pod-check.ts';
import { secretVolumes } from './secret-volumes.ts';

function judge(spec: PodSpec): PodHit[] {
  const volumes = new Set(secretVolumes(spec).map(({ name }) => name));
  if (volumes.size === 0) return [];
  return spec.containers.flatMap((container) =>
    container.mounts.flatMap((mount): PodHit[] => {
      if (mount.subPath === '' || !volumes.has(mount.volume)) return [];
      const what = `${containerName(container)} mounts ${mount.subPath} of the Secret volume ${mount.volume} by subPath`;
      return [{ pointer: `${mount.pointer}/subPath`, what, severity: 'low' }];
    }),
  );
}

const mount = (volume: string, setting: string): string => `
containers:
- name: app
  image: registry.example/app:1
  volumeMounts:
  - name: database
    mountPath: /etc/app/password
    ${setting}
volumes:
- name: database
  ${volume}`;

const SECRET = 'secret: {secretName: database, defaultMode: 0400}';
const PROJECTED = 'projected: {defaultMode: 0400, sources: [{secret: {name: database}}]}';

export const secretVolumeSubpath: Check = {
  id: 'secret-volume-subpath',
  title: 'A Secret is mounted by subPath and misses rotation',
  why: 'The kubelet updates a Secret volume when the Secret changes, but not what is mounted from it by subPath. After a leak the rotated value does not reach the container until it is made anew, so the old one has to stay valid.',
  severity: 'low',
  maps: {
    nsa: ['Place all credentials in Secrets'],
    attack: ['T1552.001'],
    stride: ['information disclosure'],
    owasp: ['K08'],
  },
  references: [
    'https://kubernetes.io/docs/concepts/configuration/secret/#mounted-secrets-are-updated-automatically',
    'https://kubernetes.io/docs/concepts/storage/volumes/#using-subpath',
  ],
  find: (facts) =>
    podFailures(facts, judge, {
      consequence: 'A rotated value does not reach the container until it is made anew.',
      fix: 'Mount the volume as a directory of its own, choose the key by `items`, and point the program to the file.',
      show: '.containers[*].volumeMounts',
    }),
  examples: {
    exposed: [
      { name: 'one key of a Secret', manifests: deploymentManifest(mount(SECRET, 'subPath: password')) },
      { name: 'one key of a projected Secret', manifests: podManifest(mount(PROJECTED, 'subPath: password')) },
    ],
    safe: [
      { name: 'the whole directory', manifests: deploymentManifest(mount(SECRET, 'readOnly: true')) },
      { name: 'the whole projected directory', manifests: podManifest(mount(PROJECTED, 'readOnly: true')) },
      {
        name: 'a ConfigMap',
        manifests: deploymentManifest(mount('configMap: {name: database, defaultMode: 0400}', 'subPath: password')),
      },
    ],
  },
};
