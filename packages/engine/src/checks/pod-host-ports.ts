// Containers that open a port on the node's own address.
import type { PodSpec } from '../facts/workload.ts';
import type { Check } from './check.ts';
import { containerIn, deploymentManifest, podManifest } from './example-manifests.ts';
import { containerName, podFailures, type PodHit } from './pod-check.ts';

function judge({ containers, hostNetwork }: PodSpec): PodHit[] {
  // With hostNetwork every port is the node's, and that is a finding of its own.
  if (hostNetwork) return [];
  return containers.flatMap((container) =>
    container.hostPorts.map(({ port, pointer }): PodHit => ({
      pointer,
      what: `${containerName(container)} opens port ${port} of the node`,
      severity: 'low',
      change: [{ op: 'remove', path: pointer }],
    })),
  );
}

const ports = (setting: string): string => `ports:\n- containerPort: 8080\n  ${setting}`;

export const podHostPorts: Check = {
  id: 'pod-host-ports',
  title: 'A container opens a port of its node',
  why: "A host port listens on the node's addresses: whoever reaches the node reaches the container, past Services, Ingresses and, with many network plugins, NetworkPolicies.",
  severity: 'low',
  maps: {
    cis: ['5.2.12'],
    nsa: ['Pod security', 'Network separation and hardening'],
    pss: ['baseline: host ports'],
    attack: ['T1133'],
    stride: ['information disclosure'],
    owasp: ['K01', 'K07'],
  },
  references: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline',
    'https://kubernetes.io/docs/concepts/configuration/overview/#services',
  ],
  find: (facts) =>
    podFailures(facts, judge, {
      consequence: 'Whoever reaches the node reaches the container, past Services and often past NetworkPolicies.',
      fix: 'Remove `hostPort` and expose the pod through a Service.',
      show: '.containers[*].ports[*].hostPort',
    }),
  examples: {
    exposed: [
      { name: 'a host port', manifests: deploymentManifest(containerIn('containers', ports('hostPort: 8080'))) },
      {
        name: 'a host port of a sidecar',
        manifests: podManifest(containerIn('initContainers', ports('hostPort: 9000'))),
      },
    ],
    safe: [
      { name: 'a container port only', manifests: deploymentManifest(containerIn('containers', ports('name: http'))) },
      {
        name: 'a container port of a sidecar',
        manifests: podManifest(containerIn('initContainers', ports('name: http'))),
      },
      {
        name: 'host port 0, which is none',
        manifests: podManifest(containerIn('initContainers', ports('hostPort: 0'))),
      },
    ],
  },
};
