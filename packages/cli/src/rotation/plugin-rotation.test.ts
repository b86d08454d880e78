// A local key gives way to a KMS v2 plugin, then the plugin’s key_id to its next, on two real API servers, while a writer never stops.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { hasCluster } from '../../../../testbed/cluster/versions.ts';
import { withOwnCluster } from '../../../../testbed/cluster/with-cluster.ts';
import { startKmsPlugin } from '../../../../testbed/kms-plugin/plugin.ts';
import { KILLED_AT_NEWS, MOMENTS_FILE, MOMENTS_WITH } from '../testing/killed-at-news.ts';
import { storedSecrets } from '../testing/stored-values.ts';
import { SecretWriter, secretValue } from '../testing/secret-writer.ts';
import { ended, run, start } from '../testing/subprocess.ts';
import { flagsFor, secretboxKey, twoFiles, withTwoServers } from '../testing/two-servers.ts';
import type { TwoServers } from '../testing/two-servers.ts';

const LONG_MS = 400_000;
const LONGEST_REQUEST = '5s';
const OBJECTS = 50;

describe.skipIf(!hasCluster('1.37'))('Kubernetes 1.37 (needs kubernetes-1.37)', () => {
  test('each value by the key_id that the plugin reports, and each readable', { timeout: LONG_MS }, async () => {
    const two = twoFiles([secretboxKey('old'), { identity: {} }]);
    const plugin = await startKmsPlugin(path.join(two.folder, 'kms.sock'), 'key-1');
    const settings = (file: string): object => ({
      flags: { ...flagsFor(file), 'request-timeout': LONGEST_REQUEST },
      reloadEvery: '1s',
    });
    const rotated = async ({ servers, args, files }: TwoServers): Promise<void> => {
      const rotate = async (...more: readonly string[]): Promise<readonly [number, string, string]> => {
        const all = [...args, '--new-key', 'kms:testbed', '--longest-request', LONGEST_REQUEST, ...more];
        const { code, stdout, stderr } = await run(all);
        return [code, stdout, stderr];
      };
      const proof = async (): Promise<object> => await storedSecrets(servers[0], files[1]);
      const writer = new SecretWriter(servers);
      for (let at = 0; at < OBJECTS; at++) await writer.write(`old-${at}`, `old-${at}`);
      writer.start();

      const nowhere = await rotate('--dry-run');
      expect(nowhere).toEqual([
        0,
        expect.stringMatching(/^kms-v2:testbed for secrets: add; every gate is open\n/),
        expect.anything(),
      ]);
      expect(await rotate()).toEqual([2, '', expect.stringContaining('a file lacks the plugin testbed')]);

      const migrating = { [MOMENTS_FILE]: path.join(two.folder, 'moments'), [MOMENTS_WITH]: 'migration' };
      writeFileSync(migrating[MOMENTS_FILE], '');
      const toPlugin = [...args, '--new-key', 'kms:testbed', '--kms-endpoint', plugin.endpoint];
      const killed = start(toPlugin, { preload: KILLED_AT_NEWS, env: migrating });
      expect((await ended(killed)).signal).toBe('SIGKILL');
      expect(readFileSync(migrating[MOMENTS_FILE], 'utf8')).toBe('rewrite: a migration is made\n');

      const first = await rotate('--kms-endpoint', plugin.endpoint, '--finish');
      expect(first).toEqual([
        0,
        expect.stringMatching(/^kms-v2:testbed for secrets: done; every gate is open\n/),
        expect.anything(),
      ]);
      expect(first[1]).toMatch(/open {4}key-id: two has been told key_id sha256:[0-9a-f]{12}\n/);
      expect(first[1]).toContain('open    opened: one opens an object of each of 1 key_id in etcd');
      // The one that the killed run made is the only one; by now it may have ended.
      const made = await servers[0].get('/apis/storagemigration.k8s.io/v1/storageversionmigrations');
      expect(made['items']).toMatchObject([
        {
          metadata: {
            name: expect.stringMatching(/^watertight-rotate-/),
            labels: { 'watertight-rotation': expect.stringMatching(/^[0-9a-f]{32}$/) },
          },
          spec: { resource: { resource: 'secrets' } },
          status: {
            conditions: expect.arrayContaining([expect.objectContaining({ type: 'Succeeded', status: 'True' })]),
          },
        },
      ]);
      for (const file of files) expect(readFileSync(file, 'utf8')).not.toMatch(/secretbox|identity/);
      expect(await proof()).toEqual({ 'kms-v2:testbed:key-1': writer.accepted.size });

      const early = await rotate('--key-id', 'key-2', '--dry-run');
      expect(early[1]).toMatch(/^kms-v2:testbed for secrets: rewrite; a gate is closed, and opens by itself\n/);
      expect(early[1]).toMatch(
        /closed {2}key-id: one has been told key_id sha256:[0-9a-f]{12}, not yet sha256:[0-9a-f]{12}\n/,
      );

      plugin.keyId = 'key-2';
      const second = await rotate('--key-id', 'key-2', '--no-storage-migration');
      expect(second).toEqual([
        0,
        expect.stringMatching(/^kms-v2:testbed for secrets: done; every gate is open\n/),
        expect.anything(),
      ]);
      expect(second[2]).toMatch(/rewrite: \d+ written again, \d+ as they should be, \d+ gone, 0 refused/);
      await writer.stop();
      expect(writer.refusals).toEqual([]);
      expect(await proof()).toEqual({ 'kms-v2:testbed:key-2': writer.accepted.size });
      for (const server of servers)
        for (const [name, value] of writer.accepted) expect(await secretValue(server, name)).toBe(value);
    };
    try {
      await withOwnCluster('1.37', settings(two.files[0]), async (cluster) => {
        await withTwoServers(cluster, two, rotated, settings(two.files[1]));
      });
    } finally {
      await plugin.stop();
    }
  });
});
