// How an edge is encrypted: each layer is asked, and the strongest word counts.
import type { Facts } from '../facts/facts.ts';
import { lacks, unreadLists, unreadReason } from '../facts/unread.ts';
import { behind } from './behind.ts';
import { Declared } from './declared.ts';
import type { Basis, Edge, LayerVerdict, TransitState } from './edge.ts';
import { Istio } from './istio.ts';
import { Linkerd } from './linkerd.ts';
import { ofLink } from './link.ts';

export interface TransitAnswer {
  readonly state: TransitState;
  readonly basis: readonly Basis[];
}

const NOTHING: Basis = {
  text: 'no mesh, link encryption or setting in the input says how the two speak',
  evidence: [],
};
const NO_WORD: Basis = { text: 'whether the programs encrypt it themselves is not in the objects', evidence: [] };
/** Kinds without which a mesh may look absent, or weaker than it is. */
const NEEDED = [
  'security.istio.io/PeerAuthentication',
  'networking.istio.io/DestinationRule',
  'networking.istio.io/Sidecar',
  'networking.istio.io/VirtualService',
];

export class Transit {
  readonly #facts: Facts;
  readonly #istio: Istio;
  readonly #linkerd: Linkerd;
  readonly #declared: Declared;

  constructor(facts: Facts) {
    this.#facts = facts;
    this.#istio = new Istio(facts);
    this.#linkerd = new Linkerd(facts);
    this.#declared = new Declared(facts, behind(facts));
  }

  /** Policies of the network see another port for such an edge. */
  isTunnelled(edge: Edge): boolean {
    return this.#istio.isTunnelled(edge);
  }

  of(edge: Edge): TransitAnswer {
    if (edge.from !== undefined && edge.from === edge.to && edge.from.isPod)
      return { state: 'unknown', basis: [{ text: 'both ends are one pod: nothing leaves it', evidence: [] }] };
    const mesh = this.#istio.of(edge) ?? this.#linkerd.of(edge);
    const layers = [mesh, this.#declared.of(edge), ofLink(this.#facts, edge)];
    const told = layers.filter((layer) => layer !== undefined);
    const missing = mesh === undefined ? [] : this.#unread(edge);
    const state = missing.length > 0 ? 'unknown' : stateOf(told, mesh);
    const last = state === 'unknown' && missing.length === 0 ? [told.length === 0 ? NOTHING : NO_WORD] : [];
    return { state, basis: distinct([...missing, ...told.flatMap(({ basis }) => basis), ...last]) };
  }

  #unread({ from, to, through }: Edge): Basis[] {
    const lists = unreadLists(this.#facts);
    if (lists.length === 0) return [];
    const namespaces = [from, to, through].flatMap((one) => (one === undefined ? [] : [one.namespace]));
    return lists
      .filter((list) => NEEDED.some((kind) => namespaces.some((namespace) => lacks(list, kind, namespace))))
      .map((list) => ({ text: unreadReason(list), evidence: [] }));
  }
}

/** Two pods of one namespace have one reason to be in the mesh. */
function distinct(basis: readonly Basis[]): Basis[] {
  return [...new Map(basis.map((one) => [one.text, one])).values()];
}

/** What refuses lets nothing pass; then the strongest protection that some layer is sure of. A mesh that is unsure may refuse. */
function stateOf(layers: readonly LayerVerdict[], mesh: LayerVerdict | undefined): TransitState {
  const has = (word: LayerVerdict['says']): boolean => layers.some(({ says }) => says === word);
  for (const word of ['refused', 'mtls'] as const) if (has(word)) return word;
  if (mesh?.says === 'unknown') return 'unknown';
  for (const word of ['tls', 'link-encrypted'] as const) if (has(word)) return word;
  return has('plain') ? 'plain' : 'unknown';
}
