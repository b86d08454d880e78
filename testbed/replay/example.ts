// What of a technique's example is replayed, in the words that both the engine's paths and the raw objects use.
import type { ApiObject } from '../cluster/client.ts';

export interface StepRequest {
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
  readonly subresource?: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly query?: string;
}

/** One step of a path's JSON, as far as a replay needs it. */
export interface ReplayedStep {
  readonly technique: string;
  readonly from: string;
  readonly to: string;
  readonly request?: StepRequest;
}

export interface ReplayedPath {
  readonly from: string;
  readonly to: string;
  readonly steps: readonly ReplayedStep[];
}

/** Manifests, with the path that is tried on them: the example's own, or, on a safe twin, an exposed one's. */
export interface Replay {
  readonly technique: string;
  readonly name: string;
  readonly objects: readonly ApiObject[];
  readonly path: ReplayedPath;
}

const CLUSTER_WIDE = new Set([
  'ClusterRole',
  'ClusterRoleBinding',
  'Node',
  'PersistentVolume',
  'Namespace',
  'CSIDriver',
]);
const SHIPPED = /^(?:system:|kube-|default$|cluster-admin$|admin$|edit$|view$)/;

interface Loose {
  readonly kind?: string;
  readonly metadata?: { readonly name?: string; readonly namespace?: string };
  readonly subjects?: readonly { readonly kind?: string; readonly name?: string; readonly namespace?: string }[];
  readonly spec?: { readonly nodeName?: string };
  readonly rules?: readonly { readonly resources?: readonly string[]; readonly resourceNames?: readonly string[] }[];
}

/** Whether other tests could meet an object: it is in no namespace of the example's own. */
export function isShared({ kind = '', metadata }: ApiObject): boolean {
  return CLUSTER_WIDE.has(kind) || SHIPPED.test(metadata?.namespace ?? 'default');
}

const CLUSTER_WIDE_RESOURCES =
  /^(?:certificatesigningrequests|persistentvolumes|nodes|users|groups|clusterroles|clusterrolebindings)(?:\/|$)/;

/** Names of cluster-wide objects, and of users, that rules are limited to. */
function namesInRules({ rules }: Loose): string[] {
  return (rules ?? [])
    .filter(({ resources = [] }) => resources.some((resource) => CLUSTER_WIDE_RESOURCES.test(resource)))
    .flatMap(({ resourceNames = [] }) => resourceNames);
}

function namesOf(object: ApiObject): (string | undefined)[] {
  const { metadata, subjects = [], spec } = object as Loose;
  return [
    metadata?.namespace,
    isShared(object) ? metadata?.name : undefined,
    spec?.nodeName,
    ...namesInRules(object),
    ...subjects.map(({ kind, name, namespace }) => (kind === 'ServiceAccount' ? namespace : name)),
  ];
}

/** Names that would be shared with other examples: namespaces, cluster-wide objects, users, groups and nodes. */
function sharedNames({ objects, path }: Replay): Set<string> {
  const names = objects.flatMap(namesOf);
  for (const id of [path.from, path.to]) {
    const [kind = '', rest = ''] = id.split(/:(.*)/s);
    names.push(rest.includes('/') ? rest.slice(0, rest.indexOf('/')) : kind === 'clusterrole' ? undefined : rest);
  }
  return new Set(
    names.filter((name) => name !== undefined && name !== '' && name !== '*' && !SHIPPED.test(name)) as string[],
  );
}

/** The same example under names of its own, which all begin with `prefix`. */
export function renamed<T extends Replay>(replay: T, prefix: string): T {
  const words = [...sharedNames(replay)].map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  if (words.length === 0) return replay;
  const pattern = new RegExp(`(?<![\\w.-])(?:${words.join('|')})(?![\\w-])`, 'g');
  const text = JSON.stringify(replay).replaceAll(pattern, (word) => `${prefix}-${word}`);
  const { technique, name } = replay;
  return { ...(JSON.parse(text) as T), technique, name };
}
