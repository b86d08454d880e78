// What `encryption rotate --dry-run` observes of two real API servers on one etcd, and what it refuses.
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { hasCluster } from '../../../../testbed/cluster/versions.ts';
import { withOwnCluster } from '../../../../testbed/cluster/with-cluster.ts';
import { runInProcess } from '../testing/in-process.ts';
import { configurationText, flagsFor, secretboxKey, twoFiles, withTwoServers } from '../testing/two-servers.ts';

const SECRETS = '/api/v1/namespaces/default/secrets';

describe.skipIf(!hasCluster('1.37'))('Kubernetes 1.37 (needs kubernetes-1.37)', () => {
  test('where two servers stand, gate by gate', { timeout: 300_000 }, async () => {
    const [old, next] = [secretboxKey('old'), secretboxKey('new')];
    const two = twoFiles([old, { identity: {} }]);
    await withOwnCluster('1.37', { flags: flagsFor(two.files[0]) }, async (cluster) => {
      await withTwoServers(cluster, two, async ({ files, servers, args }) => {
        const secret = {
          apiVersion: 'v1',
          kind: 'Secret',
          metadata: { name: 'a' },
          stringData: { password: 'MARKED' },
        };
        expect((await servers[1].admin.client.send('POST', SECRETS, secret)).status).toBe(201);
        const plan = async (...more: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> =>
          await runInProcess([...args, '--new-key', 'secretbox:new', '--dry-run', ...more]);

        const before = await plan();
        expect([before.code, before.stdout.split('\n')[0]]).toEqual([
          0,
          'secretbox:new for secrets: add; every gate is open',
        ]);
        expect(before.stdout).toContain('open    all-servers: 1 identity Lease, each of a server that was asked');
        expect(before.stdout.match(/open {4}loaded: (?:one|two) runs with its file/g)).toHaveLength(2);
        expect(before.stdout).toMatch(/open {4}readable: 0 of 1 objects at revision \d+ do not open/);
        expect(before.stdout).not.toContain('MARKED');

        writeFileSync(files[0], configurationText([old, next, { identity: {} }]));
        expect((await plan()).stdout).toMatch(/^secretbox:new for secrets: add; a gate is closed, and opens by itself/);
        writeFileSync(files[1], configurationText([old, secretboxKey('new'), { identity: {} }]));
        const other = await plan();
        expect([other.code, other.stdout]).toEqual([4, expect.stringContaining('closed  keys-agree: ')]);
        writeFileSync(files[1], configurationText([next, { identity: {} }]));
        expect((await plan()).stdout).toMatch(/closed {2}readable: 1 of 1 objects at revision \d+ do not open/);

        const sameTwice = await plan('--context', 'two', '--config', files[1]);
        expect([sameTwice.code, sameTwice.stdout]).toEqual([
          4,
          expect.stringContaining('closed  all-servers: two is a server that was named before'),
        ]);
      });
    });
  });
});

describe.skipIf(!hasCluster('1.30'))('Kubernetes 1.30 (needs kubernetes-1.30)', () => {
  test('a server that does not say what it runs with: nothing is done', { timeout: 300_000 }, async () => {
    const two = twoFiles([secretboxKey('old'), { identity: {} }]);
    await withOwnCluster('1.30', { flags: flagsFor(two.files[0]) }, async (cluster) => {
      await withTwoServers(cluster, two, async ({ args, files }) => {
        const { code, stdout } = await runInProcess([...args, '--new-key', 'secretbox:new', '--dry-run']);
        expect(stdout).toContain('unseen  loaded: one does not say which file it runs with');
        expect(code).toBe(4);
        const before = files.map((file) => readFileSync(file, 'utf8'));
        const run = await runInProcess([...args, '--new-key', 'secretbox:new', '--finish']);
        expect([run.code, run.stderr]).toEqual([
          4,
          expect.stringContaining('error: add is not done: all-servers unseen: one does not say which server it is'),
        ]);
        expect(files.map((file) => readFileSync(file, 'utf8'))).toEqual(before);
      });
    });
  });
});
