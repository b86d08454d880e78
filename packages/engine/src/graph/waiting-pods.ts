// Pods that no node runs yet: those in the input that are not bound, and those that controllers without pods would make.
import { oncePer } from '../facts/once-per.ts';
import type { WorkloadFact } from '../facts/workload.ts';
import { hasEnded } from './workloads.ts';
import type { Workload } from './workloads.ts';
import type { World } from './world.ts';

/** A StatefulSet numbers its pods. */
const ORDINAL = /^(.+)-\d+$/;

interface Waiting {
  /** One for each distinct spec. */
  readonly bySpec: Map<number, WorkloadFact>;
  readonly byName: Map<string, WorkloadFact>;
  /** StatefulSets by their name. */
  readonly sets: Map<string, readonly WorkloadFact[]>;
}

/** Tables over a world, made once. */
export class WaitingPods {
  readonly #world: World;
  #namespaces: Map<string, Waiting> | undefined;

  constructor(world: World) {
    this.#world = world;
  }

  /** What waits in the namespace, one fact for each distinct spec. */
  in(namespace: string): Iterable<WorkloadFact> {
    return this.#all().get(namespace)?.bySpec.values() ?? [];
  }

  /** What waits under this name: a pod, or the template of a StatefulSet whose pod of this number the input does not hold. */
  named(namespace: string, name: string): readonly WorkloadFact[] {
    const waiting = this.#all().get(namespace);
    const pod = waiting?.byName.get(name);
    if (pod !== undefined) return [pod];
    return waiting?.sets.get(ORDINAL.exec(name)?.[1] ?? '') ?? [];
  }

  namespaces(): Iterable<string> {
    return this.#all().keys();
  }

  #all(): ReadonlyMap<string, Waiting> {
    if (this.#namespaces !== undefined) return this.#namespaces;
    this.#namespaces = new Map();
    for (const fact of this.#world.facts.workloads)
      if (fact.isPod && fact.node === '' && !fact.mirror && !hasEnded(fact)) {
        const waiting = this.#at(fact.namespace);
        if (!waiting.bySpec.has(fact.spec)) waiting.bySpec.set(fact.spec, fact);
        waiting.byName.set(fact.name, fact);
      }
    for (const workload of this.#world.workloads) this.#addTemplates(workload);
    return this.#namespaces;
  }

  #addTemplates({ root, members, namespace, podNames }: Workload): void {
    if (podNames.size > 0) return;
    const waiting = this.#at(namespace);
    for (const member of members) if (!waiting.bySpec.has(member.spec)) waiting.bySpec.set(member.spec, member);
    if (root.objectKind === 'StatefulSet') waiting.sets.set(root.name, members);
  }

  #at(namespace: string): Waiting {
    const known = this.#namespaces?.get(namespace);
    const waiting = known ?? { bySpec: new Map(), byName: new Map(), sets: new Map() };
    if (known === undefined) this.#namespaces?.set(namespace, waiting);
    return waiting;
  }
}

/** The table of a world, made once. */
export const waitingPodsOf = oncePer((world: World) => new WaitingPods(world));
