// Reads a snapshot: an untrusted file, of which every field is checked before anything is made of it.
import type { CoverageEntry } from '../facts/facts.ts';
import type { DocumentId } from '../facts/origin.ts';
import type { BuilderState, ReadonlyStore } from '../kube/builder-state.ts';
import { SCHEMA } from '../results/contract.ts';
import { integer, listOf, refuse, SnapshotFault, text } from './codec.ts';
import type { Codec, Trail } from './codec.ts';
import { storeCodecs } from './fact-codecs.ts';
import { objectCodec } from './object-codec.ts';
import { CREDENTIALS_FORMAT, documentCodec, entryCodec, SNAPSHOT_FORMAT, sourceCodec, textCodec } from './format.ts';
import type { SnapshotDocument, SnapshotSource } from './format.ts';
import { podSpec } from './workload-codecs.ts';

export interface Snapshot {
  readonly sources: readonly SnapshotSource[];
  readonly documents: readonly SnapshotDocument[];
  /** Places of the nodes of each text, as `textCodec` says. */
  readonly texts: readonly string[];
  readonly state: BuilderState;
  /** False for one of a version that did not look for credentials in plain text. */
  readonly hasCredentials: boolean;
}

/** What a snapshot of an older version did not look for, and lacks. */
const LATER_LISTS: ReadonlySet<string> = new Set(['credentials', 'encryptions', 'auditPolicies']);

/** From where the reader has room for documents and pod specs. */
export interface Numbers {
  readonly document: DocumentId;
  readonly podSpec: number;
}

/** The beginning of a snapshot, as far as it takes to tell one. */
export const SNAPSHOT_HEAD = /^\s*\{\s*"schema"\s*:\s*"watertight\/v\d+"\s*,\s*"kind"\s*:\s*"snapshot"/;

/** Why a file is no snapshot that this program reads. */
export interface NoSnapshot {
  readonly refused: string;
}

/** Every field is checked before anything is given; documents and pod specs are numbered on from `first`. */
export function readSnapshot(value: unknown, first: Numbers): Snapshot | NoSnapshot {
  const { schema, kind, format } = isObject(value) ? value : {};
  if (kind !== 'snapshot' || typeof format !== 'number') return { refused: 'it is no snapshot' };
  if (schema !== SCHEMA || format > SNAPSHOT_FORMAT)
    return { refused: `it was written by a newer version (format ${format}; this one reads ${SNAPSHOT_FORMAT})` };
  try {
    return decode(value as JsonObject, first);
  } catch (error) {
    if (error instanceof SnapshotFault) return { refused: `it is damaged: ${error.message}` };
    throw error;
  }
}

/** Lists that snapshots of earlier versions do not have, and the kinds that stand in them: those versions did not read them. */
const ADDED_LISTS: Readonly<Record<string, string>> = {
  networkPolicies: 'networking.k8s.io/NetworkPolicy',
  tierPolicies: 'policy.networking.k8s.io/*',
  ciliumPolicies: 'cilium.io/*',
  calicoPolicies: 'projectcalico.org/*',
  calicoTiers: 'projectcalico.org/*',
  calicoSets: 'projectcalico.org/*',
  calicoHosts: 'projectcalico.org/*',
  entries: 'networking.k8s.io/Ingress',
  gateways: 'gateway.networking.k8s.io/Gateway',
  entryClasses: 'networking.k8s.io/IngressClass',
  backendTls: 'gateway.networking.k8s.io/BackendTLSPolicy',
  endpoints: 'discovery.k8s.io/EndpointSlice',
  peerAuthentications: 'security.istio.io/*',
  destinationRules: 'networking.istio.io/*',
  istioSidecars: 'networking.istio.io/*',
  istioAuthorizations: 'security.istio.io/AuthorizationPolicy',
  virtualServices: 'networking.istio.io/VirtualService',
  meshSettings: 'settings of meshes',
  linkerdServers: 'policy.linkerd.io/*',
  linkerdGrants: 'policy.linkerd.io/*',
  kubeletConfigs: 'settings of kubelets',
};

/** What a snapshot of an earlier version says nothing of. */
function notAsked(facts: JsonObject): CoverageEntry[] {
  return Object.entries(ADDED_LISTS).flatMap(([name, kind]) =>
    facts[name] === undefined
      ? [{ source: 'snapshot', what: kind, state: 'not-read', reason: 'an earlier version wrote it', list: { kind } }]
      : [],
  );
}

type JsonObject = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function decode(value: JsonObject, first: Numbers): Snapshot {
  const hasCredentials = Number(value['format']) >= CREDENTIALS_FORMAT;
  const sources = listOf(sourceCodec).decode(value['sources'], ['sources']);
  const documents = listOf(documentCodec).decode(value['documents'], ['documents']);
  const texts = listOf(textCodec).decode(value['texts'], ['texts']);
  documents.forEach(({ source, text: at = 0 }, index) => {
    if (source < 0 || source >= sources.length) refuse(['documents', index, 'source'], 'one of the sources');
    if (at < 0 || (at > 0 && at >= texts.length)) refuse(['documents', index, 'text'], 'one of the texts');
  });
  const facts = isObject(value['facts']) ? value['facts'] : refuse(['facts'], 'an object');
  const podSpecs = listOf(podSpec).decode(facts['podSpecs'], ['facts', 'podSpecs']);
  const document = numberFrom(first.document, documents.length, 'one of the documents');
  const references = { document, podSpec: numberFrom(first.podSpec, podSpecs.length, 'one of the pod specs') };
  const lists = Object.entries(storeCodecs(references)).map(([name, codec]) => {
    const trail: Trail = ['facts', name];
    const isLater =
      facts[name] === undefined && (Object.hasOwn(ADDED_LISTS, name) || (!hasCredentials && LATER_LISTS.has(name)));
    return [name, isLater ? [] : listOf(codec as Codec<unknown>).decode(facts[name], trail)] as const;
  });
  const state = {
    facts: Object.fromEntries(lists) as unknown as ReadonlyStore,
    podSpecs,
    unknown: listOf(objectCodec(references)).decode(value['unknown'], ['unknown']),
    coverage: [...listOf(entryCodec(document)).decode(value['coverage'], ['coverage']), ...notAsked(facts)],
    kubernetesVersion: text.decode(value['kubernetesVersion'], ['kubernetesVersion']),
  };
  return { sources, documents, texts, state, hasCredentials };
}

/** Numbers below `count` in the file, counted from `first` here. */
function numberFrom(first: number, count: number, wanted: string): Codec<number> {
  return {
    encode: (number) => number - first,
    decode: (value, trail) => {
      const number = integer.decode(value, trail);
      return number >= 0 && number < count ? first + number : refuse(trail, wanted);
    },
  };
}
