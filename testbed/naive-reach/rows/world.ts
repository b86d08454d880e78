// The one small world of the hand-decided rows: two nodes, four namespaces of which one has no object, ten pods.

export const WORLD = `
{kind: Namespace, metadata: {name: shop, labels: {team: shop}}}
---
{kind: Namespace, metadata: {name: ops, labels: {team: ops, env: prod}}}
---
{kind: Namespace, metadata: {name: kube-system}}
---
kind: Node
metadata: {name: n1, labels: {role: worker}}
status:
  addresses:
  - {type: InternalIP, address: 192.168.0.1}
  - {type: InternalIP, address: 'fd00:2::1'}
  - {type: ExternalIP, address: 203.0.113.1}
---
kind: Node
metadata: {name: n2, labels: {role: edge}}
status: {addresses: [{type: InternalIP, address: 192.168.0.2}]}
---
kind: Pod
metadata: {namespace: shop, name: web, labels: {app: web, tier: front}}
spec: {nodeName: n1, containers: [{name: c, image: c, ports: [{name: http, containerPort: 8080}]}]}
status: {podIPs: [{ip: 10.1.0.10}, {ip: 'fd00:1::10'}]}
---
kind: Pod
metadata: {namespace: shop, name: api, labels: {app: api, tier: back}}
spec:
  nodeName: n1
  initContainers:
  - {name: i, image: i, ports: [{name: setup, containerPort: 9999}]}
  - {name: s, image: s, restartPolicy: Always, ports: [{name: proxy, containerPort: 15001}]}
  containers:
  - {name: c, image: c, ports: [{name: http, containerPort: 9090}, {name: gossip, containerPort: 7946, protocol: UDP}]}
status: {podIPs: [{ip: 10.1.0.11}, {ip: 'fd00:1::11'}]}
---
kind: Pod
metadata: {namespace: shop, name: db, labels: {app: db}}
spec:
  nodeName: n2
  containers:
  - {name: c, image: c, ports: [{name: pg, containerPort: 5432, protocol: TCP}, {name: sync, containerPort: 7000, protocol: SCTP}]}
status: {podIPs: [{ip: 10.1.1.12}]}
---
kind: Pod
metadata: {namespace: shop, name: new, labels: {app: new}}
spec: {containers: [{name: c, image: c, ports: [{name: http, containerPort: 8080}]}]}
---
kind: Pod
metadata: {namespace: shop, name: six, labels: {app: six}}
spec: {nodeName: n2, containers: [{name: c, image: c}]}
status: {podIPs: [{ip: 'fd00:1::66'}]}
---
kind: Pod
metadata: {namespace: ops, name: mon, labels: {app: mon}}
spec: {nodeName: n2, containers: [{name: c, image: c}]}
status: {podIPs: [{ip: 10.1.2.20}]}
---
kind: Pod
metadata: {namespace: ops, name: web, labels: {app: web}}
spec: {nodeName: n1, containers: [{name: c, image: c, ports: [{name: http, containerPort: 8081}]}]}
status: {podIPs: [{ip: 10.1.2.21}]}
---
kind: Pod
metadata: {namespace: kube-system, name: dns, labels: {k8s-app: kube-dns}}
spec:
  nodeName: n1
  containers:
  - name: c
    image: c
    ports: [{name: dns, containerPort: 53, protocol: UDP}, {name: dns-tcp, containerPort: 53}, {name: metrics, containerPort: 9153}]
status: {podIPs: [{ip: 10.1.3.53}]}
---
kind: Pod
metadata: {namespace: kube-system, name: agent, labels: {app: agent}}
spec: {nodeName: n1, hostNetwork: true, containers: [{name: c, image: c, ports: [{name: metrics, containerPort: 9100}]}]}
status: {podIPs: [{ip: 192.168.0.1}]}
---
kind: Pod
metadata: {namespace: lost, name: stray, labels: {app: stray}}
spec: {nodeName: n2, containers: [{name: c, image: c}]}
status: {podIPs: [{ip: 10.1.4.40}]}
`;

/** Policies, and flows with the verdict that the text of the specification gives. */
export interface Block {
  readonly about: string;
  /** A YAML list of `NAMESPACE: spec` of NetworkPolicies, or of whole objects of other kinds. */
  readonly policies: string;
  /** `VERDICT FROM > TO PORT/PROTOCOL [CNI]`. */
  readonly rows: readonly string[];
}

export function block(about: string, policies: string, ...rows: readonly string[]): Block {
  return { about, policies, rows };
}
