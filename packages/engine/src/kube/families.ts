// Which reader takes which kind.
import { readBinding, readRole, readServiceAccount } from './rbac.ts';
import type { Family } from './reading.ts';
import { readConfigMap, readSecret } from './secret.ts';
import { WORKLOAD_FAMILIES } from './workload.ts';

const RBAC = 'rbac.authorization.k8s.io';

const FAMILIES: ReadonlyMap<string, Family> = new Map(Object.entries({
  ...WORKLOAD_FAMILIES,
  '/Secret': readSecret,
  '/ConfigMap': readConfigMap,
  '/ServiceAccount': readServiceAccount,
  [`${RBAC}/Role`]: readRole,
  [`${RBAC}/ClusterRole`]: readRole,
  [`${RBAC}/RoleBinding`]: readBinding,
  [`${RBAC}/ClusterRoleBinding`]: readBinding,
} satisfies Record<string, Family>));

/** The reader of a built-in kind; absent for kinds that carry nothing for an answer. */
export function familyOf(group: string, kind: string): Family | undefined {
  return FAMILIES.get(`${group}/${kind}`);
}
