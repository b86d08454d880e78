// Who reads a container's log as a file: root on the node that keeps it, and workloads that see the folder of logs there.
import type { Condition } from '../../results/contract.ts';
import type { WorkloadFact } from '../../facts/workload.ts';
import { POD_LOGS } from '../credentials.ts';
import type { CredentialAsset, CredentialHolder } from '../credentials.ts';
import { isWithin } from '../host/host-mounts.ts';
import type { Citation } from '../rule-types.ts';
import type { World } from '../world.ts';
import { groundsOfMember, nodeNameOf, placeDoubts, runningMembers, runningWith, runsAt } from './escape.ts';
import { citeMount, nodeMounts } from './node-mounts.ts';
import type { NodeMount } from './node-mounts.ts';
import type { Relation } from './relation.ts';
import { workloadById } from '../workloads.ts';
import { imageUserDoubts, readsRootFiles } from './root-user.ts';

/**
 * `NS_POD_UID/CONTAINER/N.log` stand below the first, written by the runtime as root. Docker writes below the second, and has links below the
 * first. What `/var/log/containers` holds are links to those: alone, it shows nothing.
 */
const LOG_FOLDERS = ['/var/log/pods', '/var/lib/docker/containers'] as const;

const OF_DOCKER: Condition = {
  text: 'the runtime of the node is Docker, which writes its logs there',
  settledBy: 'containerRuntimeVersion of the node',
};

/** The finding, and the node that its pod ran on. */
export function citeLog({ pointer, log }: CredentialHolder): Citation[] {
  if (log === undefined) return [];
  const placed = log.pod === undefined || log.pod.node === '' ? [] : [{ object: log.pod, pointer: '/spec/nodeName' }];
  return [{ object: log.file, pointer }, ...placed];
}

function logsByNode(world: World): ReadonlyMap<string, ReadonlySet<CredentialAsset>> {
  const found = new Map<string, Set<CredentialAsset>>();
  for (const asset of world.credentials.in(POD_LOGS, ''))
    for (const { log } of asset.holders) {
      const node = log?.node;
      if (node === undefined) continue;
      const assets = found.get(node);
      if (assets === undefined) found.set(node, new Set([asset]));
      else assets.add(asset);
    }
  return found;
}

function logOn(world: World, id: string, isThere: (node: string) => boolean): CredentialHolder | undefined {
  return world.credentials.asset(id)?.holders.find(({ log }) => log?.node !== undefined && isThere(log.node));
}

export const nodeKeepsLog: Relation = {
  name: 'nodeKeepsLog',
  pairs(nodes, emit) {
    for (const [node, assets] of logsByNode(nodes.world)) {
      const root = nodes.nodeRoot[nodes.world.nodeIndex.get(node) as number];
      for (const asset of assets) emit(root, nodes.credentials.node(asset));
    }
  },
  cite(world, { from, to }) {
    const name = nodeNameOf(from);
    const holder = logOn(world, to, (node) => node === name);
    if (holder === undefined) return undefined;
    const { object } = holder;
    return { evidence: citeLog(holder), objects: [object], namespace: object.namespace };
  },
};

interface LogMount {
  readonly mount: NodeMount;
  /** Which logs stand there is not known. */
  readonly doubts: readonly Condition[];
}

/** A mount at or above a folder of logs, in a container that reads what only root may; that of every runtime before Docker's. */
function logMount(world: World, member: WorkloadFact): LogMount | undefined {
  const mounts = nodeMounts(world, member).filter(({ container }) => readsRootFiles(container));
  const [ofPods, ofDocker] = LOG_FOLDERS.map((folder) => mounts.find(({ path }) => isWithin(folder, path)));
  if (ofPods !== undefined) return { mount: ofPods, doubts: imageUserDoubts(ofPods.container) };
  return ofDocker && { mount: ofDocker, doubts: [OF_DOCKER, ...imageUserDoubts(ofDocker.container)] };
}

export const workloadReadsLogs: Relation = {
  name: 'workloadReadsLogs',
  pairs(nodes, emit) {
    const { world } = nodes;
    const logs = logsByNode(world);
    if (logs.size === 0) return;
    world.workloads.forEach((workload, index) => {
      const seen = new Set<CredentialAsset>();
      for (const { node } of runningWith(workload, (member) => logMount(world, member) !== undefined))
        for (const [place, assets] of logs)
          if (runsAt(workload, node, place)) for (const asset of assets) seen.add(asset);
      for (const asset of seen) emit(nodes.workload[index], nodes.credentials.node(asset));
    });
  },
  cite(world, { from, to }) {
    const workload = workloadById(world, from);
    for (const { member, node } of runningMembers(workload)) {
      const found = logMount(world, member);
      const holder = workload && found && logOn(world, to, (place) => runsAt(workload, node, place));
      if (found === undefined || holder === undefined) continue;
      const { mount, doubts } = found;
      const { pointers, more } = citeMount(mount);
      return groundsOfMember(member, {
        pointers,
        more: [...more, ...citeLog(holder)],
        detail: `container ${mount.container.name} sees ${mount.path} of its node`,
        doubts: [...doubts, ...placeDoubts(node, holder.log?.node ?? node)],
      });
    }
    return undefined;
  },
};
