// The exposure graph as typed arrays: nodes of a kind, edges with a cost, a tier and a label; forward and reversed.

/** What a node stands for; `ref` of the node is an index whose meaning depends on the kind. */
export const NodeKind = {
  /** API requests as a principal. */
  identity: 0,
  /** Everything bound to a group; principals in the group lead here. */
  membership: 1,
  /** One role in one scope. */
  grant: 2,
  /** All grants of a principal together, for rules that need several. */
  bundle: 3,
  workload: 4,
  nodeRoot: 5,
  nodeIdentity: 6,
  podOf: 7,
  secret: 8,
  configMap: 9,
  claim: 10,
  cloud: 11,
  place: 12,
  /** All objects of a kind in a namespace, or in all of them: an edge to a hub is an edge to each. */
  hub: 13,
  /** An ask that someone reached holds, for joins. */
  capability: 14,
} as const;
export type NodeKindCode = (typeof NodeKind)[keyof typeof NodeKind];

/** Tiers order certainties: a path's tier is the worst of its edges. */
export const Tier = { certain: 0, conditional: 1, assumed: 2 } as const;
export type TierCode = 0 | 1 | 2;
export const TIERS: readonly TierCode[] = [0, 1, 2];

/** Label of edges that are no step of their own (membership, scope, hubs). */
export const NO_LABEL = -1;

/** What a step's edge carries; it costs one step when nothing else is said. */
export interface StepEdge {
  readonly label: number;
  readonly tier: number;
  readonly cost?: number;
}

/** Collects nodes and edges; `freeze` packs them. Edges may be added later in rounds by joins, then packed again. */
export class GraphBuilder {
  readonly kinds: number[] = [];
  readonly refs: number[] = [];
  readonly from: number[] = [];
  readonly to: number[] = [];
  readonly label: number[] = [];
  readonly tier: number[] = [];
  readonly cost: number[] = [];
  /** 1 where the edge exists only through a binding that is not of the bootstrap policy. */
  readonly custom: number[] = [];

  node(kind: NodeKindCode, ref: number): number {
    this.kinds.push(kind);
    return this.refs.push(ref) - 1;
  }

  /** An edge that is one step by the labelled rule. */
  step(from: number, to: number, { label, tier, cost = 1 }: StepEdge): number {
    return this.#push(from, to, { label, tier, cost, custom: 0 });
  }

  /** An edge that costs nothing and is folded into the step before it. */
  fold(from: number, to: number, tier: number = Tier.certain, custom = 0): number {
    return this.#push(from, to, { label: NO_LABEL, tier, cost: 0, custom });
  }

  #push(
    from: number,
    to: number,
    { label, tier, cost, custom }: Required<StepEdge> & { readonly custom: number },
  ): number {
    this.from.push(from);
    this.to.push(to);
    this.label.push(label);
    this.tier.push(tier);
    this.cost.push(cost);
    return this.custom.push(custom) - 1;
  }

  freeze(): Graph {
    return new Graph(this);
  }
}

/** Compressed sparse rows in both directions. Edge numbers are the builder's. */
export class Graph {
  readonly nodeCount: number;
  readonly edgeCount: number;
  readonly kinds: Uint8Array;
  readonly refs: Int32Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly label: Int32Array;
  readonly tier: Uint8Array;
  readonly cost: Uint8Array;
  readonly custom: Uint8Array;
  readonly outStart: Int32Array;
  readonly outEdges: Int32Array;
  readonly inStart: Int32Array;
  readonly inEdges: Int32Array;

  constructor(builder: GraphBuilder) {
    this.nodeCount = builder.kinds.length;
    this.edgeCount = builder.from.length;
    this.kinds = Uint8Array.from(builder.kinds);
    this.refs = Int32Array.from(builder.refs);
    this.from = Int32Array.from(builder.from);
    this.to = Int32Array.from(builder.to);
    this.label = Int32Array.from(builder.label);
    this.tier = Uint8Array.from(builder.tier);
    this.cost = Uint8Array.from(builder.cost);
    this.custom = Uint8Array.from(builder.custom);
    [this.outStart, this.outEdges] = rows(this.from, this.nodeCount);
    [this.inStart, this.inEdges] = rows(this.to, this.nodeCount);
  }
}

/** Counting sort of edge numbers by one end. */
function rows(end: Int32Array, nodeCount: number): [Int32Array, Int32Array] {
  const start = new Int32Array(nodeCount + 1);
  for (const node of end) start[node + 1] = (start[node + 1] as number) + 1;
  for (let node = 0; node < nodeCount; node++) start[node + 1] = (start[node + 1] as number) + (start[node] as number);
  const edges = new Int32Array(end.length);
  const next = start.slice(0, nodeCount);
  for (let edge = 0; edge < end.length; edge++) {
    const node = end[edge] as number;
    edges[next[node] as number] = edge;
    next[node] = (next[node] as number) + 1;
  }
  return [start, edges];
}
