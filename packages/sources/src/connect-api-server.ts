// The door to one API server of a rotation: what speaks to it is loaded when it is opened.
import type { ApiServerConnection, ApiServerSettings } from './api-server-connection.ts';

/** Says where and as whom before the first request; sends none. Throws `ClusterError` where no server is named. */
export async function openApiServer(settings: ApiServerSettings): Promise<ApiServerConnection> {
  const { openObserved } = await import('./open-api-server.ts');
  return openObserved(settings);
}
