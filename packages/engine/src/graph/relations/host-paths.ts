// Directories of the node that give the node, or the cluster, to whoever sees them in a container.
import { oncePer } from '../../facts/once-per.ts';
import type { WorkloadFact } from '../../facts/workload.ts';
import { EVERYWHERE } from '../nodes.ts';
import { clusterGains, nodeGain } from '../host/node-places.ts';
import type { PlaceGain } from '../host/node-places.ts';
import { isWithin } from '../host/host-mounts.ts';
import { runtimeSocketAt } from '../host/runtime-sockets.ts';
import type { World } from '../world.ts';
import { escapeRelation, groundsOfMember, runningMembers, runningWith } from './escape.ts';
import type { Escape } from './escape.ts';
import { citeMount, nodeMounts } from './node-mounts.ts';
import type { NodeMount } from './node-mounts.ts';
import { specOf } from './pods.ts';
import type { Relation } from './relation.ts';
import { imageUserDoubts, mayBeRoot, readsRootFiles } from './root-user.ts';
import { workloadById } from '../workloads.ts';
import { isSandboxed } from './sandbox.ts';

function describe({ container, path, readOnly }: NodeMount): string {
  return `container ${container.name} ${readOnly ? 'reads' : 'writes'} ${path} of its node`;
}

/** The first mount that `judge` finds something in, as an escape. */
function mountEscape(
  judge: (mount: NodeMount) => Omit<Escape, 'pointers'> | undefined,
): (world: World, member: WorkloadFact) => Escape | undefined {
  return (world, member) => {
    let best: Escape | undefined;
    for (const mount of nodeMounts(world, member)) {
      const found = best?.gives === 'root' ? undefined : judge(mount);
      if (found !== undefined && (best === undefined || found.gives === 'root'))
        best = { ...found, ...citeMount(mount) };
    }
    return best;
  };
}

export const hostPathTakesNode = escapeRelation(
  'hostPathTakesNode',
  mountEscape((mount) => {
    const gain = readsRootFiles(mount.container) ? nodeGain(mount.path, mount.readOnly) : undefined;
    if (gain === undefined) return undefined;
    const where = gain.named || mount.path === '/' ? 'that directory' : `a directory in ${mount.path}`;
    return {
      gives: gain.gives,
      detail: describe(mount),
      doubts: [
        { text: `${where} of the node holds ${gain.holds}`, settledBy: 'the files of the node' },
        ...imageUserDoubts(mount.container),
      ],
    };
  }),
);

/** Connecting writes nothing, so a read-only mount does not help. */
const socketEscape = mountEscape((mount) => {
  const socket = runtimeSocketAt(mount.path);
  if (socket === undefined) return undefined;
  const group = mayBeRoot(mount.container)
    ? []
    : [
        {
          text: `a group of container ${mount.container.name} may use the socket`,
          settledBy: 'owner and mode of the socket on the node',
        },
      ];
  return {
    gives: 'root',
    detail: `container ${mount.container.name} sees the runtime's socket ${socket}${mount.path === socket ? '' : ` through ${mount.path}`}`,
    doubts: [
      { text: 'the runtime listens on that socket', settledBy: "the node's container runtime" },
      ...group,
      ...imageUserDoubts(mount.container),
    ],
  };
});

export const socketTakesNode = escapeRelation('socketTakesNode', (world, member) =>
  isSandboxed(specOf(world, member)) ? undefined : socketEscape(world, member),
);

/** Below these, `/proc/sys/kernel/core_pattern` can be written: the kernel starts what it names, as root on the node. */
function showsKernelSettings({ path, readOnly }: NodeMount): boolean {
  return (
    !readOnly &&
    (isWithin('/proc/sys/kernel', path) || path === '/proc/sys/kernel/core_pattern') &&
    isWithin(path, '/proc')
  );
}

export const kernelSettingsOfMount = mountEscape((mount) => {
  if (!showsKernelSettings(mount) || !mayBeRoot(mount.container)) return undefined;
  return { gives: 'root', detail: describe(mount), doubts: imageUserDoubts(mount.container) };
});

/** Whether a member on this node may see files of the control plane. Other nodes hold none; a path that only the control plane has says where the pod runs. */
function sees(world: World, member: WorkloadFact, node: string, gain: PlaceGain<unknown>): boolean {
  if (member.mirror) return true;
  return rolesOf(world).get(node) ?? gain.named;
}

/** Node name → whether its labels make it a part of the control plane. */
const rolesOf = oncePer(
  ({ facts }: World): ReadonlyMap<string, boolean> =>
    new Map(
      facts.nodes.map(({ name, labels }) => [
        name,
        ['control-plane', 'master', 'etcd'].some((role) => labels.has(`node-role.kubernetes.io/${role}`)),
      ]),
    ),
);

/** Mounts of the member that show what the control plane keeps. */
function clusterMounts(
  world: World,
  member: WorkloadFact,
  node: string,
  gives: 'secrets' | 'keys',
): { mount: NodeMount; holds: string }[] {
  return nodeMounts(world, member).flatMap((mount) => {
    if (!readsRootFiles(mount.container)) return [];
    const gain = clusterGains(mount.path).find((found) => found.gives === gives && sees(world, member, node, found));
    return gain === undefined ? [] : [{ mount, holds: gain.holds }];
  });
}

function clusterRelation(name: string, gives: 'secrets' | 'keys'): Relation {
  return {
    name,
    pairs(nodes, emit) {
      const { world } = nodes;
      world.workloads.forEach((workload, index) => {
        const mounts = (member: WorkloadFact): boolean => nodeMounts(world, member).length > 0;
        for (const { member, node } of runningWith(workload, mounts)) {
          if (clusterMounts(world, member, node, gives).length === 0) continue;
          emit(
            nodes.workload[index],
            gives === 'secrets' ? nodes.hub('secret', EVERYWHERE) : nodes.identityOf('group:system:masters'),
          );
          break;
        }
      });
    },
    cite(world, { from }) {
      for (const { member, node } of runningMembers(workloadById(world, from))) {
        const [shown] = clusterMounts(world, member, node, gives);
        if (shown === undefined) continue;
        const doubts = [
          {
            text: `the pod runs on a node of the control plane, where that directory holds ${shown.holds}`,
            settledBy: 'the nodes of the pods',
          },
          ...imageUserDoubts(shown.mount.container),
        ];
        return groundsOfMember(member, { ...citeMount(shown.mount), detail: describe(shown.mount), doubts });
      }
      return undefined;
    },
  };
}

export const hostPathReadsEtcd = clusterRelation('hostPathReadsEtcd', 'secrets');
export const hostPathHoldsClusterKeys = clusterRelation('hostPathHoldsClusterKeys', 'keys');
