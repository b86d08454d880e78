// Times a scan of a live cluster against kubectl's reading of the same lists, on a testbed cluster full of objects.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import type { AuditEvent } from '../testbed/cluster/audit.ts';
import type { OwnCluster } from '../testbed/cluster/with-cluster.ts';
import { missingPrograms } from '../testbed/cluster/versions.ts';
import { withFilledCluster } from './live-cluster.ts';
import { program } from './processes.ts';
import type { Elapsed } from './processes.ts';

export const OBJECTS_LIVE = 20_000;

export interface LiveTimes {
  /** Lists that both read. */
  readonly lists: number;
  readonly kubectl: Elapsed;
  readonly ours: Elapsed;
}

/** Why it cannot be measured here; undefined where it can. */
export function whyNotLive(): string | undefined {
  const hasKubectl = spawnSync('kubectl', ['version', '--client']).status === 0;
  return missingPrograms('1.37') ?? (hasKubectl ? undefined : 'kubectl is not installed');
}

/** The best of each; `watertight` is the command's launcher. */
export async function liveTimes(rounds: number, watertight: string): Promise<LiveTimes> {
  return await withFilledCluster(OBJECTS_LIVE, async (cluster) => {
    const { kubeconfig } = cluster.admin;
    const ours = [process.execPath, watertight, 'scan', '--kubeconfig', kubeconfig, '--fail-on', 'none'] as const;
    program(ours);
    const lists = listedBy('watertight/', cluster);
    // Its discovery cache, as one that has been used before has it; throttled as it throttles itself.
    const cache = path.join(cluster.folder, 'kubectl-cache');
    const common = ['--kubeconfig', kubeconfig, '--cache-dir', cache] as const;
    const kubectl = ['kubectl', ...common, 'get', lists.join(','), '--all-namespaces', '-o', 'json'] as const;
    const best = { kubectl: program(kubectl), ours: program(ours) };
    for (let round = 0; round < rounds; round++) {
      best.kubectl = least(best.kubectl, program(kubectl));
      best.ours = least(best.ours, program(ours));
    }
    requireSame(lists, listedBy('kubectl/', cluster));
    return { lists: lists.length, ...best };
  });
}

const least = (one: Elapsed, other: Elapsed): Elapsed => ({
  seconds: Math.min(one.seconds, other.seconds),
  cpu: Math.min(one.cpu, other.cpu),
});

/** What the server was asked to list, by its audit log, as kubectl names it. */
function listedBy(agent: string, cluster: OwnCluster): string[] {
  const lists = cluster
    .audit()
    .filter(({ verb, userAgent = '' }: AuditEvent) => verb === 'list' && userAgent.startsWith(agent))
    .map(({ requestURI }) => /^\/(?:api|apis\/([^/]+))\/[^/]+\/([^/?]+)(?:\?|$)/.exec(requestURI) ?? [])
    .map(([, group, resource = '']) => (group === undefined ? resource : `${resource}.${group}`));
  return [...new Set(lists)].toSorted();
}

function requireSame(ours: readonly string[], theirs: readonly string[]): void {
  if (ours.length === 0 || ours.join() !== theirs.join())
    throw new Error(`not the same lists: ${ours.join()} and ${theirs.join()}`);
}
