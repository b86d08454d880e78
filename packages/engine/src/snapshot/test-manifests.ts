// Test input: objects of kinds that no example of a technique or check holds, with all that a snapshot keeps of them.

export const PLUGIN_POLICIES = `apiVersion: cilium.io/v2
kind: CiliumClusterwideNetworkPolicy
metadata: { name: all }
spec:
  endpointSelector: { matchLabels: { 'k8s:app': web } }
  enableDefaultDeny: { ingress: false }
  ingress:
  - fromEntities: [world]
    toPorts: [{ ports: [{ port: '80', endPort: 90, protocol: TCP }], rules: { http: [{}] } }]
  - fromCIDRSet: [{ cidr: 10.0.0.0/8, except: [10.1.0.0/16] }]
    authentication: { mode: required }
  - fromRequires: [{ matchLabels: { a: b } }]
  egressDeny: [{ toFQDNs: [{ matchName: a.example }] }, { toCIDR: [10.0.0.0/33] }]
---
apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata: { name: own, namespace: shop }
spec: { selector: app == 'web' }`;

export const API_SERVICE = `apiVersion: apiregistration.k8s.io/v1
kind: APIService
metadata: { name: v1.example.com }
spec: { group: example.com, version: v1, service: { namespace: shop, name: api }, insecureSkipTLSVerify: true }`;

export const VIRTUAL_SERVICE = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: web, namespace: shop }
spec:
  hosts: [web]
  exportTo: ['.']
  gateways: [mesh]
  http:
  - route: [{ destination: { host: other, port: { number: 80 }, subset: v1 } }]
    mirror: { host: third }`;
