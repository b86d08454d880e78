// Building blocks of the examples of steps over the network: two namespaces, a program, policies, Services, nodes of a cloud.

/** A running pod with the label `app: NAME`; `more` goes into its only container. */
export function labelledPod(name: string, namespace: string, more = 'image: web'): string {
  return `
apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: ${namespace}, labels: { app: ${name} } }
spec: { nodeName: n1, automountServiceAccountToken: false, containers: [{ name: c, ${more} }] }
status: { phase: Running, podIPs: [{ ip: ${name === 'web' ? '10.0.0.1' : '10.0.0.2'} }] }
---`;
}

/** A policy of the namespace for all of its pods; `spec` is the inside of a YAML flow mapping. */
export function policyManifest(namespace: string, spec: string, name = 'policy'): string {
  return `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: ${name}, namespace: ${namespace} }
spec: { podSelector: {}, ${spec} }
---`;
}

/** A Service for the pods `app: NAME`, by default with an address outside of the cluster. */
export function serviceManifest(name: string, namespace: string, port: string, type = 'LoadBalancer'): string {
  return `
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: ${namespace} }
spec: { type: ${type}, selector: { app: ${name} }, ports: [{ port: ${port} }] }
---`;
}

/** Node `n1` of a cloud. */
export function nodeManifest(provider: string): string {
  return `
apiVersion: v1
kind: Node
metadata: { name: n1 }
spec: { providerID: '${provider}:///zone/instance' }
status: { addresses: [{ type: InternalIP, address: 192.168.0.1 }] }
---`;
}
