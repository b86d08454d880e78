// L8: read an image on a node that holds it.
import type { Technique } from '../graph/rule-types.ts';
import { deploymentManifest, podManifest } from './example-manifests.ts';
import { BY_TAG, hiddenFindings, imageFindings, imagePod, TO_IMAGE, TO_LAYERS } from './image-examples.ts';

const found = imageFindings();
const agent = (path: string, node = 'n1', more = ''): string =>
  podManifest(
    `{ nodeName: ${node}, ${more}containers: [{ name: scan, image: scan, volumeMounts: [{ name: v, mountPath: /images, readOnly: true }] }], volumes: [{ name: v, hostPath: { path: ${path} } }] }`,
    'scan',
  );
const agents = (kind: string): string =>
  deploymentManifest(
    '{ containers: [{ name: scan, image: scan, volumeMounts: [{ name: v, mountPath: /images }] }], volumes: [{ name: v, hostPath: { path: /var/lib/containerd } }] }',
    'scan',
  ).replace('kind: Deployment', `kind: ${kind}`);
const STORE = '/var/lib/containerd';
const FROM_NODE = { from: 'node:n1', ...TO_IMAGE } as const;
const FROM_AGENT = { from: 'pod:shop/scan', ...TO_IMAGE } as const;

export const l8: Technique = {
  id: 'L8',
  title: 'Read an image on the node',
  why: 'The runtime keeps every layer of an image that a node has pulled, also those whose files a later layer deletes, and its configuration with labels and history. Root on the node reads them, and so does every workload that mounts the store or a folder above it, read-only or not. Images stay after their pods have ended, until the disk fills.',
  fix: 'Change the credential, and build the image without it; mount the runtime’s store in nothing but what scans images.',
  references: [
    'https://kubernetes.io/docs/concepts/architecture/garbage-collection/#container-image-lifecycle',
    'https://github.com/containerd/containerd/blob/main/docs/content-flow.md',
    'https://kubernetes.io/docs/concepts/storage/volumes/#hostpath',
  ],
  asks: {},
  rules: [
    { type: 'relation', relation: 'nodeHoldsImage', certainty: 'assumed' },
    { type: 'relation', relation: 'workloadReadsImages', certainty: 'assumed' },
  ],
  explain: ({ from, to, detail, doubts = [] }) => ({
    because: detail === undefined ? `${from} holds ${to}, which a pod there runs` : `${detail}, which holds ${to}`,
    conditions: [
      {
        text: 'the runtime keeps the image there: unused ones go when the disk fills, and layers may be dropped once unpacked',
        settledBy: 'the images of the node',
      },
      ...doubts,
    ],
  }),
  examples: {
    exposed: [
      { name: 'the node of the pod', manifests: found + imagePod(BY_TAG), ...FROM_NODE, certainty: 'assumed' },
      {
        name: 'a file that a later layer deletes',
        manifests: hiddenFindings() + imagePod(BY_TAG),
        from: 'node:n1',
        ...TO_LAYERS,
        certainty: 'assumed',
      },
      {
        name: 'a pod that has ended',
        manifests: found + imagePod(BY_TAG).replace('Running', 'Succeeded'),
        ...FROM_NODE,
        certainty: 'assumed',
      },
      {
        name: 'a workload that sees the store',
        manifests: hiddenFindings() + imagePod(BY_TAG) + agent(STORE),
        from: 'pod:shop/scan',
        ...TO_LAYERS,
        certainty: 'assumed',
      },
      {
        name: 'the folder of layers alone',
        manifests: found + imagePod(BY_TAG) + agent(`${STORE}/io.containerd.content.v1.content`),
        ...FROM_AGENT,
        certainty: 'assumed',
      },
      {
        name: 'a DaemonSet, whose pods the input lacks',
        manifests: found + imagePod(BY_TAG) + agents('DaemonSet'),
        from: 'daemonset:shop/scan',
        ...TO_IMAGE,
        certainty: 'assumed',
      },
    ],
    safe: [
      {
        name: 'a Deployment, of which a pod may run elsewhere',
        manifests: found + imagePod(BY_TAG) + agents('Deployment'),
        from: 'deployment:shop/scan',
        ...TO_IMAGE,
      },
      {
        name: 'another node',
        manifests: found + imagePod(BY_TAG).replace('n1', 'n2') + agent('/srv'),
        ...FROM_NODE,
      },
      { name: 'another image', manifests: found + imagePod('registry.example/shop/web:2'), ...FROM_NODE },
      { name: 'a workload on another node', manifests: found + imagePod(BY_TAG) + agent(STORE, 'n2'), ...FROM_AGENT },
      {
        name: 'another folder of the node',
        manifests: found + imagePod(BY_TAG) + agent('/var/lib/cni'),
        ...FROM_AGENT,
      },
      {
        name: 'a workload that is not root',
        manifests: found + imagePod(BY_TAG) + agent(STORE, 'n1', 'securityContext: { runAsUser: 1000 }, '),
        ...FROM_AGENT,
      },
    ],
  },
};
