// Pods by what made them: a ReplicaSet, the Deployment above it, and so on up.
import { objectId } from '../facts/object-id.ts';
import type { WorkloadFact } from '../facts/workload.ts';

/** Places in `pods` by each pod's own id and those of all that made it, which are found among `workloads`. */
export function podsByMaker(
  workloads: readonly WorkloadFact[],
  pods: readonly WorkloadFact[],
): Map<string, readonly number[]> {
  const byKey = new Map(workloads.map((one) => [keyOf(one.objectKind, one.namespace, one.name), one]));
  const found = new Map<string, number[]>();
  for (const [number, pod] of pods.entries()) {
    let one: WorkloadFact | undefined = pod;
    for (const seen = new Set<WorkloadFact>(); one !== undefined && !seen.has(one);) {
      seen.add(one);
      const id = objectId(one);
      const list = found.get(id);
      if (list === undefined) found.set(id, [number]);
      else list.push(number);
      one = one.owner === undefined ? undefined : byKey.get(keyOf(one.owner.kind, one.namespace, one.owner.name));
    }
  }
  return found;
}

function keyOf(kind: string, namespace: string, name: string): string {
  return `${kind}/${namespace}/${name}`;
}
