// Distances in the graph: fewest steps from any node to a target, or from a source to any node, within a tier.
import type { Graph, TierCode } from './graph.ts';

/** Distance of a node that was not reached. */
export const UNREACHED = 0x7fff;

/** Edges of each node in one direction, and where they lead. */
interface Rows {
  readonly start: Int32Array;
  readonly edges: Int32Array;
  readonly next: Int32Array;
}

/** Nodes that `stepsTo` looks at. */
const STEPS_NODES_LIMIT = 2_000;

/** Where a search may end early. */
export interface SearchLimits {
  /** Stop when the distances of these nodes are final; farther nodes stay unreached or unsettled. */
  readonly until?: readonly number[];
}

/** Reusable memory of searches over one graph, so that a query allocates nothing of the graph's size. */
export class Searcher {
  readonly #graph: Graph;
  readonly #buckets: (number[] | undefined)[] = [];
  /** Each node at most once. */
  #queue: Int32Array | undefined;
  /** All unreached between calls of `stepsTo`. */
  #clean: Uint16Array | undefined;

  constructor(graph: Graph) {
    this.#graph = graph;
  }

  /** Fewest steps from each node to `targets`, over edges up to `tier`. */
  toward(targets: readonly number[], tier: TierCode, limits: SearchLimits = {}): Uint16Array {
    const g = this.#graph;
    return this.#run(targets, tier, limits, { start: g.inStart, edges: g.inEdges, next: g.from });
  }

  /** 1 for each node that leads to `targets`: where no distance is needed, at half the price. `onlyShipped`: by edges of the bootstrap policy and facts alone. */
  reaching(targets: readonly number[], tier: TierCode, onlyShipped = false): Uint8Array {
    const { inStart, inEdges, from, tier: tiers, custom, nodeCount } = this.#graph;
    const isReached = new Uint8Array(nodeCount);
    const queue = (this.#queue ??= new Int32Array(nodeCount));
    let end = 0;
    for (const target of targets) {
      if (isReached[target] === 0) queue[end++] = target;
      isReached[target] = 1;
    }
    for (let at = 0; at < end; at++) {
      const node = queue[at] as number;
      const last = inStart[node + 1] as number;
      for (let row = inStart[node] as number; row < last; row++) {
        const edge = inEdges[row] as number;
        if ((tiers[edge] as number) > tier || (onlyShipped && custom[edge] === 1)) continue;
        const other = from[edge] as number;
        if (isReached[other] === 1) continue;
        isReached[other] = 1;
        queue[end++] = other;
      }
    }
    return isReached;
  }

  /** Fewest steps from `sources` to each node. */
  from(sources: readonly number[], tier: TierCode, limits: SearchLimits = {}): Uint16Array {
    const g = this.#graph;
    return this.#run(sources, tier, limits, { start: g.outStart, edges: g.outEdges, next: g.to });
  }

  /**
   * Steps from `start` to all of `goals` together. Goals that are not met among the nearest `STEPS_NODES_LIMIT` nodes count as
   * one step beyond them: the figure orders paths, it is not shown. The memory goes back to clean by touched nodes only.
   */
  stepsTo(start: number, goals: readonly number[], tier: TierCode): number {
    const { outStart, outEdges, to, tier: tiers, cost, nodeCount } = this.#graph;
    const distance = (this.#clean ??= new Uint16Array(nodeCount).fill(UNREACHED));
    const touched = [start];
    const buckets: (number[] | undefined)[] = [[start]];
    distance[start] = 0;
    let level = 0;
    for (; level < buckets.length && touched.length < STEPS_NODES_LIMIT; level++) {
      if (goals.every((goal) => (distance[goal] as number) < level)) break;
      const bucket = buckets[level] ?? [];
      for (let at = 0; at < bucket.length && touched.length < STEPS_NODES_LIMIT; at++) {
        const node = bucket[at] as number;
        if (distance[node] !== level) continue;
        for (let row = outStart[node] as number; row < (outStart[node + 1] as number); row++) {
          const edge = outEdges[row] as number;
          const next = to[edge] as number;
          const reached = level + (cost[edge] as number);
          const known = distance[next] as number;
          if ((tiers[edge] as number) > tier || reached >= known) continue;
          if (known === UNREACHED) touched.push(next);
          distance[next] = reached;
          (buckets[reached] ??= []).push(next);
        }
      }
    }
    const steps = goals.reduce((sum, goal) => sum + Math.min(distance[goal] as number, level), 0);
    for (const node of touched) distance[node] = UNREACHED;
    return steps;
  }

  /** Dial's bucket queue: costs are small integers. */
  #run(
    starts: readonly number[],
    tier: TierCode,
    { until }: SearchLimits,
    { start: rowStart, edges: rowEdges, next }: Rows,
  ): Uint16Array {
    const { tier: tiers, cost: costs, nodeCount } = this.#graph;
    const distance = new Uint16Array(nodeCount).fill(UNREACHED);
    const buckets = this.#buckets;
    for (const bucket of buckets) if (bucket !== undefined) bucket.length = 0;
    for (const start of starts) {
      distance[start] = 0;
      (buckets[0] ??= []).push(start);
    }
    for (let level = 0; level < buckets.length; level++) {
      if (until?.every((node) => (distance[node] as number) < level) === true) break;
      const bucket = (buckets[level] ??= []);
      for (let at = 0; at < bucket.length; at++) {
        const node = bucket[at] as number;
        if (distance[node] !== level) continue;
        const end = rowStart[node + 1] as number;
        for (let row = rowStart[node] as number; row < end; row++) {
          const edge = rowEdges[row] as number;
          if ((tiers[edge] as number) > tier) continue;
          const other = next[edge] as number;
          const reached = level + (costs[edge] as number);
          if (reached >= (distance[other] as number)) continue;
          distance[other] = reached;
          (buckets[reached] ??= []).push(other);
        }
      }
    }
    return distance;
  }
}
