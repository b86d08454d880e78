// Gives a test a running cluster: the run's shared one, or one of its own where it needs other flags or breaks things.
import type { ApiServerSettings, RunningApiServer } from './api-server.ts';
import { type Cluster, connect } from './cluster.ts';
import type { ServerProcess } from './server-process.ts';
import { SHARED_CLUSTERS_URL } from './shared-clusters.ts';
import { type ClusterPlace, startCluster } from './start-cluster.ts';
import type { Version } from './versions.ts';

/** A cluster that nobody else uses; its API server may be stopped and another started in its place. */
export interface OwnCluster extends Cluster {
  readonly apiServer: RunningApiServer;
  readonly controllers: ServerProcess;
}

async function sharedPlace(url: string, version: Version): Promise<ClusterPlace> {
  const response = await fetch(`${url}/${version}`);
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()) as ClusterPlace;
}

/** Runs `use` with a cluster that no other test uses, and stops it. */
export async function withOwnCluster<T>(
  version: Version,
  settings: ApiServerSettings,
  use: (cluster: OwnCluster) => Promise<T>,
): Promise<T> {
  const running = await startCluster(version, settings);
  const cluster = connect(running.place);
  try {
    return await use({ ...cluster, apiServer: running.apiServer, controllers: running.controllers });
  } finally {
    await cluster.close();
    await running.stop();
  }
}

/**
 * Runs `use` with the cluster that all test files of the run share: use namespaces and names of your own, and change
 * nothing that others may look at. Outside a test run it is started for this call.
 */
export async function withCluster<T>(version: Version, use: (cluster: Cluster) => Promise<T>): Promise<T> {
  const url = process.env[SHARED_CLUSTERS_URL];
  if (url === undefined) return withOwnCluster(version, {}, use);
  const cluster = connect(await sharedPlace(url, version));
  try {
    return await use(cluster);
  } finally {
    await cluster.close();
  }
}
