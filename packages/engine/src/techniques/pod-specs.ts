// What explainers say about the pods of a step's target.
import type { Facts } from '../facts/facts.ts';
import type { ObjectFact } from '../facts/object.ts';
import type { PodSpec, WorkloadFact } from '../facts/workload.ts';

function specOf(facts: Facts, objects: readonly ObjectFact[]): PodSpec | undefined {
  const workload = objects.find((object): object is WorkloadFact => 'specPointer' in object);
  return workload === undefined ? undefined : facts.podSpecs[workload.spec];
}

/** Name of the first container with a terminal or open input. */
export function interactiveContainer(facts: Facts, objects: readonly ObjectFact[]): string | undefined {
  return specOf(facts, objects)?.containers.find(({ stdin, tty }) => stdin || tty)?.name;
}

export function isOnHostNetwork(facts: Facts, objects: readonly ObjectFact[]): boolean {
  return specOf(facts, objects)?.hostNetwork === true;
}

/** `pod:NS/NAME`, or "the pods of" what makes them. */
export function podsOf(id: string): string {
  return id.startsWith('pod:') ? id : `the pods of ${id}`;
}
