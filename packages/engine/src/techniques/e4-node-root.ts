// E4: root on a node takes over the pods that run there.
import type { Technique } from '../graph/rule-types.ts';
import { podManifest } from './example-manifests.ts';

export const e4: Technique = {
  id: 'E4',
  title: 'Take over the pods of a node',
  why: 'Root on a node reads the files, environment and memory of every container on it, and can enter each one.',
  fix: 'Keep workloads of different trust on different nodes.',
  references: ['https://kubernetes.io/docs/concepts/security/multi-tenancy/#node-isolation'],
  asks: {},
  rules: [{ type: 'relation', relation: 'nodeRunsWorkload', certainty: 'assumed' }],
  explain: ({ from, to }) => ({
    because: `${to} runs on ${from}; root there is in every container`,
    conditions: [
      { text: 'root on the node is not stopped by a sandboxed runtime', settledBy: 'runtimeClass of the pods' },
    ],
  }),
  examples: {
    exposed: [
      {
        name: 'a pod on the node',
        manifests: podManifest('{ nodeName: n1, containers: [{ name: web, image: web }] }'),
        from: 'node:n1',
        to: 'pod:shop/web',
        certainty: 'assumed',
      },
      {
        name: 'a second pod on the node',
        manifests:
          podManifest('{ nodeName: n1, containers: [{ name: web, image: web }] }') +
          podManifest('{ nodeName: n1, containers: [{ name: api, image: api }] }', 'api'),
        from: 'node:n1',
        to: 'pod:shop/api',
        certainty: 'assumed',
      },
    ],
    safe: [
      {
        name: 'another node',
        manifests:
          podManifest('{ nodeName: n2, containers: [{ name: web, image: web }] }') +
          podManifest('{ nodeName: n1, containers: [{ name: api, image: api }] }', 'api'),
        from: 'node:n1',
        to: 'pod:shop/web',
      },
      {
        name: 'not bound to a node',
        manifests:
          podManifest('{ containers: [{ name: web, image: web }] }') +
          podManifest('{ nodeName: n1, containers: [{ name: api, image: api }] }', 'api'),
        from: 'node:n1',
        to: 'pod:shop/web',
      },
      {
        name: 'a pod that has ended',
        manifests: podManifest('{ nodeName: n1, containers: [{ name: web, image: web }] }').replace(
          'Running',
          'Succeeded',
        ),
        from: 'node:n1',
        to: 'pod:shop/web',
      },
    ],
  },
};
