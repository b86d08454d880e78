// The kinds that Kubernetes itself serves: their group today, scope and plural.

export interface BuiltInKind {
  /** The group that serves the kind today; `extensions` and the like are earlier homes. */
  readonly group: string;
  readonly kind: string;
  readonly namespaced: boolean;
}

/** group → [namespaced kinds, cluster-scoped kinds]. Source: the API reference, and groups removed since 1.9. */
const SERVED: Readonly<Record<string, readonly [string, string]>> = {
  '': [
    'Binding ConfigMap Endpoints Event LimitRange PersistentVolumeClaim Pod PodTemplate ReplicationController ResourceQuota Secret Service ServiceAccount',
    'ComponentStatus Namespace Node PersistentVolume',
  ],
  'admissionregistration.k8s.io': [
    '',
    'MutatingAdmissionPolicy MutatingAdmissionPolicyBinding MutatingWebhookConfiguration ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding ValidatingWebhookConfiguration',
  ],
  'apiextensions.k8s.io': ['', 'CustomResourceDefinition'],
  'apiregistration.k8s.io': ['', 'APIService'],
  apps: ['ControllerRevision DaemonSet Deployment ReplicaSet StatefulSet', ''],
  'authentication.k8s.io': ['', 'SelfSubjectReview TokenReview'],
  'authorization.k8s.io': [
    'LocalSubjectAccessReview',
    'SelfSubjectAccessReview SelfSubjectRulesReview SubjectAccessReview',
  ],
  autoscaling: ['HorizontalPodAutoscaler Scale', ''],
  batch: ['CronJob Job', ''],
  'certificates.k8s.io': ['PodCertificateRequest', 'CertificateSigningRequest ClusterTrustBundle'],
  'coordination.k8s.io': ['Lease LeaseCandidate', ''],
  'discovery.k8s.io': ['EndpointSlice', ''],
  'events.k8s.io': ['Event', ''],
  'flowcontrol.apiserver.k8s.io': ['', 'FlowSchema PriorityLevelConfiguration'],
  'internal.apiserver.k8s.io': ['', 'StorageVersion'],
  'metrics.k8s.io': ['PodMetrics', 'NodeMetrics'],
  'networking.k8s.io': ['Ingress NetworkPolicy', 'ClusterCIDR IPAddress IngressClass ServiceCIDR'],
  'node.k8s.io': ['', 'RuntimeClass'],
  policy: ['Eviction PodDisruptionBudget', 'PodSecurityPolicy'],
  'rbac.authorization.k8s.io': ['Role RoleBinding', 'ClusterRole ClusterRoleBinding'],
  'resource.k8s.io': ['ResourceClaim ResourceClaimTemplate', 'DeviceClass DeviceTaintRule ResourceSlice'],
  'scheduling.k8s.io': ['Workload', 'PriorityClass'],
  'storage.k8s.io': ['CSIStorageCapacity', 'CSIDriver CSINode StorageClass VolumeAttachment VolumeAttributesClass'],
  'storagemigration.k8s.io': ['', 'StorageVersionMigration'],
};

/** Kinds that `extensions` served before they moved. */
const MOVED_FROM_EXTENSIONS: Readonly<Record<string, string>> = {
  DaemonSet: 'apps',
  Deployment: 'apps',
  ReplicaSet: 'apps',
  Ingress: 'networking.k8s.io',
  NetworkPolicy: 'networking.k8s.io',
  PodSecurityPolicy: 'policy',
};

/** Groups of files that programs read at start. They are no API objects, whatever their kind. */
const CONFIGURATION_GROUPS: ReadonlySet<string> = new Set([
  'apiserver.config.k8s.io',
  'apiserver.k8s.io',
  'audit.k8s.io',
  'client.authentication.k8s.io',
  'controlplane.config.k8s.io',
  'credentialprovider.kubelet.k8s.io',
  'imagepolicy.k8s.io',
  'kind.x-k8s.io',
  'kubeadm.k8s.io',
  'kubecontrollermanager.config.k8s.io',
  'kubelet.config.k8s.io',
  'kubeproxy.config.k8s.io',
  'kubescheduler.config.k8s.io',
  'kustomize.config.k8s.io',
  'pod-security.admission.config.k8s.io',
  'skaffold',
  'eventratelimit.admission.k8s.io',
  'resourcequota.admission.k8s.io',
]);

function index(): ReadonlyMap<string, BuiltInKind> {
  const kinds = new Map<string, BuiltInKind>();
  for (const [group, scopes] of Object.entries(SERVED)) {
    for (const [position, names] of scopes.entries()) {
      for (const kind of names.split(' ')) kinds.set(`${group}/${kind}`, { group, kind, namespaced: position === 0 });
    }
  }
  for (const [kind, group] of Object.entries(MOVED_FROM_EXTENSIONS)) {
    kinds.set(`extensions/${kind}`, kinds.get(`${group}/${kind}`) as BuiltInKind);
  }
  return kinds;
}

const BUILT_IN = index();

/** The built-in kind, exact and case-sensitive as the API server's own lookup; absent for every other. */
export function builtInKind(group: string, kind: string): BuiltInKind | undefined {
  return BUILT_IN.get(`${group}/${kind}`);
}

export function isConfigurationGroup(group: string, kind: string): boolean {
  return CONFIGURATION_GROUPS.has(group) || (group === '' && kind === 'Config');
}

export function isBuiltInKind(group: string, kind: string): boolean {
  return builtInKind(group, kind) !== undefined;
}
