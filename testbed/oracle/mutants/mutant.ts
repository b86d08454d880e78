// A mutant: the engine with one semantic point broken, as a replacement in one source file.

export interface Mutant {
  /** Says what the mutant believes. */
  readonly name: string;
  /** The point of the semantics that it breaks, one of `POINTS`. */
  readonly point: Point;
  /** Path below `packages/engine/src`. */
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly from: string;
  readonly to: string;
}

/** What engines get wrong about access, point by point. */
export const POINTS = {
  'exact strings': 'words are compared whole and case-sensitively; only a whole * is wild',
  'one rule at a time': 'verb, group, resource and name of one and the same rule',
  'core group': 'the core group is "", and * includes it',
  subresources: 'pods is not pods/exec; */exec and * are; pods/* is nothing',
  'subresource group': 'a subresource has its parent’s group',
  'resource names':
    'names bind nameless requests too; lists carry the name of their field selector; "" and "*" are names',
  'names of checks': 'names of signers, roles and impersonated callers are object names',
  'other verbs': '* includes the verbs of the API server’s own checks',
  paths: 'paths are equal or begin with what stands before a trailing *; a ClusterRoleBinding gives them',
  scope:
    'a RoleBinding holds in its namespace, and for that Namespace object; bind is checked where the binding stands',
  'role references': 'kind, namespace and name find a role',
  'invalid and missing': 'what validation refuses, and what does not exist, grants nothing',
  subjects: 'users, groups and ServiceAccounts are three kinds of names; a ServiceAccount is also a user',
  'implied groups': 'ServiceAccounts, nodes, the anonymous and the authenticated are in groups',
  'foreign accounts': 'a RoleBinding may name ServiceAccounts of other namespaces',
  aggregation: 'an aggregated role is made of those that its selectors find',
  'no order': 'every binding counts; system:masters may do all',
  'node has no last word': 'what the Node authorizer does not allow, RBAC may',
  escalation: 'held rules cover written ones, each combination by one rule',
  impersonation: 'each value is asked for by itself; groups say who is authenticated',
  'node references':
    'pods that are bound relate objects to nodes, with their volumes’ Secrets; mirror pods relate nothing',
  'node requests': 'what a kubelet may do to its own objects and to all',
  'optional references': 'a reference counts whether optional or not, and whether the object exists or not',
  'default policy': 'an API server adds the policy of its version, and keeps what its owner changed',
  selectors: 'RBAC looks at the name in a field selector alone, the Node authorizer at spec.nodeName',
} as const;

export type Point = keyof typeof POINTS;
