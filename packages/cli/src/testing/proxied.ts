// For tests: a kubeconfig that leads to a real cluster through a proxy, which breaks answers.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Cluster } from '../../../../testbed/cluster/cluster.ts';
import { FaultProxy } from '../../../../testbed/fault-proxy/proxy.ts';
import type { FaultProxySettings } from '../../../../testbed/fault-proxy/proxy.ts';

export interface Proxied extends AsyncDisposable {
  readonly proxy: FaultProxy;
  /** Path of the kubeconfig. */
  readonly kubeconfig: string;
}

/** As administrator. */
export async function proxied(cluster: Cluster, fault: FaultProxySettings['fault']): Promise<Proxied> {
  const { certificate } = cluster.admin.credentials;
  const tls = { ca: cluster.endpoint.authority, cert: certificate?.certificate, key: certificate?.key };
  const proxy = await FaultProxy.start({ url: cluster.endpoint.url, tls, fault });
  const folder = mkdtempSync(path.join(tmpdir(), 'watertight-proxied-'));
  const kubeconfig = path.join(folder, 'config');
  writeFileSync(kubeconfig, kubeconfigText(proxy.url));
  return {
    proxy,
    kubeconfig,
    async [Symbol.asyncDispose]() {
      await proxy[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true });
    },
  };
}

/** One context, called `proxied`, whose user brings no credentials. */
export function kubeconfigText(server: string): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'proxied', cluster: { server } }],
    users: [{ name: 'nobody', user: {} }],
    contexts: [{ name: 'proxied', context: { cluster: 'proxied', user: 'nobody' } }],
    'current-context': 'proxied',
  });
}
