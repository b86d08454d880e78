// M1: a workload reads the Secrets that its pod spec shows to a container.
import type { Technique } from '../graph/rule-types.ts';
import { deploymentManifest, secretManifest } from './example-manifests.ts';

const db = secretManifest();
export const m1: Technique = {
  id: 'M1',
  title: 'Read a Secret from the pod',
  why: 'Whoever runs code in a container sees the Secrets in its environment and in its mounted volumes.',
  fix: 'Reference the Secret only in the pods that need it.',
  references: ['https://kubernetes.io/docs/concepts/configuration/secret/#using-secrets'],
  asks: {},
  rules: [{ type: 'relation', relation: 'workloadReadsSecret', certainty: 'certain' }],
  explain: ({ from, to }) => ({ because: `the pods of ${from} hold ${to} in a container`, conditions: [] }),
  examples: {
    exposed: [
      {
        name: 'environment',
        manifests:
          db +
          deploymentManifest(
            '{ containers: [{ name: web, image: web, env: [{ name: P, valueFrom: { secretKeyRef: { name: db, key: password } } }] }] }',
          ),
        from: 'deployment:shop/web',
        to: 'secret:shop/db',
        certainty: 'certain',
      },
      {
        name: 'mounted volume',
        manifests:
          db +
          deploymentManifest(
            '{ containers: [{ name: web, image: web, volumeMounts: [{ name: v, mountPath: /s }] }], volumes: [{ name: v, secret: { secretName: db } }] }',
          ),
        from: 'deployment:shop/web',
        to: 'secret:shop/db',
        certainty: 'certain',
      },
    ],
    safe: [
      {
        name: 'a shared process namespace reaches no Secret that the pod does not use (C9)',
        manifests:
          db +
          deploymentManifest(
            '{ shareProcessNamespace: true, containers: [{ name: web, image: web }, { name: side, image: side }] }',
          ),
        from: 'deployment:shop/web',
        to: 'secret:shop/db',
      },
      {
        name: 'another Secret',
        manifests:
          db +
          deploymentManifest(
            '{ containers: [{ name: web, image: web, env: [{ name: P, valueFrom: { secretKeyRef: { name: other, key: password } } }] }] }',
          ),
        from: 'deployment:shop/web',
        to: 'secret:shop/db',
      },
      {
        name: 'a volume that no container mounts',
        manifests:
          db +
          deploymentManifest(
            '{ containers: [{ name: web, image: web }], volumes: [{ name: v, secret: { secretName: db } }] }',
          ),
        from: 'deployment:shop/web',
        to: 'secret:shop/db',
      },
      {
        name: 'a pull Secret stays with the kubelet',
        manifests:
          db + deploymentManifest('{ containers: [{ name: web, image: web }], imagePullSecrets: [{ name: db }] }'),
        from: 'deployment:shop/web',
        to: 'secret:shop/db',
      },
    ],
  },
};
