// Which reader takes which kind.
import { admissionPolicyReader, readPodSecurityPolicy } from './admission.ts';
import { readApiService, readDefinition, readNamespace, readNode, readService } from './cluster.ts';
import { readCustomFields } from './custom.ts';
import { builtInKind } from './kinds.ts';
import type { BuiltInKind } from './kinds.ts';
import { readBinding, readRole, readServiceAccount } from './rbac.ts';
import type { Family } from './reading.ts';
import { readConfigMap, readSecret } from './secret.ts';
import { readClaim, readPersistentVolume, readStorageClass } from './storage.ts';
import { webhookReader } from './webhook.ts';
import { WORKLOAD_FAMILIES } from './workload.ts';

const RBAC = 'rbac.authorization.k8s.io';
const ADMISSION = 'admissionregistration.k8s.io';

const FAMILIES: ReadonlyMap<BuiltInKind | undefined, Family> = new Map(
  Object.entries<Family>({
    ...WORKLOAD_FAMILIES,
    '/Secret': readSecret,
    '/ConfigMap': readConfigMap,
    '/ServiceAccount': readServiceAccount,
    '/Namespace': readNamespace,
    '/Node': readNode,
    '/Service': readService,
    '/PersistentVolume': readPersistentVolume,
    '/PersistentVolumeClaim': readClaim,
    'storage.k8s.io/StorageClass': readStorageClass,
    [`${RBAC}/Role`]: readRole,
    [`${RBAC}/ClusterRole`]: readRole,
    [`${RBAC}/RoleBinding`]: readBinding,
    [`${RBAC}/ClusterRoleBinding`]: readBinding,
    'apiregistration.k8s.io/APIService': readApiService,
    'apiextensions.k8s.io/CustomResourceDefinition': readDefinition,
    [`${ADMISSION}/MutatingWebhookConfiguration`]: webhookReader('mutating'),
    [`${ADMISSION}/ValidatingWebhookConfiguration`]: webhookReader('validating'),
    [`${ADMISSION}/ValidatingAdmissionPolicy`]: admissionPolicyReader('vap'),
    [`${ADMISSION}/MutatingAdmissionPolicy`]: admissionPolicyReader('map'),
    'policy/PodSecurityPolicy': readPodSecurityPolicy,
    [`${ADMISSION}/ValidatingAdmissionPolicyBinding`]: readCustomFields,
    [`${ADMISSION}/MutatingAdmissionPolicyBinding`]: readCustomFields,
    'networking.k8s.io/Ingress': readCustomFields,
  }).map(([place, family]) => {
    const slash = place.indexOf('/');
    return [builtInKind(place.slice(0, slash), place.slice(slash + 1)), family];
  }),
);

/** The reader of a built-in kind; absent for kinds that carry nothing for an answer. */
export function familyOf(kind: BuiltInKind): Family | undefined {
  return FAMILIES.get(kind);
}
