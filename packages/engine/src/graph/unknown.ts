// What the input does not say about an asset's readers: the missing input is named, and giving it changes the answer.
import { objectId } from '../facts/object-id.ts';
import type { Unknown } from '../results/contract.ts';
import type { SecretFact } from '../facts/secret.ts';
import { unreadLists, unreadReason } from '../facts/unread.ts';
import { usersOf } from './relations/images.ts';
import type { World } from './world.ts';

/** No namespace is called so. */
const ANYWHERE = '*';

/** Unread files named in one answer; the rest is counted. */
const FILES_SHOWN = 20;

/** Kinds of which no object changes who reads what: checks alone look at them. */
const ONLY_CHECKED: ReadonlySet<string> = new Set(['storage.k8s.io/StorageClass', 'apiregistration.k8s.io/APIService']);

export function unknownAbout(world: World, id: string, fact: SecretFact | undefined, inInput: boolean): Unknown[] {
  const isImage = world.credentials.images.some((asset) => asset.id === id);
  // Of an image, whoever gets into a pod of it anywhere: a slash in its name ends no namespace.
  const namespace = isImage ? ANYWHERE : (/^[^:]+:([^/]+)\//.exec(id)?.[1] ?? '');
  return [
    ...absent(id, inInput),
    ...withoutKeys(id, fact),
    ...logsOfNoPod(world, id),
    ...imageOfNoPod(world, id),
    ...danglingBindings(world, namespace),
    ...kubeletsUnread(world),
    ...unknownLists(world),
    ...unread(world),
  ];
}

/** A Secret of no telling type is an identity when it holds a kubeconfig, which its keys would show. */
function withoutKeys(id: string, fact: SecretFact | undefined): Unknown[] {
  if (fact?.keysUnknown !== true || (fact.type !== 'Opaque' && fact.type !== '')) return [];
  return [
    { reason: `keys of ${id} were not asked for: a kubeconfig would make it an identity`, missing: `keys of ${id}` },
  ];
}

/** The node that keeps a log is known from its pod, and so are the workloads there that see it. */
function logsOfNoPod({ credentials }: World, id: string): Unknown[] {
  const holders = credentials.asset(id)?.holders ?? [];
  const pods = new Set(
    holders.flatMap(({ log, object }) => (log !== undefined && log.pod === undefined ? [objectId(object)] : [])),
  );
  return Array.from(pods, (pod) => ({
    reason: `${pod} is not in the input: the node that keeps its log, and who reads it there, are not known`,
    missing: pod,
  }));
}

/** Where an image may be pulled is known from the pods that run it. */
function imageOfNoPod(world: World, id: string): Unknown[] {
  const asset = world.credentials.asset(id);
  if (asset === undefined || !world.credentials.images.includes(asset) || usersOf(world, id).length > 0) return [];
  const [image = ''] = id.split('#');
  return [
    {
      reason: `no pod in the input runs ${image}: the namespaces and nodes that may pull it are not known`,
      missing: `a pod that runs ${image}`,
    },
  ];
}

/** A list of a cluster that was forbidden, or not read to its end, may hold what changes an answer. */
export function unknownLists({ facts }: World): Unknown[] {
  return unreadLists(facts)
    .filter(({ list }) => !ONLY_CHECKED.has(list.kind))
    .map((entry) => ({ reason: unreadReason(entry), missing: entry.what }));
}

function absent(id: string, inInput: boolean): Unknown[] {
  return inInput ? [] : [{ reason: `${id} is not in the input: its type and its copies are not known`, missing: id }];
}

/** A binding to a role that the input lacks grants nothing here, and in the cluster whatever that role holds. */
function danglingBindings(world: World, namespace: string): Unknown[] {
  return world.facts.bindings.flatMap((binding) => {
    const concerns = binding.namespace === '' || namespace === ANYWHERE || binding.namespace === namespace;
    if (!concerns || binding.expected === true) return [];
    if (world.authorizer.roles.find(binding.roleKind, binding.namespace, binding.roleName) !== undefined) return [];
    const role =
      binding.roleKind === 'Role' ? `role:${binding.namespace}/${binding.roleName}` : `clusterrole:${binding.roleName}`;
    return [{ reason: `${objectId(binding)} refers to ${role}, which the input does not hold`, missing: role }];
  });
}

/** Pods in the input run under kubelets; whom these answer stands in no object that a cluster has to have. */
function kubeletsUnread({ facts, workloads }: World): Unknown[] {
  const isBound = facts.nodes.length > 0 && workloads.some(({ running }) => running);
  if (!isBound || facts.kubeletConfigs.length > 0) return [];
  return [
    {
      reason:
        'no configuration of the kubelets is in the input: whether they answer pods that ask without a right is not known',
      missing: 'what a kubelet says at /configz, or configmap:kube-system/kubelet-config',
    },
  ];
}

function unread(world: World): Unknown[] {
  const entries = world.facts.coverage.filter(({ state, file }) => state === 'not-read' && file !== undefined);
  const shown = entries.slice(0, FILES_SHOWN).map(({ what, file, line, reason }) => ({
    reason: `${what} was not read${reason === undefined ? '' : `: ${reason}`}`,
    missing: line === undefined ? (file as string) : `${file}:${line}`,
  }));
  const rest = entries.length - shown.length;
  return rest > 0 ? [...shown, { reason: `${rest} more entries were not read`, missing: 'see coverage' }] : shown;
}
