// What kubelets are given of credentials in plain text: the pods of their node and the ConfigMaps that these refer to.
import type { WorkloadFact } from '../../facts/workload.ts';
import { holderKind } from '../copies.ts';
import type { CredentialAsset, CredentialHolder } from '../credentials.ts';
import type { Workload } from '../workloads.ts';
import type { World } from '../world.ts';
import { configMapsOf, credentialsOf, shownFact } from './credentials.ts';
import { nodeNameOf } from './escape.ts';
import { grounds, membersOn, nodeOf, pairsByNode } from './nodes.ts';
import { inSpec } from './pods.ts';
import type { Relation } from './relation.ts';

/** By id of the asset, with the place in the pod spec; ConfigMaps count whether or not a container sees them. */
function givenFor(world: World, workload: Workload, member: WorkloadFact): ReadonlyMap<string, string> {
  return new Map([...credentialsOf(world, workload, member), ...configMapsOf(world, member, false)]);
}

/** Pods, or what makes pods of no known node, whose annotations hold it, with the node. */
function annotated(
  world: World,
  asset: CredentialAsset,
): { readonly holder: CredentialHolder; readonly node: string }[] {
  const workload = asset.workload === undefined ? undefined : world.workloads[asset.workload];
  if (workload === undefined) return [];
  return asset.holders.flatMap((holder) => {
    const fact = holder.annotated;
    // Of a template, the pods that the input has say what they carry themselves.
    if (fact === undefined || (!fact.isPod && workload.podNames.size > 0)) return [];
    const node = nodeOf(workload, fact);
    return node === undefined ? [] : [{ holder, node }];
  });
}

export const nodeReadsCredential: Relation = {
  name: 'nodeReadsCredential',
  pairs(nodes, emit) {
    const { world } = nodes;
    if (world.credentials.isEmpty && world.watchedConfigMaps.size === 0) return;
    pairsByNode(
      nodes,
      (member, workload) => Array.from(givenFor(world, workload, member).keys(), (id) => nodes.credentials.named(id)),
      emit,
    );
    for (const asset of world.credentials.assets)
      for (const { node } of annotated(world, asset)) {
        const kubelet = nodes.kubeletOf(node);
        if (kubelet !== undefined) emit(kubelet, nodes.credentials.node(asset));
      }
  },
  cite(world, { from, to }) {
    const asset = world.credentials.asset(to);
    const own = asset && annotated(world, asset).find(({ node }) => node === nodeNameOf(from));
    if (own !== undefined) {
      const { object, pointer } = own.holder;
      return { evidence: [{ object, pointer }], objects: [object], namespace: object.namespace };
    }
    for (const workload of world.workloads) {
      for (const member of membersOn(workload, nodeNameOf(from))) {
        const pointer = givenFor(world, workload, member).get(to);
        if (pointer !== undefined) return grounds(member, [inSpec(shownFact(workload, member), pointer)]);
      }
    }
    return undefined;
  },
};

const PODS = holderKind('', 'pods');

/** Before AuthorizeNodeWithSelectors, on by default since 1.32, every kubelet may list all pods. */
export const nodeListsPods: Relation = {
  name: 'nodeListsPods',
  pairs(nodes, emit) {
    const inPods = nodes.credentials.in(PODS, '');
    if (inPods.length === 0) return;
    const hub = nodes.credentials.hub(PODS, '');
    for (const kubelet of nodes.kubelet) emit(kubelet, hub);
  },
  cite(world, { to }) {
    const holder = world.credentials.asset(to)?.holders.find(({ of }) => of === PODS);
    if (holder === undefined) return undefined;
    const { object, pointer } = holder;
    return { evidence: [{ object, pointer }], objects: [object], namespace: object.namespace };
  },
};
