// Answers questions about the exposure graph: who reads an asset, what a position reaches, with proofs on demand.
import type { SecretFact } from '../facts/secret.ts';
import type { Certainty, Severity, Unknown } from '../results/contract.ts';
import { assetFactOf } from './asset-fact.ts';
import type { AssetFact } from './asset-fact.ts';
import { Consumers } from './declared.ts';
import type { ExposureGraph } from './exposure-graph.ts';
import { NodeKind, TIERS } from './graph.ts';
import type { TierCode } from './graph.ts';
import { CERTAINTIES } from './labels.ts';
import { nameNode } from './names.ts';
import { TOKEN_TYPE } from './principals.ts';
import { controlPlaneOf, listPositions } from './positions.ts';
import type { ControlPlane, Position } from './positions.ts';
import { Prover } from './prove.ts';
import type { ProvedPath, Way } from './prove.ts';
import { Readers } from './readers.ts';
import type { ReaderFact } from './readers.ts';
import { Searcher, UNREACHED } from './search.ts';
import { severityOf } from './severity.ts';
import { walkTrail } from './trail.ts';
import { unknownAbout, unknownLists } from './unknown.ts';

export interface ReachedFact {
  readonly id: string;
  readonly certainty: Certainty;
  readonly isAsset: boolean;
  readonly severity: Severity;
  readonly prove: () => ProvedPath;
  readonly pathId: () => string;
}

const ASSETS: ReadonlySet<number> = new Set([NodeKind.secret, NodeKind.configMap, NodeKind.claim, NodeKind.credential]);

const SECRET_ID = /^secret:([^/]+)\/([^#]+)/;

export class Exposure {
  readonly graph: ExposureGraph;
  readonly positions: readonly Position[];
  readonly controlPlane: ControlPlane;
  readonly #consumers: Consumers;
  readonly #index: ReadonlyMap<string, number>;
  readonly #search: Searcher;
  readonly #prover: Prover;
  #readers: Readers | undefined;

  constructor(graph: ExposureGraph) {
    this.graph = graph;
    this.positions = listPositions(graph);
    this.#index = new Map(this.positions.map(({ id }, index) => [id, index]));
    this.controlPlane = controlPlaneOf(graph);
    this.#consumers = new Consumers(graph.world, (id) => this.#index.get(id));
    this.#search = new Searcher(graph.graph);
    this.#prover = new Prover(graph);
  }

  /** The node of an asset or a position that can be a target; `undefined` when the world has none of this id. */
  targetNode(id: string): number | undefined {
    const { world, nodes } = this.graph;
    const credential = world.credentials.asset(id);
    if (credential !== undefined) return nodes.credentials.node(credential);
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

  /**
   * Ids of the Secrets in the input, or that it refers to, and of what holds credentials in plain text, in order; of one namespace
   * where one is named.
   */
  assetIds(namespace?: string): string[] {
    const { secrets, credentials, configMaps } = this.graph.world;
    const holding = configMaps.items.filter((item) => credentials.ofConfigMaps.has(`${item.namespace}/${item.name}`));
    const all = [secrets.items, credentials.assets, holding].flat();
    return all.flatMap((item) => (namespace === undefined || item.namespace === namespace ? [item.id] : [])).toSorted();
  }

  /** What the input holds of an asset that is no Secret: where it stands, and the keys that hold credentials. */
  credentialFact(id: string): AssetFact | undefined {
    return assetFactOf(this.graph.world, id);
  }

  /** The Secret's fact; `undefined` when the input only refers to it. */
  secretFact(id: string): SecretFact | undefined {
    const node = this.targetNode(id);
    const isSecret = node !== undefined && this.graph.graph.kinds[node] === NodeKind.secret;
    return isSecret ? this.graph.world.secrets.items[this.graph.graph.refs[node] as number]?.fact : undefined;
  }

  isInInput(id: string): boolean {
    if (id.startsWith('secret:')) return this.secretFact(id) !== undefined;
    return id.startsWith('configmap:') ? this.credentialFact(id) !== undefined : this.targetNode(id) !== undefined;
  }

  /** Indexes among `positions` of those who are meant to read the Secret. */
  consumersOf(id: string): ReadonlySet<number> {
    const [, namespace = '', name = ''] = SECRET_ID.exec(id) ?? [];
    return name === '' ? this.#consumers.ofCredential(id) : this.#consumers.of({ namespace, name });
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
    const { graph, positions, controlPlane } = this;
    // A scan of everything never asks.
    this.#readers ??= new Readers({ graph, positions, controlPlane, search: this.#search, prover: this.#prover });
    return this.#readers.of({ node, id, isIdentity: this.isIdentity(node), declared: this.consumersOf(id) });
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
      const isAsset = ASSETS.has(kind as number);
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

  #way({ id: from, node }: Position, to: string, distance: Uint16Array, tier: TierCode): Way {
    return { from, to, trail: walkTrail(this.graph, node, distance, tier), tier };
  }

  /** The way to a node, searched no farther than it must be. */
  #nearest(start: Position, node: number, to: string, tier: TierCode): Way {
    return this.#way(start, to, this.#search.toward([node], tier, { until: [start.node] }), tier);
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

function at(nodes: readonly number[], index: number | undefined): number | undefined {
  return index === undefined ? undefined : nodes[index];
}
