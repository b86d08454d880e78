// Secret volumes whose files every user in the container may read.
import type { PodSpec, Volume } from '../facts/workload.ts';
import type { Check } from './check.ts';
import { deploymentManifest, podManifest } from './example-manifests.ts';
import { podFailures, type PodHit } from './pod-check.ts';
import { secretVolumes } from './secret-volumes.ts';

/** What the API server sets when `defaultMode` is absent. */
const DEFAULT_MODE = 0o644;
const OTHERS = 0o007;
const FIXED_MODE = 0o440;

const octal = (mode: number): string => `0${mode.toString(8).padStart(3, '0')}`;

function judgeVolume({ name, type, pointer, defaultMode, itemModes }: Volume): PodHit[] {
  const place = `${pointer}/${type}/defaultMode`;
  const mode = defaultMode ?? DEFAULT_MODE;
  const hits: PodHit[] = [];
  if ((mode & OTHERS) !== 0) {
    const absent = defaultMode === undefined;
    hits.push({
      pointer: absent ? `${pointer}/${type}` : place,
      what: `volume ${name} shows a Secret with mode ${octal(mode)}${absent ? ', the default' : ''}`,
      severity: absent ? 'info' : 'low',
      change: [{ op: 'add', path: place, value: FIXED_MODE }],
    });
  }
  for (const item of itemModes ?? []) {
    if ((item.mode & OTHERS) === 0) continue;
    const change = [{ op: 'replace', path: item.pointer, value: FIXED_MODE }] as const;
    hits.push({
      pointer: item.pointer,
      what: `volume ${name} shows a key with mode ${octal(item.mode)}`,
      severity: 'low',
      change,
    });
  }
  return hits;
}

function judge(spec: PodSpec): PodHit[] {
  return secretVolumes(spec).flatMap(judgeVolume);
}

const volume = (mode: string, items = ''): string => `
containers:
- name: app
  image: registry.example/app:1
  volumeMounts:
  - {name: database, mountPath: /run/database, readOnly: true}
volumes:
- name: database
  secret:
    secretName: database
    defaultMode: ${mode}${items}`;

const item = (mode: string): string => `
    items:
    - {key: password, path: password, mode: ${mode}}`;

export const secretVolumeMode: Check = {
  id: 'secret-volume-mode',
  title: 'A mounted Secret is readable by every user of the container',
  why: "The files of a Secret volume get the mode that the pod asks for, 0644 by default: every process in the container reads them, also one that was given another user on purpose, such as a script interpreter or a web server's worker.",
  severity: 'low',
  maps: {
    cis: ['5.4.1'],
    nsa: ['Pod security'],
    attack: ['T1552.001'],
    stride: ['information disclosure'],
    owasp: ['K08'],
  },
  references: [
    'https://kubernetes.io/docs/concepts/configuration/secret/#secret-files-permissions',
    'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/#set-the-security-context-for-a-pod',
  ],
  find: (facts) =>
    podFailures(facts, judge, {
      consequence: 'Every process in the container reads it, whatever its user.',
      fix: 'Set defaultMode 0440 and give the pod an fsGroup, so that the program reads the files and others do not.',
      show: '.volumes[*].secret',
    }),
  examples: {
    exposed: [
      { name: 'readable by all', manifests: deploymentManifest(volume('0444')) },
      { name: 'one key readable by all', manifests: podManifest(volume('0400', item('0644'))) },
      { name: 'the default', manifests: podManifest(volume('0400').replace('\n    defaultMode: 0400', '')) },
    ],
    safe: [
      { name: 'readable by the owner', manifests: deploymentManifest(volume('0400')) },
      { name: 'readable by the group', manifests: deploymentManifest(volume('0440')) },
      { name: 'the key readable by the owner', manifests: podManifest(volume('0400', item('0400'))) },
    ],
  },
};
