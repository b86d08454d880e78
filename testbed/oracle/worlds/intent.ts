// Turns what somebody wants to do into the request that reaches an API server.
import type { Attributes, Question } from './asks.ts';
import type { Target } from './words.ts';

/** What somebody wants: the caller aside. The namespace is the one the caller works in, also for what has none. */
export interface Intent {
  readonly verb: string;
  readonly target: Target;
  readonly namespace: string;
  readonly name: string;
  readonly query?: string;
}

const METHODS: Readonly<Record<string, string>> = {
  get: 'GET',
  list: 'GET',
  watch: 'GET',
  create: 'POST',
  update: 'PUT',
  patch: 'PATCH',
  delete: 'DELETE',
  deletecollection: 'DELETE',
};
const ON_COLLECTIONS = new Set(['list', 'deletecollection']);
const ON_OBJECTS = new Set(['get', 'update', 'patch', 'delete']);
const NAMESPACE_SUBRESOURCES = new Set(['', 'status', 'finalize']);
const CHECK_VERBS = new Set(['impersonate', 'approve', 'sign', 'use', 'bind', 'escalate']);

/** The request itself where one exists, else the attributes that the API server's own check would carry. */
export function questionOf(intent: Intent): Question {
  const { verb, target, name } = intent;
  const isRole = target.group === 'rbac.authorization.k8s.io' && /^(?:cluster)?roles$/.test(target.resource);
  if (verb === 'bind' && isRole && target.subresource === '') return { bind: bindOf(intent) };
  if (verb === 'escalate' && isRole && target.subresource === '' && name !== '' && !name.includes('/'))
    return { escalate: true, method: 'PATCH', url: urlOf(intent) };
  const method = METHODS[verb];
  if (method !== undefined && hasUrl(intent)) return { method, url: urlOf(intent) };
  return { attributes: attributesOf(intent) };
}

function bindOf({ target, namespace, name }: Intent): NonNullable<Question['bind']> {
  return { kind: target.resource === 'roles' ? 'Role' : 'ClusterRole', name, namespace };
}

/** True where the verb follows from method and URL: a collection has no name, an object has one. */
export function hasUrl({ verb, target, name }: Intent): boolean {
  if (target.resource === '' || `${target.group}${target.resource}${name}`.includes('/')) return false;
  if (target.resource === 'namespaces' && !NAMESPACE_SUBRESOURCES.has(target.subresource)) return false;
  if (target.subresource !== '' && name === '') return false;
  if (ON_COLLECTIONS.has(verb)) return name === '';
  if (ON_OBJECTS.has(verb)) return name !== '';
  return verb === 'watch' || (target.subresource === '') === (name === '');
}

function urlOf({ verb, target, namespace, name, query = '' }: Intent): string {
  const { group, resource, subresource, namespaced } = target;
  const prefix = group === '' ? '/api/v1' : `/apis/${group}/v1`;
  const isWatchOfOne = verb === 'watch' && name !== '';
  const path = [
    ...(isWatchOfOne ? ['watch'] : []),
    ...(namespaced && namespace !== '' ? ['namespaces', namespace] : []),
    resource,
    ...(name === '' ? [] : [name]),
    ...(subresource === '' ? [] : [subresource]),
  ];
  const isWatch = verb === 'watch' && name === '' && !/(?:^|&)watch=/.test(query);
  const parameters = [isWatch ? 'watch=true' : '', query].filter((part) => part !== '').join('&');
  return `${prefix}/${path.map(encodeURIComponent).join('/')}${parameters === '' ? '' : `?${parameters}`}`;
}

/** As the API server's checks set them: the namespace of a cluster-scoped resource is empty, of a Namespace its name. */
function attributesOf({ verb, target, namespace, name }: Intent): Attributes {
  const { namespaced, ...what } = target;
  const isNamespace = what.resource === 'namespaces' && (!namespaced || namespace === '');
  const own = ON_COLLECTIONS.has(verb) ? '' : name;
  const keeps = namespaced || verb === 'bind' || verb === 'use';
  return { ...what, verb, name, namespace: isNamespace ? own : keeps ? namespace : '' };
}

/** True for verbs that no HTTP method gives. */
export function isCheckVerb(verb: string): boolean {
  return CHECK_VERBS.has(verb);
}
