// A cluster whose workloads name each other: ten a namespace, each told of the next one's Service, the last of another namespace's.

const WORKLOADS = 10;
const RESOLVER = { namespace: 'kube-system', name: 'kube-dns' };

const nameOf = (namespace: number): string => `ns-${namespace}`;

function podObject(pod: number, namespaces: number): object {
  const namespace = pod % namespaces;
  const workload = Math.floor(pod / namespaces) % WORKLOADS;
  const next =
    workload + 1 < WORKLOADS
      ? `app-${workload + 1}`
      : `app-0.${nameOf((namespace + 1) % namespaces)}.svc.cluster.local`;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      namespace: nameOf(namespace),
      name: `pod-${pod}`,
      labels: { app: `app-${workload}`, 'pod-template-hash': `h${workload}` },
    },
    spec: {
      nodeName: `node-${pod % 100}`,
      containers: [
        {
          name: 'c',
          image: `image-${workload}`,
          ports: [{ name: 'http', containerPort: 8000 + workload }],
          env: [{ name: 'NEXT', value: `http://${next}` }],
        },
      ],
    },
    status: { phase: 'Running', podIPs: [{ ip: `10.${(pod >> 16) & 255}.${(pod >> 8) & 255}.${pod & 255}` }] },
  };
}

function serviceObject(namespace: string, name: string, spec: object): object {
  return { apiVersion: 'v1', kind: 'Service', metadata: { namespace, name }, spec };
}

export function* fixObjects(pods: number, namespaces: number): Iterable<object> {
  yield serviceObject(RESOLVER.namespace, RESOLVER.name, {
    selector: { 'k8s-app': 'kube-dns' },
    ports: ['UDP', 'TCP'].map((protocol) => ({ name: protocol.toLowerCase(), port: 53, protocol })),
  });
  yield {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { namespace: RESOLVER.namespace, name: 'coredns', labels: { 'k8s-app': 'kube-dns' } },
    spec: { nodeName: 'node-0', containers: [{ name: 'c', image: 'coredns' }] },
    status: { phase: 'Running', podIPs: [{ ip: '10.255.0.1' }] },
  };
  for (let namespace = 0; namespace < namespaces; namespace++)
    for (let workload = 0; workload < WORKLOADS; workload++)
      yield serviceObject(nameOf(namespace), `app-${workload}`, {
        selector: { app: `app-${workload}` },
        ports: [{ port: 80, targetPort: 'http' }],
      });
  for (let pod = 0; pod < pods; pod++) yield podObject(pod, namespaces);
}
