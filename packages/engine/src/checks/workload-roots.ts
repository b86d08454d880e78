// Groups what makes pods, so that a weakness is reported once for a controller and not for each of its pods.
import type { Facts } from '../facts/facts.ts';
import { oncePer } from '../facts/once-per.ts';
import type { PodSpec, WorkloadFact } from '../facts/workload.ts';
import { foldWorkloads } from '../graph/workloads.ts';

/** A topmost controller in the input, or the pods of a controller that the input lacks. */
export interface WorkloadRoot {
  readonly root: WorkloadFact;
  /** The root first, then one object for each other pod spec: admission may have added a container to the pods. */
  readonly members: readonly WorkloadFact[];
}

/** In the order of object ids; computed once for each `Facts`. */
export const workloadRoots = oncePer<Facts, readonly WorkloadRoot[]>(groupRoots);

function groupRoots(facts: Facts): WorkloadRoot[] {
  const groups = new Map<string, { root: WorkloadFact; members: Map<number, WorkloadFact> }>();
  for (const { id, root, members } of foldWorkloads(facts)) {
    const key =
      root.owner === undefined ? id : `${root.namespace}\0${root.owner.group}\0${root.owner.kind}\0${root.owner.name}`;
    const group = groups.get(key) ?? { root, members: new Map([[root.spec, root]]) };
    groups.set(key, group);
    for (const member of members) if (!group.members.has(member.spec)) group.members.set(member.spec, member);
  }
  return [...groups.values()].map(({ root, members }) => ({ root, members: [...members.values()] }));
}

export function podSpecOf(facts: Facts, workload: WorkloadFact): PodSpec {
  return facts.podSpecs[workload.spec] as PodSpec;
}

/**
 * Static pods of the control plane and kube-proxy: they run on the node itself by design, and whoever can change them is
 * root there already. What they may do is still said, as `info`.
 * https://kubernetes.io/docs/concepts/architecture/#control-plane-components
 */
export function isControlPlane(workload: WorkloadFact): boolean {
  if (workload.mirror) return true;
  if (workload.namespace !== 'kube-system') return false;
  return workload.labels.get('tier') === 'control-plane' || workload.labels.get('k8s-app') === 'kube-proxy';
}
