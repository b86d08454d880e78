// Folds positions that lead the same ways out: they read the same assets, so one bit stands for all of them.
import type { Exposure } from './exposure.ts';
import { isOpenToAll } from './severity.ts';

export interface PositionClasses {
  readonly count: number;
  /** Class of each position. */
  readonly classOf: Int32Array;
  /** Positions of each class, in order. */
  readonly members: readonly (readonly number[])[];
  /** Number of positions of each class. */
  readonly weights: Int32Array;
}

/** Control-plane positions and those open to all stay alone, since they are judged by name. */
export function foldPositions({ graph: { graph }, positions, controlPlane }: Exposure): PositionClasses {
  const classes = new Map<string, number>();
  const members: number[][] = [];
  const classOf = new Int32Array(positions.length);
  positions.forEach(({ id, node }, index) => {
    const alone = controlPlane.shipped.has(id) || isOpenToAll(id);
    const key = alone ? id : waysOut(node);
    let found = classes.get(key);
    if (found === undefined) {
      found = members.push([]) - 1;
      classes.set(key, found);
    }
    classOf[index] = found;
    members[found]?.push(index);
  });
  return { count: members.length, classOf, members, weights: Int32Array.from(members, ({ length }) => length) };

  function waysOut(node: number): string {
    const ways: string[] = [];
    for (let row = graph.outStart[node] as number; row < (graph.outStart[node + 1] as number); row++) {
      const edge = graph.outEdges[row] as number;
      ways.push(`${graph.to[edge]}/${graph.tier[edge]}/${graph.label[edge]}/${graph.custom[edge]}`);
    }
    return ways.toSorted().join(' ');
  }
}
