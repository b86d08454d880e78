// Waits until an API server's authorizers have seen everything that was applied before.
import type { ApiObject } from '../cluster/client.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { waitUntil } from '../cluster/wait-until.ts';
import { grantObjects } from './grant-text.ts';
import { bindingSubject } from './subject.ts';

const secretRef = { name: 'barrier', namespace: 'default' };
/** A volume's Secret that a node may read once pods and volumes are all seen. */
const throughVolume = (barrier: string): ApiObject[] => [
  {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: barrier, namespace: 'default' },
    spec: {
      nodeName: barrier,
      containers: [{ name: 'main', image: 'example.test/none' }],
      volumes: [{ name: 'v', persistentVolumeClaim: { claimName: barrier } }],
    },
  },
  {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name: barrier },
    spec: {
      capacity: { storage: '1Gi' },
      accessModes: ['ReadWriteOnce'],
      persistentVolumeReclaimPolicy: 'Retain',
      claimRef: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', name: barrier, namespace: 'default' },
      csi: { driver: 'd.example.test', volumeHandle: barrier, nodePublishSecretRef: secretRef },
    },
  },
];

function barrierGrants(barrier: string): ApiObject[] {
  const toSubject = () => bindingSubject(`user:${barrier}`, 'default');
  const place = { namespace: 'default', name: barrier, toSubject };
  return ['get configmaps', 'cluster: get secrets'].flatMap((text, index) =>
    grantObjects(text, { ...place, name: `${barrier}-${index}` }),
  );
}

async function allowed(cluster: Cluster, user: string, groups: readonly string[], what: object): Promise<boolean> {
  const spec = { user, groups, resourceAttributes: { verb: 'get', namespace: 'default', ...what } };
  const review = { apiVersion: 'authorization.k8s.io/v1', kind: 'SubjectAccessReview', spec };
  const path = '/apis/authorization.k8s.io/v1/subjectaccessreviews';
  const { body } = await cluster.admin.client.send('POST', path, review);
  return (body['status'] as { readonly allowed?: boolean } | undefined)?.allowed === true;
}

/**
 * What is made last is seen last by each of the server's watches, so when it counts, everything before it does. Returns what
 * stays behind; `barrier` is its name, another one for each test file.
 */
export async function untilSeen(cluster: Cluster, barrier: string): Promise<readonly ApiObject[]> {
  const last = [...barrierGrants(barrier), ...throughVolume(barrier)];
  await cluster.apply(...last);
  await waitUntil('the authorizers to see all cases', async () => {
    const node = { user: `system:node:${barrier}`, groups: ['system:nodes'] };
    const seen = await Promise.all([
      allowed(cluster, barrier, [], { resource: 'configmaps', name: 'x' }),
      allowed(cluster, barrier, [], { resource: 'secrets', name: 'x' }),
      allowed(cluster, node.user, node.groups, { resource: 'secrets', name: secretRef.name }),
    ]);
    return seen.every(Boolean);
  });
  return last;
}
