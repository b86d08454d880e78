// What every way from a container to its node has in common: who runs where, and what is cited for it.
import { oncePer } from '../../facts/once-per.ts';
import type { Condition } from '../../results/contract.ts';
import type { PodSpec, WorkloadFact } from '../../facts/workload.ts';
import type { Nodes } from '../nodes.ts';
import type { Citation } from '../rule-types.ts';
import { hasEnded, UNKNOWN_NODE, workloadById } from '../workloads.ts';
import type { Workload } from '../workloads.ts';
import type { World } from '../world.ts';
import { inSpec, specOf } from './pods.ts';
import type { Grounds, Relation } from './relation.ts';

/** A setting of a pod spec that gives the node, or a part of it. */
export interface Escape {
  /** Of the settings, relative to the pod spec. */
  readonly pointers: readonly string[];
  /** A clause about the pod: "container web is privileged". */
  readonly detail: string;
  /** What stands outside the pod spec. */
  readonly more?: readonly Citation[];
  readonly doubts?: readonly Condition[];
  /** `root` on the node, or only what the kubelet's credential may do; root unless said. */
  readonly gives?: 'root' | 'identity';
}

/** Members that run, each with its node; a member of no known node counts only where no other has one. */
export function* runningMembers(
  workload: Workload | undefined,
): Generator<{ readonly member: WorkloadFact; readonly node: string }> {
  if (workload?.running !== true) return;
  const isUnknown = workload.nodes.has(UNKNOWN_NODE);
  for (const member of workload.members) {
    const node = isUnknown ? UNKNOWN_NODE : member.node;
    if (node !== '' && !hasEnded(member)) yield { member, node };
  }
}

/**
 * True when a pod of the workload that runs on `node` runs at the place: there, or anywhere as a DaemonSet of which the input has no pods,
 * since it has one on every node that its template does not leave out.
 */
export function runsAt({ root }: Workload, node: string, place: string): boolean {
  return node === place || (node === UNKNOWN_NODE && root.objectKind === 'DaemonSet' && root.group === 'apps');
}

/** What that leaves open. */
export function placeDoubts(node: string, place: string): readonly Condition[] {
  if (node === place) return [];
  return [
    {
      text: `the DaemonSet has a pod on node ${place}`,
      settledBy: 'nodeSelector, affinity and tolerations of its template',
    },
  ];
}

/** Running members of which something holds that spec and namespace decide: it is asked of one member of each spec first. */
export function* runningWith(
  workload: Workload,
  holds: (member: WorkloadFact) => boolean,
): ReturnType<typeof runningMembers> {
  if (!workload.distinct.some(holds)) return;
  for (const running of runningMembers(workload)) if (holds(running.member)) yield running;
}

/** Decided by the member's spec and namespace. */
type Find<T> = (world: World, member: WorkloadFact) => T | undefined;

/** A finding made once for each spec: pods of one template share it. */
export function perSpec<T>(find: (spec: PodSpec) => T | undefined): Find<T> {
  const found = oncePer(find);
  return (world, member) => found(specOf(world, member));
}

/** What is cited for a member: the settings in its spec, what stands outside it, and its node where that is known. */
export function groundsOfMember(
  member: WorkloadFact,
  { pointers, detail, doubts, more = [] }: Omit<Escape, 'gives'>,
): Grounds {
  const evidence: Citation[] = [...pointers.map((pointer) => inSpec(member, pointer)), ...more];
  if (member.node !== '') evidence.push({ object: member, pointer: '/spec/nodeName' });
  return { evidence, objects: [member], namespace: member.namespace, detail, ...(doubts !== undefined && { doubts }) };
}

export const nodeNameOf = (id: string): string => id.slice('node:'.length);

/** Relates each workload to the nodes that its running pods take by what `escapeOf` finds. */
export function escapeRelation(name: string, escapeOf: Find<Escape>): Relation {
  return {
    name,
    pairs(nodes, emit) {
      nodes.world.workloads.forEach((workload, index) => {
        const escapes = (member: WorkloadFact): boolean => escapeOf(nodes.world, member) !== undefined;
        for (const { member, node } of runningWith(workload, escapes)) {
          const escape = escapeOf(nodes.world, member) as Escape;
          emit(nodes.workload[index], takenNode(nodes, node, escape));
        }
      });
    },
    cite(world, { from, to }) {
      for (const { member, node } of runningMembers(workloadById(world, from))) {
        const escape = node === nodeNameOf(to) ? escapeOf(world, member) : undefined;
        if (escape !== undefined) return groundsOfMember(member, escape);
      }
      return undefined;
    },
  };
}

function takenNode(nodes: Nodes, node: string, { gives }: Escape): number | undefined {
  if (gives === 'identity') return nodes.kubeletOf(node);
  return nodes.nodeRoot[nodes.world.nodeIndex.get(node) as number];
}
