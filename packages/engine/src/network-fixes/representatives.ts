// Pods that stand for all that policies treat like them, before the fix and after it.
import type { WorkloadFact } from '../facts/workload.ts';
import type { Compiled } from '../reach/compile.ts';
import { addressesOf } from '../reach/pods.ts';
import type { Group, Groups } from './groups.ts';

/** One pod for many. */
export interface Representative {
  readonly group: Group;
  readonly pod: WorkloadFact;
  /** Its number among the pods of either compilation: both number them alike. */
  readonly number: number;
}

export class Representatives {
  readonly all: readonly Representative[];
  readonly #byGroup: ReadonlyMap<Group, readonly Representative[]>;

  constructor(groups: Groups, worlds: readonly Compiled[]) {
    const found = new Map<string, Representative>();
    const [{ pods }] = worlds as readonly [Compiled];
    const places = new Map(groups.all.map((group, at) => [group, at] as const));
    for (const [number, pod] of pods.pods.entries()) {
      const group = groups.of(pod);
      if (group === undefined) continue;
      const classes = worlds.map((world) => world.pods.classOf[number]).join();
      const key = `${places.get(group)} ${classes} ${familiesOf(pod)}`;
      if (!found.has(key)) found.set(key, { group, pod, number });
    }
    this.all = [...found.values()];
    this.#byGroup = Map.groupBy(this.all, ({ group }) => group);
  }

  of(group: Group): readonly Representative[] {
    return this.#byGroup.get(group) ?? [];
  }
}

/** `4`, `6`, `46`, or empty where no address is known. */
export function familiesOf(pod: WorkloadFact): string {
  return [...new Set(addressesOf(pod).map(({ family }) => family))].toSorted((a, b) => a - b).join('');
}
