// Containers that are given Linux capabilities beyond the baseline.
import type { Container, PodSpec } from '../facts/workload.ts';
import { capabilityRisk } from '../graph/host/capabilities.ts';
import type { Check } from './check.ts';
import { containerIn, deploymentManifest, podManifest } from './example-manifests.ts';
import { containerName, podFailures, type PodHit } from './pod-check.ts';

function judgeContainer(container: Container): PodHit[] {
  // A privileged container has them all, and is a finding of its own.
  if (container.privileged) return [];
  const path = `${container.pointer}/securityContext/capabilities/add`;
  const kept = container.capabilitiesAdd.filter((name) => capabilityRisk(name) === undefined);
  return container.capabilitiesAdd.flatMap((name): PodHit[] => {
    const risk = capabilityRisk(name);
    if (risk === undefined) return [];
    const what = `${containerName(container)} adds ${name}: ${risk.gives}`;
    return [{ pointer: path, what, severity: risk.severity, change: [{ op: 'replace', path, value: kept }] }];
  });
}

function judge({ containers }: PodSpec): PodHit[] {
  return containers.flatMap(judgeContainer);
}

const capabilities = (names: string): string => `securityContext:\n  capabilities:\n    add: [${names}]`;

export const podDangerousCapabilities: Check = {
  id: 'pod-dangerous-capabilities',
  title: 'A container has dangerous capabilities',
  why: "Some capabilities are the node: with SYS_ADMIN one mounts its disks, with SYS_PTRACE and the node's processes one reads their memory, with DAC_READ_SEARCH one opens any file by handle, with SYS_MODULE one loads code into the kernel. NET_ADMIN and NET_RAW intercept the traffic of neighbours.",
  severity: 'high',
  maps: {
    cis: ['5.2.8', '5.2.9'],
    nsa: ['Pod security'],
    pss: ['baseline: capabilities', 'restricted: capabilities'],
    attack: ['T1611', 'T1003.007', 'T1557'],
    stride: ['elevation of privilege', 'information disclosure'],
    owasp: ['K01'],
  },
  references: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline',
    'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/#set-capabilities-for-a-container',
    'https://man7.org/linux/man-pages/man7/capabilities.7.html',
  ],
  find: (facts) =>
    podFailures(facts, judge, {
      consequence: 'Code in the container can do this to the node and its other pods.',
      fix: 'Remove the capability; drop ALL and add back only what the program needs, such as NET_BIND_SERVICE.',
      show: '.containers[*].securityContext.capabilities',
    }),
  examples: {
    exposed: [
      { name: 'mounting disks', manifests: deploymentManifest(containerIn('containers', capabilities('SYS_ADMIN'))) },
      {
        name: "the kernel's spelling",
        manifests: podManifest(containerIn('containers', capabilities('NET_BIND_SERVICE, CAP_SYS_PTRACE'))),
      },
      {
        name: 'all of them, in an init container',
        manifests: podManifest(containerIn('initContainers', capabilities('ALL'))),
      },
      {
        name: 'the network and the clock',
        manifests: podManifest(containerIn('containers', capabilities('NET_ADMIN, SYS_TIME'))),
      },
    ],
    safe: [
      {
        name: 'a low port',
        manifests: deploymentManifest(containerIn('containers', capabilities('NET_BIND_SERVICE'))),
      },
      {
        name: 'only what the baseline allows',
        manifests: podManifest(containerIn('containers', capabilities('NET_BIND_SERVICE, CAP_CHOWN'))),
      },
      { name: 'nothing added', manifests: podManifest(containerIn('initContainers', capabilities(''))) },
    ],
  },
};
