// Generates a cluster like production: templated workloads, many Secrets, few distinct roles, some dangerous grants.
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';

export interface ClusterSize {
  readonly pods: number;
  readonly secrets: number;
  readonly bindings: number;
  readonly namespaces: number;
  readonly nodes: number;
  readonly accounts: number;
  readonly templates: number;
}

/** Proportions of a large cluster for a number of pods. */
export function sizeOf(pods: number): ClusterSize {
  return {
    pods,
    secrets: Math.round(pods / 2),
    bindings: Math.round(pods / 5),
    namespaces: Math.max(10, Math.round(pods / 50)),
    nodes: Math.max(5, Math.round(pods / 20)),
    accounts: Math.round(pods / 5),
    templates: Math.max(10, Math.round(pods / 33)),
  };
}

/** Mulberry32: the same seed gives the same cluster on every machine. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Manifest = Record<string, unknown>;

/** One template of a workload: every pod of it has the same spec but for its node. */
interface Template {
  readonly namespace: string;
  readonly name: string;
  readonly spec: Manifest;
}

export function* generateCluster(size: ClusterSize, seed = 1): Generator<Manifest> {
  const random = randomFrom(seed);
  const pick = (count: number): number => Math.floor(random() * count);
  const namespaceOf = (index: number): string => `team-${index % size.namespaces}`;
  for (let index = 0; index < size.namespaces; index++) yield namespaceManifest(namespaceOf(index), random);
  for (let index = 0; index < size.nodes; index++) yield nodeManifest(index);
  for (let index = 0; index < size.accounts; index++) yield accountManifest(namespaceOf(index), `app-${Math.floor(index / size.namespaces)}`);
  for (let index = 0; index < size.secrets; index++) yield secretManifest(namespaceOf(index), `secret-${Math.floor(index / size.namespaces)}`, random);
  yield* roles(size, namespaceOf);
  for (let index = 0; index < size.bindings; index++) yield bindingManifest(index, namespaceOf(index), random);
  const templates = Array.from({ length: size.templates }, (_, index) => template(size, index, namespaceOf(index), random));
  for (const each of templates) yield deploymentManifest(each);
  for (let index = 0; index < size.pods; index++) yield podManifest(templates[index % templates.length] as Template, index, pick(size.nodes));
}

function metadata(name: string, namespace?: string, more: Manifest = {}): Manifest {
  return {
    name,
    ...(namespace !== undefined && { namespace }),
    uid: `00000000-0000-4000-8000-${name.length.toString().padStart(12, '0')}`,
    resourceVersion: '1234567',
    creationTimestamp: '2026-01-01T00:00:00Z',
    ...more,
  };
}

function namespaceManifest(name: string, random: () => number): Manifest {
  const level = random();
  const labels = level < 0.5 ? { 'pod-security.kubernetes.io/enforce': level < 0.25 ? 'restricted' : 'baseline' } : {};
  return { apiVersion: 'v1', kind: 'Namespace', metadata: metadata(name, undefined, { labels }) };
}

function nodeManifest(index: number): Manifest {
  return {
    apiVersion: 'v1', kind: 'Node', metadata: metadata(`node-${index}`, undefined, { labels: { 'kubernetes.io/os': 'linux', zone: `z${index % 3}` } }),
    status: { nodeInfo: { kubeletVersion: 'v1.34.2', osImage: 'Linux', architecture: 'amd64' } },
  };
}

function accountManifest(namespace: string, name: string): Manifest {
  return { apiVersion: 'v1', kind: 'ServiceAccount', metadata: metadata(name, namespace) };
}

function secretManifest(namespace: string, name: string, random: () => number): Manifest {
  const value = Buffer.from('not a real value '.repeat(1 + Math.floor(random() * 8))).toString('base64');
  return { apiVersion: 'v1', kind: 'Secret', metadata: metadata(name, namespace, { labels: { app: name } }), type: 'Opaque', data: { username: 'YXBw', password: value } };
}

const API = 'rbac.authorization.k8s.io';

function* roles({ namespaces }: ClusterSize, namespaceOf: (index: number) => string): Generator<Manifest> {
  const rules: readonly [string, Manifest[]][] = [
    ['reader', [{ apiGroups: [''], resources: ['pods', 'services', 'configmaps'], verbs: ['get', 'list', 'watch'] }]],
    ['secret-reader', [{ apiGroups: [''], resources: ['secrets'], verbs: ['get'], resourceNames: ['secret-0', 'secret-1'] }]],
    ['deployer', [{ apiGroups: ['apps'], resources: ['deployments', 'statefulsets'], verbs: ['get', 'list', 'watch', 'create', 'update', 'patch'] }]],
    ['operator', [{ apiGroups: [''], resources: ['secrets', 'pods'], verbs: ['*'] }, { apiGroups: ['*'], resources: ['*'], verbs: ['get', 'list'] }]],
  ];
  for (let index = 0; index < namespaces; index++) {
    for (const [name, list] of rules.slice(0, 3)) {
      yield { apiVersion: `${API}/v1`, kind: 'Role', metadata: metadata(name, namespaceOf(index)), rules: list };
    }
  }
  for (const [name, list] of rules) yield { apiVersion: `${API}/v1`, kind: 'ClusterRole', metadata: metadata(name), rules: list };
}

function bindingManifest(index: number, namespace: string, random: () => number): Manifest {
  const kind = random();
  const account = { kind: 'ServiceAccount', name: `app-${Math.floor(random() * 10)}`, namespace };
  const subject = kind < 0.7 ? account : kind < 0.85 ? { kind: 'Group', apiGroup: API, name: `team-${index % 200}` } : { kind: 'User', apiGroup: API, name: `user-${index % 3000}@example.com` };
  const choice = random();
  const isCluster = choice < 0.002;
  const role = isCluster ? 'operator' : choice < 0.5 ? 'reader' : choice < 0.8 ? 'secret-reader' : choice < 0.95 ? 'deployer' : 'edit';
  const roleKind = isCluster || role === 'edit' ? 'ClusterRole' : 'Role';
  return {
    apiVersion: `${API}/v1`,
    kind: isCluster ? 'ClusterRoleBinding' : 'RoleBinding',
    metadata: isCluster ? metadata(`binding-${index}`) : metadata(`binding-${index}`, namespace),
    roleRef: { apiGroup: API, kind: roleKind, name: role },
    subjects: [subject],
  };
}

function template(size: ClusterSize, index: number, namespace: string, random: () => number): Template {
  const name = `app-${Math.floor(index / size.namespaces)}-${index}`;
  const perNamespace = Math.max(1, Math.floor(size.secrets / size.namespaces));
  const secret = (): string => `secret-${Math.floor(random() * perNamespace)}`;
  const isAgent = index < 3;
  const env = Array.from({ length: 12 }, (_, at) => ({ name: `SETTING_${at}`, value: `value-${at}-of-${index}` }));
  const container = (label: string): Manifest => ({
    name: label,
    image: `registry.example.com/${name}/${label}:1.${index % 50}.0`,
    imagePullPolicy: 'IfNotPresent',
    ports: [{ containerPort: 8080, name: 'http', protocol: 'TCP' }],
    env: [...env, { name: 'PASSWORD', valueFrom: { secretKeyRef: { name: secret(), key: 'password' } } }],
    resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { memory: '256Mi' } },
    volumeMounts: [{ name: 'config', mountPath: '/etc/config' }, { name: 'creds', mountPath: '/etc/creds', readOnly: true }],
    livenessProbe: { httpGet: { path: '/live', port: 'http' }, periodSeconds: 10 },
    securityContext: isAgent ? { privileged: true } : { allowPrivilegeEscalation: false, runAsNonRoot: true, capabilities: { drop: ['ALL'] } },
  });
  return {
    namespace,
    name,
    spec: {
      serviceAccountName: `app-${index % 10}`,
      containers: [container('main'), ...(index % 2 === 0 ? [container('proxy')] : [])],
      imagePullSecrets: [{ name: 'secret-0' }],
      volumes: [{ name: 'config', configMap: { name: 'settings' } }, { name: 'creds', secret: { secretName: secret() } }],
      terminationGracePeriodSeconds: 30,
      dnsPolicy: 'ClusterFirst',
      restartPolicy: 'Always',
      schedulerName: 'default-scheduler',
    },
  };
}

function deploymentManifest({ namespace, name, spec }: Template): Manifest {
  return {
    apiVersion: 'apps/v1', kind: 'Deployment', metadata: metadata(name, namespace, { labels: { app: name } }),
    spec: { replicas: 30, selector: { matchLabels: { app: name } }, template: { metadata: { labels: { app: name } }, spec } },
  };
}

function podManifest({ namespace, name, spec }: Template, index: number, node: number): Manifest {
  const owner = { apiVersion: 'apps/v1', kind: 'Deployment', name, uid: 'u', controller: true, blockOwnerDeletion: true };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: metadata(`${name}-${index}`, namespace, { labels: { app: name, 'pod-template-hash': '5d4f8c7b9' }, ownerReferences: [owner] }),
    spec: { ...spec, nodeName: `node-${node}` },
    status: { phase: 'Running', podIP: '10.0.0.1', conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: '2026-01-01T00:00:00Z' }] },
  };
}

/** Writes the cluster as `kubectl get … -o json` would: one List; indented like kubectl, or compact. */
export async function writeCluster(file: string, size: ClusterSize, options: { indent?: boolean; seed?: number } = {}): Promise<number> {
  const stream = createWriteStream(file);
  let bytes = 0;
  let first = true;
  const write = async (text: string): Promise<void> => {
    bytes += Buffer.byteLength(text);
    if (!stream.write(text)) await once(stream, 'drain');
  };
  await write('{"apiVersion":"v1","kind":"List","items":[');
  for (const manifest of generateCluster(size, options.seed)) {
    await write(`${first ? '' : ','}${options.indent === true ? `\n${JSON.stringify(manifest, undefined, 4)}` : JSON.stringify(manifest)}`);
    first = false;
  }
  await write(']}\n');
  stream.end();
  await once(stream, 'finish');
  return bytes;
}
