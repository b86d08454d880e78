// Objects of a generated cluster other than workloads: namespaces, nodes, accounts, Secrets, roles and bindings.
import type { Random } from './random.ts';

export type Manifest = Record<string, unknown>;

interface Metadata {
  readonly name: string;
  readonly uid: string;
  readonly namespace?: string;
  readonly annotations?: Manifest;
  readonly generateName?: string;
  readonly labels?: Manifest;
  readonly ownerReferences?: readonly Manifest[];
}

/** Keys in the order in which kubectl writes them. */
export function metadata(given: Metadata): Manifest {
  const { annotations, generateName, labels, name, namespace, ownerReferences, uid } = given;
  return {
    ...(annotations !== undefined && { annotations }),
    creationTimestamp: '2026-01-01T00:00:00Z',
    ...(generateName !== undefined && { generateName }),
    ...(labels !== undefined && { labels }),
    name,
    ...(namespace !== undefined && { namespace }),
    ...(ownerReferences !== undefined && { ownerReferences }),
    resourceVersion: '1234567',
    uid,
  };
}

/** Half of all namespaces enforce a Pod Security level. */
export function namespaceManifest(name: string, random: Random): Manifest {
  const level = random.next();
  const enforced =
    level < 0.5 ? { 'pod-security.kubernetes.io/enforce': level < 0.25 ? 'restricted' : 'baseline' } : {};
  const labels = { 'kubernetes.io/metadata.name': name, ...enforced };
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: metadata({ name, labels, uid: random.uid() }),
    spec: { finalizers: ['kubernetes'] },
    status: { phase: 'Active' },
  };
}

export function nodeManifest(index: number, random: Random): Manifest {
  const name = `node-${index}`;
  const labels = {
    'kubernetes.io/hostname': name,
    'kubernetes.io/os': 'linux',
    'topology.kubernetes.io/zone': `z${index % 3}`,
  };
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: metadata({ name, labels, uid: random.uid() }),
    spec: { podCIDR: `10.${index >> 8}.${index & 255}.0/24` },
    status: { nodeInfo: { architecture: 'amd64', kubeletVersion: 'v1.34.2', osImage: 'Linux' } },
  };
}

export function accountManifest(namespace: string, name: string, random: Random): Manifest {
  return { apiVersion: 'v1', kind: 'ServiceAccount', metadata: metadata({ name, namespace, uid: random.uid() }) };
}

/** Content that says of itself that it is none. */
export function secretManifest(namespace: string, name: string, random: Random): Manifest {
  const password = Buffer.from('not a real value '.repeat(1 + random.below(8))).toString('base64');
  return {
    apiVersion: 'v1',
    data: { password, username: 'YXBw' },
    kind: 'Secret',
    metadata: metadata({ name, namespace, labels: { app: name }, uid: random.uid() }),
    type: 'Opaque',
  };
}

const API = 'rbac.authorization.k8s.io';

/** The few distinct lists of rules that a cluster's roles have. */
const RULES: readonly (readonly [string, readonly Manifest[]])[] = [
  ['reader', [{ apiGroups: [''], resources: ['pods', 'services', 'configmaps'], verbs: ['get', 'list', 'watch'] }]],
  [
    'secret-reader',
    [{ apiGroups: [''], resourceNames: ['secret-0', 'secret-1'], resources: ['secrets'], verbs: ['get'] }],
  ],
  [
    'deployer',
    [
      {
        apiGroups: ['apps'],
        resources: ['deployments', 'statefulsets'],
        verbs: ['get', 'list', 'watch', 'create', 'update', 'patch'],
      },
    ],
  ],
  [
    'operator',
    [
      { apiGroups: [''], resources: ['secrets', 'pods'], verbs: ['*'] },
      { apiGroups: ['*'], resources: ['*'], verbs: ['get', 'list'] },
    ],
  ],
];

/** The first three as Roles of a namespace. */
export function* namespaceRoles(namespace: string, random: Random): Generator<Manifest> {
  for (const [name, rules] of RULES.slice(0, 3)) {
    yield { apiVersion: `${API}/v1`, kind: 'Role', metadata: metadata({ name, namespace, uid: random.uid() }), rules };
  }
}

export function* clusterRoles(random: Random): Generator<Manifest> {
  for (const [name, rules] of RULES) {
    yield { apiVersion: `${API}/v1`, kind: 'ClusterRole', metadata: metadata({ name, uid: random.uid() }), rules };
  }
}

function subject(index: number, namespace: string, random: Random): Manifest {
  const kind = random.next();
  if (kind < 0.7) return { kind: 'ServiceAccount', name: `app-${random.below(10)}`, namespace };
  if (kind < 0.85) return { apiGroup: API, kind: 'Group', name: `team-${index % 200}` };
  return { apiGroup: API, kind: 'User', name: `user-${index % 3000}@example.com` };
}

/** Two in a thousand bind the operator's role in the whole cluster, one in twenty the built-in `edit`. */
export function bindingManifest(index: number, namespace: string, random: Random): Manifest {
  const subjects = [subject(index, namespace, random)];
  const choice = random.next();
  const isCluster = choice < 0.002;
  const small = choice < 0.5 ? 'reader' : choice < 0.8 ? 'secret-reader' : choice < 0.95 ? 'deployer' : 'edit';
  const role = isCluster ? 'operator' : small;
  const named = { name: `binding-${index}`, uid: random.uid() };
  return {
    apiVersion: `${API}/v1`,
    kind: isCluster ? 'ClusterRoleBinding' : 'RoleBinding',
    metadata: isCluster ? metadata(named) : metadata({ ...named, namespace }),
    roleRef: { apiGroup: API, kind: isCluster || role === 'edit' ? 'ClusterRole' : 'Role', name: role },
    subjects,
  };
}
