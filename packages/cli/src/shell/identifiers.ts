// Turns what a user writes (secret/NAME -n NS, secret:NS/NAME, raw user names) into ids of the contract.
import { UserError } from './exit-code.ts';

const SHORT_KINDS: ReadonlyMap<string, string> = new Map([
  ['secrets', 'secret'], ['cm', 'configmap'], ['configmaps', 'configmap'], ['pvc', 'persistentvolumeclaim'],
  ['sa', 'serviceaccount'], ['serviceaccounts', 'serviceaccount'], ['po', 'pod'], ['pods', 'pod'],
  ['deploy', 'deployment'], ['deployments', 'deployment'], ['sts', 'statefulset'], ['statefulsets', 'statefulset'],
  ['ds', 'daemonset'], ['daemonsets', 'daemonset'], ['cj', 'cronjob'], ['cronjobs', 'cronjob'], ['jobs', 'job'], ['nodes', 'node'], ['no', 'node'],
]);

const CLUSTER_KINDS: ReadonlySet<string> = new Set(['user', 'group', 'node', 'ip', 'network', 'cloud']);

/** `secret:NS/NAME#KEY`, `secret/NAME` with a namespace, `user:NAME`, `anonymous`, `system:serviceaccount:NS:NAME`, … */
export function readId(text: string, namespace: string): string {
  if (text === 'anonymous' || text === 'system:anonymous') return 'anonymous';
  const account = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(text);
  if (account !== null) return `serviceaccount:${account[1]}/${account[2]}`;
  if (text.startsWith('system:node:')) return `node:${text.slice('system:node:'.length)}`;
  const colon = text.indexOf(':');
  const slash = text.indexOf('/');
  if (colon > 0 && (slash < 0 || colon < slash)) return withNamespace(text.slice(0, colon), text.slice(colon + 1), namespace);
  if (slash > 0) return withNamespace(text.slice(0, slash), text.slice(slash + 1), namespace);
  throw new UserError(`not an id: ${text}`, 'Write TYPE/NAME with -n NAMESPACE, or KIND:NAMESPACE/NAME.');
}

function withNamespace(kind: string, name: string, namespace: string): string {
  const lower = kind.toLowerCase();
  const canonical = SHORT_KINDS.get(lower) ?? lower;
  if (canonical === 'group' && name === 'system:unauthenticated') return 'anonymous';
  if (canonical === 'user') return name.startsWith('system:serviceaccount:') || name.startsWith('system:node:') || name === 'system:anonymous' ? readId(name, namespace) : `user:${name}`;
  if (CLUSTER_KINDS.has(canonical)) return `${canonical}:${name}`;
  return name.includes('/') ? `${canonical}:${name}` : `${canonical}:${namespace}/${name}`;
}
