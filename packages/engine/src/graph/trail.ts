// The best way from a node to a target as edges: least tier, then fewest steps, then the techniques' ids.
import type { ExposureGraph } from './exposure-graph.ts';
import { NO_LABEL } from './graph.ts';
import type { TierCode } from './graph.ts';
import { UNREACHED } from './search.ts';

/** One step of a trail: the folded nodes before it, the edge, and where it leads. */
export interface TrailStep {
  /** Nodes from where the step before ended to where this step's edge begins, both included. */
  readonly before: readonly number[];
  readonly edge: number;
}

export interface Trail {
  readonly steps: readonly TrailStep[];
  /** Nodes from the end of the last step to the target, both included. */
  readonly after: readonly number[];
}

/** Walks from `start` down the distances toward a target; `distance` must come from a search with the same tier. */
export function walkTrail(exposure: ExposureGraph, start: number, distance: Uint16Array, tier: TierCode): Trail {
  const steps: TrailStep[] = [];
  let at = start;
  for (;;) {
    const folded = foldedFrom(exposure, at, distance, tier);
    if (distance[at] === 0) return { steps, after: chain(folded, targetAmong(exposure, folded, distance)) };
    const edge = bestEdge(exposure, folded, distance, tier);
    steps.push({ before: chain(folded, exposure.graph.from[edge] as number), edge });
    at = exposure.graph.to[edge] as number;
  }
}

/** Nodes reached at no cost without losing distance, each with the node it was reached from. */
function foldedFrom(
  { graph }: ExposureGraph,
  start: number,
  distance: Uint16Array,
  tier: TierCode,
): Map<number, number> {
  const parents = new Map<number, number>([[start, -1]]);
  for (const node of parents.keys()) {
    for (let row = graph.outStart[node] as number; row < (graph.outStart[node + 1] as number); row++) {
      const edge = graph.outEdges[row] as number;
      const to = graph.to[edge] as number;
      const isFold = graph.label[edge] === NO_LABEL && (graph.tier[edge] as number) <= tier;
      if (isFold && distance[to] === distance[start] && !parents.has(to)) parents.set(to, node);
    }
  }
  return parents;
}

function bestEdge(
  exposure: ExposureGraph,
  folded: ReadonlyMap<number, number>,
  distance: Uint16Array,
  tier: TierCode,
): number {
  const { graph } = exposure;
  let best = -1;
  for (const node of folded.keys()) {
    for (let row = graph.outStart[node] as number; row < (graph.outStart[node + 1] as number); row++) {
      const edge = graph.outEdges[row] as number;
      if (graph.label[edge] === NO_LABEL || (graph.tier[edge] as number) > tier) continue;
      const rest = distance[graph.to[edge] as number] as number;
      if (rest === UNREACHED || rest + (graph.cost[edge] as number) !== distance[node]) continue;
      if (best < 0 || compareEdges(exposure, edge, best) < 0) best = edge;
    }
  }
  if (best < 0) throw new Error('a distance without a way');
  return best;
}

function compareEdges({ graph, book }: ExposureGraph, a: number, b: number): number {
  const labelA = graph.label[a] as number;
  const labelB = graph.label[b] as number;
  const byTechnique = compareTechniques(
    book.labels[labelA]?.technique.id ?? '',
    book.labels[labelB]?.technique.id ?? '',
  );
  return byTechnique || labelA - labelB || (graph.to[a] as number) - (graph.to[b] as number);
}

/** `A2` before `A10` before `B1`. */
export function compareTechniques(a: string, b: string): number {
  if (a === b) return 0;
  if (a[0] !== b[0]) return (a[0] ?? '') < (b[0] ?? '') ? -1 : 1;
  return Number.parseInt(a.slice(1), 10) - Number.parseInt(b.slice(1), 10) || (a < b ? -1 : 1);
}

/** The target is the node of distance zero from which no fold leads on. */
function targetAmong({ graph }: ExposureGraph, folded: ReadonlyMap<number, number>, distance: Uint16Array): number {
  let last = -1;
  for (const node of folded.keys()) {
    last = node;
    let leadsOn = false;
    for (let row = graph.outStart[node] as number; row < (graph.outStart[node + 1] as number); row++) {
      const edge = graph.outEdges[row] as number;
      leadsOn ||= graph.label[edge] === NO_LABEL && distance[graph.to[edge] as number] === 0;
    }
    if (!leadsOn) return node;
  }
  return last;
}

/** The folded way from its first node to `end`. */
function chain(parents: ReadonlyMap<number, number>, end: number): number[] {
  const nodes: number[] = [];
  for (let node = end; node >= 0; node = parents.get(node) ?? -1) nodes.unshift(node);
  return nodes;
}
