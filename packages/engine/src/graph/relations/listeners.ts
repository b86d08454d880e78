// Pods that hear what passes on their node, and the credentials that pods there send or are sent in clear.
import type { Container } from '../../facts/workload.ts';
import { sending, sendingDoubts, sentIn } from '../sent.ts';
import type { Sent } from '../sent.ts';
import { UNKNOWN_NODE, workloadById } from '../workloads.ts';
import type { Workload } from '../workloads.ts';
import { workloadIndexOf } from '../workload-index.ts';
import type { World } from '../world.ts';
import { inSpec, specOf } from './pods.ts';
import type { Relation } from './relation.ts';

const isRaw = (name: string): boolean => name === 'NET_RAW' || name === 'CAP_NET_RAW' || name === 'ALL';

/** Container runtimes give it unless it is dropped. https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted */
function mayListen({ privileged, capabilitiesAdd, capabilitiesDrop }: Container): boolean {
  return privileged || capabilitiesAdd.some(isRaw) || !capabilitiesDrop.some(isRaw);
}

/** The container that listens on the host's interfaces, with its node. */
function listenersOf(world: World, { nodes }: Workload): { node: string; pointer: string; member: Workload['root'] }[] {
  return [...nodes].flatMap(([node, member]) => {
    const { hostNetwork, containers } = specOf(world, member);
    const listener = hostNetwork ? containers.find(mayListen) : undefined;
    return listener === undefined ? [] : [{ node, pointer: listener.pointer, member }];
  });
}

/** Nodes that the connection begins or ends on; of an unknown node nothing is said. */
function nodesOf(world: World, { client, service }: Sent): ReadonlySet<string> {
  const behind = service === undefined ? [] : workloadIndexOf(world).selectedBy(service);
  const all = [client, ...behind.flatMap((index) => world.workloads[index] ?? [])].flatMap(({ nodes }) => [
    ...nodes.keys(),
  ]);
  return new Set(all.filter((node) => node !== UNKNOWN_NODE));
}

function heardIn(world: World, isBeside: boolean): Sent[] {
  return sentIn(world).filter(({ heard, beside }) => heard && (beside !== undefined) === isBeside);
}

/** `isBeside`: of credentials that belong to the server by their names alone. */
const hearing = (name: string, isBeside: boolean): Relation => ({
  name,
  pairs(nodes, emit) {
    const { world } = nodes;
    const heard = heardIn(world, isBeside);
    if (heard.length === 0) return;
    world.workloads.forEach((workload, index) => {
      if (!workload.running) return;
      const there = new Set(listenersOf(world, workload).map(({ node }) => node));
      if (there.size === 0) return;
      for (const sent of heard)
        if (!nodesOf(world, sent).isDisjointFrom(there)) emit(nodes.workload[index], nodes.asset(sent.asset));
    });
  },
  cite(world, { from, to }) {
    const workload = workloadById(world, from);
    if (workload === undefined) return undefined;
    for (const sent of heardIn(world, isBeside)) {
      if (sent.asset !== to) continue;
      const there = nodesOf(world, sent);
      const listener = listenersOf(world, workload).find(({ node }) => there.has(node));
      if (listener === undefined) continue;
      const { member, pointer, node } = listener;
      return {
        evidence: [inSpec(member, '/hostNetwork'), inSpec(member, pointer), ...sent.evidence],
        objects: [member],
        namespace: member.namespace,
        detail: `${from} hears what passes on ${node}: ${sending(sent)}`,
        doubts: sendingDoubts(sent),
      };
    }
    return undefined;
  },
});

export const listenerRelations: readonly Relation[] = [
  hearing('listenerHearsCredential', false),
  hearing('listenerHearsCredentialBeside', true),
];
