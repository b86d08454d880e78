// Generates a cluster like production: templated workloads, many Secrets, few distinct roles, some dangerous grants.
import {
  accountManifest,
  bindingManifest,
  clusterRoles,
  namespaceManifest,
  namespaceRoles,
  nodeManifest,
  secretManifest,
} from './cluster-objects.ts';
import type { Manifest } from './cluster-objects.ts';
import { deploymentManifest, makeTemplate, podManifest, replicaSetManifest } from './cluster-pods.ts';
import type { Template } from './cluster-pods.ts';
import { Random } from './random.ts';

export interface ClusterSize {
  readonly pods: number;
  readonly secrets: number;
  readonly bindings: number;
  readonly namespaces: number;
  readonly nodes: number;
  readonly accounts: number;
  readonly templates: number;
}

export const DEFAULT_SEED = 1;
/** Workloads whose pods are privileged. */
const AGENTS = 3;
const ACCOUNTS_PER_NAMESPACE = 10;

/** Proportions of a large cluster for a number of pods: 100,000 pods have 50,000 Secrets, 20,000 bindings and 3,000 templates. */
export function sizeOf(pods: number): ClusterSize {
  return {
    pods,
    secrets: Math.round(pods / 2),
    bindings: Math.round(pods / 5),
    namespaces: Math.max(10, Math.round(pods / 50)),
    nodes: Math.max(5, Math.round(pods / 20)),
    accounts: Math.round(pods / 5),
    templates: Math.max(10, Math.round(pods / 33)),
  };
}

/** Objects that a cluster of this size has. */
export function countOf({ pods, secrets, bindings, namespaces, nodes, accounts, templates }: ClusterSize): number {
  return pods + secrets + bindings + namespaces * 4 + nodes + accounts + templates * 2 + 4;
}

/** The same proportions for a number of objects; exact, by the number of pods. */
export function sizeOfObjects(objects: number): ClusterSize {
  const size = sizeOf(Math.round((objects * 10_000) / countOf(sizeOf(10_000))));
  return { ...size, pods: size.pods + objects - countOf(size) };
}

/** Objects kind by kind, and of each kind namespace by namespace, as a list from the API server has them. */
export function* generateCluster(size: ClusterSize, seed = DEFAULT_SEED): Generator<Manifest> {
  const random = new Random(seed);
  for (let index = 0; index < size.namespaces; index++) yield namespaceManifest(`team-${index}`, random);
  for (let index = 0; index < size.nodes; index++) yield nodeManifest(index, random);
  for (const { namespace, ordinal } of spread(size.accounts, size))
    yield accountManifest(namespace, `app-${ordinal}`, random);
  for (const { namespace, ordinal } of spread(size.secrets, size))
    yield secretManifest(namespace, `secret-${ordinal}`, random);
  for (let index = 0; index < size.namespaces; index++) yield* namespaceRoles(`team-${index}`, random);
  yield* clusterRoles(random);
  for (const { namespace, index } of spread(size.bindings, size)) yield bindingManifest(index, namespace, random);
  yield* workloads(size, random);
}

interface Place {
  readonly index: number;
  readonly namespace: string;
  /** Number in the namespace. */
  readonly ordinal: number;
}

/** Objects evenly over namespaces, those of one namespace together. */
function* spread(count: number, { namespaces }: ClusterSize): Generator<Place> {
  let last = -1;
  let first = 0;
  for (let index = 0; index < count; index++) {
    const at = Math.floor((index * namespaces) / count);
    if (at !== last) first = index;
    last = at;
    yield { index, namespace: `team-${at}`, ordinal: index - first };
  }
}

function* workloads(size: ClusterSize, random: Random): Generator<Manifest> {
  const secretsPerNamespace = Math.max(1, Math.floor(size.secrets / size.namespaces));
  const templates = [...spread(size.templates, size)].map(({ index, namespace }) =>
    makeTemplate(
      { index, namespace, accounts: ACCOUNTS_PER_NAMESPACE, secretsPerNamespace, isAgent: index < AGENTS },
      random,
    ),
  );
  const replicas = Math.ceil(size.pods / size.templates);
  for (const template of templates) yield deploymentManifest(template, replicas, random);
  for (const template of templates) yield replicaSetManifest(template, replicas, random);
  for (let index = 0; index < size.pods; index++) {
    const template = templates[Math.floor((index * size.templates) / size.pods)] as Template;
    yield podManifest(template, random.below(size.nodes), random);
  }
}
