// The facts behind a step's target, for its explainer.
import type { ObjectFact } from '../facts/object.ts';
import { NodeKind } from './graph.ts';
import type { Named } from './names.ts';
import { workloadById } from './workloads.ts';
import type { World } from './world.ts';

/** The workload's root, or the Secret where the input holds it; of other targets nothing. */
export function objectsOf(world: World, to: Named): readonly ObjectFact[] {
  if (to.kind === NodeKind.workload) {
    const workload = workloadById(world, to.id);
    return workload === undefined ? [] : [workload.root];
  }
  if (to.kind !== NodeKind.secret) return [];
  const secret = world.secrets.find(to.namespace, to.name);
  const fact = secret === undefined ? undefined : world.secrets.items[secret]?.fact;
  return fact === undefined ? [] : [fact];
}
