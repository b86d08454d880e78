// Asks, for every caller that the raw objects name, each of the requests that disclose a Secret.
import { namespaceOf, splitId } from './cluster.ts';
import type { Cluster } from './cluster.ts';
import { callerOf } from './identities.ts';
import { accountOf, podMakers } from './pods.ts';
import { rbacAllows } from './rbac.ts';
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

/** Ids of callers that may read the Secret by one request to the API, in order. */
export function directReaders(cluster: Cluster, secret: string): string[] {
  const { namespace, name } = splitId(secret);
  return [...callers(cluster)]
    .filter((id) => {
      const caller = callerOf(id);
      return (
        caller !== undefined &&
        DISCLOSING.some(([verb, carriesName]) =>
          rbacAllows(cluster, caller, {
            verb,
            group: '',
            resource: 'secrets',
            subresource: '',
            namespace,
            name: carriesName ? name : '',
          }),
        )
      );
    })
    .toSorted();
}
