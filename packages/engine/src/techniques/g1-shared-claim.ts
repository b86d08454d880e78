// G1: read a claim that other pods mount too.
import type { Technique } from '../graph/rule-types.ts';
import { deploymentManifest } from './example-manifests.ts';

const volume = 'volumes: [{ name: data, persistentVolumeClaim: { claimName: data } }]';
const mounting = (name: string): string =>
  deploymentManifest(
    `{ containers: [{ name: c, image: c, volumeMounts: [{ name: data, mountPath: /data }] }], ${volume} }`,
    name,
  );
const claim = `
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: data, namespace: shop }
spec: { accessModes: [ReadWriteMany], resources: { requests: { storage: 1Gi } } }
---`;
const WEB_TO_DATA = { from: 'deployment:shop/web', to: 'persistentvolumeclaim:shop/data' } as const;

export const g1: Technique = {
  id: 'G1',
  title: 'Read a claim that other pods mount too',
  why: 'A claim that several pods mount carries what one writes to all the others: credentials that a tool keeps on disk, dumps, sockets. ReadWriteMany and ReadOnlyMany share it across nodes, ReadWriteOnce among the pods of one node; ReadWriteOncePod is shared with nobody. Whoever may create pods in the namespace mounts any claim of it (D1). A CSI driver that asks for tokens of the pods it serves is trusted like the node it runs on.',
  fix: 'Give each workload a claim of its own, or ReadWriteOncePod, and keep Secrets out of volumes.',
  references: ['https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes'],
  asks: {},
  rules: [{ type: 'relation', relation: 'workloadMountsClaim', certainty: 'assumed' }],
  explain: ({ from, to }) => ({
    because: `the pods of ${from} mount ${to}`,
    conditions: [
      {
        text: 'file permissions and the volume’s subPath show the content to the container',
        settledBy: 'the files, and securityContext of the pods',
      },
    ],
  }),
  examples: {
    exposed: [
      {
        name: 'one of two that share it',
        manifests: claim + mounting('web') + mounting('api'),
        ...WEB_TO_DATA,
        certainty: 'assumed',
      },
      {
        name: 'the claim is not in the input',
        manifests: mounting('web') + mounting('api'),
        ...WEB_TO_DATA,
        certainty: 'assumed',
      },
    ],
    safe: [
      {
        name: 'another claim',
        manifests: claim + mounting('web').replaceAll('claimName: data', 'claimName: other') + mounting('api'),
        ...WEB_TO_DATA,
      },
      {
        name: 'a volume that no container mounts',
        manifests:
          claim +
          mounting('web').replace('volumeMounts: [{ name: data, mountPath: /data }]', 'volumeMounts: []') +
          mounting('api'),
        ...WEB_TO_DATA,
      },
      {
        name: 'a claim of that name in another namespace',
        manifests: claim + mounting('web').replace('namespace: shop', 'namespace: lab') + mounting('api'),
        from: 'deployment:lab/web',
        to: WEB_TO_DATA.to,
      },
    ],
  },
};
