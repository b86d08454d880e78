// Ports that pods keep out of their mesh's proxy: neither its encryption nor its policies hold there.
import type { WorkloadFact } from '../facts/workload.ts';
import { pointerSegment } from '@watertight/syntax';
import { TRAFFIC } from '../transit/istio-client.ts';
import type { Check, Failure } from './check.ts';
import { workloadRoots } from './workload-roots.ts';

const LINKERD = 'config.linkerd.io/';
/** Who comes in past the proxy meets no policy; who goes out past it is not encrypted. */
const ANNOTATIONS: Readonly<Record<string, string>> = {
  [`${TRAFFIC}excludeInboundPorts`]:
    'take connections past the proxy: mTLS, STRICT and authorization do not hold there',
  [`${TRAFFIC}excludeOutboundPorts`]: 'connect past the proxy, without its mTLS',
  [`${TRAFFIC}excludeOutboundIPRanges`]: 'connect past the proxy, without its mTLS',
  [`${LINKERD}skip-inbound-ports`]: 'take connections past the proxy: mTLS and authorization do not hold there',
  [`${LINKERD}skip-outbound-ports`]: 'connect past the proxy, without its mTLS',
};

const FIX =
  'Remove the exception. Protocols in which the server speaks first need no exception in Istio (name the port tcp-…) and an opaque port in Linkerd (config.linkerd.io/opaque-ports), both of which stay encrypted.';

function ofWorkload(workload: WorkloadFact): Failure | undefined {
  const found = Object.entries(ANNOTATIONS).filter(([name]) => (workload.podAnnotations.get(name) ?? '').trim() !== '');
  const [first] = found;
  if (first === undefined) return undefined;
  const parts = found.map(([name, does]) => `${workload.podAnnotations.get(name)} ${does} (${name})`);
  return {
    result: 'fail',
    object: workload,
    pointer: `${workload.specPointer.replace(/\/spec$/, '')}/metadata/annotations/${pointerSegment(first[0])}`,
    message: `Its pods keep ports or addresses out of the mesh: ${parts.join('; ')}.`,
    fix: { summary: FIX },
  };
}

const deployment = (annotation: string): string => `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata:
      labels: { app: web }
      annotations: { ${annotation} }
    spec:
      containers: [{ name: app, image: registry.example/app:1 }]
`;
const sidecar = (mode: string): string => `apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: { name: web, namespace: shop }
spec:
  ingress:
  - { port: { number: 8080, protocol: HTTP, name: http }, captureMode: ${mode} }
`;

export const meshPortBesideProxy: Check = {
  id: 'mesh-port-beside-proxy',
  title: 'A port of the mesh is not in the proxy',
  why: 'What the proxy does not capture, the mesh neither encrypts nor refuses: a STRICT mode or an authorization policy says nothing of that port, and whoever reads the policies believes that it does. In Linkerd, skipped ports are often meant to be opaque ones, which stay encrypted.',
  severity: 'low',
  maps: {
    nsa: ['Encrypt data in transit'],
    attack: ['T1040', 'T1599'],
    stride: ['information disclosure', 'elevation of privilege'],
    owasp: ['K07', 'K08'],
  },
  references: [
    'https://istio.io/latest/docs/reference/config/annotations/',
    'https://istio.io/latest/docs/reference/config/networking/sidecar/#CaptureMode',
    'https://linkerd.io/2/features/protocol-detection/#marking-ports-as-skip-ports',
    'https://kubernetes.io/docs/concepts/security/security-checklist/#network-security',
  ],
  *find(facts) {
    for (const { members } of workloadRoots(facts)) {
      const failure = members.map(ofWorkload).find((one) => one !== undefined);
      if (failure !== undefined) yield failure;
    }
    for (const object of facts.istioSidecars) {
      if (object.uncapturedPorts.length === 0 && !object.leavesUncaptured) continue;
      const ports = object.uncapturedPorts.length === 0 ? [] : [`port ${object.uncapturedPorts.join(', ')} comes in`];
      const parts = [...ports, ...(object.leavesUncaptured ? ['what its pods send goes out'] : [])];
      yield {
        result: 'fail',
        object,
        pointer: object.uncapturedPorts.length > 0 ? '/spec/ingress' : '/spec/egress',
        message: `By captureMode NONE, ${parts.join(' and ')} past the proxy.`,
        fix: { summary: FIX },
      };
    }
  },
  examples: {
    exposed: [
      { name: 'a port of Istio', manifests: deployment(`${TRAFFIC}excludeInboundPorts: '8080'`) },
      { name: 'a port of Linkerd', manifests: deployment(`${LINKERD}skip-outbound-ports: '3306'`) },
      { name: 'a Sidecar', manifests: sidecar('NONE') },
    ],
    safe: [
      { name: 'an opaque port', manifests: deployment(`${LINKERD}opaque-ports: '3306'`) },
      { name: 'an empty list', manifests: deployment(`${TRAFFIC}excludeInboundPorts: ''`) },
      { name: 'a Sidecar that captures', manifests: sidecar('IPTABLES') },
    ],
  },
};
