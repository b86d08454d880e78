// Finds workloads by what requests name: a pod, an object whose controller makes pods, a Service that selects them.
import type { ServiceFact } from '../facts/cluster.ts';
import { selected } from '../facts/label-selector.ts';
import type { ObjectFact, StringMap } from '../facts/object.ts';
import { oncePer } from '../facts/once-per.ts';
import { pluralOf } from '../facts/plural.ts';
import type { Workload } from './workloads.ts';
import type { World } from './world.ts';

/** Namespace → names of objects. */
export type Existing = ReadonlyMap<string, ReadonlySet<string>>;

const NONE: Existing = new Map();

/** Tables over the workloads of a world, each made once. Indexes are those of `World.workloads`. */
export class WorkloadIndex {
  readonly #world: World;
  readonly #existing = new Map<string, Map<string, Set<string>>>();
  readonly #pods = new Map<string, Set<number>>();
  readonly #sets = new Map<string, Set<number>>();
  readonly #plurals: ReadonlyMap<string, string>;
  #services: ReadonlyMap<string, readonly ServiceFact[]> | undefined;
  #labels: ReadonlyMap<string, ReadonlySet<number>> | undefined;

  constructor(world: World) {
    this.#world = world;
    this.#plurals = new Map(
      world.facts.customDefinitions.map((crd) => [`${crd.definesGroup}/${crd.definesKind}`, crd.plural]),
    );
    for (const fact of [...world.facts.workloads, ...world.facts.customs])
      this.#addExisting(fact, this.#resourceOf(fact));
    world.workloads.forEach((workload, index) => {
      for (const pod of workload.podNames) add(this.#pods, pod, index);
      if (workload.root.objectKind === 'StatefulSet') add(this.#sets, workload.root.name, index);
    });
  }

  /** Objects of a plural resource that make pods. `extensions` served early versions of what `apps` serves. */
  existing(group: string, resource: string): Existing {
    return this.#existing.get(`${group === 'extensions' ? 'apps' : group}/${resource}`) ?? NONE;
  }

  /** Running workloads with a pod of this name; a StatefulSet's pods have ordinals for names even when they are not in the input. */
  podsNamed(scope: string, name: string): number[] {
    const ordinal = /^(.+)-\d+$/.exec(name)?.[1] ?? '';
    const found = new Set([...(this.#pods.get(name) ?? []), ...(this.#sets.get(ordinal) ?? [])]);
    return [...found].filter((index) => this.#runsIn(scope, index));
  }

  servicesNamed(name: string): readonly ServiceFact[] {
    this.#services ??= Map.groupBy(this.#world.facts.services, (service) => service.name);
    return this.#services.get(name) ?? [];
  }

  /** Running workloads whose pods a Service's selector chooses; a Service without selector chooses none. */
  selectedBy(service: ServiceFact): number[] {
    const labels = [...service.selector];
    if (labels.length === 0) return [];
    this.#labels ??= this.#indexLabels();
    const sets = labels.map(
      ([key, value]) => this.#labels?.get(`${service.namespace}\0${key}\0${value}`) ?? new Set<number>(),
    );
    const rarest = sets.reduce((least, set) => (set.size < least.size ? set : least));
    return [...rarest].filter(
      (index) => this.#runsIn(service.namespace, index) && this.#isSelected(index, service.selector),
    );
  }

  #runsIn(scope: string, index: number): boolean {
    const workload = this.#world.workloads[index];
    return workload?.running === true && (scope === '' || workload.namespace === scope);
  }

  #isSelected(index: number, selector: StringMap): boolean {
    return (this.#world.workloads[index] as Workload).members.some(({ podLabels }) => selected(selector, podLabels));
  }

  #resourceOf({ group, objectKind }: ObjectFact): string {
    return this.#plurals.get(`${group}/${objectKind}`) ?? pluralOf(objectKind);
  }

  #addExisting({ group, namespace, name }: ObjectFact, resource: string): void {
    const key = `${group}/${resource}`;
    let namespaces = this.#existing.get(key);
    if (namespaces === undefined) this.#existing.set(key, (namespaces = new Map()));
    const names = namespaces.get(namespace);
    if (names === undefined) namespaces.set(namespace, new Set([name]));
    else names.add(name);
  }

  #indexLabels(): Map<string, Set<number>> {
    const labels = new Map<string, Set<number>>();
    this.#world.workloads.forEach((workload, index) => {
      for (const { podLabels } of workload.members) {
        for (const [key, value] of podLabels ?? []) add(labels, `${workload.namespace}\0${key}\0${value}`, index);
      }
    });
    return labels;
  }
}

/** The index of a world, made once. */
export const workloadIndexOf = oncePer((world: World) => new WorkloadIndex(world));

function add(map: Map<string, Set<number>>, key: string, value: number): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, new Set([value]));
  else known.add(value);
}
