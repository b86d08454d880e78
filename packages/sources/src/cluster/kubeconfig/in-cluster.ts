// The cluster that a pod runs in, and the pod's own ServiceAccount.
import { existsSync, readFileSync } from 'node:fs';
import { isIPv6 } from 'node:net';
import path from 'node:path';
import { kubeconfigOf } from './entries.ts';
import type { Kubeconfig } from './entries.ts';

/** Where the kubelet mounts a pod's token. https://kubernetes.io/docs/tasks/run-application/access-api-from-pod/ */
export const ACCOUNT_FOLDER = '/var/run/secrets/kubernetes.io/serviceaccount';
export const IN_CLUSTER = 'in-cluster';

/** Undefined outside of a pod. */
export function inClusterConfig(
  env: Readonly<Record<string, string | undefined>>,
  folder = ACCOUNT_FOLDER,
): Kubeconfig | undefined {
  const { KUBERNETES_SERVICE_HOST: host = '', KUBERNETES_SERVICE_PORT: port = '' } = env;
  if (host === '' || port === '' || !existsSync(path.join(folder, 'token'))) return undefined;
  const server = `https://${isIPv6(host) ? `[${host}]` : host}:${port}`;
  const config = {
    clusters: [{ name: IN_CLUSTER, cluster: { server, 'certificate-authority': 'ca.crt' } }],
    users: [{ name: IN_CLUSTER, user: { tokenFile: 'token' } }],
    contexts: [
      { name: IN_CLUSTER, context: { cluster: IN_CLUSTER, user: IN_CLUSTER, namespace: namespaceIn(folder) } },
    ],
    'current-context': IN_CLUSTER,
  };
  return kubeconfigOf(config, folder);
}

function namespaceIn(folder: string): string {
  const file = path.join(folder, 'namespace');
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
}
