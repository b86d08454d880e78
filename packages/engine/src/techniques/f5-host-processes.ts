// F5: the processes of the host.
import type { Technique } from '../graph/rule-types.ts';
import { onNodeOne } from './host-examples.ts';

const pod = (container: string, more = 'hostPID: true, '): string =>
  onNodeOne(`${more}containers: [{ name: web, image: web${container} }]`);
const TO_NODE = { from: 'pod:shop/web', to: 'node:n1' } as const;

export const f5: Technique = {
  id: 'F5',
  title: 'Read the host’s processes',
  why: 'With hostPID a container sees every process of its node in /proc. Root, or CAP_SYS_PTRACE, reads the environment, the files and the memory of those it outranks: of other pods, and with the capability of the kubelet and the runtime.',
  fix: 'Remove hostPID; run the container as a user other than root.',
  references: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline',
    'https://man7.org/linux/man-pages/man2/ptrace.2.html',
  ],
  asks: {},
  rules: [{ type: 'relation', relation: 'hostProcessesTakeNode', certainty: 'assumed' }],
  explain: ({ to, detail = "the pod sees the host's processes", doubts = [] }) => ({
    because: `${detail}, so it reads what the processes of ${to} hold`,
    conditions: [
      {
        text: 'the kernel lets the container read processes of others',
        settledBy: `yama, seccomp and AppArmor on ${to}`,
      },
      ...doubts,
    ],
  }),
  examples: {
    exposed: [
      { name: 'as root', manifests: pod(', securityContext: { runAsUser: 0 }'), ...TO_NODE, certainty: 'assumed' },
      { name: 'as the image’s user', manifests: pod(''), ...TO_NODE, certainty: 'assumed' },
      {
        name: 'with the capability to trace',
        manifests: pod(', securityContext: { capabilities: { add: [SYS_PTRACE] } }'),
        ...TO_NODE,
        certainty: 'assumed',
      },
    ],
    safe: [
      { name: 'another user', manifests: pod(', securityContext: { runAsUser: 1001 }'), ...TO_NODE },
      { name: 'never as root', manifests: pod(', securityContext: { runAsNonRoot: true }'), ...TO_NODE },
      {
        name: 'processes shared among the pod’s own containers',
        manifests: pod('', 'shareProcessNamespace: true, '),
        ...TO_NODE,
      },
      { name: 'a kernel of its own', manifests: pod('', 'hostPID: true, runtimeClassName: kata-qemu, '), ...TO_NODE },
    ],
  },
};
