// What kubelets are given of credentials in plain text: the pods of their node and the ConfigMaps that these refer to.
import type { WorkloadFact } from '../../facts/workload.ts';
import { holderKind } from '../copies.ts';
import type { Workload } from '../workloads.ts';
import type { World } from '../world.ts';
import { configMapsOf, credentialsOf, shownFact } from './credentials.ts';
import { nodeNameOf } from './escape.ts';
import { grounds, membersOn, pairsByNode } from './nodes.ts';
import { inSpec } from './pods.ts';
import type { Relation } from './relation.ts';

/** By id of the asset, with the place in the pod spec; ConfigMaps count whether or not a container sees them. */
function givenFor(world: World, workload: Workload, member: WorkloadFact): ReadonlyMap<string, string> {
  return new Map([...credentialsOf(world, workload, member), ...configMapsOf(world, member, false)]);
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
  },
  cite(world, { from, to }) {
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
