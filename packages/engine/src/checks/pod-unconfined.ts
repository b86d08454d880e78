// Containers without the kernel filters that runtimes put around them: seccomp and the masked parts of /proc.
import type { Container, PodSpec } from '../facts/workload.ts';
import type { Check } from './check.ts';
import { containerIn, deploymentManifest, podManifest } from './example-manifests.ts';
import { containerName, podFailures, type PodHit } from './pod-check.ts';

function judgeContainer(container: Container): PodHit[] {
  const { privileged, procMount, pointer } = container;
  // A privileged container has neither, and is a finding of its own.
  if (privileged) return [];
  const name = containerName(container);
  const hits: PodHit[] = [];
  if (procMount === 'Unmasked') {
    const path = `${pointer}/securityContext/procMount`;
    const change = [{ op: 'replace', path, value: 'Default' }] as const;
    hits.push({ pointer: path, what: `${name} has an unmasked /proc`, severity: 'medium', change });
  }
  if (container.seccomp === 'Unconfined')
    hits.push({ pointer, what: `${name} runs without a seccomp filter`, severity: 'medium' });
  return hits;
}

function judge({ containers }: PodSpec): PodHit[] {
  return containers.flatMap(judgeContainer);
}

const seccomp = (type: string): string => `securityContext:\n  seccompProfile:\n    type: ${type}`;
const procMount = (type: string): string => `securityContext:\n  procMount: ${type}`;
const forPod = (type: string): string =>
  `securityContext:\n  seccompProfile:\n    type: ${type}\n${containerIn('containers', 'securityContext:\n  runAsNonRoot: true')}`;

export const podUnconfined: Check = {
  id: 'pod-unconfined',
  title: 'A container runs without seccomp or with an unmasked /proc',
  why: 'Seccomp keeps a container from system calls that most kernel escapes need; `Unconfined` switches it off. An unmasked /proc shows kernel settings through which root in the container starts programs on the node (core_pattern) and reads kernel memory.',
  severity: 'medium',
  maps: {
    cis: ['5.6.2'],
    nsa: ['Pod security'],
    pss: ['baseline: seccomp', 'baseline: /proc mount type'],
    attack: ['T1611'],
    stride: ['elevation of privilege'],
    owasp: ['K01'],
  },
  references: [
    'https://kubernetes.io/docs/tutorials/security/seccomp/',
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline',
  ],
  find: (facts) =>
    podFailures(facts, judge, {
      consequence: 'An attacker in the container has more of the kernel to break out through.',
      fix: 'Set seccompProfile.type to RuntimeDefault, in the container too where it says otherwise, and leave procMount at Default.',
      show: '.containers[*].securityContext',
    }),
  examples: {
    exposed: [
      { name: 'no seccomp filter', manifests: deploymentManifest(containerIn('containers', seccomp('Unconfined'))) },
      { name: 'no seccomp filter for the whole pod', manifests: podManifest(forPod('Unconfined')) },
      {
        name: 'an unmasked /proc of an init container',
        manifests: podManifest(containerIn('initContainers', procMount('Unmasked'))),
      },
    ],
    safe: [
      {
        name: "the runtime's filter",
        manifests: deploymentManifest(containerIn('containers', seccomp('RuntimeDefault'))),
      },
      { name: "the runtime's filter for the whole pod", manifests: podManifest(forPod('RuntimeDefault')) },
      { name: 'a masked /proc', manifests: podManifest(containerIn('initContainers', procMount('Default'))) },
    ],
  },
};
