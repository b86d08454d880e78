// Reads a cluster in a test: settings of the machine at hand stay out, and waiting is noted instead of done.
import type { CoverageEntry, Facts } from '@watertight/engine';
import type { ClusterSettings } from '../cluster-settings.ts';
import { readCluster } from '../read-cluster.ts';
import { tempFolder } from './temp-folder.ts';

export interface LiveRead {
  readonly facts: Facts;
  readonly notices: readonly string[];
  /** Milliseconds of each pause between two attempts. */
  readonly waits: readonly number[];
  /** The text of a snapshot. */
  readonly snapshot: string;
}

export interface LiveOptions extends Partial<Omit<ClusterSettings, 'surroundings' | 'onNotice' | 'wait'>> {
  readonly signal?: AbortSignal;
  /** The user of the kubeconfig. */
  readonly user?: object;
  readonly env?: Readonly<Record<string, string>>;
}

/** `url`: the server. */
export async function readLive(
  url: string,
  { signal, user = {}, env = {}, ...more }: LiveOptions = {},
): Promise<LiveRead> {
  const folder = tempFolder();
  folder.put({ config: kubeconfigText(url, user) });
  const notices: string[] = [];
  const waits: number[] = [];
  const cluster: ClusterSettings = {
    kubeconfig: `${folder.path}/config`,
    secretValues: false,
    agent: 'watertight/test',
    surroundings: { env, home: '' },
    onNotice: (line) => notices.push(line),
    wait: (milliseconds) => Promise.resolve(void waits.push(milliseconds)),
    ...more,
  };
  try {
    const read = await readCluster(cluster, { defaultNamespace: 'default', ...(signal !== undefined && { signal }) });
    return { facts: read.facts, notices, waits, snapshot: [...read.snapshot()].join('') };
  } finally {
    folder.remove();
  }
}

/** One context, called `test`. */
export function kubeconfigText(server: string, user: object): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'test', cluster: { server } }],
    users: [{ name: 'tester', user }],
    contexts: [{ name: 'test', context: { cluster: 'test', user: 'tester' } }],
    'current-context': 'test',
  });
}

/** State and reason of one coverage entry. */
export function covered({ coverage }: Facts, what: string): Pick<CoverageEntry, 'state' | 'reason'> | undefined {
  const entry = coverage.find((candidate) => candidate.what === what);
  return entry === undefined
    ? undefined
    : { state: entry.state, ...(entry.reason !== undefined && { reason: entry.reason }) };
}
