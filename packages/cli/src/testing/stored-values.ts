// With which keys etcd holds the values of a cluster, as `encryption verify` says it.
import type { Cluster } from '../../../../testbed/cluster/cluster.ts';
import { runInProcess } from './in-process.ts';

interface Verified {
  readonly objects: readonly {
    readonly resource?: string;
    readonly provider: string;
    readonly keyName?: string;
    readonly keyId?: string;
    readonly readable: boolean | null;
  }[];
}

/** Secrets by `PROVIDER[:NAME[:KEY_ID]]`; what the file of a server does not open counts as `unreadable`. */
export async function storedSecrets(cluster: Cluster, file: string): Promise<Readonly<Record<string, number>>> {
  const counts = Object.entries(await storedValues(cluster, file));
  return Object.fromEntries(
    counts.flatMap(([key, count]) => (key.startsWith('secrets ') ? [[key.slice('secrets '.length), count]] : [])),
  );
}

/** All values by resource and key; `internal` is what belongs to none. */
export async function storedValues({ etcd }: Cluster, file: string): Promise<Readonly<Record<string, number>>> {
  const { url, authorityFile, certificateFile, keyFile } = etcd;
  const place = ['--endpoints', url, '--cacert', authorityFile, '--cert', certificateFile, '--key', keyFile];
  const how = ['--config', file, '--fail-on', 'none', '-o', 'json'];
  const { stdout } = await runInProcess(['encryption', 'verify', ...place, ...how]);
  const counts: Record<string, number> = {};
  for (const { resource = 'internal', provider, keyName, keyId, readable } of (JSON.parse(stdout) as Verified)
    .objects) {
    const by = readable === false ? 'unreadable' : [provider, keyName, keyId].filter(Boolean).join(':');
    const key = `${resource} ${by}`;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}
