// Finds who reaches all premises of a join but not what it gives: one pass over components, from the ends of the graph upwards.
import { hasBit, SetPool } from './bit-sets.ts';
import type { BitSet } from './bit-sets.ts';
import { visitCommon, wordsOf } from './set-roots.ts';
import { componentsOf, membersOf } from './components.ts';
import type { Graph, TierCode } from './graph.ts';

/** One join on concrete nodes. */
export interface GroundJoin {
  readonly label: number;
  readonly tier: number;
  readonly premises: readonly number[];
  readonly target: number;
  /** Name of the one object that the premises are about. */
  readonly name?: string;
}

export interface Holder {
  readonly node: number;
  readonly join: GroundJoin;
}

/** A join by the bits of its nodes. */
interface NumberedJoin {
  readonly join: GroundJoin;
  readonly premises: readonly number[];
  readonly target: number;
}

/** The nodes that joins are about, each with a bit, and the joins by the bits they need. */
class JoinTable {
  readonly bitOf = new Map<number, number>();
  readonly #byPremise = new Map<number, NumberedJoin[]>();
  /** The bits that joins are filed under. */
  readonly #premises: Uint32Array;

  constructor(joins: readonly GroundJoin[]) {
    for (const join of joins) {
      const premises = join.premises.map((node) => this.#bit(node));
      const numbered = { join, premises, target: this.#bit(join.target) };
      // Filed under its last premise alone: a join holds only where all are reached, this one included.
      const last = premises.at(-1) as number;
      const list = this.#byPremise.get(last);
      if (list === undefined) this.#byPremise.set(last, [numbered]);
      else list.push(numbered);
    }
    this.#premises = wordsOf(this.#byPremise.keys(), this.bitOf.size);
  }

  /** Joins whose premises are all in the set and whose target is not. */
  open(set: BitSet): GroundJoin[] {
    const open: GroundJoin[] = [];
    const add = (joins: readonly NumberedJoin[]): void => {
      for (const { join, premises, target } of joins)
        if (premises.every((bit) => hasBit(set, bit)) && !hasBit(set, target)) open.push(join);
    };
    for (const bit of set.extra) {
      const joins = this.#byPremise.get(bit);
      if (joins !== undefined) add(joins);
    }
    visitCommon(set.root, this.#premises, (bit) => add(this.#byPremise.get(bit) as NumberedJoin[]));
    return open;
  }

  #bit(node: number): number {
    let bit = this.bitOf.get(node);
    if (bit === undefined) this.bitOf.set(node, (bit = this.bitOf.size));
    return bit;
  }
}

/**
 * Whoever reaches a holder reaches what the holder gains, so only the lowest components that hold a join get it; what they
 * gain is passed upwards in the same pass. The caller adds the edges and asks again until none is found.
 */
export function findHolders(graph: Graph, joins: readonly GroundJoin[], tier: TierCode): Holder[] {
  const table = new JoinTable(joins);
  const components = componentsOf(graph, tier);
  const pool = new SetPool(table.bitOf.size);
  const reach = new Int32Array(components.count);
  const members = membersOf(components, graph.nodeCount);
  const found: Holder[] = [];
  for (let component = 0; component < components.count; component++) {
    const begin = members.start[component] as number;
    const end = members.start[component + 1] as number;
    for (let at = begin; at < end; at++) {
      const node = members.nodes[at] as number;
      const bit = table.bitOf.get(node);
      if (bit !== undefined) pool.addBit(bit);
      for (let row = graph.outStart[node] as number; row < (graph.outStart[node + 1] as number); row++) {
        const edge = graph.outEdges[row] as number;
        if ((graph.tier[edge] as number) > tier) continue;
        const next = components.of[graph.to[edge] as number] as number;
        if (next !== component) pool.addSet(reach[next] as number);
      }
    }
    const merged = pool.finish();
    reach[component] = merged;
    if (merged === 0 || pool.wasAdded(merged)) continue;
    // Everything that a single successor holds was found there; only what comes together here is new.
    const gained = table.open(pool.get(merged));
    if (gained.length === 0) continue;
    pool.addSet(merged);
    for (const join of gained) {
      found.push({ node: members.nodes[begin] as number, join });
      pool.addBit(table.bitOf.get(join.target) as number);
    }
    reach[component] = pool.finish();
  }
  return found;
}
