// Secret volumes with all keys in several containers of a pod.
import type { PodSpec } from '../facts/workload.ts';
import type { Check } from './check.ts';
import { deploymentManifest, podManifest } from './example-manifests.ts';
import { podFailures, type PodHit } from './pod-check.ts';
import { secretVolumes } from './secret-volumes.ts';

/** Containers that run side by side; what an init container saw is gone when they start. */
function judge(spec: PodSpec): PodHit[] {
  return secretVolumes(spec).flatMap((volume): PodHit[] => {
    const takesSome = spec.secrets.some(
      ({ pointer, keys }) => pointer.startsWith(`${volume.pointer}/`) && keys.length > 0,
    );
    const holders = spec.containers.filter(
      ({ type, mounts }) => type !== 'init' && mounts.some((mount) => mount.volume === volume.name),
    );
    if (takesSome || holders.length < 2) return [];
    const names = holders.map(({ name }) => name).join(', ');
    return [
      {
        pointer: `${volume.pointer}/${volume.type}`,
        what: `volume ${volume.name} shows all keys of a Secret to the containers ${names}`,
        severity: 'low',
      },
    ];
  });
}

const twoContainers = (secondMount: string, items = ''): string => `
containers:
- name: app
  image: registry.example/app:1
  volumeMounts:
  - {name: database, mountPath: /run/database, readOnly: true}
- name: shipper
  image: registry.example/shipper:1
  volumeMounts:
  - {name: ${secondMount}, mountPath: /run/data, readOnly: true}
volumes:
- name: logs
  emptyDir: {}
- name: database
  secret:
    secretName: database
    defaultMode: 0400${items}`;

const ONE_KEY = '\n    items: [{key: ca.crt, path: ca.crt}]';

export const secretMountedWidely: Check = {
  id: 'secret-mounted-widely',
  title: 'Several containers of a pod hold all keys of a Secret',
  why: 'Kubernetes shows a Secret only to the containers that mount it. A volume that is mounted into the program and its sidecars alike, with all keys, makes the weakest of their images the one that guards the Secret.',
  severity: 'low',
  maps: {
    cis: ['5.4.1'],
    nsa: ['Pod security'],
    attack: ['T1552.001'],
    stride: ['information disclosure'],
    owasp: ['K08'],
  },
  references: [
    'https://kubernetes.io/docs/concepts/security/secrets-good-practices/#restrict-secret-access-to-specific-containers',
  ],
  find: (facts) =>
    podFailures(facts, judge, {
      consequence: 'The weakest of their images guards the Secret.',
      fix: 'Mount it only where it is read, and choose the keys that each container needs by `items`.',
      show: '.containers[*].volumeMounts',
    }),
  examples: {
    exposed: [
      { name: 'a program and its log shipper', manifests: deploymentManifest(twoContainers('database')) },
      { name: 'the same in a pod', manifests: podManifest(twoContainers('database')) },
    ],
    safe: [
      { name: 'the program only', manifests: deploymentManifest(twoContainers('logs')) },
      { name: 'one key', manifests: deploymentManifest(twoContainers('database', ONE_KEY)) },
      { name: 'the program only, in a pod', manifests: podManifest(twoContainers('logs')) },
    ],
  },
};
