// The kinds that the fake API server serves, as a real one lists them in its discovery.

export interface Served {
  readonly group: string;
  readonly version: string;
  readonly resource: string;
  readonly kind: string;
  readonly namespaced: boolean;
}

export interface KubeObject extends Readonly<Record<string, unknown>> {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

const BUILT_IN: readonly (readonly [groupVersion: string, kinds: string, namespaced: boolean])[] = [
  [
    'v1',
    'ConfigMap Endpoints Event PersistentVolumeClaim Pod PodTemplate ReplicationController Secret Service ServiceAccount',
    true,
  ],
  ['v1', 'Namespace Node PersistentVolume', false],
  ['apps/v1', 'ControllerRevision DaemonSet Deployment ReplicaSet StatefulSet', true],
  ['batch/v1', 'CronJob Job', true],
  ['rbac.authorization.k8s.io/v1', 'Role RoleBinding', true],
  ['rbac.authorization.k8s.io/v1', 'ClusterRole ClusterRoleBinding', false],
  ['storage.k8s.io/v1', 'StorageClass', false],
  ['networking.k8s.io/v1', 'Ingress NetworkPolicy', true],
  ['apiextensions.k8s.io/v1', 'CustomResourceDefinition', false],
  ['apiregistration.k8s.io/v1', 'APIService', false],
  [
    'admissionregistration.k8s.io/v1',
    'MutatingWebhookConfiguration ValidatingAdmissionPolicy ValidatingWebhookConfiguration',
    false,
  ],
];

/** `endpoints` is its own plural. */
function pluralOf(kind: string): string {
  const name = kind.toLowerCase();
  if (name === 'endpoints') return name;
  if (/(?:s|x|ch)$/.test(name)) return `${name}es`;
  return /[^aeiou]y$/.test(name) ? `${name.slice(0, -1)}ies` : `${name}s`;
}

export function groupOf(apiVersion: string): readonly [group: string, version: string] {
  const slash = apiVersion.indexOf('/');
  return slash === -1 ? ['', apiVersion] : [apiVersion.slice(0, slash), apiVersion.slice(slash + 1)];
}

export function servedKinds(): Served[] {
  return BUILT_IN.flatMap(([groupVersion, kinds, namespaced]) => {
    const [group, version] = groupOf(groupVersion);
    return kinds.split(' ').map((kind) => ({ group, version, resource: pluralOf(kind), kind, namespaced }));
  });
}

/** What a definition makes the server serve. */
export function servedBy(definition: KubeObject): Served {
  const { spec } = definition as unknown as {
    readonly spec: {
      readonly group: string;
      readonly scope: string;
      readonly names: { readonly kind: string; readonly plural: string };
      readonly versions: readonly { readonly name: string }[];
    };
  };
  return {
    group: spec.group,
    version: spec.versions[0]?.name ?? 'v1',
    resource: spec.names.plural,
    kind: spec.names.kind,
    namespaced: spec.scope === 'Namespaced',
  };
}
