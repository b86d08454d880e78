// Says which resource an etcd key belongs to: most paths are the resource's name, some are not.
// test/integration/etcd/data.go of Kubernetes 1.37 is the table of all of them.

/** Whose value it is. `resource` as an EncryptionConfiguration names it: `secrets`, `deployments.apps`. */
export interface StoredPlace {
  readonly resource: string;
  readonly namespace?: string;
  readonly name: string;
}

/** Paths below the prefix that are not the resource's name. */
const OTHER_PATHS: ReadonlyMap<string, string> = new Map([
  ['services/specs', 'services'],
  ['services/endpoints', 'endpoints'],
  ['minions', 'nodes'],
  ['controllers', 'replicationcontrollers'],
  ['ingress', 'ingresses.networking.k8s.io'],
]);

const GROUPS: Readonly<Record<string, string>> = {
  'admissionregistration.k8s.io':
    'validatingwebhookconfigurations mutatingwebhookconfigurations validatingadmissionpolicies validatingadmissionpolicybindings mutatingadmissionpolicies mutatingadmissionpolicybindings',
  apps: 'daemonsets deployments statefulsets replicasets controllerrevisions',
  autoscaling: 'horizontalpodautoscalers',
  batch: 'jobs cronjobs',
  'certificates.k8s.io': 'certificatesigningrequests clustertrustbundles podcertificaterequests',
  'coordination.k8s.io': 'leases leasecandidates',
  'discovery.k8s.io': 'endpointslices',
  'flowcontrol.apiserver.k8s.io': 'flowschemas prioritylevelconfigurations',
  'internal.apiserver.k8s.io': 'storageversions',
  'lifecycle.k8s.io': 'evictionrequests evictions',
  'networking.k8s.io': 'ingressclasses networkpolicies ipaddresses servicecidrs',
  'node.k8s.io': 'runtimeclasses',
  policy: 'poddisruptionbudgets',
  'rbac.authorization.k8s.io': 'roles clusterroles rolebindings clusterrolebindings',
  'resource.k8s.io':
    'deviceclasses devicetaintrules resourceclaims resourceclaimtemplates resourceslices resourcepoolstatusrequests',
  'scheduling.k8s.io': 'priorityclasses workloads podgroups compositepodgroups',
  'storage.k8s.io': 'csidrivers csinodes csistoragecapacities storageclasses volumeattachments volumeattributesclasses',
  'storagemigration.k8s.io': 'storageversionmigrations',
};

const CORE =
  'configmaps endpoints events limitranges namespaces persistentvolumeclaims persistentvolumes pods podtemplates resourcequotas secrets serviceaccounts';

const RESOURCES: ReadonlyMap<string, string> = new Map([
  ...CORE.split(' ').map((name): [string, string] => [name, name]),
  ...Object.entries(GROUPS).flatMap(([group, names]) =>
    names.split(' ').map((name): [string, string] => [name, `${name}.${group}`]),
  ),
  ...OTHER_PATHS,
]);

/**
 * Undefined for a key that belongs to no object of a resource (`masterleases`, `ranges`). A first part with a dot is the group of a custom
 * resource. `prefix` is `--etcd-prefix` of the API server, `/registry` unless set.
 */
export function storedPlace(key: string, prefix: string): StoredPlace | undefined {
  const start = prefix.endsWith('/') ? prefix : `${prefix}/`;
  if (!key.startsWith(start)) return undefined;
  const parts = key.slice(start.length).split('/');
  const [first = '', second = ''] = parts;
  const one = RESOURCES.get(first);
  if (one !== undefined) return named(one, parts.slice(1));
  const two = OTHER_PATHS.get(`${first}/${second}`);
  if (two !== undefined) return named(two, parts.slice(2));
  return first.includes('.') && second !== '' ? named(`${second}.${first}`, parts.slice(2)) : undefined;
}

function named(resource: string, rest: readonly string[]): StoredPlace | undefined {
  const [first, second, ...more] = rest;
  if (first === undefined || first === '' || second === '' || more.length > 0) return undefined;
  return second === undefined ? { resource, name: first } : { resource, namespace: first, name: second };
}

/**
 * Whether objects of that kind are those of the resource, by the API server's own guess of a plural.
 * https://pkg.go.dev/k8s.io/apimachinery/pkg/api/meta#UnsafeGuessKindToResource
 */
export function isKindOf(kind: string, resource: string): boolean {
  const [name = ''] = resource.split('.');
  return pluralOf(kind.toLowerCase()) === name;
}

function pluralOf(word: string): string {
  if (word.endsWith('endpoints')) return word;
  if (word.endsWith('s')) return `${word}es`;
  if (word.endsWith('y')) return `${word.slice(0, -1)}ies`;
  return `${word}s`;
}
