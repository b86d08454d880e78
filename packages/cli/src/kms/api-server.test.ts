// The plugin under a real API server: what etcd holds, and what a late start, kill -9, rotation and revocation do to Secrets.
import { globSync, readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Cluster } from '../../../../testbed/cluster/cluster.ts';
import { readEtcd } from '../../../../testbed/cluster/read-etcd.ts';
import { hasCluster } from '../../../../testbed/cluster/versions.ts';
import { withOwnCluster } from '../../../../testbed/cluster/with-cluster.ts';
import { waitUntil } from '../../../../testbed/cluster/wait-until.ts';
import { KmsPlace } from '../testing/kms-plugin.ts';
import { runInProcess } from '../testing/in-process.ts';

const SECRETS = '/api/v1/namespaces/default/secrets';
const VALUE = 'marked-value-that-must-not-be-seen';

async function createSecret(cluster: Cluster, name: string): Promise<number> {
  const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name }, stringData: { password: VALUE } };
  return (await cluster.admin.client.send('POST', SECRETS, secret)).status;
}

async function stored(cluster: Cluster, name: string): Promise<string> {
  return (await readEtcd(cluster.etcd, `/registry/secrets/default/${name}`))?.toString('latin1') ?? '';
}

/** API servers start slowly on a busy machine, and revocation takes the three minutes that API servers keep a seed. */
const LONG_MS = 900_000;

const SECRETS_MANY = 10_000;
const AT_ONCE = 32;

/** From etcd itself, not from what the API server remembers: a list without a resourceVersion is read there. */
async function secretCount(cluster: Cluster): Promise<number> {
  let count = 0;
  let next = '';
  do {
    // oxlint-disable-next-line no-await-in-loop -- a page names the next one
    const page = (await cluster.get(`${SECRETS}?limit=1000&continue=${next}`)) as {
      items?: unknown[];
      metadata?: { continue?: string };
    };
    count += page.items?.length ?? 0;
    next = page.metadata?.continue ?? '';
  } while (next !== '');
  return count;
}

/** Records of Decrypt calls that were answered. */
function unwraps(place: KmsPlace): { remote?: boolean }[] {
  const records = readFileSync(place.audit, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { event: string; remote?: boolean });
  return records.filter(({ event }) => event === 'unwrap');
}

const activeKey = (text: string): string => /^(\S+) +active/m.exec(text)?.[1] ?? '';

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
    'five old key_ids and a new one: a new API server reads all; an old key retired, it does not',
    { timeout: LONG_MS },
    async () => {
      using place = new KmsPlace();
      const keyIds = [activeKey(await place.keys('init'))];
      const plugin = await place.start();
      const flags = { 'encryption-provider-config': place.encryptionConfiguration() };
      await withOwnCluster('1.37', { flags }, async (cluster) => {
        expect(await createSecret(cluster, 'of-0')).toBe(201);
        for (let at = 1; at <= 5; at++) {
          const added = /^(\S+) +next/m.exec(await place.keys('add'))?.[1] ?? '';
          await place.keys('activate', added);
          plugin.child.kill('SIGHUP');
          await plugin.said(`key ${added}: ok`);
          keyIds.push(added);
          // An API server asks for the key_id when it starts, and else once a minute.
          const server = await cluster.startApiServer({ flags });
          expect(await createSecret(cluster.through(server), `of-${at}`)).toBe(201);
          await server.stop();
        }
        for (const [at, keyId] of keyIds.entries()) expect(await stored(cluster, `of-${at}`)).toContain(keyId);
        expect(new Set(keyIds).size).toBe(6);
        const last = cluster.through(await cluster.startApiServer({ flags }));
        expect(await secretCount(last)).toBe(6);
        await place.keys('retire', keyIds[0] ?? '');
        plugin.child.kill('SIGHUP');
        const unread = await cluster.startApiServer({ flags }).then(
          (server) => cluster.through(server),
          () => undefined,
        );
        const answer = await unread?.admin.client.send('GET', `${SECRETS}/of-0`);
        expect(answer?.status ?? 500).toBe(500);
      });
    },
  );

  test('revoked: writes stop by themselves, and come back with the key', { timeout: LONG_MS }, async () => {
    using place = new KmsPlace();
    await place.keys('init');
    const plugin = await place.start();
    const flags = { 'encryption-provider-config': place.encryptionConfiguration() };
    await withOwnCluster('1.37', { flags }, async (cluster) => {
      expect(await createSecret(cluster, 'before')).toBe(201);
      const key = path.join(place.state, 'keys', 'key-0001.key');
      renameSync(key, `${key}.away`);
      await plugin.said('revoked');
      let count = 0;
      const refused = async (): Promise<boolean> => {
        // Whoever asks /readyz makes the API server ask Status again, as load balancers do.
        await cluster.admin.client.send('GET', '/readyz');
        return (await createSecret(cluster, `during-${++count}`)) !== 201;
      };
      // An API server's seed lasts three minutes after the last good Status: up to twice the limit of one wait.
      await waitUntil('writes to stop', refused).catch(async () => await waitUntil('writes to stop', refused));
      expect((await cluster.admin.client.send('GET', `${SECRETS}/before`)).status).toBe(200);
      renameSync(`${key}.away`, key);
      await waitUntil('writes to come back', async () => !(await refused()));
    });
  });

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
