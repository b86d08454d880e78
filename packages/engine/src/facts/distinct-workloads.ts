// One workload for each pod spec in each namespace: what these two decide needs one look, not one for each pod.
import type { Facts } from './facts.ts';
import type { WorkloadFact } from './workload.ts';

const known = new WeakMap<Facts, readonly WorkloadFact[]>();

/** The first of each, in the order of the facts; found once for them. */
export function distinctWorkloads(facts: Facts): readonly WorkloadFact[] {
  let found = known.get(facts);
  if (found === undefined) known.set(facts, (found = firstOfEach(facts)));
  return found;
}

function firstOfEach(facts: Facts): WorkloadFact[] {
  const seen = facts.podSpecs.map((): Set<string> | undefined => undefined);
  return facts.workloads.filter(({ spec, namespace }) => {
    const namespaces = (seen[spec] ??= new Set());
    if (namespaces.has(namespace)) return false;
    namespaces.add(namespace);
    return true;
  });
}
