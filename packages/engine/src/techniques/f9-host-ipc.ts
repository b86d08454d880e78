// F9: memory shared through the host.
import type { Technique } from '../graph/rule-types.ts';
import { onNodeOne } from './host-examples.ts';
import { podManifest } from './example-manifests.ts';

const ipc = (name: string, hostIPC = true): string =>
  onNodeOne(`hostIPC: ${hostIPC}, containers: [{ name: ${name}, image: ${name} }]`, name);
const BETWEEN = { from: 'pod:shop/web', to: 'pod:shop/api' } as const;

export const f9: Technique = {
  id: 'F9',
  title: 'Share memory through the host',
  why: 'Pods with hostIPC on one node share System V and POSIX shared memory, semaphores and message queues with each other and with the node: one reads and changes what another keeps there.',
  fix: 'Remove hostIPC; share memory inside a pod by an emptyDir in memory.',
  references: ['https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline'],
  asks: {},
  rules: [{ type: 'relation', relation: 'hostIpcShared', certainty: 'assumed' }],
  explain: ({ to, detail = 'both share the IPC namespace of their node' }) => ({
    because: `${detail}, so one reads what the other keeps in shared memory`,
    conditions: [
      {
        text: `${to} keeps what it holds in shared memory that the other's user may open`,
        settledBy: `the program in ${to}`,
      },
    ],
  }),
  examples: {
    exposed: [
      { name: 'on the same node', manifests: ipc('web') + ipc('api'), ...BETWEEN, certainty: 'assumed' },
      {
        name: 'both of no known node',
        manifests: (ipc('web') + ipc('api')).replaceAll('nodeName: n1, ', ''),
        ...BETWEEN,
        certainty: 'assumed',
      },
    ],
    safe: [
      { name: 'the other has its own', manifests: ipc('web') + ipc('api', false), ...BETWEEN },
      { name: 'the one has its own', manifests: ipc('web', false) + ipc('api'), ...BETWEEN },
      {
        name: 'another node',
        manifests:
          ipc('web') + podManifest('{ nodeName: n2, hostIPC: true, containers: [{ name: api, image: api }] }', 'api'),
        ...BETWEEN,
      },
    ],
  },
};
