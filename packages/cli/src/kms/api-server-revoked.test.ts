// A key revoked under a real API server: writes stop within the time that API servers keep a seed, and come back.
import { renameSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { hasCluster } from '../../../../testbed/cluster/versions.ts';
import { waitUntil } from '../../../../testbed/cluster/wait-until.ts';
import { withOwnCluster } from '../../../../testbed/cluster/with-cluster.ts';
import { createSecret, LONG_MS, SECRETS } from '../testing/kms-cluster.ts';
import { KmsPlace } from '../testing/kms-plugin.ts';

describe.skipIf(!hasCluster('1.37'))('with an API server (needs kubernetes-1.37)', () => {
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
});
