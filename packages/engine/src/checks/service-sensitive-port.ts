// Services with an address outside of the cluster, in front of a port that nobody outside should reach.
import type { ServiceFact } from '../facts/cluster.ts';
import type { Facts } from '../facts/facts.ts';
import { objectId } from '../facts/object-id.ts';
import { portBehind } from '../reach/container-ports.ts';
import { sensitivePort } from '../reach/sensitive-ports.ts';
import type { SensitivePort } from '../reach/sensitive-ports.ts';
import { sensitiveProgram } from '../reach/sensitive-programs.ts';
import { isExposed } from '../reach/services.ts';
import { behind } from '../transit/behind.ts';
import type { Check, Failure } from './check.ts';
import { jsonPatch } from './patch.ts';

type Port = NonNullable<ServiceFact['ports']>[number];

interface Behind {
  readonly found: SensitivePort;
  /** What tells: the number alone, or the image of a pod, too. */
  readonly told: string;
}

/** By the pods' port, and by the Service's own where that has a name; at a number that many use, by the image. */
function behindPort(facts: Facts, service: ServiceFact, port: Port): Behind | undefined {
  if (port.protocol !== 'TCP') return undefined;
  const byNumber = sensitivePort(/^\d+$/.test(port.targetPort) ? Number(port.targetPort) : port.port);
  if (byNumber !== undefined) return { found: byNumber, told: 'by its number' };
  for (const pod of behind(facts).pods(service)) {
    const number = portBehind(facts, pod, port);
    const images = facts.podSpecs[pod.spec]?.containers.map(({ image }) => image) ?? [];
    const found = number === undefined ? undefined : sensitiveProgram(number, images);
    if (found !== undefined) return { found, told: `by the image of ${objectId(pod)}` };
  }
  return undefined;
}

function failureOf(service: ServiceFact, { pointer, port }: Port, { found, told }: Behind): Failure {
  const how =
    found.open === true ? 'It usually asks for no credentials' : 'It is asked for its credentials by everybody';
  const isTyped = service.type === 'LoadBalancer' || service.type === 'NodePort';
  return {
    result: 'fail',
    object: service,
    pointer,
    severity: found.open === true ? 'high' : 'medium',
    message: `Port ${port} of this Service (${service.type}) has an address outside of the cluster: ${found.name} ${told}, which gives ${found.gives}. ${how}.`,
    fix: {
      summary:
        'Make it a ClusterIP Service, and let only its clients in; whoever works from outside goes through `kubectl port-forward` or a VPN.',
      ...(isTyped && jsonPatch(service, [{ op: 'replace', path: '/spec/type', value: 'ClusterIP' }])),
    },
  };
}

const runs = (image: string): string => `apiVersion: v1
kind: Pod
metadata: {name: store, namespace: data, labels: {app: store}}
spec: {containers: [{name: c, image: ${image}, ports: [{name: web, containerPort: 9090}]}]}
---
`;
const service = (type: string, port: string): string => `apiVersion: v1
kind: Service
metadata: {name: store, namespace: data}
spec:
  type: ${type}
  selector: {app: store}
  ports: [{${port}}]
`;

export const serviceSensitivePort: Check = {
  id: 'service-sensitive-port',
  title: 'A store or a console has an address outside of the cluster',
  why: 'A LoadBalancer, a NodePort or an external address lets in whoever reaches it. Stores, control planes and consoles are made for a network that is trusted: many ask for no credentials, and the others are tried by everybody. The catalogue of ports is `packages/engine/src/reach/sensitive-ports.ts`; programs at numbers that many use are told by their image (`sensitive-programs.ts` there).',
  severity: 'medium',
  maps: {
    nsa: ['Network separation and hardening'],
    attack: ['T1133', 'T1190'],
    stride: ['information disclosure', 'tampering'],
    owasp: ['K07'],
  },
  references: [
    'https://kubernetes.io/docs/concepts/services-networking/service/#publishing-services-service-types',
    'https://kubernetes.io/docs/reference/networking/ports-and-protocols/',
  ],
  *find(facts) {
    for (const each of facts.services)
      if (isExposed(each))
        for (const port of each.ports ?? []) {
          const found = behindPort(facts, each, port);
          if (found !== undefined) yield failureOf(each, port, found);
        }
  },
  examples: {
    exposed: [
      { name: 'Redis behind a load balancer', manifests: service('LoadBalancer', 'port: 6379') },
      { name: 'PostgreSQL on a node port', manifests: service('NodePort', 'port: 80, targetPort: 5432') },
      {
        name: 'Prometheus, by its image',
        manifests: runs('prom/prometheus:v3.0.0') + service('LoadBalancer', 'port: 80, targetPort: 9090'),
      },
      {
        name: 'the same, by the name of the port',
        manifests: runs('prom/prometheus:v3.0.0') + service('LoadBalancer', 'port: 80, targetPort: web'),
      },
      { name: 'a port by its name', manifests: service('LoadBalancer', 'port: 2379, targetPort: client') },
    ],
    safe: [
      { name: 'within the cluster', manifests: service('ClusterIP', 'port: 6379') },
      { name: 'another port', manifests: service('LoadBalancer', 'port: 443, targetPort: 8443') },
      { name: 'its own port leads to another', manifests: service('LoadBalancer', 'port: 6379, targetPort: 8443') },
      {
        name: 'the number of Prometheus, and another image',
        manifests: runs('nginx:1.29') + service('LoadBalancer', 'port: 80, targetPort: 9090'),
      },
      {
        name: 'the image, and another port',
        manifests: runs('prom/prometheus:v3.0.0') + service('LoadBalancer', 'port: 80, targetPort: 9091'),
      },
      { name: 'over UDP', manifests: service('LoadBalancer', 'port: 6379, protocol: UDP') },
    ],
  },
};
