// F7: kernel settings that start programs on the node.
import type { Technique } from '../graph/rule-types.ts';
import { onNodeOne } from './host-examples.ts';

const unmasked = (more = '', context = ''): string =>
  onNodeOne(`${more}containers: [{ name: web, image: web, securityContext: { ${context}procMount: Unmasked } }]`);
const mounted = (path: string, mount = ''): string =>
  onNodeOne(
    `containers: [{ name: web, image: web, volumeMounts: [{ name: v, mountPath: /host${mount} }] }], volumes: [{ name: v, hostPath: { path: ${path} } }]`,
  );
const TO_NODE = { from: 'pod:shop/web', to: 'node:n1' } as const;

export const f7: Technique = {
  id: 'F7',
  title: 'Write kernel settings',
  why: 'The kernel starts the program that /proc/sys/kernel/core_pattern names, as root on the node, whenever a process dumps its memory. Runtimes mask /proc for that reason; procMount: Unmasked and a writable mount of the node’s /proc undo it.',
  fix: 'Remove procMount: Unmasked and mounts of /proc; where they are needed set hostUsers: false.',
  references: [
    'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/#proc-access',
    'https://man7.org/linux/man-pages/man5/core.5.html',
  ],
  asks: {},
  rules: [{ type: 'relation', relation: 'kernelSettingsTakeNode', certainty: 'assumed' }],
  explain: ({ to, detail = 'a container writes kernel settings', doubts = [] }) => ({
    because: `${detail}, so it names the program that the kernel of ${to} starts as root`,
    conditions: [
      {
        text: 'seccomp, AppArmor or SELinux does not keep the container from /proc/sys',
        settledBy: `the profiles in force on ${to}`,
      },
      ...doubts,
    ],
  }),
  examples: {
    exposed: [
      { name: 'an unmasked /proc', manifests: unmasked(), ...TO_NODE, certainty: 'assumed' },
      { name: 'the node’s kernel settings', manifests: mounted('/proc/sys/kernel'), ...TO_NODE, certainty: 'assumed' },
    ],
    safe: [
      { name: 'a user namespace of its own', manifests: unmasked('hostUsers: false, '), ...TO_NODE },
      { name: 'not root', manifests: unmasked('', 'runAsUser: 1001, '), ...TO_NODE },
      { name: 'read-only', manifests: mounted('/proc/sys/kernel', ', readOnly: true'), ...TO_NODE },
      { name: 'other settings', manifests: mounted('/proc/sys/net'), ...TO_NODE },
    ],
  },
};
