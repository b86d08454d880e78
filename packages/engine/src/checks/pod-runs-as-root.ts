// Containers whose process is root, or whose image may make it root.
import type { Container, PodSpec } from '../facts/workload.ts';
import type { Check } from './check.ts';
import { deploymentManifest, podManifest } from './example-manifests.ts';
import type { Operation } from './patch.ts';
import { containerName, podFailures, type PodHit, setPodSecurity } from './pod-check.ts';

const ROOT = 0;

/** Where the user is written: in the container, which wins, or in the pod. */
function userPlace(container: Container): string {
  return container.securityContext?.runAsUser === undefined
    ? '/securityContext/runAsUser'
    : `${container.pointer}/securityContext/runAsUser`;
}

function judgeContainer(spec: PodSpec, container: Container): PodHit | undefined {
  const { runAsUser, runAsNonRoot } = container;
  // The kubelet refuses to start a container that must not be root and is, so there is nothing to report.
  if (container.hostProcess || runAsNonRoot === true) return undefined;
  if (runAsUser === ROOT) {
    const path = userPlace(container);
    const change: Operation[] = [setPodSecurity(spec, 'runAsNonRoot', true), { op: 'remove', path }];
    if (container.securityContext?.runAsNonRoot === false)
      change.push({ op: 'remove', path: `${container.pointer}/securityContext/runAsNonRoot` });
    return {
      pointer: path,
      what: `${containerName(container)} runs as user 0`,
      severity: spec.hostUsers ? 'medium' : 'low',
      change,
    };
  }
  if (runAsUser !== undefined || !spec.hostUsers) return undefined;
  const change: Operation[] = [setPodSecurity(spec, 'runAsNonRoot', true)];
  if (container.securityContext?.runAsNonRoot === false)
    change.push({ op: 'remove', path: `${container.pointer}/securityContext/runAsNonRoot` });
  return {
    pointer: container.pointer,
    what: `the image decides which user ${containerName(container)} runs as`,
    severity: 'low',
    unknown: true,
    change,
  };
}

function judge(spec: PodSpec): PodHit[] {
  return spec.containers.flatMap((container) => judgeContainer(spec, container) ?? []);
}

const withPodUser = (setting: string): string => `
securityContext:
  ${setting}
containers:
- name: app
  image: registry.example/app:1`;

const withContainerUser = (setting: string): string => `
securityContext:
  runAsUser: 1001
containers:
- name: app
  image: registry.example/app:1
  securityContext:
    ${setting}`;

export const podRunsAsRoot: Check = {
  id: 'pod-runs-as-root',
  title: 'A container runs as root',
  why: 'Root in a container is root on the node as soon as anything else is amiss: a hostPath, a capability, a fault of the kernel or the runtime. It also reads every mounted Secret, whatever its mode. Without `runAsUser` or `runAsNonRoot` the image decides, and most images are root. A user namespace (`hostUsers: false`) maps root to a user without rights.',
  severity: 'medium',
  maps: {
    cis: ['5.2.7'],
    nsa: ['Pod security'],
    pss: ['restricted: running as non-root'],
    attack: ['T1611'],
    stride: ['elevation of privilege'],
    owasp: ['K01'],
  },
  references: [
    'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted',
    'https://kubernetes.io/docs/concepts/workloads/pods/user-namespaces/',
  ],
  find: (facts) =>
    podFailures(facts, judge, {
      consequence: 'A process that is root reads every file mounted into it and is root on the node after any escape.',
      fix: 'Set `runAsNonRoot: true` for the pod and remove `runAsUser: 0`; give the image a USER with a number.',
      show: '.securityContext',
    }),
  examples: {
    exposed: [
      { name: 'the pod runs as user 0', manifests: deploymentManifest(withPodUser('runAsUser: 0')) },
      { name: 'the container overrules the pod', manifests: podManifest(withContainerUser('runAsUser: 0')) },
      { name: 'the image decides', manifests: podManifest(withPodUser('fsGroup: 1001')) },
    ],
    safe: [
      { name: 'another user', manifests: deploymentManifest(withPodUser('runAsUser: 1001')) },
      {
        name: "the container keeps the pod's user",
        manifests: podManifest(withContainerUser('readOnlyRootFilesystem: true')),
      },
      { name: 'the kubelet refuses root', manifests: podManifest(withPodUser('runAsNonRoot: true')) },
    ],
  },
};
