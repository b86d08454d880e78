// The door to a live cluster: what reads it, and the HTTP library under it, is loaded when a cluster is read.
import type { ClusterSettings } from './cluster-settings.ts';
import type { Surroundings } from './cluster/kubeconfig/read-kubeconfig.ts';
import type { ClusterChoice } from './cluster/kubeconfig/target.ts';
import type { SourcesRead } from './read-sources.ts';
import type { ReadSettings } from './settings.ts';

/** The namespace of the context that would be read; nothing is contacted. Throws `ClusterError`. */
export async function contextNamespace(choice: ClusterChoice, surroundings: Surroundings): Promise<string> {
  const { findTarget } = await import('./cluster/kubeconfig/target.ts');
  return findTarget(choice, surroundings).namespace;
}

/** See `readCluster` in read-cluster.ts. Throws `ClusterError`. */
export async function readCluster(cluster: ClusterSettings, settings: ReadSettings): Promise<SourcesRead> {
  const { readCluster: read } = await import('./read-cluster.ts');
  return await read(cluster, settings);
}
