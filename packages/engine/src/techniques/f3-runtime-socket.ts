// F3: the socket of the container runtime.
import type { Technique } from '../graph/rule-types.ts';
import { onNodeOne } from './host-examples.ts';

const mounted = (path: string, mount = '', more = ''): string =>
  onNodeOne(
    `${more}containers: [{ name: web, image: web, volumeMounts: [{ name: v, mountPath: /host${mount} }] }], volumes: [{ name: v, hostPath: { path: ${path} } }]`,
  );
const TO_NODE = { from: 'pod:shop/web', to: 'node:n1' } as const;

export const f3: Technique = {
  id: 'F3',
  title: 'Use the container runtime’s socket',
  why: 'Who connects to the socket of Docker, containerd, CRI-O or cri-dockerd starts containers as root on the node, with its disk in them, and reads the environment of all others. Connecting writes nothing: a read-only mount does not help. A mount of the folder shows the socket too.',
  fix: 'Remove the volume; build images with a rootless builder, and read container data from the API.',
  references: ['https://kubernetes.io/docs/setup/production-environment/container-runtimes/'],
  asks: {},
  rules: [{ type: 'relation', relation: 'socketTakesNode', certainty: 'assumed' }],
  explain: ({ to, detail = "a container sees the runtime's socket", doubts = [] }) => ({
    because: `${detail}, which is root on ${to}`,
    conditions: doubts,
  }),
  examples: {
    exposed: [
      { name: 'the Docker socket', manifests: mounted('/var/run/docker.sock'), ...TO_NODE, certainty: 'assumed' },
      {
        name: 'containerd’s folder, read-only',
        manifests: mounted('/run/containerd', ', readOnly: true'),
        ...TO_NODE,
        certainty: 'assumed',
      },
      { name: 'all of /run', manifests: mounted('/var/run/'), ...TO_NODE, certainty: 'assumed' },
    ],
    safe: [
      { name: 'another socket', manifests: mounted('/run/nscd.sock'), ...TO_NODE },
      { name: 'a subPath beside the socket', manifests: mounted('/run', ', subPath: udev'), ...TO_NODE },
      {
        name: 'a kernel of its own reaches no socket of the node',
        manifests: mounted('/run/docker.sock', '', 'runtimeClassName: kata, '),
        ...TO_NODE,
      },
      {
        name: 'a pod that has ended',
        manifests: mounted('/run/docker.sock').replace('Running', 'Succeeded'),
        ...TO_NODE,
      },
    ],
  },
};
