// Turns what a user writes (secret/NAME -n NS, secret:NS/NAME#KEY, raw user names) into ids of the contract.
import { isImageDigest, readImageReference, taggedName } from '@watertight/engine';
import { UserError } from './exit-code.ts';

/** Singular kind → other words that kubectl knows it by. */
const NAMESPACED: Readonly<Record<string, readonly string[]>> = {
  secret: ['secrets'],
  configmap: ['configmaps', 'cm'],
  serviceaccount: ['serviceaccounts', 'sa'],
  persistentvolumeclaim: ['persistentvolumeclaims', 'pvc'],
  pod: ['pods', 'po'],
  deployment: ['deployments', 'deploy'],
  statefulset: ['statefulsets', 'sts'],
  daemonset: ['daemonsets', 'ds'],
  replicaset: ['replicasets', 'rs'],
  replicationcontroller: ['replicationcontrollers', 'rc'],
  job: ['jobs'],
  cronjob: ['cronjobs', 'cj'],
  service: ['services', 'svc'],
  role: ['roles'],
  rolebinding: ['rolebindings'],
};
/** Kinds without a namespace, and the positions that are no objects: their names may hold any character. */
const WHOLE: Readonly<Record<string, readonly string[]>> = {
  user: ['users'],
  group: ['groups'],
  node: ['nodes', 'no'],
  namespace: ['namespaces', 'ns'],
  persistentvolume: ['persistentvolumes', 'pv'],
  clusterrole: ['clusterroles'],
  clusterrolebinding: ['clusterrolebindings'],
  ip: [],
  network: [],
  file: [],
  image: ['images'],
  cloud: [],
};

const byWord = (kinds: Readonly<Record<string, readonly string[]>>): [string, string][] =>
  Object.entries(kinds).flatMap(([kind, words]) => [kind, ...words].map((word): [string, string] => [word, kind]));
const KINDS: ReadonlyMap<string, string> = new Map([...byWord(NAMESPACED), ...byWord(WHOLE)]);

/** `KIND:…`, `TYPE/…` or either with a group; what comes first separates. */
const TYPED = /^([a-z][a-z0-9]*)(\.[a-z0-9][a-z0-9.-]*)?[:/](.+)$/is;
/** Groups of the API server itself, which ids leave out. */
const BUILT_IN_GROUP = /^\.(?:apps|batch|extensions|policy|autoscaling|(?:[a-z0-9-]+\.)*k8s\.io)$/;
/** An asset's id as results show it: any kind may hold a credential. */
const WITH_KEY = /^[a-z]+:[^\s#]+#./;
const HINT = 'Write TYPE/NAME with -n NAMESPACE, or KIND:NAMESPACE/NAME.';

/** The asset or identity that is asked about; a bare word is refused, since it may be meant as a Secret or as a user. */
export function readAsset(text: string, namespace: string): string {
  const id = typedId(text, namespace) ?? (WITH_KEY.test(text) ? text : undefined);
  if (id === undefined) throw new UserError(`not an asset: ${text}`, HINT);
  return id;
}

/** A position; what has no known form is a user name as the authenticator gives it. */
export function readPosition(text: string, namespace: string): string {
  if (text === '') throw new UserError('the position is empty', HINT);
  return typedId(text, namespace) ?? userId(text);
}

/** The Secret or ConfigMap that holds the key of `secret:NS/NAME#KEY`; any other id as it is. */
export function withoutKey(asset: string): { readonly id: string; readonly key?: string } {
  const [, id, key] = /^((?:secret|configmap):[^#]*)#(.*)$/s.exec(asset) ?? [];
  return id === undefined || key === undefined ? { id: asset } : { id, key };
}

function typedId(text: string, namespace: string): string | undefined {
  if (text === 'anonymous' || text === 'system:anonymous') return 'anonymous';
  if (text.startsWith('system:')) return userId(text);
  const [, word = '', group = '', name = ''] = TYPED.exec(text) ?? [];
  const isCustom = group !== '' && !BUILT_IN_GROUP.test(group.toLowerCase());
  const kind = isCustom ? `${word}${group}`.toLowerCase() : KINDS.get(word.toLowerCase());
  if (kind === undefined) return undefined;
  if (kind === 'user') return userId(name);
  if (kind === 'image') return imageId(name);
  if (kind === 'group' && name === 'system:unauthenticated') return 'anonymous';
  // A key may hold a slash, as that of a log does.
  if (Object.hasOwn(WHOLE, kind) || /^[^#]*\//.test(name)) return `${kind}:${name}`;
  return `${kind}:${namespace}/${name}`;
}

/** A user name in the contract's canonical form: accounts, nodes and anonymous have ids of their own. */
function userId(name: string): string {
  const [, namespace, account] = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(name) ?? [];
  if (namespace !== undefined) return `serviceaccount:${namespace}/${account}`;
  const [, node] = /^system:node:(.+)$/s.exec(name) ?? [];
  if (node !== undefined) return `node:${node}`;
  return name === 'system:anonymous' ? 'anonymous' : `user:${name}`;
}

/** `nginx` is `docker.io/library/nginx:latest`, as its id has it; a digest without a name, or with one that it does not need, stands alone. */
function imageId(name: string): string {
  const [text = '', ...rest] = name.split('#');
  const read = readImageReference(text);
  const whole = isImageDigest(text) ? text : (read?.digest ?? (read && taggedName(read)) ?? text);
  return [`image:${whole}`, ...rest].join('#');
}
