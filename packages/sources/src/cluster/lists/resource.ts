// A kind as the API serves it, and how it is called.

export interface Resource {
  /** Empty for the core group. */
  readonly group: string;
  readonly version: string;
  /** The plural that paths use. */
  readonly resource: string;
  readonly kind: string;
  readonly namespaced: boolean;
}

/** As kubectl and RBAC write it: `pods`, `roles.rbac.authorization.k8s.io`. */
export function resourceName({ resource, group }: Pick<Resource, 'resource' | 'group'>): string {
  return group === '' ? resource : `${resource}.${group}`;
}

/** The path of its list, in one namespace or in all. https://kubernetes.io/docs/reference/using-api/api-concepts/#resource-uris */
export function listPath({ group, version, resource }: Resource, namespace?: string): string {
  const root = group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
  return namespace === undefined
    ? `${root}/${resource}`
    : `${root}/namespaces/${encodeURIComponent(namespace)}/${resource}`;
}
