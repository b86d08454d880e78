// Answers questions about the exposure graph: who reads an asset, what a position reaches, with proofs on demand.
import type { SecretFact } from '../facts/secret.ts';
import type { Certainty, Severity, Unknown } from '../results/contract.ts';
import { Consumers } from './declared.ts';
import type { ExposureGraph } from './exposure-graph.ts';
import { NO_LABEL, NodeKind, TIERS } from './graph.ts';
import type { TierCode } from './graph.ts';
import { CERTAINTIES } from './labels.ts';
import { nameNode } from './names.ts';
import { TOKEN_TYPE } from './principals.ts';
import { controlPlaneOf, listPositions } from './positions.ts';
import type { ControlPlane, Position } from './positions.ts';
import { Prover } from './prove.ts';
import type { ProvedPath, Way } from './prove.ts';
import { Searcher, UNREACHED } from './search.ts';
import { severityOf } from './severity.ts';
import { walkTrail } from './trail.ts';
import { unknownAbout, unknownLists } from './unknown.ts';
import type { Workload } from './workloads.ts';

export interface ReaderFact {
  readonly id: string;
  readonly certainty: Certainty;
  readonly expected: boolean;
  readonly declared: boolean;
  readonly severity: Severity;
  /** Made when called: proofs cost more than answers. */
  readonly prove: () => ProvedPath;
  /** The id of that path, at less than its proof costs. */
  readonly pathId: () => string;
}

export interface ReachedFact {
  readonly id: string;
  readonly certainty: Certainty;
  readonly isAsset: boolean;
  readonly severity: Severity;
  readonly prove: () => ProvedPath;
  readonly pathId: () => string;
}

const SECRET_ID = /^secret:([^/]+)\/([^#]+)/;

/** A target's distances at each tier. */
interface Distances {
  readonly byTier: readonly Uint16Array[];
}

export class Exposure {
  readonly graph: ExposureGraph;
  readonly positions: readonly Position[];
  readonly controlPlane: ControlPlane;
  readonly consumers: Consumers;
  readonly #positionsOf = new Map<Workload, readonly (number | undefined)[]>();
  readonly #index: ReadonlyMap<string, number>;
  readonly #search: Searcher;
  readonly #prover: Prover;

  constructor(graph: ExposureGraph) {
    this.graph = graph;
    this.positions = listPositions(graph);
    this.#index = new Map(this.positions.map(({ id }, index) => [id, index]));
    this.controlPlane = controlPlaneOf(graph);
    this.consumers = new Consumers(graph.world);
    this.#search = new Searcher(graph.graph);
    this.#prover = new Prover(graph);
  }

  /** The node of an asset or a position that can be a target; `undefined` when the world has none of this id. */
  targetNode(id: string): number | undefined {
    const { world, nodes } = this.graph;
    const [, kind = '', namespace = '', name = ''] =
      /^(secret|configmap|persistentvolumeclaim):([^/]+)\/([^#]+)/.exec(id) ?? [];
    if (kind === 'secret') return nodes.secretNamed(namespace, name);
    if (kind === 'configmap') return at(nodes.configMap, world.configMaps.find(namespace, name));
    if (kind === 'persistentvolumeclaim') return at(nodes.claim, world.claims.find(namespace, name));
    return nodes.identityOf(id) ?? this.startNode(id);
  }

  /** The node that a position starts from; a node starts as root. */
  startNode(id: string): number | undefined {
    const index = this.#index.get(id);
    return index === undefined ? undefined : this.positions[index]?.node;
  }

  /** Ids of the Secrets in the input, or that it refers to, in order; of one namespace where one is named. */
  assetIds(namespace?: string): string[] {
    const items = this.graph.world.secrets.items.filter(
      (entity) => namespace === undefined || entity.namespace === namespace,
    );
    return items.map(({ id }) => id).toSorted();
  }

  /** The Secret's fact; `undefined` when the input only refers to it. */
  secretFact(id: string): SecretFact | undefined {
    const node = this.targetNode(id);
    const isSecret = node !== undefined && this.graph.graph.kinds[node] === NodeKind.secret;
    return isSecret ? this.graph.world.secrets.items[this.graph.graph.refs[node] as number]?.fact : undefined;
  }

  isInInput(id: string): boolean {
    return id.startsWith('secret:') ? this.secretFact(id) !== undefined : this.targetNode(id) !== undefined;
  }

  consumersOf(id: string): ReadonlySet<string> {
    const [, namespace = '', name = ''] = SECRET_ID.exec(id) ?? [];
    return this.consumers.of({ namespace, name });
  }

  /** Indexes among `positions` of the consumers; undefined for one that is no position. */
  consumerPositions(id: string): ReadonlySet<number | undefined> {
    const [, namespace = '', name = ''] = SECRET_ID.exec(id) ?? [];
    return this.consumers.mapped({ namespace, name }, (consumer) => this.#index.get(consumer), this.#positionsOf);
  }

  /** The best path of one reader, when its tier is known; searches no farther than it must. */
  proveReader(position: number, node: number, id: string, tier: TierCode): ProvedPath {
    return this.#prover.prove(this.#nearest(this.positions[position] as Position, node, id, tier));
  }

  /** What may change any answer: lists of the cluster that were not read. */
  unknownLists(): Unknown[] {
    return unknownLists(this.graph.world);
  }

  unknownOf(id: string): Unknown[] {
    return unknownAbout(this.graph.world, id, this.secretFact(id), this.isInInput(id));
  }

  /** Everyone who can read the Secret (or become the position) of this node. */
  readersOf(node: number, id: string): ReaderFact[] {
    const distances = this.#distances(node);
    const shipped = this.#search.toward([node], 2, { onlyShipped: true });
    const declared = this.consumersOf(id);
    const broad = this.#broadDistances(node);
    const isIdentity = this.isIdentity(node);
    const readers: ReaderFact[] = [];
    for (const position of this.positions) {
      const tier = tierOf(distances, position.node);
      if (tier === undefined || position.node === node) continue;
      const certainty = CERTAINTIES[tier] as Certainty;
      const raised = isIdentity || (broad[tier] as Uint16Array)[position.node] !== UNREACHED;
      readers.push({
        id: position.id,
        certainty,
        expected: this.#isExpected(position, shipped),
        declared: declared.has(position.id),
        severity: severityOf(position.id, { certainty, raised }),
        prove: () => this.#prover.prove(this.#way(position, id, distances.byTier[tier] as Uint16Array, tier)),
        pathId: () => this.#prover.idOf(this.#way(position, id, distances.byTier[tier] as Uint16Array, tier)),
      });
    }
    return readers;
  }

  /** Everything that a position can become or read. */
  reachOf(position: string): ReachedFact[] {
    const start = this.startNode(position) ?? this.targetNode(position);
    if (start === undefined) return [];
    const reached = TIERS.map((tier) => this.#search.from([start], tier));
    const found = new Map<string, ReachedFact>();
    for (let node = 0; node < this.graph.graph.nodeCount; node++) {
      const tier = TIERS.find((candidate) => reached[candidate]?.[node] !== UNREACHED);
      const kind = this.graph.graph.kinds[node];
      const named =
        tier === undefined || node === start || kind === NodeKind.podOf || kind === NodeKind.grant
          ? undefined
          : nameNode(this.graph, node);
      if (named === undefined || named.id === position || tier === undefined) continue;
      const known = found.get(named.id);
      if (known !== undefined && CERTAINTIES.indexOf(known.certainty) <= tier) continue;
      const isAsset = kind === NodeKind.secret || kind === NodeKind.configMap || kind === NodeKind.claim;
      found.set(named.id, {
        id: named.id,
        certainty: CERTAINTIES[tier] as Certainty,
        isAsset,
        severity: severityOf(position, {
          certainty: CERTAINTIES[tier] as Certainty,
          raised: !isAsset || this.isIdentity(node),
        }),
        prove: () => this.#prover.prove(this.#nearest({ id: position, node: start }, node, named.id, tier)),
        pathId: () => this.#prover.idOf(this.#nearest({ id: position, node: start }, node, named.id, tier)),
      });
    }
    return [...found.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
  }

  #isExpected({ id, node }: Position, shipped: Uint16Array): boolean {
    const { untouched, shipped: named } = this.controlPlane;
    return untouched.has(id) || (named.has(id) && shipped[node] !== UNREACHED);
  }

  #way({ id: from, node }: Position, to: string, distance: Uint16Array, tier: TierCode): Way {
    return { from, to, trail: walkTrail(this.graph, node, distance, tier), tier };
  }

  /** The way to a node, searched no farther than it must be. */
  #nearest(start: Position, node: number, to: string, tier: TierCode): Way {
    return this.#way(start, to, this.#search.toward([node], tier, { until: [start.node] }), tier);
  }

  #distances(node: number): Distances {
    return { byTier: TIERS.map((tier) => this.#search.toward([node], tier)) };
  }

  /** Distances to the hubs that lead to this node: whoever reaches one of those reads more than this asset. */
  #broadDistances(node: number): readonly Uint16Array[] {
    const { graph } = this.graph;
    const hubs: number[] = [];
    for (let row = graph.inStart[node] as number; row < (graph.inStart[node + 1] as number); row++) {
      const edge = graph.inEdges[row] as number;
      if (graph.label[edge] === NO_LABEL) hubs.push(graph.from[edge] as number);
    }
    return TIERS.map((tier) => this.#search.toward(hubs, tier));
  }

  /** True when the Secret of this node is an identity by its type or keys. */
  isIdentity(node: number): boolean {
    const { graph, world } = this.graph;
    if (graph.kinds[node] !== NodeKind.secret) return false;
    return isIdentitySecret(world.secrets.items[graph.refs[node] as number]?.fact);
  }
}

/** A Secret whose content is an identity by its type or its keys. */
export function isIdentitySecret(
  fact:
    | { readonly type: string; readonly name: string; readonly keys: readonly { readonly name: string }[] }
    | undefined,
): boolean {
  if (fact === undefined) return false;
  if (fact.type === TOKEN_TYPE || fact.type === 'bootstrap.kubernetes.io/token') return true;
  return fact.keys.some(({ name }) => name === 'kubeconfig' || (name === 'value' && fact.name.endsWith('-kubeconfig')));
}

function tierOf(distances: Distances, node: number): TierCode | undefined {
  for (const tier of TIERS) if ((distances.byTier[tier] as Uint16Array)[node] !== UNREACHED) return tier;
  return undefined;
}

function at(nodes: readonly number[], index: number | undefined): number | undefined {
  return index === undefined ? undefined : nodes[index];
}
