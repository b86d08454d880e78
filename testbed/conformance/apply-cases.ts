// Puts the objects of all cases into a cluster, waits until the authorizers have seen them, and removes them again.
import type { ApiObject } from '../cluster/client.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { pathFinder } from '../cluster/discovery.ts';
import { waitUntil } from '../cluster/wait-until.ts';
import { untilSeen } from './barrier.ts';
import type { PreparedCase } from './cases.ts';
import { withRequests } from './certificate-requests.ts';
import { inFlight } from './in-flight.ts';

const IN_FLIGHT_MAX = 16;
const STRATEGIC = { contentType: 'application/strategic-merge-patch+json' };

type PodSpec = Readonly<Record<string, unknown>>;

/** The parts of a pod that only subresources take: a status, and containers that were added while it ran. */
async function applyPod(cluster: Cluster, pod: ApiObject): Promise<void> {
  const { status, spec, ...rest } = pod as ApiObject & { readonly spec: PodSpec; readonly status?: object };
  const { ephemeralContainers, ...plain } = spec;
  const path = `/api/v1/namespaces/${pod.metadata?.namespace}/pods/${pod.metadata?.name}`;
  await cluster.apply({ ...rest, spec: plain });
  const parts = [
    ...(ephemeralContainers === undefined ? [] : [['ephemeralcontainers', { spec: { ephemeralContainers } }] as const]),
    ...(status === undefined ? [] : [['status', { status }] as const]),
  ];
  for (const [part, body] of parts) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    const answer = await cluster.admin.client.send('PATCH', `${path}/${part}`, body, STRATEGIC);
    if (answer.status !== 200) throw new Error(`${path}/${part}: ${answer.text}`);
  }
}

/** Applies objects in order, pods with the status and ephemeral containers that they show. */
export async function applyObjects(cluster: Cluster, objects: readonly ApiObject[]): Promise<void> {
  for (const object of objects) {
    // oxlint-disable-next-line no-await-in-loop -- a namespace comes before what is in it
    await (object.kind === 'Pod' ? applyPod(cluster, object) : cluster.apply(object));
  }
}

/** Aggregated roles whose rows say that they grant something are filled by a controller, a moment later. */
async function untilAggregated(cluster: Cluster, cases: readonly PreparedCase[]): Promise<void> {
  const awaited = cases
    .filter(({ verdict }) => verdict.startsWith('200'))
    .flatMap(({ applied }) => applied.filter((object) => object['aggregationRule'] !== undefined));
  await inFlight(IN_FLIGHT_MAX, awaited, async ({ metadata }) => {
    const path = `/apis/rbac.authorization.k8s.io/v1/clusterroles/${metadata?.name}`;
    await waitUntil(
      `${path} to be filled`,
      async () => ((await cluster.get(path))['rules'] as object[] | null)?.length,
    );
  });
}

/** Removes objects whatever they are, and those that are gone. */
export async function removeObjects(cluster: Cluster, objects: readonly ApiObject[]): Promise<void> {
  const find = pathFinder(cluster.admin.client);
  await inFlight(IN_FLIGHT_MAX, objects, async (object) => {
    const { object: path } = await find(object);
    await cluster.admin.client.send('DELETE', `${path}?gracePeriodSeconds=0`);
  });
}

const isShared = ({ kind, metadata }: ApiObject): boolean =>
  kind !== 'Namespace' && !(metadata?.namespace?.startsWith('c-') ?? false);

/** Applies everything; what it returns removes what other tests could see. */
export async function applyCases(cluster: Cluster, cases: readonly PreparedCase[]): Promise<() => Promise<void>> {
  await inFlight(IN_FLIGHT_MAX, cases, async ({ applied }) => applyObjects(cluster, withRequests(applied, cluster)));
  await untilAggregated(cluster, cases);
  const barrier = await untilSeen(cluster, 'conformance-barrier');
  const shared = [...cases.flatMap(({ applied }) => applied.filter(isShared)), ...barrier];
  return async () => removeObjects(cluster, shared);
}
