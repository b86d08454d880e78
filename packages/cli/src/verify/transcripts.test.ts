// The transcripts of the guide on verifying: its commands print what stands below them, of a real etcd between plain text and the last step.
import { symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Cluster } from '../../../../testbed/cluster/cluster.ts';
import { compactEtcd } from '../../../../testbed/cluster/compact-etcd.ts';
import { etcdGateway } from '../../../../testbed/cluster/etcd-gateway.ts';
import { hasEtcdTools } from '../../../../testbed/cluster/etcd-tools.ts';
import { hasCluster } from '../../../../testbed/cluster/versions.ts';
import { withOwnCluster } from '../../../../testbed/cluster/with-cluster.ts';
import type { OwnCluster } from '../../../../testbed/cluster/with-cluster.ts';
import { startKmsPlugin } from '../../../../testbed/kms-plugin/plugin.ts';
import { lastingProof, shownCommands } from '../testing/guide-commands.ts';
import { GuideShell } from '../testing/guide-shell.ts';
import { configurationText } from '../testing/two-servers.ts';

const LONG_MS = 180_000;
const CANARY = 'a-canary-of-no-use';

const write = async (cluster: Cluster, name: string, time: string): Promise<void> => {
  const value = name === 'canary' ? CANARY : 'not-a-real-one';
  const metadata = { name, namespace: 'default', labels: { time } };
  await cluster.apply({ apiVersion: 'v1', kind: 'Secret', metadata, stringData: { value } });
};

/** What the guide says was done before each of its commands, in order. */
function steps(cluster: OwnCluster, shell: GuideShell, endpoint: string): readonly (() => Promise<void>)[] {
  const gateway = etcdGateway(cluster.etcd);
  const snapshot = async (name: string): Promise<void> => writeFileSync(shell.at(name), await gateway.snapshot());
  const kms = { apiVersion: 'v2', name: 'vault', endpoint, timeout: '3s' };
  const file = shell.at('encryption.yaml');
  writeFileSync(file, configurationText([{ kms }, { identity: {} }]), { mode: 0o600 });
  writeFileSync(shell.at('canary'), CANARY);
  symlinkSync(path.join(cluster.folder, 'etcd'), shell.at('etcd'));
  return [
    async () => {
      for (const name of ['db', 'mail', 'canary']) await write(cluster, name, 'first');
      await snapshot('before.db');
    },
    async () => {
      await cluster.apiServer.stop();
      await cluster.startApiServer({ port: cluster.apiServer.port, flags: { 'encryption-provider-config': file } });
      for (const name of ['db', 'canary']) await write(cluster, name, 'second');
      await snapshot('half.db');
    },
    async () => {
      await write(cluster, 'mail', 'second');
      const { header } = (await gateway.ask('/v3/kv/range', { key: 'AA==' })) as { header?: { revision?: string } };
      await compactEtcd(cluster.etcd, header?.revision ?? '');
      await snapshot('compacted.db');
    },
    async () => {
      await gateway.ask('/v3/maintenance/defragment', {});
      await snapshot('clean.db');
    },
    async () => await Promise.resolve(gateway.close()),
  ];
}

describe.skipIf(!hasCluster('1.37'))('Kubernetes 1.37 (needs kubernetes-1.37)', () => {
  test.skipIf(!hasEtcdTools)(
    'each command prints what the guide shows (needs etcd-tools)',
    { timeout: LONG_MS },
    async () => {
      await withOwnCluster('1.37', {}, async (cluster) => {
        using shell = new GuideShell(cluster);
        const plugin = await startKmsPlugin(shell.at('kms.sock'), 'key-2026-11');
        try {
          const shown = shownCommands('encryption-verify.md');
          const before = steps(cluster, shell, plugin.endpoint);
          expect(shown).toHaveLength(before.length);
          const codes: number[] = [];
          for (const [index, { command, output }] of shown.entries()) {
            await before[index]?.();
            const ran = await shell.run(command);
            expect([command, lastingProof(ran.shown)]).toEqual([command, lastingProof(output)]);
            codes.push(ran.code);
          }
          expect(codes).toEqual([1, 1, 1, 0, 1]);
        } finally {
          await plugin.stop();
        }
      });
    },
  );
});
