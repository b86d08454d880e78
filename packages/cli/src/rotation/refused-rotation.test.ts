// What a rotation must not get past, on two real API servers: objects that admission refuses, a migration that nobody works on, plugins that differ.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ApiObject } from '../../../../testbed/cluster/client.ts';
import type { Cluster } from '../../../../testbed/cluster/cluster.ts';
import { hasCluster } from '../../../../testbed/cluster/versions.ts';
import { waitUntil } from '../../../../testbed/cluster/wait-until.ts';
import { withOwnCluster } from '../../../../testbed/cluster/with-cluster.ts';
import { startKmsPlugin } from '../../../../testbed/kms-plugin/plugin.ts';
import { startRefusingWebhook } from '../testing/refusing-webhook.ts';
import { storedSecrets } from '../testing/stored-values.ts';
import { run } from '../testing/subprocess.ts';
import { configurationText, flagsFor, secretboxKey, twoFiles, withTwoServers } from '../testing/two-servers.ts';
import type { TwoServers } from '../testing/two-servers.ts';

const LONG_MS = 300_000;
const SECRETS = '/api/v1/namespaces/default/secrets';
const ADMISSION = '/apis/admissionregistration.k8s.io/v1';
const MERGE = { contentType: 'application/merge-patch+json' };

const secret = (name: string): ApiObject => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name, namespace: 'default' },
  stringData: { value: 'MARKED' },
});

/** Refuses changes of the Secret of that name, in words that quote it. */
const policy = (name: string): ApiObject[] => [
  {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicy',
    metadata: { name: 'no-change' },
    spec: {
      matchConstraints: {
        resourceRules: [{ apiGroups: [''], apiVersions: ['v1'], resources: ['secrets'], operations: ['UPDATE'] }],
      },
      validations: [{ expression: `object.metadata.name != '${name}'`, message: 'MARKED: nobody changes it' }],
    },
  },
  {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicyBinding',
    metadata: { name: 'no-change' },
    spec: { policyName: 'no-change', validationActions: ['Deny'] },
  },
];

/** Both servers know of admission some time after it was made. */
async function refuses(servers: readonly Cluster[], name: string, isRefused: boolean): Promise<void> {
  for (const [at, { admin }] of servers.entries())
    await waitUntil(`changes of ${name} to be ${isRefused ? 'refused' : 'taken'}`, async () => {
      const change = { metadata: { annotations: { at: `${at}` } } };
      const { status } = await admin.client.send('PATCH', `${SECRETS}/${name}?dryRun=All`, change, MERGE);
      return status >= 400 === isRefused;
    });
}

describe.skipIf(!hasCluster('1.37'))('Kubernetes 1.37 (needs kubernetes-1.37)', () => {
  test('a webhook, a policy, and v1beta1 alone', { timeout: LONG_MS }, async () => {
    const two = twoFiles([secretboxKey('old'), { identity: {} }]);
    const settings = (file: string): object => ({
      flags: {
        ...flagsFor(file),
        'runtime-config': 'storagemigration.k8s.io/v1=false,storagemigration.k8s.io/v1beta1=true',
      },
      reloadEvery: '1s',
    });
    const rotated = async ({ servers, args, files }: TwoServers): Promise<void> => {
      const [cluster] = servers;
      const webhook = await startRefusingWebhook(cluster, 'hooked');
      try {
        await cluster.apply(...['free', 'hooked', 'locked'].map(secret), ...policy('locked'), webhook.configuration);
        for (const name of ['hooked', 'locked']) await refuses(servers, name, true);
        const all = [...args, '--new-key', 'secretbox:new', '--finish', '--longest-request', '1s'];
        const stopped = await run([...all, '--wait', '10s']);
        expect([stopped.code, stopped.stdout]).toEqual([4, '']);
        expect(stopped.stderr).not.toContain('MARKED');
        for (const line of [
          'rewrite: waits for StorageVersionMigration of secrets',
          'rewrite: StorageVersionMigration of secrets has not ended: objects are stored again one by one',
          'rewrite: 1 written again, 0 as they should be, 0 gone, 2 refused',
          '  secrets default/hooked: admission webhook refusing.example.com refused it with 400',
          '  secrets default/locked: ValidatingAdmissionPolicy no-change refused it with 422',
          'error: 2 objects cannot be written again',
        ])
          expect(stopped.stderr.split('\n')).toContain(line);
        expect(await storedSecrets(cluster, files[1])).toEqual({ 'secretbox:new': 1, 'secretbox:old': 2 });
        const made = await cluster.get('/apis/storagemigration.k8s.io/v1beta1/storageversionmigrations');
        expect(made['items']).toMatchObject([{ spec: { resource: { group: '', resource: 'secrets' } } }]);

        for (const kind of ['validatingwebhookconfigurations/refusing', 'validatingadmissionpolicybindings/no-change'])
          await cluster.admin.client.send('DELETE', `${ADMISSION}/${kind}`);
        for (const name of ['hooked', 'locked']) await refuses(servers, name, false);
        const done = await run([...all, '--no-storage-migration']);
        expect([done.code, done.stdout.split('\n')[0]]).toEqual([
          0,
          'secretbox:new for secrets: done; every gate is open',
        ]);
        expect(await storedSecrets(cluster, files[1])).toEqual({ 'secretbox:new': 3 });
      } finally {
        await webhook.stop();
      }
    };
    await withOwnCluster('1.37', settings(two.files[0]), async (cluster) => {
      await withTwoServers(cluster, two, rotated, settings(two.files[1]));
    });
  });

  test('plugins that report two key_ids', { timeout: LONG_MS }, async () => {
    const old = secretboxKey('old');
    const two = twoFiles([old, { identity: {} }]);
    const plugins = [
      await startKmsPlugin(path.join(two.folder, 'one.sock'), 'key-1'),
      await startKmsPlugin(path.join(two.folder, 'two.sock'), 'key-2'),
    ];
    for (const [at, { endpoint }] of plugins.entries()) {
      const kms = { apiVersion: 'v2', name: 'testbed', endpoint, timeout: '3s' };
      writeFileSync(two.files[at] ?? '', configurationText([old, { kms }, { identity: {} }]), { mode: 0o600 });
    }
    const settings = (file: string): object => ({ flags: flagsFor(file), reloadEvery: '1s' });
    const rotated = async ({ servers, args, files }: TwoServers): Promise<void> => {
      await servers[0].apply(secret('free'));
      const ask = [...args, '--new-key', 'kms:testbed', '--finish', '--wait', '5s'];
      for (const more of [[], ['--key-id', 'key-1']]) {
        const { code, stdout, stderr } = await run([...ask, ...more]);
        expect([code, stdout]).toEqual([4, '']);
        expect(stderr).toMatch(
          /error: promote: still closed: one has been told key_id sha256:[0-9a-f]{12}; two has been told key_id sha256:[0-9a-f]{12}, (?:one another|not yet sha256:[0-9a-f]{12})\nHave the plugin of every API server report the same key_id;/,
        );
      }
      expect(await storedSecrets(servers[0], files[0])).toEqual({ 'secretbox:old': 1 });
    };
    try {
      await withOwnCluster('1.37', settings(two.files[0]), async (cluster) => {
        await withTwoServers(cluster, two, rotated, settings(two.files[1]));
      });
    } finally {
      for (const plugin of plugins) await plugin.stop();
    }
  });
});
