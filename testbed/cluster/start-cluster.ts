// Starts etcd, an API server and the controller manager in a temporary folder, and says when they are ready.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type ApiServerSettings, type RunningApiServer, startApiServer } from './api-server.ts';
import { type Client, createClient } from './client.ts';
import { controllerManagerFlags, etcdFlags } from './control-plane.ts';
import { freePort } from './free-port.ts';
import { writeKubeconfig } from './kubeconfig.ts';
import { makePki, readPair } from './pki.ts';
import { PortTakenError, type ServerProcess, startServer } from './server-process.ts';
import { builtPrograms, type Programs, type Version } from './versions.ts';
import { waitUntil } from './wait-until.ts';

const STARTS_MAX = 3;

/** Where a running cluster is: all that another process needs to use it. */
export interface ClusterPlace {
  readonly version: Version;
  readonly programs: Programs;
  /** Holds keys, logs and data; removed when the cluster stops. */
  readonly folder: string;
  readonly etcdPort: number;
  readonly url: string;
  readonly auditLog: string;
}

export interface RunningCluster {
  readonly place: ClusterPlace;
  readonly apiServer: RunningApiServer;
  /** The controller manager; without it nothing changes but what is asked for. */
  readonly controllers: ServerProcess;
  /** Of all servers. */
  readonly pids: readonly number[];
  stop(): Promise<void>;
}

/** What the controllers make at the start is there: the default account, and the rules of an aggregated role. */
async function controllersRan(client: Client): Promise<boolean> {
  const account = await client.send('GET', '/api/v1/namespaces/default/serviceaccounts/default');
  const { status, body } = await client.send('GET', '/apis/rbac.authorization.k8s.io/v1/clusterroles/admin');
  // An API server is not ready before it has made its roles, unless other flags take RBAC away.
  const aggregated = status === 404 || (Array.isArray(body['rules']) && body['rules'].length > 0);
  return account.status === 200 && aggregated;
}

function startControllerManager({ folder, programs, url }: ClusterPlace): ServerProcess {
  const endpoint = { url, authority: readPair(folder, 'ca').certificate };
  const credentials = { certificate: readPair(folder, 'controller-manager') };
  const kubeconfig = writeKubeconfig(path.join(folder, 'controller-manager.conf'), endpoint, credentials);
  const flags = controllerManagerFlags(folder, kubeconfig);
  const role = 'kube-controller-manager';
  return startServer({ program: programs.kubernetes, role, flags, folder, name: role });
}

async function untilControllersRan({ folder, url }: ClusterPlace, servers: readonly ServerProcess[]): Promise<void> {
  const endpoint = { url, authority: readPair(folder, 'ca').certificate };
  const client = createClient(endpoint, { certificate: readPair(folder, 'admin') });
  try {
    await waitUntil('the controllers to run', async () => {
      for (const server of servers) server.check();
      return controllersRan(client);
    });
  } finally {
    client.close();
  }
}

/** Starts the servers into `servers`, so that the caller can stop those that did start when another does not. */
async function startServers(
  version: Version,
  folder: string,
  settings: ApiServerSettings,
  servers: ServerProcess[],
): Promise<Omit<RunningCluster, 'pids' | 'stop'>> {
  const programs = builtPrograms(version);
  mkdirSync(path.join(folder, 'pki'), { mode: 0o700 });
  makePki(programs.certificates, folder);
  const etcdPort = await freePort();
  const flags = etcdFlags(folder, etcdPort, await freePort());
  servers.push(startServer({ program: programs.etcd, role: 'etcd', flags, folder, name: 'etcd' }));
  const apiServer = await startApiServer({ folder, programs, etcdPort }, settings, servers);
  servers.push(apiServer.process);
  const { url, auditLog } = apiServer;
  const place = { version, programs, folder, etcdPort, url, auditLog };
  const controllers = startControllerManager(place);
  servers.push(controllers);
  await untilControllersRan(place, servers);
  return { place, apiServer, controllers };
}

async function tryStart(version: Version, settings: ApiServerSettings): Promise<RunningCluster> {
  const folder = mkdtempSync(path.join(tmpdir(), 'watertight-testbed-'));
  const servers: ServerProcess[] = [];
  const stop = async () => {
    await Promise.all(servers.map((server) => server.stop()));
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const started = await startServers(version, folder, settings, servers);
    return { ...started, pids: servers.map(({ pid }) => pid), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * Starts a cluster of its own for the caller, who stops it; where the caller dies first, it stops by itself.
 * Throws where its programs are not built: tests ask `hasCluster` before.
 */
export async function startCluster(version: Version, settings: ApiServerSettings = {}): Promise<RunningCluster> {
  for (let start = 1; ; start++) {
    try {
      // oxlint-disable-next-line no-await-in-loop -- the next start is only for when this one fails
      return await tryStart(version, settings);
    } catch (error) {
      if (!(error instanceof PortTakenError) || start === STARTS_MAX) throw error;
    }
  }
}
