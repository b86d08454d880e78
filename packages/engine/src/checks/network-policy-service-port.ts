// NetworkPolicies that let the port of a Service through, where the pods behind it listen on another.
import type { ServiceFact } from '../facts/cluster.ts';
import type { Facts } from '../facts/facts.ts';
import { isolates } from '../facts/network.ts';
import type { NetworkPolicyFact, PolicyPort, PolicyRule } from '../facts/network.ts';
import { objectId } from '../facts/object-id.ts';
import type { WorkloadFact } from '../facts/workload.ts';
import { portBehind, portNames } from '../reach/container-ports.ts';
import type { ConnectRequest } from '../results/can-connect.ts';
import { behind } from '../transit/behind.ts';
import type { Check, Failure } from './check.ts';
import { DNS, isResolver } from './dns-resolvers.ts';
import { jsonPatch } from './patch.ts';
import { peerPods } from './peer-pods.ts';
import type { PeerPods } from './peer-pods.ts';
import { flowText } from './policy-rule.ts';
import { withRule } from './rule-place.ts';
import { whatIf } from './what-if.ts';
import type { WhatIf } from './what-if.ts';

/** A port of a Service, and a pod behind it that listens elsewhere. */
interface Moved {
  readonly service: ServiceFact;
  readonly pod: WorkloadFact;
  readonly number: number;
}

const keyOf = ({ protocol, port }: { readonly protocol: string; readonly port?: number | string }): string =>
  `${port}/${protocol}`;

/** By what a rule would say; what the cluster's names are asked for has a check of its own. */
function movedPorts(facts: Facts): ReadonlyMap<string, readonly Moved[]> {
  const found = facts.services.flatMap((service) => {
    const pods = behind(facts).pods(service);
    return (service.ports ?? []).flatMap((port) => {
      if (port.port === DNS && isResolver(service)) return [];
      for (const pod of pods) {
        const number = portBehind(facts, pod, port);
        const isListening = portNames(facts, pod).some((one) => one.port === port.port);
        if (number !== undefined && number !== port.port && !isListening)
          return [{ key: keyOf(port), moved: { service, pod, number } }];
      }
      return [];
    });
  });
  const byKey = Map.groupBy(found, ({ key }) => key);
  return new Map([...byKey].map(([key, all]) => [key, all.map(({ moved }) => moved)]));
}

class ServicePorts {
  readonly #facts: Facts;
  readonly #pods: PeerPods;
  readonly #whatIf: WhatIf;
  #moved: ReadonlyMap<string, readonly Moved[]> | undefined;

  constructor(facts: Facts) {
    this.#facts = facts;
    this.#pods = peerPods(facts);
    this.#whatIf = whatIf(facts);
  }

  *of(policy: NetworkPolicyFact): Generator<Failure> {
    const [subject] = isolates(policy, 'egress') ? this.#pods.heldBy(policy) : [];
    if (subject === undefined) return;
    for (const [at, rule] of policy.egress.entries())
      for (const port of rule.peers.length === 0 ? [] : rule.ports) {
        if (port.endPort !== undefined) continue;
        this.#moved ??= movedPorts(this.#facts);
        for (const one of this.#moved.get(keyOf(port)) ?? []) {
          if (!this.#pods.isNamed(one.pod, policy, rule.peers)) continue;
          const failure = this.#judge({ policy, at, rule, port }, one, subject);
          if (failure !== undefined) yield failure;
        }
      }
  }

  /** Refused as the rule is, and let through with the pods' port beside the Service's. */
  #judge(
    { policy, at, rule, port }: { policy: NetworkPolicyFact; at: number; rule: PolicyRule; port: PolicyPort },
    { service, pod, number }: Moved,
    subject: WorkloadFact,
  ): Failure | undefined {
    const protocol = port.protocol as ConnectRequest['protocol'];
    const request = { from: objectId(subject), to: objectId(service), port: port.port as number, protocol };
    const added = { protocol, port: number };
    const ports = [...rule.ports, { ...added, pointer: '' }];
    const meant = withRule({ policy, direction: 'egress', at }, { ...rule, ports });
    if (!this.#whatIf.turns(request, { now: 'deny', changed: 'allow' }, [policy, meant])) return undefined;
    return {
      result: 'fail',
      object: policy,
      pointer: port.pointer,
      message: `Port ${port.port} of ${objectId(service)} leads to port ${number} of ${objectId(pod)}, and policies see that port: ${flowText(request)} is refused.`,
      fix: {
        summary: `Name the port of the pods, ${number}, or its name; do not open all ports instead.`,
        ...jsonPatch(policy, [{ op: 'add', path: `${rule.pointer}/ports/-`, value: added }]),
      },
    };
  }
}

const cluster = (targetPort: string): string => `apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop, labels: {app: web}}
spec: {containers: [{name: c, image: c}]}
---
apiVersion: v1
kind: Pod
metadata: {name: api, namespace: shop, labels: {app: api}}
spec: {containers: [{name: c, image: c, ports: [{name: http, containerPort: 8080}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: api, namespace: shop}
spec: {selector: {app: api}, ports: [{port: 80, targetPort: ${targetPort}}]}
---
`;
const policy = (
  ports: string,
  to = '{podSelector: {matchLabels: {app: api}}}',
): string => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: web, namespace: shop}
spec:
  podSelector: {matchLabels: {app: web}}
  policyTypes: [Egress]
  egress: [{to: [${to}], ports: [${ports}]}]
`;

export const networkPolicyServicePort: Check = {
  id: 'network-policy-service-port',
  title: 'A NetworkPolicy lets the port of a Service through, and its pods listen on another',
  why: 'A Service is no end of a connection: its address and port are replaced by those of a pod before policies are asked. A rule for port 80 of a Service that leads to port 8080 lets nothing through, and the usual answer is to open all of it.',
  severity: 'low',
  maps: {
    nsa: ['Network separation and hardening'],
    stride: ['denial of service'],
    owasp: ['K07'],
  },
  references: [
    'https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource',
    'https://kubernetes.io/docs/reference/networking/virtual-ips/',
  ],
  *find(facts) {
    if (facts.networkPolicies.length === 0) return;
    const ports = new ServicePorts(facts);
    for (const each of facts.networkPolicies) yield* ports.of(each);
  },
  examples: {
    exposed: [
      { name: 'the port of the Service', manifests: cluster('8080') + policy('{port: 80}') },
      { name: 'the same by a name', manifests: cluster('http') + policy('{port: 80}') },
      { name: 'in any namespace', manifests: cluster('http') + policy('{port: 80}', '{namespaceSelector: {}}') },
    ],
    safe: [
      { name: 'the port of the pods', manifests: cluster('8080') + policy('{port: 8080}') },
      { name: 'both', manifests: cluster('8080') + policy('{port: 80}, {port: 8080}') },
      { name: 'by its name', manifests: cluster('http') + policy('{port: 80}, {port: http}') },
      { name: 'a range that holds it', manifests: cluster('8080') + policy('{port: 80}, {port: 8000, endPort: 9000}') },
      { name: 'a Service that leads to the same port', manifests: cluster('80') + policy('{port: 80}') },
      {
        name: 'a rule for other pods',
        manifests: cluster('8080') + policy('{port: 80}', '{podSelector: {matchLabels: {app: db}}}'),
      },
    ],
  },
};
