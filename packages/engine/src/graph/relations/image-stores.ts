// Which nodes keep an image that holds a credential, and which workloads see the runtime's store there.
import type { WorkloadFact } from '../../facts/workload.ts';
import type { CredentialAsset } from '../credentials.ts';
import { isWithin } from '../host/host-mounts.ts';
import { imageUsesOf } from '../image-uses.ts';
import type { ImageUser } from '../image-uses.ts';
import type { World } from '../world.ts';
import { UNKNOWN_NODE, workloadById } from '../workloads.ts';
import { groundsOfMember, nodeNameOf, placeDoubts, runningMembers, runningWith, runsAt } from './escape.ts';
import { citeImage, namingDoubts, usersOf } from './images.ts';
import { citeMount, nodeMounts } from './node-mounts.ts';
import type { NodeMount } from './node-mounts.ts';
import { inSpec } from './pods.ts';
import type { Ends, Grounds, Relation } from './relation.ts';
import { imageUserDoubts, readsRootFiles } from './root-user.ts';

/** Where runtimes keep layers; what they hold is readable by root. https://github.com/containerd/containerd/blob/main/docs/ops.md */
const STORES = [
  '/var/lib/containerd/io.containerd.content.v1.content',
  '/var/lib/containerd/io.containerd.snapshotter.v1.overlayfs',
  '/var/lib/docker/overlay2',
  '/var/lib/containers/storage',
  '/var/lib/rancher/k3s/agent/containerd',
  '/var/lib/rancher/rke2/agent/containerd',
  '/var/lib/k0s/containerd',
  '/var/snap/microk8s/common/var/lib/containerd',
];

/** An image stays on a node when its pods have ended. */
function nodeOf({ workload, member }: ImageUser): string {
  return workload.nodes.has(UNKNOWN_NODE) ? UNKNOWN_NODE : member.node;
}

function imagesByNode(world: World): ReadonlyMap<string, ReadonlySet<CredentialAsset>> {
  const found = new Map<string, Set<CredentialAsset>>();
  for (const asset of world.credentials.images)
    for (const user of imageUsesOf(world).users(asset)) {
      const node = nodeOf(user);
      if (node === '') continue;
      const assets = found.get(node);
      if (assets === undefined) found.set(node, new Set([asset]));
      else assets.add(asset);
    }
  return found;
}

interface Held extends Grounds {
  /** The node. */
  readonly place: string;
}

/** A pod of such a node with the image, and the finding. */
function citeOn(world: World, asset: string, isThere: (node: string) => boolean): Held | undefined {
  const user = usersOf(world, asset).find((candidate) => nodeOf(candidate) !== '' && isThere(nodeOf(candidate)));
  const [holder] = user === undefined ? [] : user.use.shown.values();
  if (user === undefined || holder === undefined) return undefined;
  const { use, member } = user;
  const placed = member.node === '' ? [] : [{ object: member, pointer: '/spec/nodeName' }];
  return {
    place: nodeOf(user),
    evidence: [inSpec(member, use.pointer), ...placed, ...citeImage(holder)],
    objects: [member],
    namespace: member.namespace,
    doubts: namingDoubts(use.by, use.reference),
  };
}

export const nodeHoldsImage: Relation = {
  name: 'nodeHoldsImage',
  pairs(nodes, emit) {
    for (const [node, assets] of imagesByNode(nodes.world)) {
      const root = nodes.nodeRoot[nodes.world.nodeIndex.get(node) as number];
      for (const asset of assets) emit(root, nodes.credentials.node(asset));
    }
  },
  cite(world, { from, to }: Ends) {
    const name = nodeNameOf(from);
    return citeOn(world, to, (node) => node === name);
  },
};

/** A mount at or above a runtime's store, in a container that reads what only root may. */
function storeMount(world: World, member: WorkloadFact): NodeMount | undefined {
  return nodeMounts(world, member).find(
    ({ path, container }) => readsRootFiles(container) && STORES.some((store) => isWithin(store, path)),
  );
}

export const workloadReadsImages: Relation = {
  name: 'workloadReadsImages',
  pairs(nodes, emit) {
    const { world } = nodes;
    const images = imagesByNode(world);
    if (images.size === 0) return;
    world.workloads.forEach((workload, index) => {
      const seen = new Set<CredentialAsset>();
      for (const { node } of runningWith(workload, (member) => storeMount(world, member) !== undefined))
        for (const [place, assets] of images)
          if (runsAt(workload, node, place)) for (const asset of assets) seen.add(asset);
      for (const asset of seen) emit(nodes.workload[index], nodes.credentials.node(asset));
    });
  },
  cite(world, { from, to }) {
    const workload = workloadById(world, from);
    for (const { member, node } of runningMembers(workload)) {
      const mount = storeMount(world, member);
      const held = workload && mount && citeOn(world, to, (place) => runsAt(workload, node, place));
      if (mount === undefined || held === undefined) continue;
      const { pointers, more } = citeMount(mount);
      return groundsOfMember(member, {
        pointers,
        more: [...more, ...held.evidence],
        detail: `container ${mount.container.name} sees ${mount.path} of its node`,
        doubts: [...imageUserDoubts(mount.container), ...placeDoubts(node, held.place), ...(held.doubts ?? [])],
      });
    }
    return undefined;
  },
};
