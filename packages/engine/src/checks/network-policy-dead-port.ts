// Rules of a NetworkPolicy for a port by a name that nobody has there: they let nothing through.
import type { Facts } from '../facts/facts.ts';
import type { PolicyPort } from '../facts/network.ts';
import { objectId } from '../facts/object-id.ts';
import type { WorkloadFact } from '../facts/workload.ts';
import { namedPort, portNames } from '../reach/container-ports.ts';
import { NAMESPACE_NAME } from '../reach/label-truth.ts';
import type { ConnectRequest } from '../results/can-connect.ts';
import type { Check, Failure } from './check.ts';
import { jsonPatch } from './patch.ts';
import { peerPods } from './peer-pods.ts';
import type { PeerPods } from './peer-pods.ts';
import { flowText } from './policy-rule.ts';
import { rulesIn, withRule } from './rule-place.ts';
import type { RulePlace } from './rule-place.ts';
import { whatIf } from './what-if.ts';
import type { WhatIf } from './what-if.ts';

/** A port in its rule. */
interface Named extends RulePlace {
  readonly port: PolicyPort;
  readonly index: number;
}

/** What the port may have been meant to be: the only one of its protocol that the pods name. */
interface Likely {
  readonly name: string;
  readonly port: number;
  readonly pod: WorkloadFact;
}

class DeadPorts {
  readonly #facts: Facts;
  readonly #pods: PeerPods;
  readonly #whatIf: WhatIf;

  constructor(facts: Facts) {
    this.#facts = facts;
    this.#pods = peerPods(facts);
    this.#whatIf = whatIf(facts);
  }

  judge(named: Named): Failure | undefined {
    const { policy, direction, rule, port } = named;
    if (typeof port.port !== 'string' || port.invalid === true) return undefined;
    const isOutside =
      direction === 'egress' && rule.peers.length > 0 && rule.peers.every(({ ipBlock }) => ipBlock !== undefined);
    const targets: WorkloadFact[] = [];
    for (const pod of direction === 'ingress' ? this.#pods.heldBy(policy) : this.#pods.namedBy(policy, rule.peers)) {
      if (namedPort(this.#facts, pod, port.port, port.protocol) !== undefined) return undefined;
      targets.push(pod);
    }
    if (targets.length === 0 && !isOutside) return undefined;
    const likely = this.#likely(targets, port.protocol);
    const where = isOutside
      ? 'an address has no names of ports, and a rule for blocks alone finds none'
      : `none of the ${targets.length} pods that it could be for gives the name ${port.port} to a port of ${port.protocol}`;
    const operation = likely && { op: 'replace' as const, path: `${port.pointer}/port`, value: likely.name };
    return {
      result: 'fail',
      object: policy,
      pointer: `${port.pointer}/port`,
      message: `Nothing goes through by this port: ${where}.${likely === undefined ? '' : this.#missed(named, likely)}`,
      fix: {
        summary: isOutside
          ? 'Write the number of the port.'
          : 'Name the port as the containers do, or write its number.',
        ...(operation !== undefined && jsonPatch(policy, [operation])),
      },
    };
  }

  #likely(targets: readonly WorkloadFact[], protocol: string): Likely | undefined {
    const found = targets.flatMap((pod) =>
      portNames(this.#facts, pod)
        .filter((one) => one.protocol === protocol)
        .map(({ name, port }) => ({ name, port, pod })),
    );
    return new Set(found.map(({ name }) => name)).size === 1 ? found[0] : undefined;
  }

  /** A connection that the rule would let through under the likely name. */
  #missed(named: Named, { name, port, pod }: Likely): string {
    const { policy, direction, rule, index } = named;
    const meant = withRule(named, { ...rule, ports: rule.ports.with(index, { ...named.port, port: name }) });
    const others = direction === 'ingress' ? this.#pods.namedBy(policy, rule.peers) : this.#pods.heldBy(policy);
    const other = others.find((one) => one !== pod);
    if (other === undefined) return '';
    const protocol = named.port.protocol as ConnectRequest['protocol'];
    const request = { from: objectId(other), to: objectId(pod), port, protocol };
    return this.#whatIf.turns(request, { now: 'deny', changed: 'allow' }, [policy, meant])
      ? ` Their only name is ${name}: ${flowText(request)} is refused.`
      : '';
  }
}

const cluster = (ports: string): string => `apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop, labels: {app: web}}
spec: {containers: [{name: c, image: c}]}
---
apiVersion: v1
kind: Pod
metadata: {name: api, namespace: shop, labels: {app: api}}
spec: {containers: [{name: c, image: c, ports: [${ports}]}]}
---
`;
const ingress = (port: string): string => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: api, namespace: shop}
spec:
  podSelector: {matchLabels: {app: api}}
  ingress: [{from: [{podSelector: {}}], ports: [{${port}}]}]
`;
const egress = (port: string, peer: string): string => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: web, namespace: shop}
spec:
  podSelector: {matchLabels: {app: web}}
  policyTypes: [Egress]
  egress: [{to: [{${peer}}], ports: [{${port}}]}]
`;
const HTTP = '{name: http, containerPort: 8080}';
const API = 'podSelector: {matchLabels: {app: api}}';

export const networkPolicyDeadPort: Check = {
  id: 'network-policy-dead-port',
  title: 'A NetworkPolicy names a port that nobody has',
  why: 'The name of a port is looked up in each pod that a connection would go to. Where no container has it, the rule matches nothing; addresses outside have no names at all, so that a named port beside blocks alone is dead. What it was for is refused, and the usual answer is to open all of it.',
  severity: 'low',
  maps: {
    nsa: ['Network separation and hardening'],
    stride: ['denial of service'],
    owasp: ['K07'],
  },
  references: [
    'https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/',
    'https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource',
  ],
  *find(facts) {
    if (facts.networkPolicies.length === 0) return;
    const dead = new DeadPorts(facts);
    for (const place of rulesIn(facts.networkPolicies))
      for (const [index, port] of place.rule.ports.entries()) {
        const failure = dead.judge({ ...place, port, index });
        if (failure !== undefined) yield failure;
      }
  },
  examples: {
    exposed: [
      { name: 'a name that the pods do not have', manifests: cluster(HTTP) + ingress('port: web') },
      { name: 'the name of another protocol', manifests: cluster(HTTP) + ingress('port: http, protocol: UDP') },
      { name: 'towards pods', manifests: cluster(HTTP) + egress('port: web', API) },
      {
        name: 'towards addresses',
        manifests: cluster(HTTP) + egress('port: https', 'ipBlock: {cidr: 203.0.113.0/24}'),
      },
    ],
    safe: [
      { name: 'the name that the pods have', manifests: cluster(HTTP) + ingress('port: http') },
      { name: 'its number', manifests: cluster(HTTP) + ingress('port: 8080') },
      { name: 'towards pods that have it', manifests: cluster(HTTP) + egress('port: http', API) },
      {
        name: 'no such pod is there yet',
        manifests: cluster(HTTP) + egress('port: web', 'podSelector: {matchLabels: {app: db}}'),
      },
      {
        name: 'pods of another namespace, by its name alone',
        manifests: cluster(HTTP) + egress('port: web', `namespaceSelector: {matchLabels: {${NAMESPACE_NAME}: other}}`),
      },
      {
        name: 'a number beside addresses',
        manifests: cluster(HTTP) + egress('port: 443', 'ipBlock: {cidr: 203.0.113.0/24}'),
      },
    ],
  },
};
