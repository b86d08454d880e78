// Who can read one asset or become one position: every start that leads there, and how sure that is.
import type { Certainty, Severity } from '../results/contract.ts';
import type { ExposureGraph } from './exposure-graph.ts';
import { NO_LABEL, TIERS } from './graph.ts';
import type { TierCode } from './graph.ts';
import { CERTAINTIES } from './labels.ts';
import type { ControlPlane, Position } from './positions.ts';
import type { ProvedPath, Prover, Way } from './prove.ts';
import { UNREACHED } from './search.ts';
import type { Searcher } from './search.ts';
import { isOpenToAll, severityOfClosed } from './severity.ts';
import { walkTrail } from './trail.ts';

export interface ReaderFact {
  readonly id: string;
  readonly certainty: Certainty;
  readonly expected: boolean;
  readonly declared: boolean;
  readonly severity: Severity;
  /** Made when called: proofs cost more than answers. */
  prove(): ProvedPath;
  /** The id of that path, at less than its proof costs. */
  pathId(): string;
}

/** What is asked about. */
export interface Target {
  readonly node: number;
  readonly id: string;
  /** True for a Secret that is a position by its content: reading it is as grave as reading many. */
  readonly isIdentity: boolean;
  /** Indexes of the positions that are meant to read it. */
  readonly declared: ReadonlySet<number>;
}

/** What readers are made of. */
export interface ReaderTools {
  readonly graph: ExposureGraph;
  readonly positions: readonly Position[];
  readonly controlPlane: ControlPlane;
  readonly search: Searcher;
  readonly prover: Prover;
}

/** What the search for one target found: distances to it by tier. */
interface Found {
  readonly byTier: readonly [certain: Uint16Array, conditional: Uint16Array, assumed: Uint16Array];
  /** By tier, 1 for nodes that lead to more than the target. */
  readonly broad: readonly Uint8Array[];
  /** 1 for nodes that lead to it by the bootstrap policy alone. */
  readonly shipped: Uint8Array;
}

/** What is known of a position whatever the target. */
const NAMED = 1; // by the bootstrap policy
const UNTOUCHED = 2; // by the bootstrap policy, and by nothing else
const OPEN_TO_ALL = 4;

/** Everyone who reads one target: what they share is held once. */
class TargetReaders {
  readonly #tools: ReaderTools;
  readonly #target: Target;
  readonly #byTier: Found['byTier'];

  constructor(tools: ReaderTools, target: Target, { byTier }: Found) {
    this.#tools = tools;
    this.#target = target;
    this.#byTier = byTier;
  }

  prove(position: number, tier: TierCode): ProvedPath {
    return this.#tools.prover.prove(this.#way(position, tier));
  }

  pathId(position: number, tier: TierCode): string {
    return this.#tools.prover.idOf(this.#way(position, tier));
  }

  #way(position: number, tier: TierCode): Way {
    const { id, node } = this.#tools.positions[position] as Position;
    return { from: id, to: this.#target.id, trail: walkTrail(this.#tools.graph, node, this.#byTier[tier], tier), tier };
  }
}

type Judged = Pick<ReaderFact, 'expected' | 'declared' | 'severity'> & { readonly tier: TierCode };

/** One of thousands: it holds little, and shares the rest. */
class Reader implements ReaderFact {
  readonly id: string;
  readonly expected: boolean;
  readonly declared: boolean;
  readonly severity: Severity;
  readonly certainty: Certainty;
  readonly #position: number;
  readonly #tier: TierCode;
  readonly #all: TargetReaders;

  constructor(id: string, { expected, declared, severity, tier }: Judged, position: number, all: TargetReaders) {
    this.id = id;
    this.expected = expected;
    this.declared = declared;
    this.severity = severity;
    this.certainty = CERTAINTIES[tier] as Certainty;
    this.#position = position;
    this.#tier = tier;
    this.#all = all;
  }

  prove(): ProvedPath {
    return this.#all.prove(this.#position, this.#tier);
  }

  pathId(): string {
    return this.#all.pathId(this.#position, this.#tier);
  }
}

/** Lists readers; its tables are made once for a graph. */
export class Readers {
  readonly #tools: ReaderTools;
  /** Of each position, in rows: the list runs over all positions, and looking at each would cost more than the searches. */
  readonly #nodes: Int32Array;
  readonly #ids: readonly string[];
  readonly #traits: Uint8Array;

  constructor(tools: ReaderTools) {
    const { positions, controlPlane } = tools;
    this.#tools = tools;
    this.#nodes = Int32Array.from(positions, ({ node }) => node);
    this.#ids = positions.map(({ id }) => id);
    this.#traits = Uint8Array.from(positions, ({ id }) => {
      const policy = controlPlane.untouched.has(id) ? UNTOUCHED : controlPlane.shipped.has(id) ? NAMED : 0;
      return policy | (isOpenToAll(id) ? OPEN_TO_ALL : 0);
    });
  }

  /** Everyone who can read the target or become it. */
  of(target: Target): ReaderFact[] {
    const found = this.#search(target.node);
    const [certain, conditional, assumed] = found.byTier;
    const all = new TargetReaders(this.#tools, target, found);
    const readers: Reader[] = [];
    for (let index = 0; index < this.#nodes.length; index++) {
      const node = this.#nodes[index] as number;
      if (assumed[node] === UNREACHED || node === target.node) continue;
      const tier = certain[node] !== UNREACHED ? 0 : conditional[node] !== UNREACHED ? 1 : 2;
      readers.push(new Reader(this.#ids[index] as string, this.#judge(index, tier, target, found), index, all));
    }
    return readers;
  }

  #judge(index: number, tier: TierCode, { isIdentity, declared }: Target, { broad, shipped }: Found): Judged {
    const traits = this.#traits[index] as number;
    const node = this.#nodes[index] as number;
    const raised = isIdentity || (broad[tier] as Uint8Array)[node] === 1;
    return {
      expected: (traits & UNTOUCHED) !== 0 || ((traits & NAMED) !== 0 && shipped[node] === 1),
      declared: declared.has(index),
      severity:
        (traits & OPEN_TO_ALL) !== 0
          ? 'critical'
          : severityOfClosed({ certainty: CERTAINTIES[tier] as Certainty, raised }),
      tier,
    };
  }

  #search(node: number): Found {
    const { search } = this.#tools;
    const hubs = this.#hubsOf(node);
    return {
      byTier: [search.toward([node], 0), search.toward([node], 1), search.toward([node], 2)],
      broad: TIERS.map((tier) => search.reaching(hubs, tier)),
      shipped: search.reaching([node], 2, true),
    };
  }

  /** The hubs that lead to this node: whoever reaches one of them reads more than this asset. */
  #hubsOf(node: number): number[] {
    const { graph } = this.#tools.graph;
    const hubs: number[] = [];
    for (let row = graph.inStart[node] as number; row < (graph.inStart[node + 1] as number); row++) {
      const edge = graph.inEdges[row] as number;
      if (graph.label[edge] === NO_LABEL) hubs.push(graph.from[edge] as number);
    }
    return hubs;
  }
}
