// Who acts in a step: a user as the API server knows it, a role that nobody is bound to yet, or no API caller at all.
import { userOf } from '@watertight/engine';
import type { UserInfo } from '@watertight/engine';
import type { Impersonation } from '@watertight/sources';

/** A member of a group is named so where a user name is needed: no binding should know it. */
export const NOBODY = 'watertight:prove';

export interface RoleName {
  readonly kind: 'Role' | 'ClusterRole';
  /** Empty for a ClusterRole. */
  readonly namespace: string;
  readonly name: string;
}

/** Undefined for positions that make no API requests of their own, such as `node:*`, whose name is not known. */
export function callerOf(position: string): UserInfo | undefined {
  return position === 'node:*' ? undefined : userOf(position);
}

export function roleOf(id: string): RoleName | undefined {
  const [, cluster] = /^clusterrole:(.+)$/s.exec(id) ?? [];
  if (cluster !== undefined) return { kind: 'ClusterRole', namespace: '', name: cluster };
  const [, namespace, name] = /^role:([^/]+)\/(.+)$/s.exec(id) ?? [];
  return namespace === undefined || name === undefined ? undefined : { kind: 'Role', namespace, name };
}

const ACCOUNT = /^system:serviceaccount:([^:]+):([^:]+)$/;
/** Groups that the server adds by itself to whoever is impersonated. https://kubernetes.io/docs/reference/access-authn-authz/user-impersonation/ */
const ADDED: ReadonlySet<string> = new Set(['system:authenticated', 'system:unauthenticated']);

/** A ServiceAccount's groups are added by the server where none are asked for. */
export function impersonationOf({ name, groups }: UserInfo): Impersonation {
  const asked = ACCOUNT.test(name) ? [] : groups.filter((group) => !ADDED.has(group));
  return { user: name === '' ? NOBODY : name, groups: asked, uid: '', extra: new Map() };
}

/** As a binding names it. */
export function subjectOf({ name, groups }: UserInfo): object {
  const [, namespace, account] = ACCOUNT.exec(name) ?? [];
  if (account !== undefined) return { kind: 'ServiceAccount', namespace, name: account };
  const apiGroup = 'rbac.authorization.k8s.io';
  return name === '' ? { apiGroup, kind: 'Group', name: groups[0] } : { apiGroup, kind: 'User', name };
}
