// What the user is told before a cluster is read: where, as whom, that nothing is changed, and what may be listed.
import type { ClusterTarget } from './kubeconfig/target.ts';
import type { PlannedList } from './lists/plan.ts';
import { resourceName } from './lists/resource.ts';

/** Kinds named in one line; the rest is counted. */
const KINDS_NAMED = 12;

/** Before any request. */
export function targetNotice(target: ClusterTarget): string {
  return `${targetWords(target)}: read-only, nothing is created or changed`;
}

/** Before any request of a replay. */
export function replayNotice(target: ClusterTarget): string {
  return `${targetWords(target)}: nothing is changed and no Secret is read, only access reviews and dry runs are sent`;
}

/** Before any request of a rotation that changes something. */
export function rewriteNotice(target: ClusterTarget): string {
  return `${targetWords(target)}: objects are stored again as they are; no content is read or changed`;
}

/** Before any request for values; `namespace` is undefined for all. */
export function secretValuesNotice(target: ClusterTarget, namespace: string | undefined): string {
  const where = namespace === undefined ? 'all namespaces' : `namespace ${namespace}`;
  return `${targetWords(target)}: reads the values of all Secrets in ${where}, once; only keyed hashes of them are kept, in memory`;
}

function targetWords({ context, server, userName, proxy, user }: ClusterTarget): string {
  const through = proxy === undefined ? '' : ` through proxy ${proxy.host}`;
  const { user: name = '', groups = [] } = user.impersonate ?? {};
  const member = groups.length === 0 ? '' : ` in ${groups.length === 1 ? 'group' : 'groups'} ${groups.join(', ')}`;
  const as = name === '' ? '' : ` as ${name}${member}`;
  const where = server.href.replace(/\/$/, '');
  return `context ${context}, server ${where}${through}, user ${userName}${as}`;
}

export interface RightsContext {
  /** The caller's name as the server sees it; may be empty. */
  readonly name: string;
  readonly namespace?: string;
  readonly secretValues: boolean;
}

/** After the access reviews, before any list. */
export function rightsNotice(
  planned: readonly PlannedList[],
  { name, namespace, secretValues }: RightsContext,
): string {
  const nowhere = planned.filter(({ where }) => where === 'nowhere');
  const some = namespace === undefined ? planned.filter(({ where }) => where === 'somewhere') : [];
  const may = planned.length - nowhere.length - some.length;
  const parts = [
    `${name === '' ? 'the caller' : name} may list ${may} of ${planned.length} kinds`,
    ...(namespace === undefined ? [] : [`those of namespaces in ${namespace} only`]),
    ...(some.length === 0 ? [] : [`not in all namespaces: ${namesOf(some)}`]),
    ...(nowhere.length === 0 ? [] : [`not: ${namesOf(nowhere)}`]),
    secretsPart(planned, secretValues, namespace),
  ];
  return parts.filter((part) => part !== '').join('; ');
}

function namesOf(lists: readonly PlannedList[]): string {
  const names = lists.slice(0, KINDS_NAMED).map(({ resource }) => resourceName(resource));
  const more = lists.length - names.length;
  return names.join(', ') + (more > 0 ? ` and ${more} more` : '');
}

function secretsPart(planned: readonly PlannedList[], secretValues: boolean, namespace?: string): string {
  const secrets = planned.find(({ resource }) => resourceName(resource) === 'secrets');
  if (secrets === undefined || secrets.where === 'nowhere') return 'of Secrets, only the names that others refer to';
  const isPartly = secrets.where === 'somewhere' && namespace === undefined;
  if (isPartly) return 'of Secrets, the names that others refer to, and more where a namespace allows its list';
  return secretValues ? 'values of Secrets are dropped as they are read' : 'of Secrets, names and types but no values';
}
