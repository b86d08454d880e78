// Who reaches a node, as a list: for searches that touch a small part of a large graph, many times over.
import type { Graph, TierCode } from './graph.ts';
import { UNREACHED } from './search.ts';

/** Nodes that reach the target within a tier, with their distances; the target itself is first, at zero. */
export interface Ancestors {
  readonly nodes: readonly number[];
  readonly distances: readonly number[];
}

/** Searches backwards over one graph. Results are kept by target; memory goes back to clean by touched nodes only. */
export class AncestorSearch {
  readonly #graph: Graph;
  readonly #tier: TierCode;
  readonly #distance: Uint16Array;
  readonly #known = new Map<number, Ancestors>();

  constructor(graph: Graph, tier: TierCode) {
    this.#graph = graph;
    this.#tier = tier;
    this.#distance = new Uint16Array(graph.nodeCount).fill(UNREACHED);
  }

  of(target: number): Ancestors {
    let found = this.#known.get(target);
    if (found === undefined) {
      found = this.#search(target);
      this.#known.set(target, found);
    }
    return found;
  }

  #search(target: number): Ancestors {
    const { tier: tiers, cost, inStart, inEdges, from } = this.#graph;
    const distance = this.#distance;
    const touched: number[] = [target];
    const buckets: (number[] | undefined)[] = [[target]];
    distance[target] = 0;
    for (let level = 0; level < buckets.length; level++) {
      const bucket = buckets[level] ?? [];
      for (let at = 0; at < bucket.length; at++) {
        const node = bucket[at] as number;
        if (distance[node] !== level) continue;
        for (let row = inStart[node] as number; row < (inStart[node + 1] as number); row++) {
          const edge = inEdges[row] as number;
          if ((tiers[edge] as number) > this.#tier) continue;
          const before = from[edge] as number;
          const reached = level + (cost[edge] as number);
          const known = distance[before] as number;
          if (reached >= known) continue;
          if (known === UNREACHED) touched.push(before);
          distance[before] = reached;
          (buckets[reached] ??= []).push(before);
        }
      }
    }
    const distances = touched.map((node) => distance[node] as number);
    for (const node of touched) distance[node] = UNREACHED;
    return { nodes: touched, distances };
  }
}
