// NetworkPolicies that let port 53 through to the resolver, where the resolver listens elsewhere.
import type { Facts } from '../facts/facts.ts';
import { isolates } from '../facts/network.ts';
import type { NetworkPolicyFact, PolicyRule } from '../facts/network.ts';
import { objectId } from '../facts/object-id.ts';
import type { Check, Failure } from './check.ts';
import { DNS, resolversOf } from './dns-resolvers.ts';
import type { Protocol, Resolver } from './dns-resolvers.ts';
import { jsonPatch } from './patch.ts';
import { peerPods } from './peer-pods.ts';
import type { PeerPods } from './peer-pods.ts';
import { flowText } from './policy-rule.ts';
import { withRule } from './rule-place.ts';
import { whatIf } from './what-if.ts';
import type { WhatIf } from './what-if.ts';

function protocolOf({ ports }: PolicyRule): Protocol | undefined {
  const found =
    ports.find(({ port, protocol }) => port === DNS && protocol === 'UDP') ?? ports.find(({ port }) => port === DNS);
  return found?.protocol === 'UDP' || found?.protocol === 'TCP' ? found.protocol : undefined;
}

class DnsRules {
  readonly #resolvers: readonly Resolver[];
  readonly #pods: PeerPods;
  readonly #whatIf: WhatIf;

  constructor(facts: Facts) {
    this.#resolvers = resolversOf(facts);
    this.#pods = peerPods(facts);
    this.#whatIf = whatIf(facts);
  }

  *of(policy: NetworkPolicyFact): Generator<Failure> {
    if (this.#resolvers.length === 0 || !isolates(policy, 'egress')) return;
    const [subject] = this.#pods.heldBy(policy);
    if (subject === undefined) return;
    for (const [at, rule] of policy.egress.entries()) {
      const protocol = rule.peers.length === 0 ? undefined : protocolOf(rule);
      for (const resolver of protocol === undefined ? [] : this.#resolvers) {
        const failure = this.#judge({ policy, at, rule, protocol: protocol as Protocol }, resolver, objectId(subject));
        if (failure !== undefined) yield failure;
      }
    }
  }

  /** Refused as the policies are, and let through with the rule widened: then, and only then, is it this rule that misses. */
  #judge(
    { policy, at, rule, protocol }: { policy: NetworkPolicyFact; at: number; rule: PolicyRule; protocol: Protocol },
    resolver: Resolver,
    from: string,
  ): Failure | undefined {
    const request = { from, to: resolver.to, port: DNS, protocol };
    const { rule: wide, operation } = resolver.widen(rule, protocol);
    const meant = withRule({ policy, direction: 'egress', at }, wide);
    if (!this.#whatIf.turns(request, { now: 'deny', changed: 'allow' }, [policy, meant])) return undefined;
    const pointer = `/spec/egress/${at}`;
    return {
      result: resolver.open ? 'unknown' : 'fail',
      object: policy,
      pointer,
      message: `Port ${DNS} is let through here, and names are asked for elsewhere: ${resolver.words}. ${flowText(request)} is refused${resolver.open ? ' unless the plugin spares it' : ''}.`,
      fix: {
        summary: 'Let the resolver through where it listens, over UDP and TCP; do not open all egress instead.',
        ...jsonPatch(policy, [{ op: 'add', path: pointer + operation.path, value: operation.value }]),
      },
    };
  }
}

const pod = (name: string, namespace: string, port: number): string => `apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: ${namespace}, labels: {app: ${name}}}
spec: {nodeName: ${name}, containers: [{name: c, image: c, ports: [{name: dns, containerPort: ${port}, protocol: UDP}]}]}
---
`;
const cluster = (
  port: number,
  targetPort: string,
): string => `${pod('web', 'shop', 8080)}${pod('dns', 'openshift-dns', port)}apiVersion: v1
kind: Service
metadata: {name: dns-default, namespace: openshift-dns}
spec: {selector: {app: dns}, ports: [{name: dns, port: 53, protocol: UDP, targetPort: ${targetPort}}]}
---
`;
const policy = (ports: string, peers = 'namespaceSelector: {}'): string => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: dns-only, namespace: shop}
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress: [{to: [{${peers}}], ports: [${ports}]}]
`;
const UDP = '{port: 53, protocol: UDP}';
const nodeLocal = `apiVersion: apps/v1
kind: DaemonSet
metadata: {name: node-local-dns, namespace: kube-system}
spec:
  selector: {matchLabels: {k8s-app: node-local-dns}}
  template:
    metadata: {labels: {k8s-app: node-local-dns}}
    spec: {hostNetwork: true, containers: [{name: c, image: k8s-dns-node-cache, args: [-localip, '169.254.20.10,10.96.0.10']}]}
---
`;
const google = `apiVersion: v1
kind: Node
metadata: {name: n1, labels: {cloud.google.com/gke-nodepool: pool}}
---
`;

export const networkPolicyDnsPort: Check = {
  id: 'network-policy-dns-port',
  title: 'A NetworkPolicy lets DNS through on a port where nobody answers',
  why: 'Policies judge the pod’s port, after the Service’s was translated: the DNS pods of OpenShift listen on 5353, a cache on the node answers at an address that is no pod’s, and Cloud DNS for GKE at 169.254.169.254. A rule for port 53 of the resolver’s pods then lets nothing through, names do not resolve, and the usual answer is to open all egress.',
  severity: 'low',
  maps: {
    nsa: ['Network separation and hardening'],
    stride: ['denial of service'],
    owasp: ['K07'],
  },
  references: [
    'https://docs.redhat.com/en/documentation/openshift_container_platform/4.18/html/networking_operators/dns-operator',
    'https://kubernetes.io/docs/tasks/administer-cluster/nodelocaldns/',
    'https://cloud.google.com/kubernetes-engine/docs/how-to/cloud-dns',
  ],
  *find(facts) {
    if (facts.networkPolicies.length === 0) return;
    const rules = new DnsRules(facts);
    for (const each of facts.networkPolicies) yield* rules.of(each);
  },
  examples: {
    exposed: [
      { name: 'the pods listen on 5353', manifests: cluster(5353, 'dns') + policy(UDP) },
      { name: 'the same by number', manifests: cluster(5353, '5353') + policy(UDP) },
      { name: 'a cache on the node', manifests: cluster(53, 'dns') + nodeLocal + policy(UDP) },
      {
        name: 'a cache on the node, and the Service’s address',
        manifests:
          cluster(53, 'dns').replace('spec: {selector', 'spec: {clusterIP: 10.96.0.10, selector') +
          nodeLocal +
          policy(UDP),
      },
      { name: 'Cloud DNS for GKE', manifests: pod('web', 'shop', 8080) + google + policy(UDP) },
    ],
    safe: [
      { name: 'the pods listen on 53', manifests: cluster(53, 'dns') + policy(UDP) },
      {
        name: 'both ports are let through',
        manifests: cluster(5353, 'dns') + policy(`${UDP}, {port: 5353, protocol: UDP}`),
      },
      { name: 'the port by its name', manifests: cluster(5353, 'dns') + policy(`${UDP}, {port: dns, protocol: UDP}`) },
      {
        name: 'a rule for resolvers outside',
        manifests: cluster(5353, 'dns') + policy(UDP, 'ipBlock: {cidr: 8.8.8.8/32}'),
      },
      {
        name: 'the address of the cache is let through',
        manifests: cluster(53, 'dns') + nodeLocal + policy(UDP, 'ipBlock: {cidr: 169.254.20.10/32}'),
      },
      { name: 'a rule that is not about DNS', manifests: cluster(5353, 'dns') + policy('{port: 443}') },
    ],
  },
};
