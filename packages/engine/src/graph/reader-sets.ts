// Which positions reach each node, for all nodes at once: interned sets, propagated over components in topological order.
import type { SetPool } from './bit-sets.ts';
import { findComponents, membersOf } from './components.ts';
import type { Components } from './components.ts';
import type { Graph, TierCode } from './graph.ts';

export interface ReaderSettings {
  readonly tier: TierCode;
  /** Bit of each start node; starts with the same ways out may share one. */
  readonly starts: ReadonlyMap<number, number>;
  /** Leave out edges that bindings beyond the bootstrap policy make. */
  readonly onlyShipped?: boolean;
}

/** Sets of starts that reach each node. */
export class ReaderSets {
  readonly #components: Components;
  readonly #setOf: Int32Array;

  constructor(graph: Graph, pool: SetPool, settings: ReaderSettings) {
    this.#components = findComponents(graph, settings.tier, settings.onlyShipped);
    this.#setOf = propagate(graph, pool, this.#components, settings);
  }

  /** The set's number in the pool. */
  of(node: number): number {
    return this.#setOf[this.#components.of[node] as number] as number;
  }
}

/** Edges lead to lower components, so a component's predecessors are done when it is reached from the top. */
function propagate(graph: Graph, pool: SetPool, components: Components, settings: ReaderSettings): Int32Array {
  const { tier, starts, onlyShipped = false } = settings;
  const members = membersOf(components, graph.nodeCount);
  const setOf = new Int32Array(components.count);
  const merged = new Set<number>();
  for (let component = components.count - 1; component >= 0; component--) {
    merged.clear();
    let hasStart = false;
    for (let at = members.start[component] as number; at < (members.start[component + 1] as number); at++) {
      const node = members.nodes[at] as number;
      const bit = starts.get(node);
      if (bit !== undefined) {
        pool.addBit(bit);
        hasStart = true;
      }
      for (let row = graph.inStart[node] as number; row < (graph.inStart[node + 1] as number); row++) {
        const edge = graph.inEdges[row] as number;
        if ((graph.tier[edge] as number) > tier || (onlyShipped && graph.custom[edge] === 1)) continue;
        const from = components.of[graph.from[edge] as number] as number;
        if (from !== component) merged.add(setOf[from] as number);
      }
    }
    merged.delete(0);
    if (!hasStart && merged.size <= 1) {
      setOf[component] = merged.values().next().value ?? 0;
      continue;
    }
    setOf[component] = hasStart ? pool.withSets(merged) : pool.unionOf(merged);
  }
  return setOf;
}
