// The door to a live cluster for replays: what speaks to it, and the HTTP library under it, is loaded when it is opened.
import type { ClusterConnection, ConnectionSettings } from './cluster-connection.ts';

/** Says where and as whom before the first request. Throws `ClusterError` where there is no API server that talks to us. */
export async function connectCluster(settings: ConnectionSettings): Promise<ClusterConnection> {
  const { openConnection } = await import('./open-connection.ts');
  return await openConnection(settings);
}
