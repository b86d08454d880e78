// Which objects the Node authorizer relates to a node: those that pods bound to it refer to, and their volumes' Secrets.
import type { PersistentVolumeFact } from '../facts/cluster.ts';
import type { Facts } from '../facts/facts.ts';
import type { PodSpec, WorkloadFact } from '../facts/workload.ts';

export type ReferencedKind = 'secret' | 'configMap' | 'claim' | 'persistentVolume' | 'serviceAccount' | 'pod';

/** How an object is related: `ephemeral` only by an ephemeral container, which older versions do not notice. */
export type Relation = 'related' | 'ephemeral';

/** What a set of pods refers to, by kind, then `NAMESPACE/NAME`. */
type References = ReadonlyMap<ReferencedKind, Map<string, Relation>>;

export interface NodeReferences {
  /** The relation between a node and an object; `undefined` where there is none in the input. */
  find(node: string, kind: ReferencedKind, namespace: string, name: string): Relation | undefined;
  /** What the input lacks for a `no` about this object, or `undefined` when it lacks nothing. */
  missing(node: string, kind: ReferencedKind, namespace: string, name: string): string | undefined;
}

const KINDS: readonly ReferencedKind[] = ['secret', 'configMap', 'claim', 'persistentVolume', 'serviceAccount', 'pod'];
const EPHEMERAL = '/ephemeralContainers';
const NO_PODS: readonly WorkloadFact[] = [];

/**
 * Builds nothing until a node is asked for, then that node's references once.
 * Follows AddPod and AddPV of kubernetes plugin/pkg/auth/authorizer/node/graph.go: terminated pods count until they are
 * deleted, mirror pods give nothing but themselves, a volume counts through its claim reference alone.
 */
export function createNodeReferences(facts: Facts): NodeReferences {
  const placed = once(() => Map.groupBy(facts.workloads.filter(isPlaced), (pod) => pod.node));
  const volumes = once(() =>
    Map.groupBy(facts.persistentVolumes.filter(isClaimed), (pv) => key(pv.claimNamespace, pv.claimName)),
  );
  const unplaced = once(() => referencesOf(facts, unplacedWorkloads(facts, placed().size > 0), volumes()));
  const known = new Map<string, References>();
  const ofNode = (node: string): References => {
    const references = known.get(node) ?? referencesOf(facts, placed().get(node) ?? NO_PODS, volumes());
    known.set(node, references);
    return references;
  };
  return {
    find: (node, kind, namespace, name) => ofNode(node).get(kind)?.get(key(namespace, name)),
    missing(node, kind, namespace, name) {
      if (placed().size === 0) return "no pod in the input says on which node it runs: give the cluster's pods";
      if (unplaced().get(kind)?.has(key(namespace, name)))
        return "a pod in the input refers to it, and on which node it runs is not known: give the cluster's pods";
      const throughVolumes = kind === 'persistentVolume' || kind === 'secret';
      const claimsOnly =
        throughVolumes && facts.persistentVolumes.length === 0 && (ofNode(node).get('claim')?.size ?? 0) > 0;
      return claimsOnly
        ? "pods on the node use claims, and no PersistentVolume is in the input: give the cluster's PersistentVolumes"
        : undefined;
    },
  };
}

/** Pods that may be anywhere: manifests that no API server has answered for yet, and templates where no pod is given at all. */
function unplacedWorkloads(facts: Facts, podsGiven: boolean): readonly WorkloadFact[] {
  return facts.workloads.filter((workload) =>
    workload.isPod ? workload.node === '' && workload.phase === '' : !podsGiven,
  );
}

function referencesOf(
  facts: Facts,
  pods: readonly WorkloadFact[],
  volumes: ReadonlyMap<string, readonly PersistentVolumeFact[]>,
): References {
  const references = new Map(KINDS.map((kind) => [kind, new Map<string, Relation>()]));
  const add = (kind: ReferencedKind, namespace: string, name: string, relation: Relation = 'related') => {
    const relations = references.get(kind);
    if (name !== '' && relations?.get(key(namespace, name)) !== 'related')
      relations?.set(key(namespace, name), relation);
  };
  for (const pod of pods) {
    const spec = facts.podSpecs[pod.spec];
    add('pod', pod.namespace, pod.name);
    if (spec !== undefined && !pod.mirror) addSpec(pod, spec, add);
  }
  for (const claim of references.get('claim')?.keys() ?? []) {
    for (const volume of volumes.get(claim) ?? []) {
      add('persistentVolume', '', volume.name);
      for (const secret of volume.secrets) if (secret.kubeletVisible) add('secret', secret.namespace, secret.name);
    }
  }
  return references;
}

function addSpec(
  pod: WorkloadFact,
  spec: PodSpec,
  add: (kind: ReferencedKind, namespace: string, name: string, relation?: Relation) => void,
): void {
  add('serviceAccount', pod.namespace, spec.serviceAccount);
  for (const secret of spec.secrets) add('secret', pod.namespace, secret.name, relationAt(secret.pointer));
  for (const configMap of spec.configMaps)
    add('configMap', pod.namespace, configMap.name, relationAt(configMap.pointer));
  for (const claim of spec.claims) add('claim', pod.namespace, claim.name);
  // The claim of a generic ephemeral volume is named after pod and volume.
  for (const volume of spec.volumes)
    if (volume.type === 'ephemeral') add('claim', pod.namespace, `${pod.name}-${volume.name}`);
}

function relationAt(pointer: string): Relation {
  return pointer.startsWith(EPHEMERAL) ? 'ephemeral' : 'related';
}

function isPlaced(workload: WorkloadFact): boolean {
  return workload.isPod && workload.node !== '';
}

function isClaimed(volume: PersistentVolumeFact): boolean {
  return volume.claimName !== '';
}

function key(namespace: string, name: string): string {
  return `${namespace}/${name}`;
}

function once<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
