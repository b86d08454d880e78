// Lets all test files of a run share one cluster per version: the runner starts it when the first of them asks.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type RunningCluster, startCluster } from './start-cluster.ts';
import { VERSIONS, type Version } from './versions.ts';

/** The variable that tells the processes that run the test files where to ask. */
export const SHARED_CLUSTERS_URL = 'WATERTIGHT_TESTBED_URL';

/** The clusters that were asked for, each started once. */
class StartedClusters {
  readonly #started = new Map<Version, Promise<RunningCluster>>();

  /** Where the cluster of a path `/VERSION` is, as an HTTP status and a text. */
  async answer(url: string | undefined): Promise<readonly [number, string]> {
    const version = VERSIONS.find((one) => url === `/${one}`);
    if (version === undefined) return [404, 'the testbed has no such version'];
    const cluster = this.#started.get(version) ?? startCluster(version);
    this.#started.set(version, cluster);
    return cluster.then(
      ({ place }) => [200, JSON.stringify(place)],
      (error: unknown) => [500, String(error)],
    );
  }

  async stop(): Promise<void> {
    const started = await Promise.allSettled(this.#started.values());
    await Promise.all(started.map(async (one) => (one.status === 'fulfilled' ? one.value.stop() : undefined)));
  }
}

/**
 * Serves where each version's cluster is, at `/VERSION`, to the processes that are started after this call.
 * Returns what stops the clusters that were started.
 */
export async function serveClusters(): Promise<() => Promise<void>> {
  const clusters = new StartedClusters();
  const server = createServer((incoming, response) => {
    void clusters.answer(incoming.url).then(([status, text]) => response.writeHead(status).end(text));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  process.env[SHARED_CLUSTERS_URL] = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return async () => {
    server.close();
    server.closeAllConnections();
    await clusters.stop();
  };
}
