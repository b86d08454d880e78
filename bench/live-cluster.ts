// Fills a testbed cluster with generated objects, as real ones: the API server checks, completes and stores each of them.
import type { Client } from '../testbed/cluster/client.ts';
import { type OwnCluster, withOwnCluster } from '../testbed/cluster/with-cluster.ts';
import type { Manifest } from './cluster-objects.ts';
import { DEFAULT_SEED, generateCluster, sizeOfObjects } from './cluster.ts';

/** Objects that are being created at the same time. */
const AT_ONCE = 32;
/** Namespaces enforce a level that not all their pods keep, as where the label came after the pods. */
const FLAGS = { 'disable-admission-plugins': 'PodSecurity' };

/**
 * Runs `use` with a cluster of that many objects beside its own. Its controllers do not run: they would make pods of Deployments, and
 * remove what no node reports, while lists are timed.
 */
export async function withFilledCluster<T>(objects: number, use: (cluster: OwnCluster) => Promise<T>): Promise<T> {
  return await withOwnCluster('1.37', { flags: FLAGS }, async (cluster) => {
    await cluster.controllers.stop();
    // What later ones stand in, or name, is created before them: each kind when the one before is whole.
    for (const manifests of byKind(generateCluster(sizeOfObjects(objects), DEFAULT_SEED)))
      await createAll(cluster.admin.client, manifests);
    return await use(cluster);
  });
}

function* byKind(manifests: Iterable<Manifest>): Generator<Manifest[]> {
  let group: Manifest[] = [];
  for (const manifest of manifests) {
    if (group.length > 0 && group[0]?.['kind'] !== manifest['kind']) {
      yield group;
      group = [];
    }
    group.push(manifest);
  }
  if (group.length > 0) yield group;
}

async function createAll(client: Client, manifests: readonly Manifest[]): Promise<void> {
  const queue = manifests.values();
  const worker = async (): Promise<void> => {
    for (const manifest of queue) await create(client, manifest);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

async function create(client: Client, { metadata, status: _status, ...rest }: Manifest): Promise<void> {
  const { uid: _uid, resourceVersion: _version, creationTimestamp: _time, ...given } = metadata as Manifest;
  const manifest = { ...rest, metadata: given };
  const { apiVersion, kind } = rest as { readonly apiVersion: string; readonly kind: string };
  const scope = given['namespace'] === undefined ? '' : `/namespaces/${given['namespace'] as string}`;
  const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  const path = `${root}${scope}/${kind.toLowerCase()}s`;
  const { status, text } = await client.send('POST', path, manifest);
  if (status !== 201) throw new Error(`${path}: ${status} ${text}`);
}
