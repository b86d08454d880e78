// A replay of everything that a powerful account reaches leaves no trace: no object changes, and no Secret is asked for.
import { techniques } from '@watertight/engine';
import type { Path } from '@watertight/engine';
import { describe, expect, test } from 'vitest';
import type { Cluster } from '../../../../testbed/cluster/cluster.ts';
import { hasCluster, VERSIONS } from '../../../../testbed/cluster/versions.ts';
import { waitUntil } from '../../../../testbed/cluster/wait-until.ts';
import { withOwnCluster } from '../../../../testbed/cluster/with-cluster.ts';
import { audited } from '../testing/audited.ts';
import { pathsFrom, replay, withObjects } from '../testing/example-cluster.ts';
import { appOf, world } from '../testing/world.ts';

/** Every technique of which some request is tried out. */
const TRIED = ['B11', 'B13', 'B14', 'B16', 'B9', 'C5', 'C6', 'D1', 'D2', 'E2', 'E3', 'G4', 'H1', 'H2', 'H4'];

interface Listed {
  readonly items: readonly {
    readonly metadata: { readonly namespace?: string; readonly name: string; readonly resourceVersion: string };
  }[];
}
interface Served {
  readonly resources: readonly { readonly name: string; readonly verbs: readonly string[] }[];
}

async function groupVersions(cluster: Cluster): Promise<string[]> {
  const groups = (await cluster.get('/apis'))['groups'] as readonly { versions: readonly { groupVersion: string }[] }[];
  return ['/api/v1', ...groups.flatMap(({ versions }) => versions.map(({ groupVersion }) => `/apis/${groupVersion}`))];
}

/** The version of every object of the cluster. Leases are renewed all the time, by whoever holds them. */
async function objectVersions(cluster: Cluster): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const root of await groupVersions(cluster)) {
    const { resources } = (await cluster.get(root)) as unknown as Served;
    for (const { name, verbs } of resources) {
      if (!verbs.includes('list') || name === 'leases') continue;
      const { items } = (await cluster.get(`${root}/${name}`)) as unknown as Listed;
      for (const { metadata } of items)
        found.set(`${root}/${name} ${metadata.namespace ?? ''}/${metadata.name}`, metadata.resourceVersion);
    }
  }
  return found;
}

/** Once the control plane has come to rest after a change. */
async function settled(cluster: Cluster): Promise<Map<string, string>> {
  let last = '';
  return await waitUntil('the cluster comes to rest', async () => {
    const now = await objectVersions(cluster);
    const text = JSON.stringify([...now]);
    const isSame = text === last;
    last = text;
    return isSame && now;
  });
}

/** What a technique needs of another one to lead anywhere: `watch` is what the account lacks on Secrets. */
const COMPANIONS: ReadonlyMap<string, string> = new Map([
  ['B9', 'A3'],
  ['B11', 'A3'],
  ['E2', 'B16'],
  ['E3', 'B16'],
  ['G4', 'D1'],
]);

/** What the account reaches by its best paths, and by each technique alone. */
function pathsOf(manifests: string, from: string): Path[] {
  const single = techniques.flatMap(({ id }) => pathsFrom(from, manifests, [id, COMPANIONS.get(id) ?? id]));
  return [...pathsFrom(from, manifests), ...single];
}

describe.each(VERSIONS)('a replay in %s', (version) => {
  test.skipIf(!hasCluster(version))(
    `changes no object and asks for no Secret (needs kubernetes-${version})`,
    async () => {
      await withOwnCluster(version, {}, async (cluster) => {
        const manifests = world('trace');
        await withObjects(cluster, manifests, async () => {
          const paths = pathsOf(manifests, appOf('trace'));
          const before = await settled(cluster);
          const { steps } = await replay(cluster, paths);
          const after = await objectVersions(cluster);
          expect(after).toEqual(before);
          const { others, dryRuns } = audited(cluster.audit());
          expect(others).toEqual([]);
          expect(dryRuns).toBeGreaterThan(25);
          const tried = steps.filter(({ how }) => how === 'dry-run');
          expect([...new Set(tried.map(({ technique }) => technique))].toSorted()).toEqual(TRIED);
          expect(
            tried
              .filter(({ result }) => result === 'not-testable')
              .map(({ technique, request, reason }) => [technique, request, reason]),
          ).toEqual([]);
          expect(before.size).toBeGreaterThan(100);
          expect(JSON.stringify(steps)).not.toContain('marked-value-7719');
        });
      });
    },
  );
});
