// Replays the techniques that make pods, alone (D1) or through a controller (D2); their node then reads what they use.
import { ISSUER } from '../cluster/control-plane.ts';
import type { Attempt } from './attempt.ts';
import {
  carriesValue,
  eventually,
  groupPath,
  namesToTry,
  partsOf,
  type Stage,
  tokenIn,
  requestToken,
  usernameOf,
  whoIs,
} from './stage.ts';

const APPLY = { contentType: 'application/apply-patch+yaml' };
const MERGE = { contentType: 'application/merge-patch+json' };
const IMAGE = 'example.test/none';

/** A pod on a node of our own that uses what the path leads to. */
function specFor({ path }: Stage): object {
  const { kind, namespace, name } = partsOf(path.to);
  return {
    nodeName: `${namespace}-own`,
    ...(kind === 'serviceaccount' ? { serviceAccountName: name } : {}),
    containers: [{ name: 'own', image: IMAGE, ...(kind === 'secret' ? { envFrom: [{ secretRef: { name } }] } : {}) }],
  };
}

type Pod = {
  readonly metadata: { readonly name: string; readonly uid: string };
  readonly spec: { readonly nodeName?: string };
};

async function podsOnNode({ cluster }: Stage, namespace: string, node: string): Promise<readonly Pod[]> {
  const { items } = await cluster.get(`/api/v1/namespaces/${namespace}/pods`);
  return (items as readonly Pod[]).filter(({ spec }) => spec.nodeName === node);
}

/** What a node may be let to ask for: what the server gives unasked, and the same by its name. */
const AUDIENCES = [[], [ISSUER]];

/** The Secret, or a token of the account, as the node on which such a pod is. */
export async function nodeGets(stage: Stage, node: string): Promise<boolean> {
  const { kind, namespace, name } = partsOf(stage.path.to);
  const client = stage.node(node);
  const gets = async (): Promise<true | undefined> => {
    const pods = await podsOnNode(stage, namespace, node);
    if (pods.length === 0) return undefined;
    if (kind === 'secret')
      return carriesValue(await client.send('GET', `/api/v1/namespaces/${namespace}/secrets/${name}`)) || undefined;
    const tries = pods.flatMap(({ metadata }) => AUDIENCES.map((audiences) => ({ metadata, audiences })));
    for (const { metadata, audiences } of tries) {
      const boundObjectRef = { apiVersion: 'v1', kind: 'Pod', name: metadata.name, uid: metadata.uid };
      // oxlint-disable-next-line no-await-in-loop -- one pod after the other
      const token = tokenIn(await requestToken(client, { namespace, name }, { boundObjectRef, audiences }));
      // oxlint-disable-next-line no-await-in-loop
      if (token !== undefined && (await whoIs(stage.as({ token }))).username === usernameOf(stage.path.to)) return true;
    }
    return undefined;
  };
  return (await eventually(stage.looks, gets)) === true;
}

/** By POST, or by name. */
async function made(stage: Stage, collection: string, object: (name: string) => object): Promise<boolean> {
  for (const name of namesToTry(stage.replay)) {
    // oxlint-disable-next-line no-await-in-loop -- one try after the other
    if ((await stage.actor.send('POST', collection, object(name))).status === 201) return true;
    const path = `${collection}/${name}?fieldManager=replay`;
    // oxlint-disable-next-line no-await-in-loop
    if ((await stage.actor.send('PATCH', path, object(name), APPLY)).status === 201) return true;
  }
  return false;
}

/** D1 */
export const createsPod: Attempt = async (stage) => {
  const { namespace } = partsOf(stage.path.to);
  const pod = (name: string) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name }, spec: specFor(stage) });
  if (!(await made(stage, `/api/v1/namespaces/${namespace}/pods`, pod))) return false;
  return nodeGets(stage, `${namespace}-own`);
};

const LABELS = { app: 'own' };
const KINDS: Readonly<Record<string, string>> = {
  deployments: 'Deployment',
  jobs: 'Job',
  statefulsets: 'StatefulSet',
  daemonsets: 'DaemonSet',
};

function controllerSpec(kind: string, pod: object): object {
  const template = { metadata: { labels: LABELS }, spec: kind === 'Job' ? { ...pod, restartPolicy: 'Never' } : pod };
  return kind === 'Job' ? { template } : { selector: { matchLabels: LABELS }, template };
}

/** D2: a controller of the kind, made or changed, makes the pod. */
export const createsController: Attempt = async (stage) => {
  const { namespace } = partsOf(stage.path.to);
  const request = stage.path.steps.at(-1)?.request;
  const kind = KINDS[request?.resource ?? ''];
  if (request === undefined || kind === undefined) return false;
  const collection = `${groupPath(request.group)}/namespaces/${namespace}/${request.resource}`;
  const spec = controllerSpec(kind, specFor(stage));
  const apiVersion = `${request.group}/v1`;
  if (request.verb === 'patch') {
    const change = { spec: { template: { spec: specFor(stage) } } };
    const answer = await stage.actor.send('PATCH', `${collection}/${request.name}`, change, MERGE);
    return answer.status === 200 && nodeGets(stage, `${namespace}-own`);
  }
  if (!(await made(stage, collection, (name) => ({ apiVersion, kind, metadata: { name }, spec })))) return false;
  return nodeGets(stage, `${namespace}-own`);
};
