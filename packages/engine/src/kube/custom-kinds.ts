// Custom kinds that data packs know: their groups, scope and plurals.

/** Group → its cluster-scoped kinds. All other kinds of these groups are namespaced. */
const PACK_GROUPS: Readonly<Record<string, string>> = {
  'acme.cert-manager.io': '',
  'argoproj.io': 'ClusterWorkflowTemplate ClusterAnalysisTemplate',
  'bitnami.com': '',
  'cert-manager.io': 'ClusterIssuer',
  'cluster.x-k8s.io': '',
  'external-secrets.io': 'ClusterSecretStore ClusterExternalSecret ClusterPushSecret',
  'flink.apache.org': '',
  'gateway.networking.k8s.io': 'GatewayClass',
  'generators.external-secrets.io': 'ClusterGenerator',
  'kubevirt.io': 'KubeVirtClusterConfig',
  'kyverno.io': 'ClusterPolicy ClusterCleanupPolicy GlobalContextEntry',
  'monitoring.coreos.com': '',
  'policies.kyverno.io': 'ValidatingPolicy MutatingPolicy GeneratingPolicy DeletingPolicy ImageValidatingPolicy',
  'ray.io': '',
  'route.openshift.io': '',
  'secrets-store.csi.x-k8s.io': '',
  'secrets.hashicorp.com': '',
  'serving.knative.dev': '',
  'snapshot.storage.k8s.io': 'VolumeSnapshotClass VolumeSnapshotContent',
  'sparkoperator.k8s.io': '',
  'tekton.dev': 'ClusterTask',
  'velero.io': '',
};
const PACK_SUFFIXES = ['.toolkit.fluxcd.io', '.cluster.x-k8s.io'];

/** Known kinds of groups that no pack asks for fields of. */
const OTHER_CLUSTER_KINDS: Readonly<Record<string, string>> = {
  'cilium.io': 'CiliumClusterwideNetworkPolicy',
  'crd.projectcalico.org': 'GlobalNetworkPolicy GlobalNetworkSet HostEndpoint StagedGlobalNetworkPolicy Tier',
  'policy.networking.k8s.io': 'AdminNetworkPolicy BaselineAdminNetworkPolicy ClusterNetworkPolicy',
  'projectcalico.org': 'GlobalNetworkPolicy GlobalNetworkSet HostEndpoint StagedGlobalNetworkPolicy Tier',
  'templates.gatekeeper.sh': 'ConstraintTemplate',
};
/** Each Gatekeeper constraint is a cluster-scoped kind of its own. */
const CONSTRAINTS = 'constraints.gatekeeper.sh';

export function isPackGroup(group: string): boolean {
  return Object.hasOwn(PACK_GROUPS, group) || PACK_SUFFIXES.some((suffix) => group.endsWith(suffix));
}

export function isGatekeeper(group: string): boolean {
  return group === CONSTRAINTS || group === 'templates.gatekeeper.sh';
}

/** True for a custom kind that is known to have no namespace. */
export function isClusterScoped(group: string, kind: string): boolean {
  if (group === CONSTRAINTS) return true;
  const kinds = Object.hasOwn(PACK_GROUPS, group)
    ? PACK_GROUPS[group]
    : Object.hasOwn(OTHER_CLUSTER_KINDS, group)
      ? OTHER_CLUSTER_KINDS[group]
      : '';
  return (kinds as string).split(' ').includes(kind);
}

/** The plural that English and most definitions give a kind, for when the definition is not in the input. */
export function guessedPlural(kind: string): string {
  const name = kind.toLowerCase();
  if (/(?:s|x|z|ch|sh)$/.test(name)) return `${name}es`;
  if (/[^aeiou]y$/.test(name)) return `${name.slice(0, -1)}ies`;
  return `${name}s`;
}
