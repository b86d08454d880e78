// A rule for everything: each object that the API serves is stored anew, custom resources among them, and what no rule writes is left alone.
import { describe, expect, test } from 'vitest';
import type { Cluster } from '../../../../testbed/cluster/cluster.ts';
import { hasCluster } from '../../../../testbed/cluster/versions.ts';
import { waitUntil } from '../../../../testbed/cluster/wait-until.ts';
import { withOwnCluster } from '../../../../testbed/cluster/with-cluster.ts';
import { storedValues } from '../testing/stored-values.ts';
import { run } from '../testing/subprocess.ts';
import { flagsFor, secretboxKey, twoFiles, withTwoServers } from '../testing/two-servers.ts';
import type { TwoServers } from '../testing/two-servers.ts';

const LONG_MS = 400_000;
const LONGEST_REQUEST = '5s';
const GROUP = 'rotated.example.com';
const THINGS = `/apis/${GROUP}/v1/namespaces/default/things`;

const THINGS_DEFINITION = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: `things.${GROUP}` },
  spec: {
    group: GROUP,
    scope: 'Namespaced',
    names: { plural: 'things', singular: 'thing', kind: 'Thing', listKind: 'ThingList' },
    versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } }],
  },
};

/** The first writes it, once the server serves its kind. */
async function withThings(cluster: Cluster): Promise<void> {
  const { admin } = cluster;
  await cluster.apply(THINGS_DEFINITION);
  await waitUntil('things to be served', async () => {
    const thing = { apiVersion: `${GROUP}/v1`, kind: 'Thing', metadata: { name: 'a' } };
    return [201, 409].includes((await admin.client.send('POST', THINGS, thing)).status);
  });
}

describe.skipIf(!hasCluster('1.37'))('Kubernetes 1.37 (needs kubernetes-1.37)', () => {
  test('*.* and a rule before it', { timeout: LONG_MS }, async () => {
    const [own, everything] = [secretboxKey('own'), secretboxKey('old')];
    const two = twoFiles([everything, { identity: {} }], '*.*', [{ resources: ['configmaps'], providers: [own] }]);
    const settings = (file: string): object => ({
      flags: { ...flagsFor(file), 'request-timeout': LONGEST_REQUEST },
      reloadEvery: '1s',
    });
    const rotated = async ({ servers, args, files }: TwoServers): Promise<void> => {
      await withThings(servers[0]);
      const more = ['--finish', '--no-storage-migration', '--longest-request', LONGEST_REQUEST];
      const before = await storedValues(servers[0], files[0]);
      const { code, stdout, stderr } = await run([...args, '--new-key', 'secretbox:new', ...more]);
      expect([code, stdout.split('\n')[0], stderr]).toEqual([
        0,
        'secretbox:new for secrets: done; every gate is open',
        expect.stringContaining(', 0 refused'),
      ]);
      const after = await storedValues(servers[0], files[0]);
      expect(Object.keys(before)).toContain(`things.${GROUP} secretbox:old`);
      expect(Object.keys(after)).toContain(`things.${GROUP} secretbox:new`);
      expect(after['configmaps secretbox:own']).toBe(before['configmaps secretbox:own']);
      expect(Object.keys(after).filter((key) => !/ secretbox:(?:new|own)$/.test(key))).toEqual(['internal identity']);
    };
    await withOwnCluster('1.37', settings(two.files[0]), async (cluster) => {
      await withTwoServers(cluster, two, rotated, settings(two.files[1]));
    });
  });
});
