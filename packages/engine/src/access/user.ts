// Who asks: user names and groups as the API server's authenticators give them, and the position ids they stand for.
import type { BindingSubject } from '../facts/rbac.ts';

/** An authenticated caller. */
export interface UserInfo {
  readonly name: string;
  readonly groups: readonly string[];
}

export const ANONYMOUS = 'anonymous';
export const MASTERS_GROUP = 'system:masters';
export const NODES_GROUP = 'system:nodes';
const ANONYMOUS_USER = 'system:anonymous';
const AUTHENTICATED = 'system:authenticated';
const UNAUTHENTICATED = 'system:unauthenticated';
const ACCOUNT_PREFIX = 'system:serviceaccount:';
const ACCOUNTS_GROUP = 'system:serviceaccounts';
const NODE_PREFIX = 'system:node:';

// A DNS label and a DNS subdomain: a user name that holds anything else is no ServiceAccount's.
const NAMESPACE = /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/;
const ACCOUNT_NAME = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;
const ACCOUNT_NAME_LIMIT = 253;

/** The user name of a ServiceAccount's tokens. */
export function serviceAccountUser(namespace: string, name: string): string {
  return `${ACCOUNT_PREFIX}${namespace}:${name}`;
}

/** Namespace and name of `system:serviceaccount:N:S`, or `undefined` when the user name is not of that form. */
export function splitServiceAccountUser(
  user: string,
): { readonly namespace: string; readonly name: string } | undefined {
  if (!user.startsWith(ACCOUNT_PREFIX)) return undefined;
  const [namespace, name, ...rest] = user.slice(ACCOUNT_PREFIX.length).split(':');
  if (namespace === undefined || name === undefined || rest.length > 0) return undefined;
  if (!NAMESPACE.test(namespace) || name.length > ACCOUNT_NAME_LIMIT || !ACCOUNT_NAME.test(name)) return undefined;
  return { namespace, name };
}

/** The node of user `system:node:N`, or `undefined`. */
export function nodeOfUser(user: string): string | undefined {
  return user.startsWith(NODE_PREFIX) && user.length > NODE_PREFIX.length ? user.slice(NODE_PREFIX.length) : undefined;
}

/**
 * Groups that the authenticator adds for a user name when nothing else is known of the user.
 * https://kubernetes.io/docs/reference/access-authn-authz/authentication/#service-account-tokens
 */
export function groupsOfUser(user: string): readonly string[] {
  if (user === ANONYMOUS_USER) return [UNAUTHENTICATED];
  const account = splitServiceAccountUser(user);
  if (account !== undefined) return [ACCOUNTS_GROUP, `${ACCOUNTS_GROUP}:${account.namespace}`, AUTHENTICATED];
  if (nodeOfUser(user) !== undefined) return [NODES_GROUP, AUTHENTICATED];
  return [AUTHENTICATED];
}

/**
 * Groups of an impersonated user: those that were asked for, and the one that says whether it is authenticated. Who asks for
 * `system:unauthenticated` does not become authenticated (kubernetes apiserver pkg/endpoints/filters/impersonation).
 * https://kubernetes.io/docs/reference/access-authn-authz/user-impersonation/
 */
export function impersonatedGroups(user: string, asked: readonly string[]): readonly string[] {
  const isAuthenticated = user !== ANONYMOUS_USER && !asked.includes(UNAUTHENTICATED);
  return [...new Set([...asked, isAuthenticated ? AUTHENTICATED : UNAUTHENTICATED])];
}

/** The position id of a raw user name: `system:serviceaccount:N:S` is `serviceaccount:N/S`, `system:node:N` is `node:N`. */
export function positionOfUser(user: string): string {
  if (user === ANONYMOUS_USER) return ANONYMOUS;
  const account = splitServiceAccountUser(user);
  if (account !== undefined) return `serviceaccount:${account.namespace}/${account.name}`;
  const node = nodeOfUser(user);
  return node === undefined ? `user:${user}` : `node:${node}`;
}

/** The position id of a group. */
export function positionOfGroup(group: string): string {
  return group === UNAUTHENTICATED ? ANONYMOUS : `group:${group}`;
}

/** The position id of a binding's subject. */
export function positionOfSubject(subject: BindingSubject): string {
  if (subject.kind === 'Group') return positionOfGroup(subject.name);
  if (subject.kind === 'User') return positionOfUser(subject.name);
  return positionOfUser(serviceAccountUser(subject.namespace, subject.name));
}

/** `user:` and `group:` ids in their canonical form; every other id as it is. */
export function canonicalPosition(id: string): string {
  if (id.startsWith('user:')) return positionOfUser(id.slice('user:'.length));
  if (id.startsWith('group:')) return positionOfGroup(id.slice('group:'.length));
  return id;
}

/**
 * The caller behind a position id: user name and groups. A `group:G` position is a nameless user in G and
 * `system:authenticated`. `undefined` for positions that are no API caller (pods, workloads, places).
 */
export function userOf(positionId: string): UserInfo | undefined {
  const id = canonicalPosition(positionId);
  if (id === ANONYMOUS) return named(ANONYMOUS_USER);
  const [kind, rest] = splitAt(id, ':');
  if (rest === '') return undefined;
  if (kind === 'user') return named(rest);
  if (kind === 'node') return named(`${NODE_PREFIX}${rest}`);
  if (kind === 'group') return { name: '', groups: rest === AUTHENTICATED ? [rest] : [rest, AUTHENTICATED] };
  if (kind !== 'serviceaccount') return undefined;
  const [namespace, name] = splitAt(rest, '/');
  if (namespace === '' || name === '') return undefined;
  return named(serviceAccountUser(namespace, name));
}

function named(user: string): UserInfo {
  return { name: user, groups: groupsOfUser(user) };
}

function splitAt(text: string, separator: string): readonly [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + separator.length)];
}
