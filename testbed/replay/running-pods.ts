// Replays the API server's half of the techniques that enter pods: no kubelet answers, so acceptance is the proof.
import type { Answer } from '../cluster/client.ts';
import type { Attempt } from './attempt.ts';
import type { StepRequest } from './example.ts';
import { carriesValue, eventually, partsOf, pathOf, type Stage } from './stage.ts';

const STRATEGIC = { contentType: 'application/strategic-merge-patch+json' };
const IMAGE = 'example.test/none';

function lastRequest({ path }: Stage): StepRequest | undefined {
  return path.steps.at(-1)?.request;
}

/** Neither the authorizers nor what comes after them refused: what is missing is a kubelet. */
const wasLetThrough = ({ status }: Answer): boolean => status !== 401 && status !== 403;

/** A name that the request leaves open: the pod or node of the example. */
function nameFor({ replay, path }: Stage, { name, resource }: StepRequest): string {
  if (name !== undefined) return name;
  if (resource !== 'nodes') return partsOf(path.to).name;
  const pod = replay.objects.find(({ kind }) => kind === 'Pod');
  return (pod?.['spec'] as { readonly nodeName?: string } | undefined)?.nodeName ?? 'any';
}

/** C1 to C4 and C7: exec, attach, portforward and proxies. */
export const connects: Attempt = async (stage) => {
  const request = lastRequest(stage);
  if (request === undefined) return false;
  const path = pathOf(request, nameFor(stage, request));
  const options = request.subresource === 'proxy' ? '' : '?command=true&stdout=true&ports=80';
  return wasLetThrough(await stage.actor.send(request.verb === 'create' ? 'POST' : 'GET', `${path}${options}`));
};

/** The pod as it is; nothing where the example has none. */
async function podOf({ cluster }: Stage, request: StepRequest): Promise<Record<string, unknown> & { spec: object }> {
  const path = pathOf({ verb: 'get', group: '', resource: 'pods', namespace: request.namespace ?? '' }, request.name);
  const { status, body } = await cluster.admin.client.send('GET', path);
  return (status === 200 ? body : { spec: { containers: [{}] } }) as Record<string, unknown> & { spec: object };
}

/** Sends a change of a pod's spec by the verb of the request. */
async function change(stage: Stage, request: StepRequest, spec: object): Promise<Answer> {
  const path = pathOf(request);
  if (request.verb === 'patch') return stage.actor.send('PATCH', path, { spec }, STRATEGIC);
  const pod = await podOf(stage, request);
  return stage.actor.send('PUT', path, { ...pod, spec: { ...pod.spec, ...spec } });
}

/** What the pod's node is given: no kubelet runs, so it is asked in its place; a waiting pod is bound first. */
async function nodeReads(stage: Stage, { namespace = '', name = '' }: StepRequest, to: string): Promise<boolean> {
  const pod = await podOf(stage, { verb: 'get', group: '', resource: 'pods', namespace, name });
  const known = (pod.spec as { readonly nodeName?: string }).nodeName;
  const node = known ?? `${namespace}-node`;
  const pods = `/api/v1/namespaces/${namespace}/pods/${name}`;
  const binding = { apiVersion: 'v1', kind: 'Binding', metadata: { name }, target: { kind: 'Node', name: node } };
  if (known === undefined) await stage.cluster.admin.client.send('POST', `${pods}/binding`, binding);
  const secret = partsOf(to);
  const path = `/api/v1/namespaces/${secret.namespace}/secrets/${secret.name}`;
  const client = stage.node(node);
  const reads = async (): Promise<true | undefined> => carriesValue(await client.send('GET', path)) || undefined;
  return (await eventually(stage.looks, reads)) === true;
}

/** C5: a container that uses the Secret, or is privileged, is added; the node then reads what it uses. */
export const addsContainer: Attempt = async (stage) => {
  const request = lastRequest(stage);
  if (request === undefined) return false;
  const to = partsOf(stage.path.to);
  const env = [{ name: 'X', valueFrom: { secretKeyRef: { name: to.name, key: 'password' } } }];
  const container = {
    name: 'debug',
    image: IMAGE,
    ...(to.kind === 'secret' ? { env } : {}),
    ...(to.kind === 'node' ? { securityContext: { privileged: true } } : {}),
  };
  const answer = await change(stage, request, { ephemeralContainers: [container] });
  if (answer.status !== 200) return false;
  return to.kind !== 'secret' || nodeReads(stage, request, stage.path.to);
};

/** C6: another image runs with all that the pod has. */
export const changesImage: Attempt = async (stage) => {
  const request = lastRequest(stage);
  if (request === undefined) return false;
  const pod = await podOf(stage, request);
  const [first, ...rest] = (pod.spec as { readonly containers: readonly object[] }).containers;
  const containers = [{ ...first, image: 'example.test/other' }, ...rest];
  return (await change(stage, request, { containers })).status === 200;
};
