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
spec:
  tier: early
  order: 10.5
  selector: app == 'web'
  types: [Ingress, Egress]
  ingress:
  - action: Allow
    protocol: TCP
    ipVersion: 4
    source: { selector: "has(a)", notSelector: "has(b)", namespaceSelector: all(), serviceAccounts: { names: [x] } }
    destination: { ports: [80, '90:99', http], notPorts: [95] }
  - { action: Log, notProtocol: UDP, icmp: {}, http: {} }
  egress: [{ action: Pass, destination: { nets: [10.0.0.0/8], notNets: [10.1.0.0/33], services: { name: s } } }]
---
apiVersion: crd.projectcalico.org/v1
kind: GlobalNetworkPolicy
metadata: { name: hosts }
spec: { namespaceSelector: global(), serviceAccountSelector: all(), preDNAT: true, applyOnForward: true }
---
apiVersion: projectcalico.org/v3
kind: Tier
metadata: { name: early }
spec: { order: 1.5, defaultAction: Pass }
---
apiVersion: projectcalico.org/v3
kind: GlobalNetworkSet
metadata: { name: set, labels: { a: b } }
spec: { nets: [10.0.0.0/8] }
---
apiVersion: projectcalico.org/v3
kind: HostEndpoint
metadata: { name: host }
spec: { node: n1 }`;

export const API_SERVICE = `apiVersion: apiregistration.k8s.io/v1
kind: APIService
metadata: { name: v1.example.com }
spec: { group: example.com, version: v1, service: { namespace: shop, name: api, port: 8443 }, insecureSkipTLSVerify: true }`;

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

export const ENTRIES = `apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: { name: nginx, annotations: { ingressclass.kubernetes.io/is-default-class: "true" } }
spec: { controller: k8s.io/ingress-nginx }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web, namespace: shop }
spec: { ingressClassName: nginx, defaultBackend: { service: { name: web, port: { name: http } } } }
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: edge, namespace: shop }
spec: { gatewayClassName: x, listeners: [{ name: a, port: 80, protocol: HTTP, allowedRoutes: { namespaces: { from: Selector, selector: { matchLabels: { a: b } } } } }] }
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: web, namespace: shop }
spec: { parentRefs: [{ name: edge, sectionName: a, port: 80 }], rules: [{ backendRefs: [{ name: web, port: 80 }] }] }
---
apiVersion: v1
kind: Pod
metadata: { name: kafka, namespace: shop }
spec: { containers: [{ name: kafka, image: i, env: [{ name: KAFKA_LISTENERS, value: 'PLAINTEXT://:9092' }] }] }
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: web, namespace: shop, annotations: { istio.io/dry-run: "true" } }
spec:
  targetRefs: [{ group: '', kind: Service, name: web }]
  rules: [{ from: [{ source: { principals: [a], remoteIpBlocks: [10.0.0.0/8], requestPrincipals: [b] } }], to: [{ operation: { ports: ['80'], paths: [/] } }], when: [{ key: source.ip, values: [10.0.0.0/8] }] }]
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: waypoint, namespace: shop, labels: { istio.io/waypoint-for: all } }
spec: { gatewayClassName: istio-waypoint, listeners: [{ name: mesh, port: 15008, protocol: HBONE, tls: { certificateRefs: [{ name: c }] } }] }
---
apiVersion: gateway.networking.k8s.io/v1
kind: BackendTLSPolicy
metadata: { name: web, namespace: shop }
spec: { targetRefs: [{ group: '', kind: Service, name: web, sectionName: http }], validation: { hostname: a.example, caCertificateRefs: [{ group: '', kind: ConfigMap, name: ca }] } }
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop, annotations: { konghq.com/protocol: https } }
spec: { ports: [{ name: http, port: 80 }] }
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: { name: web-1, namespace: shop, labels: { kubernetes.io/service-name: web } }
endpoints: [{ addresses: [10.0.0.1] }]
ports: [{ name: http, port: 80 }]`;
