// Asks, for every caller that the raw objects name, each of the requests that disclose a Secret, or an object that holds a credential.
import { kindOf, namespaceOf, plainId, splitId } from './cluster.ts';
import type { Cluster } from './cluster.ts';
import { callerOf } from './identities.ts';
import { accountOf, containersOf, podMakers, positionOf } from './pods.ts';
import type { PodMaker } from './pods.ts';
import { rbacAllows } from './rbac.ts';
import type { Question } from './rbac.ts';
import { listAt, textAt } from './raw.ts';
import type { Raw } from './raw.ts';

/** Verb and whether the request carries the Secret's name: each form that answers with its content. */
const DISCLOSING: readonly (readonly [string, boolean])[] = [
  ['get', true],
  ['patch', true],
  ['delete', true],
  ['list', true],
  ['watch', true],
  ['list', false],
  ['watch', false],
  ['deletecollection', false],
];

function positionOfSubject(subject: unknown, bindingNamespace: string): string {
  const name = textAt(subject, 'name');
  switch (textAt(subject, 'kind')) {
    case 'ServiceAccount':
      return `serviceaccount:${textAt(subject, 'namespace') || bindingNamespace}/${name}`;
    case 'Group':
      return name === 'system:unauthenticated' ? 'anonymous' : `group:${name}`;
    default:
      return positionOfUser(name);
  }
}

function positionOfUser(name: string): string {
  if (name === 'system:anonymous') return 'anonymous';
  const account = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(name);
  if (account !== null) return `serviceaccount:${account[1]}/${account[2]}`;
  return name.startsWith('system:node:') ? `node:${name.slice('system:node:'.length)}` : `user:${name}`;
}

/** Namespaces that the input names, as an object's or a subject's. */
function namespacesOf(given: readonly Raw[]): ReadonlySet<string> {
  const own = given.flatMap((object) =>
    object['kind'] === 'Namespace' ? [textAt(object, 'metadata', 'name')] : [namespaceOf(object)],
  );
  const subjects = given.flatMap((object) => listAt(object, 'subjects').map((subject) => textAt(subject, 'namespace')));
  return new Set([...own, ...subjects].filter((namespace) => namespace !== ''));
}

/** An account without a namespace is nobody: a ClusterRoleBinding gives it none. */
const isSomebody = (id: string): boolean => !id.startsWith('serviceaccount:/');

/** Ids of every caller that the input or the bootstrap policy names. */
export function callers(cluster: Cluster): ReadonlySet<string> {
  const bindings = [...cluster.all('RoleBinding'), ...cluster.all('ClusterRoleBinding')];
  return new Set([
    'group:system:masters',
    ...bindings.flatMap((binding) =>
      listAt(binding, 'subjects')
        .map((subject) => positionOfSubject(subject, namespaceOf(binding)))
        .filter(isSomebody),
    ),
    ...cluster
      .all('ServiceAccount')
      .map((account) => `serviceaccount:${namespaceOf(account)}/${textAt(account, 'metadata', 'name')}`),
    ...[...namespacesOf(cluster.given)].map((namespace) => `serviceaccount:${namespace}/default`),
    ...podMakers(cluster).map(({ object, spec }) => `serviceaccount:${namespaceOf(object)}/${accountOf(spec)}`),
  ]);
}

/** An object, and the subresource by which it is asked for. */
type Asked = Pick<Question, 'group' | 'resource' | 'subresource' | 'namespace' | 'name'>;

/** Group and plural of the kinds whose objects hold credentials in examples, and whether they have a status. */
const KINDS: Readonly<Record<string, readonly [group: string, resource: string, hasStatus: boolean]>> = {
  secret: ['', 'secrets', false],
  configmap: ['', 'configmaps', false],
  service: ['', 'services', false],
  pod: ['', 'pods', true],
  deployment: ['apps', 'deployments', true],
  replicaset: ['apps', 'replicasets', true],
};

function asksFor(id: string): Asked[] {
  const { kind, namespace, name } = splitId(id);
  const [group, resource, hasStatus] = KINDS[kind] ?? ['', '', false];
  const parts = ['', ...(hasStatus ? ['status'] : []), ...(kind === 'pod' ? ['ephemeralcontainers'] : [])];
  return parts.map((subresource) => ({ group, resource, subresource, namespace, name }));
}

/** The asset's own object, and, of a credential in a pod spec, the pods that hold it by their controllers. */
function holdersOf(cluster: Cluster, asset: string): Asked[] {
  const [object = '', key = ''] = asset.split(/#(.*)/s);
  // What detect found in an image or a log is in no object that the API server gives.
  if (object.startsWith('image:') || key.startsWith('log/')) return [];
  if (key === '') return asksFor(object);
  const isHeld = ({ spec }: PodMaker): boolean =>
    containersOf(spec).some((container) =>
      listAt(container, 'env').some((entry) => textAt(entry, 'name') === key && textAt(entry, 'value') !== ''),
    );
  const pods = podMakers(cluster).filter(
    (maker) => kindOf(maker.object) === 'Pod' && isHeld(maker) && positionOf(cluster, maker.object) === object,
  );
  return [object, ...pods.map((maker) => plainId(maker.object))].flatMap(asksFor);
}

/** Ids of callers that may read the asset by one request to the API, in order. */
export function directReaders(cluster: Cluster, asset: string): string[] {
  const asks = holdersOf(cluster, asset);
  return [...callers(cluster)]
    .filter((id) => {
      const caller = callerOf(id);
      return (
        caller !== undefined &&
        asks.some((ask) =>
          DISCLOSING.some(
            ([verb, carriesName]) =>
              (ask.subresource === '' || verb === 'get' || verb === 'patch') &&
              rbacAllows(cluster, caller, { ...ask, verb, name: carriesName ? ask.name : '' }),
          ),
        )
      );
    })
    .toSorted();
}
