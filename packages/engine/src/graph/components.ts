// Strongly connected components of the graph within a tier, numbered so that edges lead from higher to lower numbers.
import type { Graph, TierCode } from './graph.ts';

export interface Components {
  readonly count: number;
  /** Component of each node. An edge within the tier leads to the same or a lower component. */
  readonly of: Int32Array;
}

const UNSEEN = -1;

const known = new WeakMap<Graph, Map<TierCode, Components>>();

/** Components of the graph within a tier, found once. */
export function componentsOf(graph: Graph, tier: TierCode): Components {
  let tiers = known.get(graph);
  if (tiers === undefined) known.set(graph, (tiers = new Map()));
  let components = tiers.get(tier);
  if (components === undefined) tiers.set(tier, (components = findComponents(graph, tier)));
  return components;
}

/** Tarjan's algorithm without recursion: a graph of a large cluster is deeper than the call stack. */
export function findComponents(graph: Graph, tier: TierCode, onlyShipped = false): Components {
  const { nodeCount, outStart, outEdges, to, tier: tiers, custom } = graph;
  const component = new Int32Array(nodeCount).fill(UNSEEN);
  const order = new Int32Array(nodeCount).fill(UNSEEN);
  const low = new Int32Array(nodeCount);
  const nextRow = outStart.slice(0, nodeCount);
  const open: number[] = [];
  const calls: number[] = [];
  let seen = 0;
  let count = 0;
  const enter = (node: number): void => {
    order[node] = low[node] = seen++;
    open.push(node);
    calls.push(node);
  };
  for (let root = 0; root < nodeCount; root++) {
    if (order[root] !== UNSEEN) continue;
    enter(root);
    while (calls.length > 0) {
      const node = calls.at(-1) as number;
      const row = nextRow[node] as number;
      if (row < (outStart[node + 1] as number)) {
        nextRow[node] = row + 1;
        const edge = outEdges[row] as number;
        if ((tiers[edge] as number) > tier || (onlyShipped && custom[edge] === 1)) continue;
        const next = to[edge] as number;
        if (order[next] === UNSEEN) enter(next);
        else if (component[next] === UNSEEN) low[node] = Math.min(low[node] as number, order[next] as number);
        continue;
      }
      calls.pop();
      const caller = calls.at(-1);
      if (caller !== undefined) low[caller] = Math.min(low[caller] as number, low[node] as number);
      if (low[node] === order[node]) close(node);
    }
  }
  return { count, of: component };

  function close(root: number): void {
    for (;;) {
      const node = open.pop() as number;
      component[node] = count;
      if (node === root) break;
    }
    count++;
  }
}

/** Nodes of each component, packed: those of component C are at `start[C]` up to `start[C + 1]`, in order. */
export function membersOf(
  components: Components,
  nodeCount: number,
): { readonly start: Int32Array; readonly nodes: Int32Array } {
  const { count, of } = components;
  const start = new Int32Array(count + 1);
  for (let node = 0; node < nodeCount; node++) {
    const after = (of[node] as number) + 1;
    start[after] = (start[after] as number) + 1;
  }
  for (let component = 0; component < count; component++) {
    start[component + 1] = (start[component + 1] as number) + (start[component] as number);
  }
  const nodes = new Int32Array(nodeCount);
  const next = start.slice();
  for (let node = 0; node < nodeCount; node++) {
    const component = of[node] as number;
    const place = next[component] as number;
    nodes[place] = node;
    next[component] = place + 1;
  }
  return { start, nodes };
}
