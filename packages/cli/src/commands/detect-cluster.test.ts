// detect on a real API server: a Helm release, a log through the kubelet's API and an event, each with a made-up credential.
import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { AssetReaders, DetectResult } from '@watertight/engine';
import { expect, test } from 'vitest';
import type { Cluster } from '../../../../testbed/cluster/cluster.ts';
import { readPair } from '../../../../testbed/cluster/pki.ts';
import { hasCluster } from '../../../../testbed/cluster/versions.ts';
import { withCluster } from '../../../../testbed/cluster/with-cluster.ts';
import { run } from '../testing/subprocess.ts';
import { scratch } from '../testing/scratch.ts';

const NAMESPACE = 'detect-cluster';
const NODE = 'detect-node';
/** Of the release, the log and the event; and of a Secret, which is where a secret belongs. */
const [RELEASED, LOGGED, TOLD, KEPT] = [
  'Xq7vZr2kTn9wYb4m',
  'Jh3pLd8sGf5cWa6e',
  'Mu1xQi0oKz7tVy2n',
  'Rb5tNc1yHs9vEj4u',
] as const;
const LOG = `starting\nlevel=info msg=connected DB_PASSWORD=${LOGGED} host=db\n`;
const base64 = (bytes: string | Uint8Array): string => Buffer.from(bytes).toString('base64');
const RELEASE = { name: 'shop', version: 1, config: { db: { password: RELEASED } }, manifest: '', chart: {} };
const metadata = (name: string): { readonly name: string; readonly namespace: string } => ({
  name,
  namespace: NAMESPACE,
});

/** Answers as a kubelet does for the log of a container, and with 404 else. */
async function startKubelet(cluster: Cluster): Promise<{ readonly port: number; readonly stop: () => void }> {
  const { certificate: cert, key } = readPair(cluster.folder, 'apiserver');
  const server = createServer({ cert, key }, ({ url = '' }, response) => {
    const isLog = url.startsWith(`/containerLogs/${NAMESPACE}/web/app?`);
    response.writeHead(isLog ? 200 : 404).end(isLog ? LOG : '');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function fill(cluster: Cluster, port: number): Promise<void> {
  await cluster.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } });
  const node = {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: NODE },
    status: {
      addresses: [{ type: 'InternalIP', address: '127.0.0.1' }],
      daemonEndpoints: { kubeletEndpoint: { Port: port } },
    },
  };
  expect((await cluster.admin.client.send('POST', '/api/v1/nodes', node)).status).toBe(201);
  await cluster.apply(
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: metadata('default') },
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: metadata('web'),
      spec: {
        nodeName: NODE,
        automountServiceAccountToken: false,
        containers: [{ name: 'app', image: 'app' }],
      },
    },
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: metadata('sh.helm.release.v1.shop.v1'),
      type: 'helm.sh/release.v1',
      data: { release: base64(base64(gzipSync(JSON.stringify(RELEASE)))) },
    },
    { apiVersion: 'v1', kind: 'Secret', metadata: metadata('db'), data: { password: base64(KEPT) } },
    {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: metadata('web.1'),
      involvedObject: { kind: 'Pod', namespace: NAMESPACE, name: 'web' },
      reason: 'Failed',
      message: `cannot connect with password=${TOLD}`,
      type: 'Warning',
    },
  );
}

test.skipIf(!hasCluster('1.37'))('a real API server and what it holds (needs kubernetes-1.37)', async () => {
  await withCluster('1.37', async (cluster) => {
    const kubelet = await startKubelet(cluster);
    using folder = scratch();
    const found = path.join(folder.path, 'found.json');
    try {
      await fill(cluster, kubelet.port);
      const env = { KUBECONFIG: cluster.admin.kubeconfig };
      const live = ['--kubeconfig', cluster.admin.kubeconfig, '-n', NAMESPACE];
      const { code, stdout, stderr } = await run(['detect', ...live, '--logs', '--secret-values', '-o', 'json'], {
        env,
      });
      expect([code, stderr.includes('read-only')]).toEqual([1, true]);
      const { findings } = JSON.parse(stdout) as DetectResult;
      expect(
        findings.map(({ file, place = '' }) => `${file.replace(/^cluster:[^/]+\//, '')} ${place}`).toSorted(),
      ).toEqual([
        `event:${NAMESPACE}/web.1 /message`,
        `pod:${NAMESPACE}/web/log/app `,
        `secret:${NAMESPACE}/sh.helm.release.v1.shop.v1 /data/release!/config!/db/password`,
      ]);
      for (const value of [RELEASED, LOGGED, TOLD, KEPT]) expect(stdout + stderr).not.toContain(value);

      await run(['detect', ...live, '--logs', '-o', 'json', '--output-file', found], { env });
      const asset = `pod:${NAMESPACE}/web#log/app`;
      const snapshot = path.join(folder.path, 'cluster.json');
      await run(['snapshot', ...live, '--output-file', snapshot], { env });
      const answer = await run(['who-can-read', asset, '-f', found, '-f', snapshot, '-o', 'json'], { env });
      const { assets } = JSON.parse(answer.stdout) as { readonly assets: readonly AssetReaders[] };
      const readers = assets[0]?.readers.map(({ id, path: { steps } }) => `${id} ${steps.at(-1)?.technique}`);
      expect(readers).toContain(`node:${NODE} L5`);
      expect(readers).toContain('group:system:masters L4');
    } finally {
      kubelet.stop();
      await cluster.admin.client.send('DELETE', `/api/v1/nodes/${NODE}`);
      await cluster.admin.client.send('DELETE', `/api/v1/namespaces/${NAMESPACE}`);
    }
  });
});
