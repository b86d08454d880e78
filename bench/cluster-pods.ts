// Workloads of a generated cluster: templates, their Deployments and ReplicaSets, and pods as the API server stores them.
import type { Manifest } from './cluster-objects.ts';
import { metadata } from './cluster-objects.ts';
import type { Random } from './random.ts';

/** One template of a workload: every pod of it has the same spec but for its node and the name of its token volume. */
export interface Template {
  readonly namespace: string;
  readonly name: string;
  /** Also the end of the ReplicaSet's name. */
  readonly hash: string;
  readonly replicaSetUid: string;
  readonly spec: Manifest;
}

export interface TemplatePlace {
  readonly index: number;
  readonly namespace: string;
  /** Names `app-0`, `app-1`, … of ServiceAccounts that the template may run as. */
  readonly accounts: number;
  readonly secretsPerNamespace: number;
  /** Workloads of agents: privileged, as log collectors and network plugins are. */
  readonly isAgent: boolean;
}

export function makeTemplate(place: TemplatePlace, random: Random): Template {
  const { index, namespace } = place;
  const name = `service-${index}`;
  const secret = (): string => `secret-${random.below(place.secretsPerNamespace)}`;
  const labels = index % 2 === 0 ? ['main', 'proxy'] : ['main'];
  const account = `app-${index % place.accounts}`;
  return {
    namespace,
    name,
    hash: random.word(10),
    replicaSetUid: random.uid(),
    spec: {
      containers: labels.map((label) => container({ label, name, index, secret: secret(), isAgent: place.isAgent })),
      dnsPolicy: 'ClusterFirst',
      imagePullSecrets: [{ name: 'secret-0' }],
      restartPolicy: 'Always',
      schedulerName: 'default-scheduler',
      securityContext: {},
      serviceAccount: account,
      serviceAccountName: account,
      terminationGracePeriodSeconds: 30,
      volumes: [
        { configMap: { defaultMode: 420, name: 'settings' }, name: 'config' },
        { name: 'creds', secret: { defaultMode: 420, secretName: secret() } },
      ],
    },
  };
}

interface ContainerPlace {
  readonly label: string;
  readonly name: string;
  readonly index: number;
  readonly secret: string;
  readonly isAgent: boolean;
}

function container({ label, name, index, secret, isAgent }: ContainerPlace): Manifest {
  const settings = Array.from({ length: 12 }, (_, at) => ({ name: `SETTING_${at}`, value: `value-${at}-of-${index}` }));
  const probe = (path: string): Manifest => ({
    failureThreshold: 3,
    httpGet: { path, port: 'http', scheme: 'HTTP' },
    periodSeconds: 10,
    successThreshold: 1,
    timeoutSeconds: 1,
  });
  return {
    env: [...settings, { name: 'PASSWORD', valueFrom: { secretKeyRef: { key: 'password', name: secret } } }],
    image: `registry.example.com/${name}/${label}:1.${index % 50}.0`,
    imagePullPolicy: 'IfNotPresent',
    livenessProbe: probe('/live'),
    name: label,
    ports: [{ containerPort: 8080, name: 'http', protocol: 'TCP' }],
    readinessProbe: probe('/ready'),
    resources: { limits: { memory: '256Mi' }, requests: { cpu: '100m', memory: '128Mi' } },
    securityContext: isAgent
      ? { privileged: true }
      : { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, runAsNonRoot: true },
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    volumeMounts: [
      { mountPath: '/etc/config', name: 'config' },
      { mountPath: '/etc/creds', name: 'creds', readOnly: true },
    ],
  };
}

export function deploymentManifest({ namespace, name, spec }: Template, replicas: number, random: Random): Manifest {
  const app = { app: name };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: metadata({ name, namespace, labels: app, uid: random.uid() }),
    spec: { replicas, selector: { matchLabels: app }, template: { metadata: { labels: app }, spec } },
    status: { availableReplicas: replicas, observedGeneration: 3, readyReplicas: replicas, replicas },
  };
}

export function replicaSetManifest(template: Template, replicas: number, random: Random): Manifest {
  const { namespace, name, hash, spec, replicaSetUid: uid } = template;
  const labels = { app: name, 'pod-template-hash': hash };
  const ownerReferences = [owner('Deployment', name, random.uid())];
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: metadata({ name: `${name}-${hash}`, namespace, labels, ownerReferences, uid }),
    spec: { replicas, selector: { matchLabels: labels }, template: { metadata: { labels }, spec } },
    status: { availableReplicas: replicas, observedGeneration: 1, readyReplicas: replicas, replicas },
  };
}

function owner(kind: string, name: string, uid: string): Manifest {
  return { apiVersion: 'apps/v1', blockOwnerDeletion: true, controller: true, kind, name, uid };
}

/** A running pod with what defaulting, admission, the scheduler and the kubelet add to its template. */
export function podManifest(template: Template, node: number, random: Random): Manifest {
  const { namespace, name, hash, replicaSetUid } = template;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: metadata({
      annotations: { 'prometheus.io/scrape': 'true' },
      generateName: `${name}-${hash}-`,
      labels: { app: name, 'pod-template-hash': hash },
      name: `${name}-${hash}-${random.word(5)}`,
      namespace,
      ownerReferences: [owner('ReplicaSet', `${name}-${hash}`, replicaSetUid)],
      uid: random.uid(),
    }),
    spec: podSpec(template.spec, node, `kube-api-access-${random.word(5)}`),
    status: podStatus(template.spec, node, random),
  };
}

function podSpec(spec: Manifest, node: number, token: string): Manifest {
  const mount = { mountPath: '/var/run/secrets/kubernetes.io/serviceaccount', name: token, readOnly: true };
  const containers = (spec['containers'] as Manifest[]).map((each) => ({
    ...each,
    volumeMounts: [...(each['volumeMounts'] as Manifest[]), mount],
  }));
  return {
    ...spec,
    containers,
    enableServiceLinks: true,
    nodeName: `node-${node}`,
    preemptionPolicy: 'PreemptLowerPriority',
    priority: 0,
    tolerations: ['not-ready', 'unreachable'].map((state) => ({
      effect: 'NoExecute',
      key: `node.kubernetes.io/${state}`,
      operator: 'Exists',
      tolerationSeconds: 300,
    })),
    volumes: [...(spec['volumes'] as Manifest[]), tokenVolume(token)],
  };
}

function tokenVolume(name: string): Manifest {
  const namespace = { fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' }, path: 'namespace' };
  return {
    name,
    projected: {
      defaultMode: 420,
      sources: [
        { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
        { configMap: { items: [{ key: 'ca.crt', path: 'ca.crt' }], name: 'kube-root-ca.crt' } },
        { downwardAPI: { items: [namespace] } },
      ],
    },
  };
}

const CONDITIONS = ['PodReadyToStartContainers', 'Initialized', 'Ready', 'ContainersReady', 'PodScheduled'];

function podStatus(spec: Manifest, node: number, random: Random): Manifest {
  const since = `2026-01-${String(1 + random.below(28)).padStart(2, '0')}T08:${10 + random.below(50)}:00Z`;
  const ip = `10.${random.below(256)}.${random.below(256)}.${random.below(256)}`;
  return {
    conditions: CONDITIONS.map((type) => ({
      lastProbeTime: null,
      lastTransitionTime: since,
      observedGeneration: 1,
      status: 'True',
      type,
    })),
    containerStatuses: (spec['containers'] as Manifest[]).map(({ image, name }) => ({
      containerID: `containerd://${random.hex(64)}`,
      image,
      imageID: `${String(image)}@sha256:${random.hex(64)}`,
      lastState: {},
      name,
      ready: true,
      restartCount: 0,
      started: true,
      state: { running: { startedAt: since } },
    })),
    hostIP: `192.168.${node >> 8}.${node & 255}`,
    phase: 'Running',
    podIP: ip,
    podIPs: [{ ip }],
    qosClass: 'Burstable',
    startTime: since,
  };
}
