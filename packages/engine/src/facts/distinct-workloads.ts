// One workload for each pod spec in each namespace: what these two decide needs one look, not one for each pod.
import { oncePer } from './once-per.ts';
import type { Facts } from './facts.ts';
import type { WorkloadFact } from './workload.ts';

/** The first of each, in the order of the facts; found once for them. */
export const distinctWorkloads = oncePer<Facts, readonly WorkloadFact[]>(firstOfEach);

function firstOfEach(facts: Facts): WorkloadFact[] {
  const seen = facts.podSpecs.map((): Set<string> | undefined => undefined);
  return facts.workloads.filter(({ spec, namespace }) => {
    const namespaces = (seen[spec] ??= new Set());
    if (namespaces.has(namespace)) return false;
    namespaces.add(namespace);
    return true;
  });
}
