// The plugin under a real API server: what etcd holds, and what a late start, kill -9 and a restart do to Secrets.
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { hasCluster } from '../../../../testbed/cluster/versions.ts';
import { waitUntil } from '../../../../testbed/cluster/wait-until.ts';
import { withOwnCluster } from '../../../../testbed/cluster/with-cluster.ts';
import { runInProcess } from '../testing/in-process.ts';
import { createSecret, LONG_MS, SECRETS, secretCount, stored, unwraps, VALUE } from '../testing/kms-cluster.ts';
import { KmsPlace } from '../testing/kms-plugin.ts';

const SECRETS_MANY = 10_000;
const AT_ONCE = 32;

describe.skipIf(!hasCluster('1.37'))('with an API server (needs kubernetes-1.37)', () => {
  test('Secrets are written through the plugin and read back; etcd holds no value', async () => {
    using place = new KmsPlace();
    const listed = await place.keys('init');
    const keyId = listed.split('\n')[1]?.split(' ')[0] ?? '';
    const plugin = await place.start();
    const flags = { 'encryption-provider-config': place.encryptionConfiguration() };
    await withOwnCluster('1.37', { flags }, async (cluster) => {
      expect(await createSecret(cluster, 'one')).toBe(201);
      const bytes = await stored(cluster, 'one');
      expect(bytes.startsWith('k8s:enc:kms:v2:watertight:')).toBe(true);
      expect(bytes).toContain(keyId);
      expect(bytes).not.toContain(VALUE);
      const read = await cluster.get(`${SECRETS}/one`);
      expect(read['data']).toEqual({ password: Buffer.from(VALUE).toString('base64') });
      expect((await cluster.admin.client.send('GET', '/readyz/kms-providers')).status).toBe(200);
    });
    expect(await plugin.end('SIGTERM')).toBe(0);
    expect(readFileSync(place.audit, 'utf8')).not.toContain(VALUE);
    const { code, stdout } = await runInProcess(['kms', 'audit', place.audit]);
    expect([code, stdout]).toEqual([0, expect.stringContaining('unchanged')]);
  });

  test('an API server waits for a plugin that comes late', { timeout: LONG_MS }, async () => {
    using place = new KmsPlace();
    await place.keys('init');
    const flags = { 'encryption-provider-config': place.encryptionConfiguration() };
    await withOwnCluster('1.37', {}, async (cluster) => {
      const before = new Set(globSync('kube-apiserver-*.log', { cwd: cluster.folder }));
      const starting = cluster.startApiServer({ flags });
      await waitUntil('the API server to miss the plugin', async () => {
        const [log] = globSync('kube-apiserver-*.log', { cwd: cluster.folder }).filter((file) => !before.has(file));
        return log !== undefined && readFileSync(path.join(cluster.folder, log), 'utf8').includes('kms');
      });
      await place.start();
      const late = cluster.through(await starting);
      expect(await createSecret(late, 'late')).toBe(201);
      expect((await stored(late, 'late')).startsWith('k8s:enc:kms:v2:')).toBe(true);
    });
  });

  test(
    'kill -9 while Secrets are written: each that was taken is read back, by a new API server too',
    { timeout: LONG_MS },
    async () => {
      using place = new KmsPlace();
      await place.keys('init');
      const plugin = await place.start();
      const flags = { 'encryption-provider-config': place.encryptionConfiguration() };
      await withOwnCluster('1.37', { flags }, async (cluster) => {
        const write = async (from: number): Promise<number[]> =>
          await Promise.all(Array.from({ length: 40 }, (_, at) => createSecret(cluster, `s-${from + at}`)));
        const writing = write(0);
        await plugin.end('SIGKILL');
        const codes = [...(await writing), ...(await write(40))];
        await place.start();
        codes.push(...(await write(80)));
        expect(codes).toEqual(Array(120).fill(201));
        const other = cluster.through(await cluster.startApiServer({ flags }));
        expect(await secretCount(other)).toBe(120);
      });
      expect((await runInProcess(['kms', 'audit', place.audit])).stdout).toContain('unchanged');
    },
  );

  test(
    '10,000 Secrets at a restart: the store is asked once, the plugin a few times',
    { timeout: LONG_MS },
    async () => {
      using place = new KmsPlace();
      await place.keys('init');
      const plugin = await place.start();
      const flags = { 'encryption-provider-config': place.encryptionConfiguration() };
      await withOwnCluster('1.37', { flags }, async (cluster) => {
        const names = Array.from({ length: SECRETS_MANY }, (_, at) => `many-${at}`).values();
        const worker = async (): Promise<void> => {
          for (const name of names) expect(await createSecret(cluster, name)).toBe(201);
        };
        await Promise.all(Array.from({ length: AT_ONCE }, worker));
        await plugin.end('SIGTERM');
        const before = unwraps(place);
        await place.start();
        const other = cluster.through(await cluster.startApiServer({ flags }));
        expect(await secretCount(other)).toBe(SECRETS_MANY);
        const asked = unwraps(place).slice(before.length);
        // One local key, made by the plugin's first run; an API server that reads in parallel may ask for one seed several times.
        expect(asked.filter(({ remote }) => remote)).toHaveLength(1);
        expect(asked.length).toBeLessThan(SECRETS_MANY / 100);
      });
    },
  );
});
