// Reads whom a question is about: a position id, kubectl's TYPE/NAME, or a raw user name.
import { canonicalPosition, groupsOfUser, userOf, type UserInfo } from './user.ts';

/** Said instead of an answer; holds nothing of the input but the word that was not understood. */
export interface Refusal {
  readonly error: string;
}

const CALLERS = new Set(['user', 'group', 'node', 'serviceaccount']);
const KUBECTL_TYPES = new Map([
  ['sa', 'serviceaccount'],
  ['serviceaccount', 'serviceaccount'],
  ['serviceaccounts', 'serviceaccount'],
  ['user', 'user'],
  ['users', 'user'],
  ['group', 'group'],
  ['groups', 'group'],
  ['no', 'node'],
  ['node', 'node'],
  ['nodes', 'node'],
]);
/** Positions that call the API only as somebody else: kinds in a namespace, and places. */
const WORKLOADS = new Set([
  'pod',
  'deployment',
  'statefulset',
  'daemonset',
  'replicaset',
  'replicationcontroller',
  'job',
  'cronjob',
]);
const PLACES = new Set(['ip', 'network', 'file']);

/**
 * The caller that a text names. `serviceaccount:NAME` and `sa/NAME` are in `namespace`. A text of no known form is a raw
 * user name, with the groups that the authenticator would add.
 */
export function parseSubject(text: string, namespace: string): UserInfo | Refusal {
  if (text === '') return { error: 'the subject is empty' };
  const id = toPosition(text, namespace);
  if (id === undefined) return { name: text, groups: groupsOfUser(text) };
  return (
    userOf(id) ?? { error: 'the subject is no API caller: give the ServiceAccount, user, group or node it acts as' }
  );
}

/** The canonical position id of a subject text. */
export function positionOfSubjectText(text: string, namespace: string): string {
  return canonicalPosition(toPosition(text, namespace) ?? `user:${text}`);
}

function toPosition(text: string, namespace: string): string | undefined {
  if (text === 'anonymous') return text;
  const colon = text.indexOf(':');
  const slash = text.indexOf('/');
  if (colon >= 0 && (slash < 0 || colon < slash)) {
    const kind = text.slice(0, colon);
    if (kind === 'serviceaccount' && slash < 0) return `${kind}:${namespace}/${text.slice(colon + 1)}`;
    return CALLERS.has(kind) || PLACES.has(kind) || (slash >= 0 && WORKLOADS.has(kind)) ? text : undefined;
  }
  const type = slash < 0 ? undefined : KUBECTL_TYPES.get(text.slice(0, slash).toLowerCase());
  const name = text.slice(slash + 1);
  if (type === undefined || name === '') return undefined;
  return type === 'serviceaccount' ? `${type}:${namespace}/${name}` : `${type}:${name}`;
}
