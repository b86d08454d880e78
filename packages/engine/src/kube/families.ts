// Which reader takes which kind.
import { admissionPolicyReader, readPodSecurityPolicy } from './admission.ts';
import { readApiService, readDefinition, readNamespace, readNode, readService } from './cluster.ts';
import { readEndpoints, readEndpointSlice } from './endpoints.ts';
import { readIngress, readIngressClass } from './entry.ts';
import { isBuiltInGroup } from '../facts/object-id.ts';
import { readCustomFields } from './custom.ts';
import { fieldsReader } from './object-credentials.ts';
import { builtInKind } from './kinds.ts';
import type { BuiltInKind } from './kinds.ts';
import { readNetworkPolicy } from './network-policy.ts';
import { readBinding, readRole, readServiceAccount } from './rbac.ts';
import type { Family } from './reading.ts';
import { readConfigMap, readSecret } from './secret.ts';
import { readClaim, readCsiDriver, readPersistentVolume, readStorageClass } from './storage.ts';
import { webhookReader } from './webhook.ts';
import { WORKLOAD_FAMILIES } from './workload.ts';

const RBAC = 'rbac.authorization.k8s.io';
const ADMISSION = 'admissionregistration.k8s.io';

/** Kinds that only hold what was written elsewhere (Endpoints: what slices mirror). They are read where they are given; of a cluster, `detect` lists them. */
const UNLISTED: Readonly<Record<string, Family>> = {
  '/Event': fieldsReader('message', 'note'),
  'events.k8s.io/Event': fieldsReader('message', 'note'),
  'apps/ControllerRevision': fieldsReader('data'),
  '/Endpoints': readEndpoints,
};

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
    'storage.k8s.io/CSIDriver': readCsiDriver,
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
    'networking.k8s.io/Ingress': readIngress,
    'networking.k8s.io/IngressClass': readIngressClass,
    'discovery.k8s.io/EndpointSlice': readEndpointSlice,
    ...UNLISTED,
    'networking.k8s.io/NetworkPolicy': readNetworkPolicy,
  }).map(([place, family]) => {
    const slash = place.indexOf('/');
    return [builtInKind(place.slice(0, slash), place.slice(slash + 1)), family];
  }),
);

/** The reader of a built-in kind; absent for kinds that carry nothing for an answer. */
export function familyOf(kind: BuiltInKind): Family | undefined {
  return FAMILIES.get(kind);
}

/**
 * The kind by today's group, as `GROUP/KIND`, when its objects carry something for an answer; any custom kind may, since it may
 * hold a pod spec or a Secret's manifest. Undefined for the rest: nothing would be read of them.
 */
export function kindToRead(group: string, kind: string): string | undefined {
  const builtIn = builtInKind(group, kind);
  if (builtIn === undefined) return isBuiltInGroup(group) ? undefined : `${group}/${kind}`;
  const place = `${builtIn.group}/${builtIn.kind}`;
  return familyOf(builtIn) === undefined || Object.hasOwn(UNLISTED, place) ? undefined : place;
}

/** The built-in kinds that are listed, since something is read of them, by group and kind. */
export function builtInKindsToRead(): readonly BuiltInKind[] {
  return [...FAMILIES.keys()].filter(
    (kind) => kind !== undefined && !Object.hasOwn(UNLISTED, `${kind.group}/${kind.kind}`),
  ) as BuiltInKind[];
}
