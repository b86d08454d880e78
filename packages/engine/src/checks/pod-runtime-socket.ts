// Containers that see the container runtime's socket, or a directory that it stands in.
import type { Check } from './check.ts';
import { deploymentManifest, podManifest } from './example-manifests.ts';
import type { HostMount } from '../graph/host/host-mounts.ts';
import { type MountJudgement, mountHits } from './host-mounts.ts';
import { podFailures } from './pod-check.ts';
import { runtimeSocketAt } from '../graph/host/runtime-sockets.ts';

function judge({ path }: HostMount): MountJudgement | undefined {
  const socket = runtimeSocketAt(path);
  if (socket === undefined) return undefined;
  const through = path === socket ? '' : ` through ${path}`;
  return { what: `sees the runtime's socket ${socket}${through}`, severity: 'critical' };
}

const mounted = (hostPath: string, subPath = ''): string => `
containers:
- name: builder
  image: registry.example/builder:1
  volumeMounts:
  - name: host
    mountPath: /host${subPath === '' ? '' : `\n    subPath: ${subPath}`}
volumes:
- name: host
  hostPath:
    path: ${hostPath}`;

export const podRuntimeSocket: Check = {
  id: 'pod-runtime-socket',
  title: "A container sees the container runtime's socket",
  why: "The socket of Docker, containerd or CRI-O is root on the node: whoever connects starts a container with the node's disk in it, and reads the environment of every other container, Secrets included. A read-only mount does not help, since connecting writes nothing. Mounting the directory shows the socket as well.",
  severity: 'critical',
  maps: {
    cis: ['5.2.11'],
    nsa: ['Pod security'],
    pss: ['baseline: HostPath volumes'],
    attack: ['T1611', 'T1610', 'T1552.007'],
    stride: ['elevation of privilege', 'information disclosure'],
    owasp: ['K01'],
  },
  references: [
    'https://kubernetes.io/docs/concepts/storage/volumes/#hostpath',
    'https://kubernetes.io/docs/setup/production-environment/container-runtimes/',
  ],
  find: (facts) =>
    podFailures(facts, (spec) => mountHits(spec, judge), {
      consequence:
        'Who can connect to it starts containers as root on the node and reads the environment of all others.',
      fix: 'Remove the volume; build images with a rootless builder, and read container data from the API or the kubelet.',
      show: '.volumes[*].hostPath.path',
    }),
  examples: {
    exposed: [
      { name: 'the Docker socket', manifests: deploymentManifest(mounted('/var/run/docker.sock')) },
      { name: "the directory of containerd's socket", manifests: podManifest(mounted('/run/containerd')) },
      { name: 'all of /run', manifests: podManifest(mounted('/var/run/')) },
      { name: 'the socket by subPath', manifests: podManifest(mounted('/run', 'crio/crio.sock')) },
    ],
    safe: [
      { name: 'another socket', manifests: deploymentManifest(mounted('/var/run/nscd.sock')) },
      { name: 'the directory of another program', manifests: podManifest(mounted('/run/udev')) },
      { name: 'a subPath beside the socket', manifests: podManifest(mounted('/run', 'udev/data')) },
    ],
  },
};
