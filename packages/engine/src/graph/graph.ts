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
  /** A credential in plain text, in whatever objects hold it. */
  credential: 15,
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

/** Numbers of one kind, one for each node or edge, in memory that grows by doubling. */
class Column<A extends Int32Array | Uint8Array> {
  #items: A;

  constructor(items: A) {
    this.#items = items;
  }

  set(at: number, value: number): void {
    if (at === this.#items.length) {
      const larger = new (this.#items.constructor as new (length: number) => A)(at * 2);
      larger.set(this.#items);
      this.#items = larger;
    }
    this.#items[at] = value;
  }

  slice(count: number): A {
    return this.#items.slice(0, count) as A;
  }
}

const FIRST_ROWS = 1024;
const numbers = (): Column<Int32Array> => new Column(new Int32Array(FIRST_ROWS));
const bytes = (): Column<Uint8Array> => new Column(new Uint8Array(FIRST_ROWS));

/** Collects nodes and edges; `freeze` packs them. Edges may be added later in rounds by joins, then packed again. */
export class GraphBuilder {
  readonly #kinds = bytes();
  readonly #refs = numbers();
  readonly #from = numbers();
  readonly #to = numbers();
  readonly #label = numbers();
  readonly #tier = bytes();
  readonly #cost = bytes();
  readonly #custom = bytes();
  #nodes = 0;
  #edges = 0;

  node(kind: NodeKindCode, ref: number): number {
    this.#kinds.set(this.#nodes, kind);
    this.#refs.set(this.#nodes, ref);
    return this.#nodes++;
  }

  /** An edge that is one step by the labelled rule. */
  step(from: number, to: number, { label, tier, cost = 1 }: StepEdge): number {
    this.#label.set(this.#edges, label);
    this.#cost.set(this.#edges, cost);
    this.#custom.set(this.#edges, 0);
    return this.#push(from, to, tier);
  }

  /** An edge that costs nothing and is folded into the step before it. */
  fold(from: number, to: number, tier: number = Tier.certain, custom = 0): number {
    this.#label.set(this.#edges, NO_LABEL);
    this.#cost.set(this.#edges, 0);
    this.#custom.set(this.#edges, custom);
    return this.#push(from, to, tier);
  }

  #push(from: number, to: number, tier: number): number {
    this.#from.set(this.#edges, from);
    this.#to.set(this.#edges, to);
    this.#tier.set(this.#edges, tier);
    return this.#edges++;
  }

  freeze(): Graph {
    const edges = this.#edges;
    return new Graph({
      kinds: this.#kinds.slice(this.#nodes),
      refs: this.#refs.slice(this.#nodes),
      from: this.#from.slice(edges),
      to: this.#to.slice(edges),
      label: this.#label.slice(edges),
      tier: this.#tier.slice(edges),
      cost: this.#cost.slice(edges),
      custom: this.#custom.slice(edges),
    });
  }
}

/** What is known of each node and edge, by its number. `custom` is 1 where the edge exists only through a binding that is not of the bootstrap policy. */
interface Columns {
  readonly kinds: Uint8Array;
  readonly refs: Int32Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly label: Int32Array;
  readonly tier: Uint8Array;
  readonly cost: Uint8Array;
  readonly custom: Uint8Array;
}

/** Compressed sparse rows in both directions. Edge numbers are the builder's. */
export class Graph implements Columns {
  readonly nodeCount: number;
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
  #in: Rows | undefined;

  constructor(columns: Columns) {
    this.nodeCount = columns.kinds.length;
    this.kinds = columns.kinds;
    this.refs = columns.refs;
    this.from = columns.from;
    this.to = columns.to;
    this.label = columns.label;
    this.tier = columns.tier;
    this.cost = columns.cost;
    this.custom = columns.custom;
    [this.outStart, this.outEdges] = rows(this.from, this.nodeCount);
  }

  get inStart(): Int32Array {
    return this.#incoming[0];
  }

  get inEdges(): Int32Array {
    return this.#incoming[1];
  }

  /** Made when first asked for: solving joins needs the other direction only. */
  get #incoming(): Rows {
    return (this.#in ??= rows(this.to, this.nodeCount));
  }
}

type Rows = readonly [start: Int32Array, edges: Int32Array];

/** Counting sort of edge numbers by one end. */
function rows(end: Int32Array, nodeCount: number): Rows {
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
