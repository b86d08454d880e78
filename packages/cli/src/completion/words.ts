// Words that completion offers and no option lists.

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

/** What an asset or position may begin with; the name is for the user to type. */
export const ID_STARTS: readonly string[] = [
  'secret/',
  'serviceaccount/',
  'user/',
  'group/',
  'node/',
  'pod/',
  'deployment/',
  'statefulset/',
  'daemonset/',
  'cronjob/',
  'job/',
  'configmap/',
  'anonymous',
];

/** Verbs of RBAC. https://kubernetes.io/docs/reference/access-authn-authz/authorization/#determine-the-request-verb */
export const CAN_VERBS: readonly string[] = [
  'get',
  'list',
  'watch',
  'create',
  'update',
  'patch',
  'delete',
  'deletecollection',
  'impersonate',
  'bind',
  'escalate',
  'approve',
  'sign',
  'use',
];
