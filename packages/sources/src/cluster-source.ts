// The door to a live cluster: what reads it, and the HTTP library under it, is loaded when a cluster is read.
import type { ClusterSettings } from './cluster-settings.ts';
import type { SourcesRead } from './read-sources.ts';
import type { ReadSettings } from './settings.ts';

/** See `readCluster` in read-cluster.ts. Throws `ClusterError`. */
export async function readCluster(cluster: ClusterSettings, settings: ReadSettings): Promise<SourcesRead> {
  const { readCluster: read } = await import('./read-cluster.ts');
  return await read(cluster, settings);
}
