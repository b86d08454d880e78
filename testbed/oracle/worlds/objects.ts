// The shapes of the raw objects that worlds are made of, as far as authorizers look at them.

export interface RawRule {
  verbs?: string[];
  apiGroups?: string[];
  resources?: string[];
  resourceNames?: string[];
  nonResourceURLs?: string[];
}

export interface RawSelector {
  matchLabels?: Record<string, string>;
  matchExpressions?: { key: string; operator: string; values?: string[] }[];
}

export interface RawSubject {
  kind: string;
  apiGroup?: string;
  name: string;
  namespace?: string;
}

export interface RawMetadata {
  name: string;
  namespace?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
}

export interface RawRole {
  apiVersion: string;
  kind: 'Role' | 'ClusterRole';
  metadata: RawMetadata;
  rules?: RawRule[];
  aggregationRule?: { clusterRoleSelectors: RawSelector[] };
}

export interface RawBinding {
  apiVersion: string;
  kind: 'RoleBinding' | 'ClusterRoleBinding';
  metadata: RawMetadata;
  roleRef: { apiGroup: string; kind: string; name: string };
  subjects: RawSubject[];
}

/** Pods, PersistentVolumes and whatever else only the Node authorizer looks at. */
export interface RawOther {
  apiVersion: string;
  kind: string;
  metadata: RawMetadata;
  spec?: unknown;
  status?: unknown;
}

/** One cluster's objects. */
export interface World {
  readonly roles: readonly RawRole[];
  readonly bindings: readonly RawBinding[];
  readonly others: readonly RawOther[];
}

export const RBAC_GROUP = 'rbac.authorization.k8s.io';
export const RBAC_VERSION = `${RBAC_GROUP}/v1`;

/** The objects as one list, in an order that says nothing. */
export function objectsOf(world: World): readonly (RawRole | RawBinding | RawOther)[] {
  return [...world.bindings, ...world.others, ...world.roles];
}
