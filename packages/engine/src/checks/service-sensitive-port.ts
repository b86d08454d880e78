// Services with an address outside of the cluster, in front of a port that nobody outside should reach.
import type { ServiceFact } from '../facts/cluster.ts';
import { sensitivePort } from '../reach/sensitive-ports.ts';
import type { SensitivePort } from '../reach/sensitive-ports.ts';
import { isExposed } from '../reach/services.ts';
import type { Check, Failure } from './check.ts';
import { jsonPatch } from './patch.ts';

type Port = NonNullable<ServiceFact['ports']>[number];

/** By the pods' port, and by the Service's own where that has a name. */
function behindPort({ port, targetPort, protocol }: Port): SensitivePort | undefined {
  if (protocol !== 'TCP') return undefined;
  return sensitivePort(/^\d+$/.test(targetPort) ? Number(targetPort) : port);
}

function failureOf(service: ServiceFact, { pointer, port }: Port, found: SensitivePort): Failure {
  const how =
    found.open === true ? 'It usually asks for no credentials' : 'It is asked for its credentials by everybody';
  const isTyped = service.type === 'LoadBalancer' || service.type === 'NodePort';
  return {
    result: 'fail',
    object: service,
    pointer,
    severity: found.open === true ? 'high' : 'medium',
    message: `Port ${port} of this Service (${service.type}) has an address outside of the cluster: ${found.name} by its number, which gives ${found.gives}. ${how}.`,
    fix: {
      summary:
        'Make it a ClusterIP Service, and let only its clients in; whoever works from outside goes through `kubectl port-forward` or a VPN.',
      ...(isTyped && jsonPatch(service, [{ op: 'replace', path: '/spec/type', value: 'ClusterIP' }])),
    },
  };
}

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
  why: 'A LoadBalancer, a NodePort or an external address lets in whoever reaches it. Stores, control planes and consoles are made for a network that is trusted: many ask for no credentials, and the others are tried by everybody. The catalogue of ports is `packages/engine/src/reach/sensitive-ports.ts`.',
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
  *find({ services }) {
    for (const each of services)
      if (isExposed(each))
        for (const port of each.ports ?? []) {
          const found = behindPort(port);
          if (found !== undefined) yield failureOf(each, port, found);
        }
  },
  examples: {
    exposed: [
      { name: 'Redis behind a load balancer', manifests: service('LoadBalancer', 'port: 6379') },
      { name: 'PostgreSQL on a node port', manifests: service('NodePort', 'port: 80, targetPort: 5432') },
      { name: 'a port by its name', manifests: service('LoadBalancer', 'port: 2379, targetPort: client') },
    ],
    safe: [
      { name: 'within the cluster', manifests: service('ClusterIP', 'port: 6379') },
      { name: 'another port', manifests: service('LoadBalancer', 'port: 443, targetPort: 8443') },
      { name: 'its own port leads to another', manifests: service('LoadBalancer', 'port: 6379, targetPort: 8443') },
      { name: 'over UDP', manifests: service('LoadBalancer', 'port: 6379, protocol: UDP') },
    ],
  },
};
