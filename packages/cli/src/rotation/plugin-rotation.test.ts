// A local key gives way to a KMS v2 plugin, then the plugin’s key_id to its next, on two real API servers, while a writer never stops.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { hasCluster } from '../../../../testbed/cluster/versions.ts';
import { withOwnCluster } from '../../../../testbed/cluster/with-cluster.ts';
import { startKmsPlugin } from '../../../../testbed/kms-plugin/plugin.ts';
import { storedSecrets } from '../testing/stored-values.ts';
import { SecretWriter, secretValue } from '../testing/secret-writer.ts';
import { run } from '../testing/subprocess.ts';
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

      const first = await rotate('--kms-endpoint', plugin.endpoint, '--finish');
      expect(first).toEqual([
        0,
        expect.stringMatching(/^kms-v2:testbed for secrets: done; every gate is open\n/),
        expect.anything(),
      ]);
      expect(first[1]).toMatch(/open {4}key-id: two has been told key_id sha256:[0-9a-f]{12}\n/);
      expect(first[1]).toContain('open    opened: one opens an object of each of 1 key_id in etcd');
      for (const file of files) expect(readFileSync(file, 'utf8')).not.toMatch(/secretbox|identity/);
      expect(await proof()).toEqual({ 'kms-v2:testbed:key-1': writer.accepted.size });

      const early = await rotate('--key-id', 'key-2', '--dry-run');
      expect(early[1]).toMatch(/^kms-v2:testbed for secrets: rewrite; a gate is closed, and opens by itself\n/);
      expect(early[1]).toMatch(
        /closed {2}key-id: one has been told key_id sha256:[0-9a-f]{12}, not yet sha256:[0-9a-f]{12}\n/,
      );

      plugin.keyId = 'key-2';
      const second = await rotate('--key-id', 'key-2');
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
