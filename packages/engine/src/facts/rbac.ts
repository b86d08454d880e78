// Facts about RBAC: roles, bindings and ServiceAccounts.
import type { LabelSelector, ObjectFact, StringMap } from './object.ts';

/** One PolicyRule as written; arrays are empty where the field is absent. */
export interface PolicyRule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly resourceNames: readonly string[];
  readonly verbs: readonly string[];
  readonly nonResourceURLs: readonly string[];
}

/** A Role (`namespace` set) or ClusterRole (`namespace` empty). */
export interface RoleFact extends ObjectFact {
  readonly kind: 'role';
  readonly rules: readonly PolicyRule[];
  readonly labels: StringMap;
  /** Present on an aggregated ClusterRole: its rules are the union of the ClusterRoles that any selector matches. */
  readonly aggregation?: readonly LabelSelector[];
  /** True for a role of the bootstrap policy that the engine added because the input lacks it. */
  readonly expected?: boolean;
}

export interface BindingSubject {
  readonly kind: 'User' | 'Group' | 'ServiceAccount';
  /** Namespace of a ServiceAccount; in a RoleBinding an absent one is the binding's own. Empty otherwise. */
  readonly namespace: string;
  readonly name: string;
  /** The subject's index in `/subjects`, for evidence. */
  readonly index: number;
}

/** A RoleBinding (`namespace` set) or ClusterRoleBinding (`namespace` empty). */
export interface BindingFact extends ObjectFact {
  readonly kind: 'binding';
  readonly roleKind: 'Role' | 'ClusterRole';
  readonly roleName: string;
  readonly subjects: readonly BindingSubject[];
  /** True for a binding of the bootstrap policy that the engine added because the input lacks it. */
  readonly expected?: boolean;
}

export interface ServiceAccountFact extends ObjectFact {
  readonly kind: 'serviceAccount';
  /** `automountServiceAccountToken` as written; absent means true. */
  readonly automountToken?: boolean;
  readonly imagePullSecrets: readonly string[];
  /** Names under `/secrets`. */
  readonly secrets: readonly string[];
  readonly annotations: StringMap;
}
