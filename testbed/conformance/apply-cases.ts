// Puts the objects of all cases into a cluster, waits until the authorizers have seen them, and removes them again.
import type { ApiObject } from '../cluster/client.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { pathFinder } from '../cluster/discovery.ts';
import { waitUntil } from '../cluster/wait-until.ts';
import type { PreparedCase } from './cases.ts';
import { withRequests } from './certificate-requests.ts';
import { grantObjects } from './grant-text.ts';
import { inFlight } from './in-flight.ts';
import { bindingSubject } from './subject.ts';

const IN_FLIGHT_MAX = 16;
const STRATEGIC = { contentType: 'application/strategic-merge-patch+json' };
const BARRIER = 'conformance-barrier';

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

async function applyCase(cluster: Cluster, one: PreparedCase): Promise<void> {
  for (const object of withRequests(one.applied, cluster)) {
    // oxlint-disable-next-line no-await-in-loop -- a namespace comes before what is in it
    await (object.kind === 'Pod' ? applyPod(cluster, object) : cluster.apply(object));
  }
}

const secretRef = { name: 'barrier', namespace: 'default' };
/** A volume's Secret that a node may read once pods and volumes are all seen. */
const throughVolume: readonly ApiObject[] = [
  {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: BARRIER, namespace: 'default' },
    spec: {
      nodeName: BARRIER,
      containers: [{ name: 'main', image: 'example.test/none' }],
      volumes: [{ name: 'v', persistentVolumeClaim: { claimName: BARRIER } }],
    },
  },
  {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name: BARRIER },
    spec: {
      capacity: { storage: '1Gi' },
      accessModes: ['ReadWriteOnce'],
      persistentVolumeReclaimPolicy: 'Retain',
      claimRef: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', name: BARRIER, namespace: 'default' },
      csi: { driver: 'd.example.test', volumeHandle: BARRIER, nodePublishSecretRef: secretRef },
    },
  },
];

function barrierGrants(): ApiObject[] {
  const toSubject = () => bindingSubject(`user:${BARRIER}`, 'default');
  const place = { namespace: 'default', name: BARRIER, toSubject };
  return ['get configmaps', 'cluster: get secrets'].flatMap((text, index) =>
    grantObjects(text, { ...place, name: `${BARRIER}-${index}` }),
  );
}

async function allowed(cluster: Cluster, user: string, groups: readonly string[], what: object): Promise<boolean> {
  const spec = { user, groups, resourceAttributes: { verb: 'get', namespace: 'default', ...what } };
  const review = { apiVersion: 'authorization.k8s.io/v1', kind: 'SubjectAccessReview', spec };
  const path = '/apis/authorization.k8s.io/v1/subjectaccessreviews';
  const { body } = await cluster.admin.client.send('POST', path, review);
  return (body['status'] as { readonly allowed?: boolean } | undefined)?.allowed === true;
}

/** What is made last is seen last by each of the server's watches, so when it counts, everything before it does. */
async function untilSeen(cluster: Cluster): Promise<readonly ApiObject[]> {
  const last = [...barrierGrants(), ...throughVolume];
  await cluster.apply(...last);
  await waitUntil('the authorizers to see all cases', async () => {
    const node = { user: `system:node:${BARRIER}`, groups: ['system:nodes'] };
    const seen = await Promise.all([
      allowed(cluster, BARRIER, [], { resource: 'configmaps', name: 'x' }),
      allowed(cluster, BARRIER, [], { resource: 'secrets', name: 'x' }),
      allowed(cluster, node.user, node.groups, { resource: 'secrets', name: secretRef.name }),
    ]);
    return seen.every(Boolean);
  });
  return last;
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

/** Removes what stands outside the cases' own namespaces; those go with the cluster. */
async function remove(cluster: Cluster, objects: readonly ApiObject[]): Promise<void> {
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
  await inFlight(IN_FLIGHT_MAX, cases, async (one) => applyCase(cluster, one));
  await untilAggregated(cluster, cases);
  const barrier = await untilSeen(cluster);
  const shared = [...cases.flatMap(({ applied }) => applied.filter(isShared)), ...barrier];
  return async () => remove(cluster, shared);
}
