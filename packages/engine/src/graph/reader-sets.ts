// Which positions reach each node, for all nodes at once: interned sets, propagated over components in topological order.
import type { SetPool } from './bit-sets.ts';
import { componentsOf, findComponents, membersOf } from './components.ts';
import type { Components } from './components.ts';
import type { Graph, TierCode } from './graph.ts';

/** A node that no start is. */
export const NO_BIT = -1;

export interface ReaderSettings {
  readonly tier: TierCode;
  /** Bit of each node that is a start, `NO_BIT` of the others; starts with the same ways out may share one. */
  readonly bitOf: Int32Array;
  /** Leave out edges that bindings beyond the bootstrap policy make. */
  readonly onlyShipped?: boolean;
}

/** Sets of starts that reach each node. */
export class ReaderSets {
  readonly #components: Components;
  readonly #setOf: Int32Array;

  constructor(graph: Graph, pool: SetPool, settings: ReaderSettings) {
    const { tier, onlyShipped = false } = settings;
    this.#components = onlyShipped ? findComponents(graph, tier, true) : componentsOf(graph, tier);
    this.#setOf = propagate(graph, pool, this.#components, settings);
  }

  /** The set's number in the pool. */
  of(node: number): number {
    return this.#setOf[this.#components.of[node] as number] as number;
  }
}

/** Edges lead to lower components, so a component's predecessors are done when it is reached from the top. */
function propagate(graph: Graph, pool: SetPool, components: Components, settings: ReaderSettings): Int32Array {
  const { tier, bitOf, onlyShipped = false } = settings;
  const { inStart, inEdges, from, tier: tiers, custom } = graph;
  const componentOf = components.of;
  const members = membersOf(components, graph.nodeCount);
  const setOf = new Int32Array(components.count);
  for (let component = components.count - 1; component >= 0; component--) {
    const end = members.start[component + 1] as number;
    for (let at = members.start[component] as number; at < end; at++) {
      const node = members.nodes[at] as number;
      const bit = bitOf[node] as number;
      if (bit !== NO_BIT) pool.addBit(bit);
      const rowEnd = inStart[node + 1] as number;
      for (let row = inStart[node] as number; row < rowEnd; row++) {
        const edge = inEdges[row] as number;
        if ((tiers[edge] as number) > tier || (onlyShipped && custom[edge] === 1)) continue;
        const other = componentOf[from[edge] as number] as number;
        if (other !== component) pool.addSet(setOf[other] as number);
      }
    }
    setOf[component] = pool.finish();
  }
  return setOf;
}
