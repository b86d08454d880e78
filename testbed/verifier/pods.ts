// Pod specs wherever they stand, who makes the pods, where they run, and what a spec refers to.
import { groupOf, kindOf, namespaceOf, plainId } from './cluster.ts';
import type { Cluster } from './cluster.ts';
import { at, isRaw, listAt, mapAt, textAt } from './raw.ts';
import type { Raw } from './raw.ts';

/** Pointers from an object to its pod spec, by kind. */
const SPEC_PATHS: ReadonlyMap<string, readonly string[]> = new Map([
  ['Pod', ['spec']],
  ['CronJob', ['spec', 'jobTemplate', 'spec', 'template', 'spec']],
  ...['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job', 'ReplicationController'].map(
    (kind): [string, readonly string[]] => [kind, ['spec', 'template', 'spec']],
  ),
  ['PodTemplate', ['template', 'spec']],
]);

/** One object that holds a pod spec. */
export interface PodMaker {
  readonly object: Raw;
  readonly spec: Raw;
  /** Pod metadata: the pod's own, or the template's. */
  readonly metadata: unknown;
}

export function podMakers(cluster: Cluster): PodMaker[] {
  return cluster.given.flatMap((object) => {
    const path = SPEC_PATHS.get(kindOf(object)) ?? customPath(object);
    const spec = path === undefined ? undefined : at(object, ...path);
    return isRaw(spec) ? [{ object, spec, metadata: at(object, ...(path ?? []).slice(0, -1), 'metadata') }] : [];
  });
}

/** A custom object that holds `containers` beside pod fields somewhere: the first such place, depth first. */
function customPath(object: Raw): readonly string[] | undefined {
  if (['', 'apps', 'batch', 'rbac.authorization.k8s.io', 'apiextensions.k8s.io'].includes(groupOf(object)))
    return undefined;
  const search = (value: unknown, path: readonly string[]): readonly string[] | undefined => {
    if (!isRaw(value)) return undefined;
    if (listAt(value, 'containers').some((container) => isRaw(container) && textAt(container, 'name') !== ''))
      return path;
    for (const [key, child] of Object.entries(value)) {
      const found = search(child, [...path, key]);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return search(object, []);
}

/** The id of an object's topmost controller in the input. */
export function positionOf(cluster: Cluster, object: Raw): string {
  let current = object;
  for (let depth = 0; depth < 16; depth++) {
    const owner = listAt(current, 'metadata', 'ownerReferences').find(
      (reference) => at(reference, 'controller') === true,
    );
    const parent =
      owner === undefined
        ? undefined
        : cluster.find(`${textAt(owner, 'kind').toLowerCase()}:${namespaceOf(current)}/${textAt(owner, 'name')}`);
    if (parent === undefined || parent === current) break;
    current = parent;
  }
  return workloadId(current);
}

const BUILT_IN = new Set(['', 'apps', 'batch']);

function workloadId(object: Raw): string {
  const group = groupOf(object);
  const plain = plainId(object);
  if (BUILT_IN.has(group)) return plain;
  const colon = plain.indexOf(':');
  return `${plain.slice(0, colon)}.${group}${plain.slice(colon)}`;
}

/** The pod makers behind a position, templates and bound pods alike. */
export function makersOf(cluster: Cluster, position: string): PodMaker[] {
  return podMakers(cluster).filter(({ object }) => positionOf(cluster, object) === position);
}

/** A pod that has ended runs no container any more; what it refers to still counts for its node. */
export function isRunning({ object }: PodMaker): boolean {
  return kindOf(object) !== 'Pod' || !['Succeeded', 'Failed'].includes(textAt(object, 'status', 'phase'));
}

/** The pod makers behind a position whose containers may run. */
export function runningMakersOf(cluster: Cluster, position: string): PodMaker[] {
  return makersOf(cluster, position).filter(isRunning);
}

/** True when the pods of the maker carry the Service's labels. */
export function isSelected(service: Raw, { object, metadata }: PodMaker): boolean {
  const selector = mapAt(service, 'spec', 'selector');
  const labels = mapAt(metadata, 'labels');
  return (
    selector.size > 0 &&
    namespaceOf(object) === namespaceOf(service) &&
    [...selector].every(([key, value]) => labels.get(key) === value)
  );
}

/** Nodes on which a position's pods run: those of its bound pods, else `*`. */
export function nodesOf(cluster: Cluster, position: string): ReadonlySet<string> {
  const bound = makersOf(cluster, position)
    .map(({ object, spec }) => (kindOf(object) === 'Pod' ? textAt(spec, 'nodeName') : ''))
    .filter((node) => node !== '');
  return new Set(bound.length === 0 ? ['*'] : bound);
}

/** Makers whose pods count on a node: bound to it; or of no known node, where the node is `*`. */
export function makersOn(cluster: Cluster, node: string): PodMaker[] {
  return podMakers(cluster).filter(({ object, spec, metadata }) => {
    if (mapAt(metadata, 'annotations').has('kubernetes.io/config.mirror')) return false;
    const own = kindOf(object) === 'Pod' ? textAt(spec, 'nodeName') : '';
    return node === '*' ? own === '' && nodesOf(cluster, positionOf(cluster, object)).has('*') : own === node;
  });
}

export function containersOf(spec: Raw): readonly unknown[] {
  return ['initContainers', 'containers', 'ephemeralContainers'].flatMap((key) => listAt(spec, key));
}

export const accountOf = (spec: Raw): string =>
  textAt(spec, 'serviceAccountName') || textAt(spec, 'serviceAccount') || 'default';

/** Names of volumes that some container mounts. */
export function mountedVolumes(spec: Raw): ReadonlySet<string> {
  return new Set(
    containersOf(spec).flatMap((container) => listAt(container, 'volumeMounts').map((mount) => textAt(mount, 'name'))),
  );
}
