// The plugin under a real API server: what etcd holds, and what the plugin's end, late start and rotation do to Secrets.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Cluster } from '../../../../testbed/cluster/cluster.ts';
import { readEtcd } from '../../../../testbed/cluster/read-etcd.ts';
import { hasCluster } from '../../../../testbed/cluster/versions.ts';
import { withOwnCluster } from '../../../../testbed/cluster/with-cluster.ts';
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
});
