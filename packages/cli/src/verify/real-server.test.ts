// What the real API server wrote with each provider, and what `encryption verify` says of it: live, from a snapshot, from the data folder.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { VerifiedObject, VerifyResult } from '@watertight/engine';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiObject } from '../../../../testbed/cluster/client.ts';
import { etcdGateway } from '../../../../testbed/cluster/etcd-gateway.ts';
import { hasCluster } from '../../../../testbed/cluster/versions.ts';
import type { Version } from '../../../../testbed/cluster/versions.ts';
import { withOwnCluster } from '../../../../testbed/cluster/with-cluster.ts';
import type { OwnCluster } from '../../../../testbed/cluster/with-cluster.ts';
import { startKmsPlugin } from '../../../../testbed/kms-plugin/plugin.ts';
import { compareText } from '../shell/order.ts';
import { runInProcess } from '../testing/in-process.ts';

type Verified = VerifyResult & { readonly objects: readonly VerifiedObject[] };

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'watertight-verify-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string): string => path.join(folder, name);
const key = (name: string): object => ({ keys: [{ name, secret: randomBytes(32).toString('base64') }] });
const PROVIDERS = { aescbc: key('cbc-1'), aesgcm: key('gcm-1'), secretbox: key('box-1'), identity: {} };
const kmsOf = (name: string, endpoint: string, apiVersion: string): object => ({
  kms: { apiVersion, name, endpoint, timeout: '5s' },
});

/** An EncryptionConfiguration for Secrets, its providers in this order. */
function configuration(name: string, providers: readonly object[]): string {
  const file = at(`${name}.json`);
  const rules = [{ resources: ['secrets'], providers }];
  writeFileSync(
    file,
    JSON.stringify({ apiVersion: 'apiserver.config.k8s.io/v1', kind: 'EncryptionConfiguration', resources: rules }),
  );
  return file;
}

const secret = (name: string, value: string): ApiObject => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name, namespace: 'default' },
  stringData: { password: value },
});
const etcdKey = (name: string): string => `/registry/secrets/default/${name}`;

/** Writes a Secret through an API server that has this configuration. */
async function writeWith(
  cluster: OwnCluster,
  config: string,
  name: string,
  flags: Record<string, string> = {},
): Promise<void> {
  const server = await cluster.startApiServer({ flags: { 'encryption-provider-config': config, ...flags } });
  await cluster.through(server).apply(secret(name, `MARKED-${name}`));
  await server.stop();
}

async function verified(...args: readonly string[]): Promise<Verified> {
  const { code, stdout, stderr } = await runInProcess([
    'encryption',
    'verify',
    '-o',
    'json',
    '--fail-on',
    'none',
    ...args,
  ]);
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).not.toContain('MARKED');
  return JSON.parse(stdout) as Verified;
}

/** Key, provider, key's name and key_id of the Secrets of these tests, by name. */
function secrets({ objects }: Verified): unknown[] {
  return objects
    .filter((object) => object.key.startsWith(etcdKey('by-')))
    .sort((a, b) => compareText(a.key, b.key))
    .map(({ key: name, provider, keyName, keyId }) => [name, provider, keyName, keyId]);
}

function readings({ objects }: Verified): unknown[] {
  return objects
    .filter((object) => object.key.startsWith(etcdKey('by-')))
    .sort((a, b) => compareText(a.key, b.key))
    .map(({ key: name, readable, stale }) => [name.slice(etcdKey('by-').length), readable, stale]);
}

/** Arguments that lead to the cluster's etcd, a snapshot of it, and the data folder of its member. */
async function ways(cluster: OwnCluster): Promise<Record<'live' | 'snapshot' | 'folder', string[]>> {
  const { url, authorityFile, certificateFile, keyFile } = cluster.etcd;
  const gateway = etcdGateway(cluster.etcd);
  writeFileSync(at('snapshot.db'), await gateway.snapshot());
  gateway.close();
  return {
    live: ['--endpoints', url, '--cacert', authorityFile, '--cert', certificateFile, '--key', keyFile],
    snapshot: ['--snapshot', at('snapshot.db')],
    folder: ['--data-dir', path.join(cluster.folder, 'etcd')],
  };
}

const local = Object.entries(PROVIDERS).map(([name, settings]) => ({ [name]: settings }));
const first = (name: string): object[] => [
  ...local.filter((provider) => name in provider),
  ...local.filter((provider) => !(name in provider)),
];

describe.skipIf(!hasCluster('1.37'))('Kubernetes 1.37 (needs kubernetes-1.37)', () => {
  test('each provider, from the running etcd, a snapshot and the data folder', async () => {
    await withOwnCluster('1.37', {}, async (cluster) => {
      const plugin = await startKmsPlugin(at('v2.sock'), 'key-a');
      for (const name of Object.keys(PROVIDERS)) {
        await writeWith(cluster, configuration(name, first(name)), `by-${name}`);
      }
      const kms = configuration('kms', [kmsOf('vault', plugin.endpoint, 'v2'), ...first('secretbox')]);
      await writeWith(cluster, kms, 'by-kms');
      await plugin.stop();
      const { live, snapshot, folder: dataDir } = await ways(cluster);
      const expected = [
        [etcdKey('by-aescbc'), 'aescbc', 'cbc-1', undefined],
        [etcdKey('by-aesgcm'), 'aesgcm', 'gcm-1', undefined],
        [etcdKey('by-identity'), 'identity', undefined, undefined],
        [etcdKey('by-kms'), 'kms-v2', 'vault', 'key-a'],
        [etcdKey('by-secretbox'), 'secretbox', 'box-1', undefined],
      ];
      for (const way of [live, snapshot, dataDir]) {
        const result = await verified(...way);
        expect(secrets(result)).toEqual(expected);
        expect(result.summary.resources.find(({ resource }) => resource === 'secrets')?.providers).toEqual({
          aescbc: 1,
          aesgcm: 1,
          identity: 1,
          'kms-v2': 1,
          secretbox: 1,
        });
        expect(result.objects.filter(({ provider }) => provider === 'malformed')).toEqual([]);
        expect(result.objects.filter(({ moved, otherKind }) => moved === true || otherKind !== undefined)).toEqual([]);
        expect(result.objects.filter(({ resource }) => resource === undefined).map(({ key: name }) => name)).toEqual(
          result.objects
            .map(({ key: name }) => name)
            .filter((name) => /^\/registry\/(?:ranges|peerserverleases|masterleases)\//.test(name)),
        );
      }

      const withKeys = await verified(...snapshot, '--config', kms, '--key-id', 'vault=key-b');
      expect(readings(withKeys)).toEqual([
        ['aescbc', true, true],
        ['aesgcm', true, true],
        ['identity', true, true],
        ['kms', null, true],
        ['secretbox', true, true],
      ]);
      expect(readings(await verified(...snapshot, '--config', configuration('aesgcm', first('aesgcm'))))).toEqual([
        ['aescbc', true, true],
        ['aesgcm', true, false],
        ['identity', true, true],
        ['kms', false, null],
        ['secretbox', true, true],
      ]);
      const strangers = configuration('strangers', [
        { aescbc: key('cbc-1') },
        { aesgcm: key('gcm-1') },
        { secretbox: key('box-1') },
      ]);
      expect(readings(await verified(...snapshot, '--config', strangers)).map((row) => (row as unknown[])[1])).toEqual(
        Array.from({ length: 5 }, () => false),
      );
    });
  }, 180_000);

  test('a value that was moved, and one that was planted', async () => {
    await withOwnCluster('1.37', {}, async (cluster) => {
      const config = configuration('box', first('secretbox'));
      await writeWith(cluster, config, 'by-box');
      const gateway = etcdGateway(cluster.etcd);
      await gateway.put(etcdKey('by-moved'), (await gateway.get(etcdKey('by-box'))) ?? Buffer.alloc(0));
      await gateway.put(etcdKey('by-nobody'), Buffer.from('MARKED nothing of Kubernetes'));
      gateway.close();
      const { objects, findings } = await verified(...(await ways(cluster)).snapshot, '--config', config);
      const found = (name: string): VerifiedObject | undefined =>
        objects.find((object) => object.key === etcdKey(name));
      expect([found('by-box')?.moved, found('by-moved')?.moved]).toEqual([undefined, true]);
      expect(found('by-nobody')).toMatchObject({ provider: 'malformed', readable: false });
      expect(findings.slice(0, 1)).toMatchObject([
        { check: 'stored-moved', severity: 'critical', examples: [etcdKey('by-moved')] },
      ]);
    });
  }, 120_000);

  test('plain text that is left, until the last step that removes it', async () => {
    await withOwnCluster('1.37', {}, async (cluster) => {
      const canary = 'MARKED-canary-of-this-test';
      writeFileSync(at('canary'), `${canary}\n`);
      await cluster.apply(secret('left', canary));
      const server = await cluster.startApiServer({
        flags: { 'encryption-provider-config': configuration('gcm', first('aesgcm')) },
      });
      await cluster.through(server).apply({
        ...secret('left', canary),
        metadata: { name: 'left', namespace: 'default', labels: { again: 'yes' } },
      });
      await server.stop();
      const gateway = etcdGateway(cluster.etcd);
      const checks = async (): Promise<string[]> => {
        const { snapshot } = await ways(cluster);
        return (await verified(...snapshot, '--canary-file', at('canary'))).findings.map(({ check }) => check);
      };
      expect(await checks()).toEqual(expect.arrayContaining(['residue-older', 'residue-canary']));
      const { revision } = await verified(...(await ways(cluster)).snapshot);
      await gateway.ask('/v3/kv/compaction', { revision, physical: true });
      const compacted = await checks();
      expect(compacted).toContain('residue-canary');
      expect(compacted).not.toContain('residue-older');
      await gateway.ask('/v3/maintenance/defragment', {});
      expect(await checks()).toEqual([]);
      const { folder: dataDir } = await ways(cluster);
      const inLog = await verified(...dataDir, '--canary-file', at('canary'));
      expect(inLog.findings.map(({ check }) => check).sort()).toEqual(['residue-canary', 'residue-log']);
      expect(inLog.residue?.hits.filter((hit) => hit.key === etcdKey('left'))).toMatchObject([
        { where: 'log', kind: 'Secret' },
      ]);
      gateway.close();
    });
  }, 120_000);
});

describe.skipIf(!hasCluster('1.30'))('Kubernetes 1.30 (needs kubernetes-1.30)', () => {
  const version: Version = '1.30';

  test('KMS v1', async () => {
    await withOwnCluster(version, {}, async (cluster) => {
      const plugin = await startKmsPlugin(at('v1.sock'), 'key-a');
      const config = configuration('v1', [kmsOf('old', plugin.endpoint, 'v1'), { identity: {} }]);
      await writeWith(cluster, config, 'by-v1', { 'feature-gates': 'KMSv1=true' });
      await plugin.stop();
      const result = await verified(...(await ways(cluster)).snapshot, '--config', config);
      expect(secrets(result)).toEqual([[etcdKey('by-v1'), 'kms-v1', 'old', undefined]]);
      expect(readings(result)).toEqual([['v1', null, null]]);
    });
  }, 120_000);
});
