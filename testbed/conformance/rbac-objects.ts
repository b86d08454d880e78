// The roles and bindings that rows of the table try to write.
import type { ApiObject } from '../cluster/client.ts';

export const GROUP = 'rbac.authorization.k8s.io';
export const API = `/apis/${GROUP}/v1`;
export const MERGE = 'application/merge-patch+json';
/** Rules that read Secrets. */
export const readers = [{ apiGroups: [''], resources: ['secrets'], verbs: ['get'] }];

export function role(rules: readonly object[], more: object = {}): ApiObject {
  return {
    apiVersion: `${GROUP}/v1`,
    kind: 'Role',
    metadata: { name: 'new', namespace: '{ns}' },
    rules,
    ...more,
  };
}

export function binding(kind: string, name: string, more: object = {}): ApiObject {
  const roleRef = { apiGroup: GROUP, kind, name };
  const subjects = [{ apiGroup: GROUP, kind: 'User', name: 'x' }];
  return {
    apiVersion: `${GROUP}/v1`,
    kind: 'RoleBinding',
    metadata: { name: 'new', namespace: '{ns}' },
    roleRef,
    subjects,
    ...more,
  };
}
