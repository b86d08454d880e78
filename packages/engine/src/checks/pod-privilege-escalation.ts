// Containers whose processes may gain more privileges than their parent.
import type { Container, PodSpec } from '../facts/workload.ts';
import { addsCapability } from '../graph/host/capabilities.ts';
import type { Check } from './check.ts';
import { containerIn, deploymentManifest, podManifest } from './example-manifests.ts';
import { containerName, podFailures, type PodHit, setContainerSecurity } from './pod-check.ts';

/** The API server lets neither of these forbid escalation; they are findings of their own. */
function isReportedElsewhere(container: Container): boolean {
  return container.privileged || container.hostProcess || addsCapability(container, 'SYS_ADMIN');
}

function judge({ containers }: PodSpec): PodHit[] {
  return containers.flatMap((container): PodHit[] => {
    if (container.allowPrivilegeEscalation === false || isReportedElsewhere(container)) return [];
    const written = container.allowPrivilegeEscalation === true;
    return [
      {
        pointer: written ? `${container.pointer}/securityContext/allowPrivilegeEscalation` : container.pointer,
        what: `${containerName(container)} ${written ? 'allows privilege escalation' : 'does not forbid privilege escalation, and the default allows it'}`,
        severity: written ? 'medium' : 'low',
        change: [setContainerSecurity(container, 'allowPrivilegeEscalation', false)],
      },
    ];
  });
}

const security = (setting: string): string => `securityContext:\n  ${setting}`;

export const podPrivilegeEscalation: Check = {
  id: 'pod-privilege-escalation',
  title: 'A container may gain privileges',
  why: "Unless `allowPrivilegeEscalation` is false, a set-user-id program in the image makes its caller root, so `runAsUser` alone does not hold. False sets the kernel's no_new_privs flag. Absent means true.",
  severity: 'low',
  maps: {
    cis: ['5.2.6'],
    nsa: ['Pod security'],
    pss: ['restricted: privilege escalation'],
    attack: ['T1548.001'],
    stride: ['elevation of privilege'],
    owasp: ['K01'],
  },
  references: [
    'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted',
  ],
  find: (facts) =>
    podFailures(facts, judge, {
      consequence: 'A set-user-id program in the image makes its caller root.',
      fix: 'Set `allowPrivilegeEscalation: false` in each container.',
      show: '.containers[*].securityContext.allowPrivilegeEscalation',
    }),
  examples: {
    exposed: [
      {
        name: 'allowed in so many words',
        manifests: deploymentManifest(containerIn('containers', security('allowPrivilegeEscalation: true'))),
      },
      { name: 'allowed by default', manifests: podManifest(containerIn('containers', security('runAsNonRoot: true'))) },
      {
        name: 'an init container',
        manifests: podManifest(containerIn('initContainers', security('allowPrivilegeEscalation: true'))),
      },
    ],
    safe: [
      {
        name: 'forbidden',
        manifests: deploymentManifest(containerIn('containers', security('allowPrivilegeEscalation: false'))),
      },
      {
        name: 'forbidden in a pod',
        manifests: podManifest(containerIn('containers', security('allowPrivilegeEscalation: false'))),
      },
      {
        name: 'forbidden in the init container',
        manifests: podManifest(containerIn('initContainers', security('allowPrivilegeEscalation: false'))),
      },
    ],
  },
};
