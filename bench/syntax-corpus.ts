// Makes YAML as users have it: `kubectl get -o yaml`, hand-written manifests, rendered charts, custom resource definitions.

/** A small generator of numbers with a seed, so that the corpus is the same every time. */
class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  below(limit: number): number {
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((this.#state / 4_294_967_296) * limit);
  }

  pick<Value>(values: readonly Value[]): Value {
    return values[this.below(values.length)] as Value;
  }

  hex(length: number): string {
    return Array.from({ length }, () => this.below(16).toString(16)).join('');
  }
}

const NAMES = ['api', 'web', 'worker', 'billing', 'payments', 'ingest', 'search', 'auth', 'gateway', 'reports'];
const FIELDS = [
  'Ref',
  'Selector',
  'Policy',
  'Template',
  'Timeout',
  'Secret',
  'Class',
  'Status',
  'Mode',
  'Limit',
  'Kind',
  'Path',
];
const WORDS =
  'Specifies the reference that must match a label of each resource; defaults to true when it is not set, see https://kubernetes.io/docs for more. Cannot be updated.'.split(
    ' ',
  );

function sentence(dice: Dice, words: number): string[] {
  return Array.from({ length: words }, () => dice.pick(WORDS));
}

/** Words in lines of at most 80 columns, as Go's printer folds them. */
function folded(words: readonly string[], indent: number): string {
  const lines: string[] = [''];
  for (const word of words) {
    const line = lines.at(-1) ?? '';
    if (line.length + word.length > 76 - indent) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines.join(`\n${' '.repeat(indent)}`);
}

function pod(dice: Dice): string {
  const name = `${dice.pick(NAMES)}-${dice.hex(9)}-${dice.hex(5)}`;
  const app = dice.pick(NAMES);
  return `apiVersion: v1
kind: Pod
metadata:
  annotations:
    checksum/config: ${dice.hex(64)}
    prometheus.io/scrape: "true"
  creationTimestamp: "2025-03-${10 + dice.below(18)}T08:14:${10 + dice.below(49)}Z"
  generateName: ${app}-
  labels:
    app.kubernetes.io/instance: ${app}
    app.kubernetes.io/name: ${app}
    pod-template-hash: ${dice.hex(9)}
  name: ${name}
  namespace: team-${dice.below(40)}
  ownerReferences:
  - apiVersion: apps/v1
    blockOwnerDeletion: true
    controller: true
    kind: ReplicaSet
    name: ${app}
    uid: ${dice.hex(8)}-${dice.hex(4)}-${dice.hex(4)}-${dice.hex(4)}-${dice.hex(12)}
  resourceVersion: "${dice.below(99_999_999)}"
spec:
  containers:
  - args:
    - --port=8080
    - --log-level=info
    env:
    - name: DB_PASSWORD
      valueFrom:
        secretKeyRef:
          key: password
          name: ${app}-db
    - name: POD_IP
      valueFrom:
        fieldRef:
          apiVersion: v1
          fieldPath: status.podIP
    image: registry.example.com/${app}:${dice.below(9)}.${dice.below(30)}.${dice.below(9)}
    imagePullPolicy: IfNotPresent
    livenessProbe:
      failureThreshold: 3
      httpGet:
        path: /healthz
        port: http
        scheme: HTTP
      periodSeconds: 10
    name: ${app}
    ports:
    - containerPort: 8080
      name: http
      protocol: TCP
    resources:
      limits:
        cpu: "1"
        memory: 512Mi
      requests:
        cpu: 100m
        memory: 128Mi
    securityContext:
      allowPrivilegeEscalation: false
      capabilities:
        drop:
        - ALL
    terminationMessagePath: /dev/termination-log
    volumeMounts:
    - mountPath: /var/run/secrets/kubernetes.io/serviceaccount
      name: kube-api-access-${dice.hex(5)}
      readOnly: true
  dnsPolicy: ClusterFirst
  nodeName: ip-10-0-${dice.below(255)}-${dice.below(255)}.ec2.internal
  serviceAccountName: ${app}
  tolerations:
  - effect: NoExecute
    key: node.kubernetes.io/not-ready
    operator: Exists
    tolerationSeconds: 300
  volumes:
  - name: kube-api-access
    projected:
      defaultMode: 420
      sources:
      - serviceAccountToken:
          expirationSeconds: 3607
          path: token
      - configMap:
          items:
          - key: ca.crt
            path: ca.crt
          name: kube-root-ca.crt
status:
  conditions:
  - lastProbeTime: null
    lastTransitionTime: "2025-03-11T08:14:22Z"
    status: "True"
    type: Ready
  containerStatuses:
  - containerID: containerd://${dice.hex(64)}
    image: registry.example.com/${app}
    ready: true
    restartCount: ${dice.below(9)}
    state:
      running:
        startedAt: "2025-03-11T08:14:22Z"
  hostIP: 10.0.${dice.below(255)}.${dice.below(255)}
  phase: Running
`;
}

function manifest(dice: Dice): string {
  const app = dice.pick(NAMES);
  const anchors = dice.below(200) === 0;
  return `# The ${app} service
apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${app}
  labels: ${anchors ? '&labels' : ''} {app: ${app}, tier: backend}
spec:
  replicas: ${dice.below(9)}   # scaled by hand
  selector:
    matchLabels: ${anchors ? '*labels' : `{ app: ${app} }`}
  template:
    metadata:
      labels:
        app: ${app}
    spec:
      # one container only
      containers:
        - name: ${app}
          image: "${app}:${dice.below(9)}"
          command: ["/bin/sh", "-c", "exec /app/${app} --config=/etc/${app}.yaml"]
          env:
            - { name: MODE, value: 'prod' }
            - name: SCRIPT
              value: |
                set -e
                echo "${sentence(dice, 12).join(' ')}"

                exit 0
          envFrom: [{ secretRef: { name: ${app} } }]
          args:${dice.below(40) === 0 ? ' [\n            "--a",\n            "--b" ]' : ' ["--a", "--b"]'}
---
apiVersion: v1
kind: Secret
metadata:
  name: ${app}
type: Opaque
data:
  password: ${Buffer.from(dice.hex(24)).toString('base64')}
stringData:
  config.yaml: |-
    url: https://${app}.example.com:8443/path
    list:
      - ${dice.hex(12)}
      - ${dice.hex(12)}
`;
}

function chart(dice: Dice): string {
  const app = dice.pick(NAMES);
  return `# Source: ${app}/templates/rbac.yaml
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: release-${app}
  labels:
    helm.sh/chart: ${app}-1.${dice.below(30)}.0
    app.kubernetes.io/managed-by: Helm
    app.kubernetes.io/version: "${dice.below(9)}.${dice.below(9)}"
rules:
  - apiGroups: [""]
    resources: ["secrets", "configmaps", "pods/log"]
    verbs: ["get", "list", "watch"]
  - apiGroups:
      - apps
    resources:
      - deployments
      - statefulsets
    verbs:
      - get
      - patch
---
# Source: ${app}/templates/configmap.yaml
apiVersion: v1
kind: ConfigMap
metadata:
  name: release-${app}
  annotations:

    meta.helm.sh/release-name: release
data:
  nginx.conf: |
    worker_processes  auto;
    server {
        listen 8080;
        location / { proxy_pass http://${app}; }
    }
${Array.from({ length: 20 }, (_, line) => `    # ${line} ${sentence(dice, 9).join(' ')}\n`).join('')}  dashboard.json: |-
    {"title": "${app}", "panels": [{"id": ${dice.below(99)}, "expr": "rate(http_requests_total[5m])"}]}
`;
}

function definition(dice: Dice): string {
  const field = (indent: number, depth: number, index: number): string => {
    const name = `${dice.pick(NAMES)}${FIELDS[(index + dice.below(2)) % FIELDS.length] ?? ''}${index}`;
    const pad = ' '.repeat(indent);
    const text = sentence(dice, 8 + dice.below(40));
    const description = dice.below(2) === 0 ? `|-\n${pad}    ${folded(text, indent + 4)}` : folded(text, indent + 4);
    const nested =
      depth > 0
        ? `${pad}  properties:\n${fields(indent + 4, depth - 1)}${pad}  type: object\n`
        : `${pad}  type: string\n`;
    return `${pad}${name}:\n${pad}  description: ${description.replaceAll(/: /g, ' ')}\n${nested}`;
  };
  const fields = (indent: number, depth: number): string =>
    Array.from({ length: 4 }, (_, index) => field(indent, depth, index)).join('');
  return `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  annotations:
    controller-gen.kubebuilder.io/version: v0.16.1
  name: things${dice.hex(4)}.example.com
spec:
  group: example.com
  names:
    kind: Thing
    plural: things
  scope: Namespaced
  versions:
  - name: v1
    schema:
      openAPIV3Schema:
        properties:
${fields(10, 2)}        type: object
    served: true
    storage: true
`;
}

const KINDS: Readonly<Record<string, (dice: Dice) => string>> = { pod, manifest, chart, definition };

function text(make: (dice: Dice, index: number) => string, size: number): string {
  const dice = new Dice(42);
  const parts: string[] = [];
  let length = 0;
  for (let index = 0; length < size; index++) {
    const part = `---\n${make(dice, index)}`;
    parts.push(part);
    length += part.length;
  }
  return parts.join('');
}

/** Texts by name, each of about `size` bytes: one of pods as kubectl prints them, one with all kinds in equal parts. */
export function yamlCorpus(size: number): Record<string, string> {
  const makers = Object.values(KINDS);
  const share = makers.map((make) => text(make, size / makers.length)).join('');
  return { 'pods of kubectl get -o yaml': text(pod, size), 'manifests, charts, definitions, pods': share };
}
