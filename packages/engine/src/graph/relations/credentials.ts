// What pods show of credentials in plain text: those in their own spec, and those of the ConfigMaps that they refer to.
import type { ConfigMapReference, WorkloadFact } from '../../facts/workload.ts';
import { isLive } from '../credentials.ts';
import { workloadById } from '../workloads.ts';
import type { Workload } from '../workloads.ts';
import type { World } from '../world.ts';
import { inSpec, specOf, takesKey } from './pods.ts';
import type { Grounds, Relation } from './relation.ts';

/** The first place of each key in the member's pod spec, relative to it. */
function placesIn(world: World, member: WorkloadFact): ReadonlyMap<string, string> {
  const places = new Map<string, string>();
  for (const { key, pointer } of specOf(world, member).credentials ?? []) {
    if (!places.has(key)) places.set(key, pointer);
  }
  return places;
}

/** The member's own credentials, by id of the asset, with their place in its pod spec; of an old revision none. */
export function credentialsOf(world: World, workload: Workload, member: WorkloadFact): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  if (!isLive(workload, member)) return found;
  for (const [key, pointer] of placesIn(world, member)) found.set(`${workload.id}#${key}`, pointer);
  return found;
}

/** References of the member to ConfigMaps that are watched; `isShown`: only those that a container sees. */
export function configMapsOf(world: World, member: WorkloadFact, isShown: boolean): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  if (world.watchedConfigMaps.size === 0) return found;
  const counts = (reference: ConfigMapReference): boolean =>
    (!isShown || (reference.hidden !== true && takesKey(world, 'configmap', member, reference))) &&
    world.watchedConfigMaps.has(`${member.namespace}/${reference.name}`);
  for (const reference of specOf(world, member).configMaps) {
    const id = `configmap:${member.namespace}/${reference.name}`;
    if (counts(reference) && !found.has(id)) found.set(id, reference.pointer);
  }
  return found;
}

/** What the member's containers see, by id of the asset. */
function shownBy(world: World, workload: Workload, member: WorkloadFact): ReadonlyMap<string, string> {
  return new Map([...credentialsOf(world, workload, member), ...configMapsOf(world, member, true)]);
}

/** A pod, or the topmost controller in place of another with the same pod spec. */
export function shownFact({ root }: Workload, member: WorkloadFact): WorkloadFact {
  return member.isPod || member.spec !== root.spec ? member : root;
}

export const workloadShowsCredential: Relation = {
  name: 'workloadShowsCredential',
  pairs(nodes, emit) {
    const { world } = nodes;
    if (world.credentials.isEmpty && world.watchedConfigMaps.size === 0) return;
    world.workloads.forEach((workload, index) => {
      const ids = new Set(workload.distinct.flatMap((member) => [...shownBy(world, workload, member).keys()]));
      for (const id of ids) emit(nodes.workload[index], nodes.credentials.named(id));
    });
  },
  cite(world, { from, to }): Grounds | undefined {
    const workload = workloadById(world, from);
    for (const member of workload?.members ?? []) {
      const pointer = workload && shownBy(world, workload, member).get(to);
      if (workload === undefined || pointer === undefined) continue;
      const shown = shownFact(workload, member);
      return { evidence: [inSpec(shown, pointer)], objects: [shown], namespace: member.namespace };
    }
    return undefined;
  },
};
