// For tests: puts a technique's examples into a real cluster one after the other, and replays their paths there.
import { analyse, FactsBuilder, objectId, OriginTable, techniques } from '@watertight/engine';
import type { Facts, Path, ProvedPath, Technique } from '@watertight/engine';
import { connectCluster } from '@watertight/sources';
import { loadAll } from 'js-yaml';
import type { ApiObject } from '../../../../testbed/cluster/client.ts';
import type { Cluster } from '../../../../testbed/cluster/cluster.ts';
import { waitUntil } from '../../../../testbed/cluster/wait-until.ts';
import { replayPaths } from '../prove/replay-paths.ts';
import type { Replayed } from '../prove/replay-paths.ts';

export type Example = Technique['examples']['exposed'][number];
export const AGENT = 'watertight/replay-test';

/** What a path of these objects needs first comes first. */
const FIRST = ['Namespace', 'CustomResourceDefinition', 'Node', 'ServiceAccount'];

export function objectsOf(manifests: string): ApiObject[] {
  const documents = loadAll(manifests) as (ApiObject | null)[];
  return documents
    .flatMap((object): readonly ApiObject[] => {
      if (object === null) return [];
      return object.kind === 'List' ? (object['items'] as ApiObject[]) : [object];
    })
    .toSorted((a, b) => rank(a) - rank(b));
}

function rank({ kind = '' }: ApiObject): number {
  return FIRST.includes(kind) ? FIRST.indexOf(kind) : FIRST.length;
}

/** The path of an exposed example, by its technique and those it names. */
export function pathOf(technique: Technique, example: Example): Path | undefined {
  const used = [technique, ...techniques.filter(({ id }) => example.with?.includes(id))];
  const exposure = analyse(factsOf(example.manifests, example.kubernetesVersion), { techniques: used });
  const reached = exposure.reachOf(example.from).find(({ id }) => id === example.to);
  return reached && shaped(reached.prove());
}

/** All that a position reaches, each by its best path; by these techniques alone where they are named. */
export function pathsFrom(position: string, manifests: string, only?: readonly string[]): Path[] {
  const used = only && techniques.filter(({ id }) => only.includes(id));
  return analyse(factsOf(manifests), used && { techniques: used })
    .reachOf(position)
    .map((reached) => shaped(reached.prove()));
}

function factsOf(manifests: string, kubernetesVersion = '1.37'): Facts {
  const origins = new OriginTable();
  const builder = new FactsBuilder(origins, { defaultNamespace: 'default', kubernetesVersion });
  const place = { source: 'test', offset: 0, length: 0, base: '', format: 'json' } as const;
  for (const object of objectsOf(manifests)) builder.add(object, origins.add(place));
  return builder.finish();
}

function shaped(proved: ProvedPath): Path {
  const steps = proved.steps.map((step) => ({
    ...step,
    evidence: step.evidence.map(({ object }) => ({ object: objectId(object) })),
  }));
  return { ...proved, severity: 'high', steps };
}

/** Replays the paths as the user of a kubeconfig, the administrator unless another is given. */
export async function replay(
  cluster: Cluster,
  paths: readonly Path[],
  kubeconfig = cluster.admin.kubeconfig,
): Promise<Replayed> {
  const surroundings = { env: {}, home: '' };
  const connection = await connectCluster({ kubeconfig, agent: AGENT, surroundings, onNotice: () => {} });
  try {
    return await replayPaths(paths, connection);
  } finally {
    await connection.close();
  }
}

/** Runs `use` with the objects in the cluster. Of what the server does not take (kinds of operators), the rest must suffice. */
export async function withObjects<T>(cluster: Cluster, manifests: string, use: () => Promise<T>): Promise<T> {
  const objects = objectsOf(manifests);
  await makeNamespaces(cluster, objects);
  const applied: ApiObject[] = [];
  for (const object of objects) {
    await put(cluster, object).then(
      (one) => one && applied.push(one),
      () => {},
    );
  }
  try {
    return await use();
  } finally {
    for (const object of applied.toReversed()) await remove(cluster, object);
  }
}

/** A pod is created without ephemeral containers: the server takes them by their subresource only. */
async function put(cluster: Cluster, object: ApiObject): Promise<ApiObject | undefined> {
  const { ephemeralContainers, ...spec } = (object['spec'] ?? {}) as Record<string, unknown>;
  if (object.kind !== 'Pod' || ephemeralContainers === undefined) return (await cluster.apply(object))[0];
  const [pod] = await cluster.apply({ ...object, spec });
  const { name = '', namespace = '' } = object.metadata ?? {};
  const path = `/api/v1/namespaces/${namespace}/pods/${name}/ephemeralcontainers`;
  const contentType = 'application/strategic-merge-patch+json';
  const added = await cluster.admin.client.send('PATCH', path, { spec: { ephemeralContainers } }, { contentType });
  if (added.status >= 300) throw new Error(`${path}: ${added.status} ${added.text}`);
  return pod;
}

async function makeNamespaces(cluster: Cluster, objects: readonly ApiObject[]): Promise<void> {
  const names = new Set(objects.flatMap(({ metadata }) => metadata?.namespace ?? []));
  for (const name of names) {
    await cluster.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
    const account = `/api/v1/namespaces/${name}/serviceaccounts/default`;
    await waitUntil(account, async () => (await cluster.admin.client.send('GET', account)).status === 200);
  }
}

/** A namespace stays, without its labels: taking one down takes longer than all tests of it. */
async function remove(cluster: Cluster, object: ApiObject): Promise<void> {
  const { kind = '', metadata: { name = '', namespace } = {} } = object;
  if (kind === 'Namespace') return void (await cluster.apply({ apiVersion: 'v1', kind, metadata: { name } }));
  const version = String(object['apiVersion']);
  const plural = `${kind.toLowerCase().replace(/y$/, 'ie').replace(/s$/, 'se')}s`;
  const root = version.includes('/') ? `/apis/${version}` : `/api/${version}`;
  const where = namespace === undefined ? '' : `/namespaces/${namespace}`;
  const { status, text } = await cluster.admin.client.send(
    'DELETE',
    `${root}${where}/${plural}/${name}?gracePeriodSeconds=0`,
  );
  if (status >= 300 && status !== 404) throw new Error(`${kind} ${name} is not removed: ${status} ${text}`);
}
