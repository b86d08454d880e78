// Six key_ids under a real API server, one after another: all are read, until one is retired.
import { describe, expect, test } from 'vitest';
import { hasCluster } from '../../../../testbed/cluster/versions.ts';
import { withOwnCluster } from '../../../../testbed/cluster/with-cluster.ts';
import { createSecret, LONG_MS, SECRETS, secretCount, stored } from '../testing/kms-cluster.ts';
import { KmsPlace } from '../testing/kms-plugin.ts';

const activeKey = (text: string): string => /^(\S+) +active/m.exec(text)?.[1] ?? '';

describe.skipIf(!hasCluster('1.37'))('with an API server (needs kubernetes-1.37)', () => {
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
});
