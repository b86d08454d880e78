// Nodes that reach all premises of a join, without those that only do so through another such node that is nearer.
import type { Ancestors } from './ancestors.ts';
import type { Graph, TierCode } from './graph.ts';

export interface Holder {
  readonly node: number;
  /** Steps to all premises together. */
  readonly steps: number;
}

const ABSENT = -1;

export class Holders {
  readonly #graph: Graph;
  readonly #tier: TierCode;
  /** Steps so far and number of premises reached, by node; clean between calls. */
  readonly #steps: Int32Array;
  readonly #met: Uint8Array;

  constructor(graph: Graph, tier: TierCode) {
    this.#graph = graph;
    this.#tier = tier;
    this.#steps = new Int32Array(graph.nodeCount);
    this.#met = new Uint8Array(graph.nodeCount);
  }

  of(premises: readonly Ancestors[]): Holder[] {
    for (const { nodes, distances } of premises) {
      nodes.forEach((node, index) => {
        this.#met[node] = (this.#met[node] as number) + 1;
        this.#steps[node] = (this.#steps[node] as number) + (distances[index] as number);
      });
    }
    const smallest = premises.reduce((least, next) => (next.nodes.length < least.nodes.length ? next : least));
    const found = smallest.nodes.flatMap((node) => {
      const steps = this.#total(node, premises.length);
      return steps === ABSENT || this.#isCovered(node, steps, premises.length) ? [] : [{ node, steps }];
    });
    for (const { nodes } of premises) {
      for (const node of nodes) {
        this.#met[node] = 0;
        this.#steps[node] = 0;
      }
    }
    return found.toSorted((a, b) => a.node - b.node);
  }

  #total(node: number, premises: number): number {
    return this.#met[node] === premises ? (this.#steps[node] as number) : ABSENT;
  }

  #isCovered(node: number, own: number, premises: number): boolean {
    const { outStart, outEdges, to, tier, cost } = this.#graph;
    for (let row = outStart[node] as number; row < (outStart[node + 1] as number); row++) {
      const edge = outEdges[row] as number;
      if ((tier[edge] as number) > this.#tier) continue;
      const next = this.#total(to[edge] as number, premises);
      if (next !== ABSENT && (next < own || (next === own && cost[edge] === 0))) return true;
    }
    return false;
  }
}
