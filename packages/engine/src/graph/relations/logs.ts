// Who reads a container's log as a file: root on the node that keeps it, and workloads that see the folder of logs there.
import type { WorkloadFact } from '../../facts/workload.ts';
import { POD_LOGS } from '../credentials.ts';
import type { CredentialAsset, CredentialHolder } from '../credentials.ts';
import { isWithin } from '../host/host-mounts.ts';
import type { Citation } from '../rule-types.ts';
import type { World } from '../world.ts';
import { groundsOfMember, nodeNameOf, runningMembers, runningWith } from './escape.ts';
import { citeMount, nodeMounts } from './node-mounts.ts';
import type { NodeMount } from './node-mounts.ts';
import { workloadById } from './pods.ts';
import type { Relation } from './relation.ts';
import { imageUserDoubts, readsRootFiles } from './root-user.ts';

/** `NS_POD_UID/CONTAINER/N.log` stand below, written by the runtime as root. What `/var/log/containers` holds are links to these. */
const LOG_FOLDER = '/var/log/pods';

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

function logOn(world: World, id: string, node: string): CredentialHolder | undefined {
  return world.credentials.asset(id)?.holders.find(({ log }) => log?.node === node);
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
    const holder = logOn(world, to, nodeNameOf(from));
    if (holder === undefined) return undefined;
    const { object } = holder;
    return { evidence: citeLog(holder), objects: [object], namespace: object.namespace };
  },
};

/** A mount at or above the folder of logs, in a container that reads what only root may. */
function logMount(world: World, member: WorkloadFact): NodeMount | undefined {
  return nodeMounts(world, member).find(
    ({ path, container }) => isWithin(LOG_FOLDER, path) && readsRootFiles(container),
  );
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
        for (const asset of logs.get(node) ?? []) seen.add(asset);
      for (const asset of seen) emit(nodes.workload[index], nodes.credentials.node(asset));
    });
  },
  cite(world, { from, to }) {
    for (const { member, node } of runningMembers(workloadById(world, from))) {
      const mount = logMount(world, member);
      const holder = mount && logOn(world, to, node);
      if (mount === undefined || holder === undefined) continue;
      const { pointers, more } = citeMount(mount);
      return groundsOfMember(member, {
        pointers,
        more: [...more, ...citeLog(holder)],
        detail: `container ${mount.container.name} sees ${mount.path} of its node`,
        doubts: imageUserDoubts(mount.container),
      });
    }
    return undefined;
  },
};
