// What is the same in every drawn cluster: namespaces, nodes, the resolver and where the API server is.

export const SERVER = { node: 'n9', address: '192.168.0.9' };
const NODES = ['192.168.0.0', '192.168.0.1', '192.168.0.8', SERVER.address];
const namespaceObject = (name: string): object => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });

function nodeObject(address: string): object {
  const name = `n${address.slice(address.lastIndexOf('.') + 1)}`;
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name },
    status: { addresses: [{ type: 'InternalIP', address }] },
  };
}

const RESOLVER: object = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { namespace: 'kube-system', name: 'dns', labels: { 'k8s-app': 'kube-dns' } },
  spec: { nodeName: 'n0', automountServiceAccountToken: false, containers: [{ name: 'c' }] },
  status: { phase: 'Running', podIPs: [{ ip: '10.0.9.9' }, { ip: 'fd00::99' }] },
};

const ENDPOINTS: object = {
  apiVersion: 'discovery.k8s.io/v1',
  kind: 'EndpointSlice',
  metadata: { namespace: 'default', name: 'kubernetes', labels: { 'kubernetes.io/service-name': 'kubernetes' } },
  addressType: 'IPv4',
  endpoints: [{ addresses: [SERVER.address] }],
  ports: [{ name: 'https', port: 6443, protocol: 'TCP' }],
};

export const CLUSTER: readonly object[] = [
  ...['a', 'b', 'c', 'kube-system'].map(namespaceObject),
  ...NODES.map(nodeObject),
  RESOLVER,
  ENDPOINTS,
];
