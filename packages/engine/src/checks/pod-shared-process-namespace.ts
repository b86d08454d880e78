// Pods whose containers see each other's processes.
import type { PodSpec } from '../facts/workload.ts';
import type { Check } from './check.ts';
import { deploymentManifest, podManifest } from './example-manifests.ts';
import { podFailures, type PodHit } from './pod-check.ts';

const POINTER = '/shareProcessNamespace';

function judge({ shareProcessNamespace, containers, secrets }: PodSpec): PodHit[] {
  if (!shareProcessNamespace || containers.length < 2) return [];
  const names = new Set(secrets.filter(({ visible }) => visible).map(({ name }) => name));
  const gains =
    names.size === 0 ? '' : `, the Secret${names.size === 1 ? '' : 's'} ${[...names].join(', ')} of the pod included`;
  return [
    {
      pointer: POINTER,
      what: `the ${containers.length} containers share one process namespace: each reads the environment and files of the others through /proc${gains}`,
      severity: names.size === 0 ? 'low' : 'medium',
      change: [{ op: 'replace', path: POINTER, value: false }],
    },
  ];
}

const shared = (setting: string, second = ''): string => `
shareProcessNamespace: ${setting}
containers:
- name: app
  image: registry.example/app:1
  env:
  - name: DB_PASSWORD
    valueFrom:
      secretKeyRef: {name: database, key: password}${second}`;

const SIDECAR = `
- name: shipper
  image: registry.example/shipper:1`;

export const podSharedProcessNamespace: Check = {
  id: 'pod-shared-process-namespace',
  title: 'Containers of a pod share their processes',
  why: 'A Secret reaches only the containers that ask for it, unless `shareProcessNamespace` is set: then a sidecar with the same user, or root, reads /proc/PID/environ and /proc/PID/root of the container that has it. One weak sidecar image discloses all Secrets of the pod.',
  severity: 'medium',
  maps: {
    nsa: ['Pod security'],
    attack: ['T1003.007', 'T1552.001'],
    stride: ['information disclosure'],
    owasp: ['K01', 'K08'],
  },
  references: [
    'https://kubernetes.io/docs/tasks/configure-pod-container/share-process-namespace/',
    'https://kubernetes.io/docs/concepts/configuration/secret/',
  ],
  find: (facts) =>
    podFailures(facts, judge, {
      consequence: 'A weak sidecar discloses what was given to one container only.',
      fix: 'Remove `shareProcessNamespace`; debug with an ephemeral container that targets one container.',
      show: '.shareProcessNamespace',
    }),
  examples: {
    exposed: [
      { name: 'a log shipper beside the program', manifests: deploymentManifest(shared('true', SIDECAR)) },
      { name: 'the same in a pod', manifests: podManifest(shared('true', SIDECAR)) },
    ],
    safe: [
      { name: 'not shared', manifests: deploymentManifest(shared('false', SIDECAR)) },
      { name: 'not shared in a pod', manifests: podManifest(shared('false', SIDECAR)) },
      { name: 'one container only', manifests: podManifest(shared('true')) },
    ],
  },
};
