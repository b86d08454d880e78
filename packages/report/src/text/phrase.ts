// Identifiers in words: `serviceaccount:backend/sa` is "ServiceAccount backend/sa".
import { visible } from './visible.ts';

const KINDS = new Map([
  ['serviceaccount', 'ServiceAccount'],
  ['secret', 'Secret'],
  ['configmap', 'ConfigMap'],
  ['node', 'node'],
  ['pod', 'Pod'],
  ['deployment', 'Deployment'],
  ['statefulset', 'StatefulSet'],
  ['daemonset', 'DaemonSet'],
  ['replicaset', 'ReplicaSet'],
  ['job', 'Job'],
  ['cronjob', 'CronJob'],
  ['role', 'Role'],
  ['clusterrole', 'ClusterRole'],
  ['rolebinding', 'RoleBinding'],
  ['clusterrolebinding', 'ClusterRoleBinding'],
  ['service', 'Service'],
  ['namespace', 'Namespace'],
  ['persistentvolumeclaim', 'PersistentVolumeClaim'],
]);
const WHOLE = new Map([
  ['anonymous', 'anyone without credentials'],
  ['group:system:authenticated', 'any authenticated caller'],
  ['group:system:masters', 'group system:masters'],
  ['network:internet', 'the internet'],
  ['network:pods', 'any pod on the network'],
  ['network:nodes', 'any host on the node network'],
  ['node:*', 'an unknown node'],
]);
const POD_OF_ONES_OWN = /^pod:(.*)\/\*$/su;

export interface IdParts {
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
}

const NAMELESS = new Set(['user', 'group', 'file', 'ip', 'network', 'node', 'clusterrole', 'clusterrolebinding']);

/** `KIND:NS/NAME` or `KIND:NAME` taken apart. Names of users, groups and files may hold slashes of their own. */
export function idParts(id: string): IdParts {
  const colon = id.indexOf(':');
  if (colon === -1) return { kind: id, name: '' };
  const kind = id.slice(0, colon);
  const rest = id.slice(colon + 1);
  const slash = NAMELESS.has(kind) ? -1 : rest.indexOf('/');
  return slash === -1 ? { kind, name: rest } : { kind, namespace: rest.slice(0, slash), name: rest.slice(slash + 1) };
}

/** The identifier as a noun, safe to print. */
export function phrase(id: string): string {
  const whole = WHOLE.get(id);
  if (whole !== undefined) return whole;
  const own = POD_OF_ONES_OWN.exec(id);
  if (own !== null) return `a pod of one's own in ${visible(own[1] as string)}`;
  const { kind, namespace, name } = idParts(id);
  const noun = KINDS.get(kind) ?? visible(kind);
  return name === '' ? noun : `${noun} ${visible(namespace === undefined ? name : `${namespace}/${name}`)}`;
}

/** `1 asset`, `2 assets`. */
export function count(amount: number, one: string, many = `${one}s`): string {
  return `${amount} ${amount === 1 ? one : many}`;
}

const CONTENT_KINDS = new Set(['secret', 'configmap', 'persistentvolumeclaim', 'file']);

/** What a path does to its end: content is read, a key of any object too, a position is taken. */
export function verbFor(to: string): 'reads' | 'becomes' {
  return to.includes('#') || CONTENT_KINDS.has(idParts(to).kind) ? 'reads' : 'becomes';
}
