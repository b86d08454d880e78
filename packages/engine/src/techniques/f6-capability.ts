// F6: capabilities that hold outside the container.
import type { Technique } from '../graph/rule-types.ts';
import { onNodeOne } from './host-examples.ts';

const pod = (capabilities: string, container = '', more = ''): string =>
  onNodeOne(
    `${more}containers: [{ name: web, image: web, securityContext: { ${container}capabilities: { add: [${capabilities}] } } }]`,
  );
const TO_NODE = { from: 'pod:shop/web', to: 'node:n1' } as const;

export const f6: Technique = {
  id: 'F6',
  title: 'Use a capability over the node',
  why: 'Some capabilities know no container: SYS_ADMIN mounts the node’s disks, SYS_MODULE loads code into its kernel, SYS_RAWIO reaches its memory, DAC_READ_SEARCH opens its files by handle, BPF with PERFMON reads and changes the memory of any process, and SYS_PTRACE with hostPID takes over its processes. They are in force only for root in the container.',
  fix: 'Drop all capabilities and add back only what the program needs.',
  references: [
    'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/#set-capabilities-for-a-container',
    'https://man7.org/linux/man-pages/man7/capabilities.7.html',
  ],
  asks: {},
  rules: [{ type: 'relation', relation: 'capabilityTakesNode', certainty: 'assumed' }],
  explain: ({ to, detail = 'a container has a capability over its node', doubts = [] }) => ({
    because: `${detail}: it gives ${to}`,
    conditions: [
      { text: 'seccomp, AppArmor or SELinux does not refuse its use', settledBy: `the profiles in force on ${to}` },
      ...doubts,
    ],
  }),
  examples: {
    exposed: [
      { name: 'mounting disks', manifests: pod('SYS_ADMIN'), ...TO_NODE, certainty: 'assumed' },
      { name: 'the kernel’s spelling', manifests: pod('CAP_SYS_MODULE'), ...TO_NODE, certainty: 'assumed' },
      {
        name: 'tracing the host’s processes',
        manifests: pod('SYS_PTRACE', '', 'hostPID: true, '),
        ...TO_NODE,
        certainty: 'assumed',
      },
      { name: 'programs in the kernel', manifests: pod('BPF, PERFMON'), ...TO_NODE, certainty: 'assumed' },
    ],
    safe: [
      { name: 'the network and the clock', manifests: pod('NET_ADMIN, SYS_TIME'), ...TO_NODE },
      { name: 'tracing only its own processes', manifests: pod('SYS_PTRACE'), ...TO_NODE },
      { name: 'not root, so not in force', manifests: pod('SYS_ADMIN', 'runAsUser: 1001, '), ...TO_NODE },
      { name: 'a user namespace of its own', manifests: pod('SYS_ADMIN', '', 'hostUsers: false, '), ...TO_NODE },
    ],
  },
};
