// How an edge is encrypted: each layer is asked, and the strongest word counts.
import type { Facts } from '../facts/facts.ts';
import { lacks, unreadLists, unreadReason } from '../facts/unread.ts';
import { behind } from './behind.ts';
import { Declared } from './declared.ts';
import { Entrances, goesPastService } from './entrances.ts';
import type { Entrance } from './entrances.ts';
import type { Admission } from './authorizations.ts';
import type { Basis, Edge, LayerVerdict, TransitState } from './edge.ts';
import { HBONE, Istio } from './istio.ts';
import { Linkerd } from './linkerd.ts';
import { MeshAdmission } from './mesh-admission.ts';
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
  readonly entrances: Entrances;
  readonly #admission: MeshAdmission;

  /** `at`: the day or time at which certificates are judged; absent: their times are not. */
  constructor(facts: Facts, at?: string) {
    this.#facts = facts;
    this.#istio = new Istio(facts);
    this.#linkerd = new Linkerd(facts);
    this.#admission = new MeshAdmission(facts, this.#istio);
    this.entrances = new Entrances(facts, at);
    this.#declared = new Declared(facts, behind(facts));
  }

  /** The port that policies of the network see instead of the one that is asked for: of ambient's tunnels, of Linkerd's proxies. */
  tunnelPort(edge: Edge): number | undefined {
    if (this.#istio.isTunnelled(edge)) return HBONE;
    return this.#istio.of(edge) === undefined ? this.#linkerd.tunnelPort(edge) : undefined;
  }

  /** Whether policies of authorization of the mesh take it; undefined where none has a say. */
  admission(edge: Edge): Admission | undefined {
    return this.#admission.of(edge);
  }

  of(edge: Edge): TransitAnswer {
    if (edge.from !== undefined && edge.from === edge.to && edge.from.isPod)
      return { state: 'unknown', basis: [{ text: 'both ends are one pod: nothing leaves it', evidence: [] }] };
    const hop = this.entrances.hopOf(edge);
    const mesh = this.#mesh(edge, hop);
    const layers = [mesh, this.#declared.of(edge, hop), ofLink(this.#facts, edge)];
    const told = layers.filter((layer) => layer !== undefined);
    const missing = mesh === undefined ? [] : this.#unread(edge);
    const state = missing.length > 0 ? 'unknown' : stateOf(told, mesh);
    const last = state === 'unknown' && missing.length === 0 ? [told.length === 0 ? NOTHING : NO_WORD] : [];
    return { state, basis: distinct([...missing, ...told.flatMap(({ basis }) => basis), ...last]) };
  }

  /** A request from outside over an Ingress or a route, to the pod of the edge: the weaker of its two stretches counts. */
  throughEntrance({ way, front, served }: Entrance, edge: Edge): readonly (TransitAnswer & { readonly edge: Edge })[] {
    const known: Edge[] = served.pods.map((from) => ({ ...edge, from, way }));
    const edges = served.outside || served.unknown !== undefined ? [...known, { ...edge, way }] : known;
    return edges.map((one) => {
      const back = this.of(one);
      const isLost =
        one.from === undefined &&
        served.unknown !== undefined &&
        this.#mesh(one, this.entrances.hopOf(one)) !== undefined;
      const lost = isLost ? [{ text: served.unknown, evidence: [] }] : [];
      const states = [front.says, isLost ? 'unknown' : back.state] as const;
      const state = WEAKEST_FIRST.find((word) => states.includes(word)) ?? 'unknown';
      return { state, basis: distinct([...front.basis, ...lost, ...back.basis]), edge: one };
    });
  }

  #mesh(edge: Edge, hop: LayerVerdict | undefined): LayerVerdict | undefined {
    const isPast = hop !== undefined && goesPastService(this.#facts, edge);
    const { through: _, ...direct } = edge;
    return this.#istio.of(isPast ? direct : edge) ?? this.#linkerd.of(edge);
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

const WEAKEST_FIRST = [
  'refused',
  'plain',
  'unknown',
  'link-encrypted',
  'tls',
  'mtls',
] as const satisfies TransitState[];

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
