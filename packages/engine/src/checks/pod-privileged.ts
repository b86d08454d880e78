// Containers that run privileged, or as a Windows HostProcess: they hold the node.
import type { PodSpec } from '../facts/workload.ts';
import type { Check } from './check.ts';
import { containerIn, deploymentManifest, podManifest } from './example-manifests.ts';
import { containerName, podFailures, type PodHit } from './pod-check.ts';

function judge({ containers, hostUsers }: PodSpec): PodHit[] {
  return containers.flatMap((container): PodHit[] => {
    if (container.hostProcess) {
      return [
        { pointer: container.pointer, what: `${containerName(container)} is a Windows HostProcess`, severity: 'high' },
      ];
    }
    if (!container.privileged) return [];
    const path = `${container.pointer}/securityContext/privileged`;
    const what = `${containerName(container)} is privileged`;
    return [
      { pointer: path, what, severity: hostUsers ? 'high' : 'medium', change: [{ op: 'replace', path, value: false }] },
    ];
  });
}

const security = (setting: string): string => `securityContext:\n  ${setting}`;

const windows = (setting: string): string => `
hostNetwork: true
securityContext:
  windowsOptions:
    ${setting}
containers:
- name: agent
  image: registry.example/agent:1`;

export const podPrivileged: Check = {
  id: 'pod-privileged',
  title: 'A container runs privileged',
  why: "A privileged container has every capability, sees every device of the node and is under no seccomp or AppArmor profile. Whoever runs code in it mounts the node's disk and reads the kubelet's credentials, every Secret of every pod on that node and their memory. A Windows HostProcess container is the same on Windows.",
  severity: 'high',
  maps: {
    cis: ['5.2.2', '5.2.10'],
    nsa: ['Pod security'],
    pss: ['baseline: privileged containers', 'baseline: HostProcess'],
    attack: ['T1611', 'T1610'],
    stride: ['elevation of privilege', 'information disclosure'],
    owasp: ['K01'],
  },
  references: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline',
    'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
    'https://kubernetes.io/docs/concepts/security/linux-kernel-security-constraints/#privileged-containers',
  ],
  find: (facts) =>
    podFailures(facts, judge, {
      consequence: 'Code in it is root on the node and reads what every pod there can read.',
      fix: 'Run without `privileged`; add the one capability or device plugin that the program needs.',
      show: '.containers[*].securityContext.privileged',
    }),
  examples: {
    exposed: [
      {
        name: 'a privileged container',
        manifests: deploymentManifest(containerIn('containers', security('privileged: true'))),
      },
      {
        name: 'a privileged init container',
        manifests: podManifest(containerIn('initContainers', security('privileged: true'))),
      },
      {
        name: 'a privileged ephemeral container',
        manifests: podManifest(containerIn('ephemeralContainers', security('privileged: true'))),
      },
      { name: 'a Windows HostProcess pod', manifests: podManifest(windows('hostProcess: true')) },
    ],
    safe: [
      {
        name: 'privileged: false',
        manifests: deploymentManifest(containerIn('containers', security('privileged: false'))),
      },
      {
        name: 'an init container that is not privileged',
        manifests: podManifest(containerIn('initContainers', security('privileged: false'))),
      },
      {
        name: 'an ephemeral container that is not privileged',
        manifests: podManifest(containerIn('ephemeralContainers', security('privileged: false'))),
      },
      { name: 'hostProcess: false', manifests: podManifest(windows('hostProcess: false')) },
    ],
  },
};
