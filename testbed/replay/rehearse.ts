// Sets all examples up in one cluster, makes every attempt, and leaves nothing that other tests could see.
import type { ApiObject } from '../cluster/client.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { pathFinder } from '../cluster/discovery.ts';
import { applyObjects, removeObjects } from '../conformance/apply-cases.ts';
import { untilSeen } from '../conformance/barrier.ts';
import { inFlight } from '../conformance/in-flight.ts';
import { ATTEMPTS } from './attempts.ts';
import { isShared, type Replay } from './example.ts';
import { openStage, stagedObjects } from './stage.ts';

export interface Rehearsal {
  readonly replay: Replay;
  readonly succeeds: boolean;
}

const IN_FLIGHT_MAX = 8;
/** How often, each 50 ms, an attempt looks for what controllers do; on a safe example, whether they do what they must not. */
const EXPOSED_LOOKS = 400;
const SAFE_LOOKS = 10;
/** Cluster-wide kinds that attempts themselves make. */
const MADE = [
  '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings',
  '/apis/certificates.k8s.io/v1/certificatesigningrequests',
  '/api/v1/persistentvolumes',
];

/** Whether an attempt gave what its path promises; a text where it could not be made. */
export type Outcome = boolean | string;

async function attempt(cluster: Cluster, { replay, succeeds }: Rehearsal): Promise<boolean> {
  const stage = await openStage(cluster, replay, succeeds ? EXPOSED_LOOKS : SAFE_LOOKS);
  try {
    return (await ATTEMPTS[replay.technique]?.(stage)) ?? false;
  } finally {
    stage.close();
  }
}

/** One example that the server refuses hides no other. */
async function told(work: () => Promise<boolean>): Promise<Outcome> {
  return work().catch((error: unknown) => String(error));
}

async function removeMade(cluster: Cluster): Promise<void> {
  for (const collection of MADE) {
    // oxlint-disable-next-line no-await-in-loop -- three
    const { items } = await cluster.get(collection);
    const names = (items as readonly { readonly metadata: { readonly name: string } }[]).map(
      ({ metadata }) => metadata.name,
    );
    const ours = names.filter((name) => name.startsWith('replay-'));
    // oxlint-disable-next-line no-await-in-loop
    await inFlight(IN_FLIGHT_MAX, ours, async (name) => cluster.admin.client.send('DELETE', `${collection}/${name}`));
  }
}

interface Owned {
  readonly metadata?: { readonly ownerReferences?: readonly (ApiObject & { readonly name: string })[] };
}

/** The object with the UIDs of its owners as they are in the cluster; what an absent one owns would be collected. */
async function withOwners(cluster: Cluster, object: ApiObject): Promise<ApiObject> {
  const { ownerReferences } = (object as Owned).metadata ?? {};
  if (ownerReferences === undefined) return object;
  const find = pathFinder(cluster.admin.client);
  const owners = ownerReferences.map(async (owner) => {
    const metadata = { name: owner.name, namespace: object.metadata?.namespace ?? '' };
    const { object: path } = await find({ ...owner, metadata });
    return { ...owner, uid: (await cluster.get(path)).metadata?.['uid'] };
  });
  return { ...object, metadata: { ...object.metadata, ownerReferences: await Promise.all(owners) } };
}

async function setUp(cluster: Cluster, objects: readonly ApiObject[]): Promise<boolean> {
  for (const object of objects) {
    // oxlint-disable-next-line no-await-in-loop -- a namespace comes before what is in it
    await applyObjects(cluster, [await withOwners(cluster, object)]);
  }
  return true;
}

export async function rehearse(
  cluster: Cluster,
  rehearsals: readonly Rehearsal[],
): Promise<ReadonlyMap<Rehearsal, Outcome>> {
  const shared: ApiObject[] = [];
  const ready = new Map<Rehearsal, Outcome>();
  await inFlight(IN_FLIGHT_MAX, rehearsals, async (one) => {
    const objects = stagedObjects(one.replay);
    shared.push(...objects.filter((object) => object.kind !== 'Namespace' && isShared(object)));
    ready.set(one, await told(async () => setUp(cluster, objects)));
  });
  shared.push(...(await untilSeen(cluster, 'replay-barrier')));
  const outcomes = await inFlight(IN_FLIGHT_MAX, rehearsals, async (one): Promise<readonly [Rehearsal, Outcome]> => {
    const staged = ready.get(one) ?? false;
    return [one, staged === true ? await told(async () => attempt(cluster, one)) : staged];
  });
  await removeMade(cluster);
  await removeObjects(cluster, shared);
  return new Map(outcomes);
}
