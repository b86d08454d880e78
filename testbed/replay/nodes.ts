// Replays what a node's identity is given (E1), and the ways to have more given to it (E2, E3).
import type { Client } from '../cluster/client.ts';
import type { Attempt } from './attempt.ts';
import { certifiedNode } from './certificates.ts';
import { nodeGets } from './new-pods.ts';
import { carriesValue, eventually, namesToTry, partsOf, type Stage } from './stage.ts';

const APPLY = { contentType: 'application/apply-patch+yaml' };
const STORAGE = { storage: '1Gi' };

/** E1 */
export const isGiven: Attempt = async (stage) => nodeGets(stage, partsOf(stage.path.from).name);

/** A node's credentials: by a certificate of its own where the path goes that way, else those of a node that was taken. */
async function asNode(stage: Stage, node: string): Promise<Client | undefined> {
  const joins = stage.path.steps.some(({ technique }) => technique === 'B16');
  return joins ? certifiedNode(stage, node) : stage.node(node);
}

/** The node that the path passes; of an unknown one, a node of our own. */
function nodeOf({ path }: Stage): string {
  const passed = path.steps.find(({ to }) => to.startsWith('node:'))?.to ?? '';
  const { name } = partsOf(passed);
  return name === '' || name === '*' ? `${partsOf(path.from).namespace}-node` : name;
}

/** A claim, and a pod on the node that uses it: the condition that the path states. */
async function claimOnNode({ cluster, path }: Stage, node: string): Promise<{ namespace: string; name: string }> {
  const { namespace } = partsOf(path.from);
  const claim = { name: 'data', namespace };
  await cluster.apply(
    {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: claim,
      spec: { accessModes: ['ReadWriteOnce'], storageClassName: '', resources: { requests: STORAGE } },
    },
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'claims', namespace },
      spec: {
        nodeName: node,
        containers: [{ name: 'main', image: 'example.test/none' }],
        volumes: [{ name: 'v', persistentVolumeClaim: { claimName: 'data' } }],
      },
    },
  );
  return claim;
}

function volume(name: string, claimRef: object, secret: object): object {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name },
    spec: {
      capacity: STORAGE,
      accessModes: ['ReadWriteOnce'],
      persistentVolumeReclaimPolicy: 'Retain',
      claimRef: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', ...claimRef },
      csi: { driver: 'd.example.test', volumeHandle: name, nodePublishSecretRef: secret },
    },
  };
}

/** E2: a volume for the claim that names the Secret. */
export const namesSecretInVolume: Attempt = async (stage) => {
  const node = nodeOf(stage);
  const client = await asNode(stage, node);
  if (client === undefined) return false;
  const { namespace, name } = partsOf(stage.path.to);
  const claim = await claimOnNode(stage, node);
  for (const wanted of namesToTry(stage.replay)) {
    const volumeName = wanted === 'fresh' ? `${claim.namespace}-fresh` : wanted;
    const object = volume(volumeName, claim, { name, namespace });
    // oxlint-disable-next-line no-await-in-loop -- one try after the other
    const posted = await stage.actor.send('POST', '/api/v1/persistentvolumes', object);
    const path = `/api/v1/persistentvolumes/${volumeName}?fieldManager=replay`;
    // oxlint-disable-next-line no-await-in-loop
    if (posted.status !== 201) await stage.actor.send('PATCH', path, object, APPLY);
  }
  const secret = `/api/v1/namespaces/${namespace}/secrets/${name}`;
  const reads = async (): Promise<true | undefined> => carriesValue(await client.send('GET', secret)) || undefined;
  return (await eventually(stage.looks, reads)) === true;
};

/** E3: every pod of the namespace that waits is bound to the node. */
export const bindsPods: Attempt = async (stage) => {
  const node = nodeOf(stage);
  if ((await asNode(stage, node)) === undefined) return false;
  const { namespace } = partsOf(stage.path.to);
  const pods = `/api/v1/namespaces/${namespace}/pods`;
  const isOld = stage.path.steps.at(-1)?.request?.resource === 'bindings';
  const bound = await eventually(stage.looks, async () => {
    const { items } = await stage.cluster.get(pods);
    const waiting = (items as readonly { metadata: { name: string }; spec: { nodeName?: string } }[]).filter(
      ({ spec }) => spec.nodeName === undefined,
    );
    for (const { metadata } of waiting) {
      const name = metadata.name;
      const binding = { apiVersion: 'v1', kind: 'Binding', metadata: { name }, target: { kind: 'Node', name: node } };
      const path = isOld ? `/api/v1/namespaces/${namespace}/bindings` : `${pods}/${name}/binding`;
      // oxlint-disable-next-line no-await-in-loop -- one try after the other
      if ((await stage.actor.send('POST', path, binding)).status === 201) return true;
    }
    return undefined;
  });
  return bound === true && nodeGets(stage, node);
};
