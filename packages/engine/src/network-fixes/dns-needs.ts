// Who answers names, as the cluster has it: the resolver's pods and their own port, NodeLocal DNSCache, GKE's Cloud DNS.
import type { ServiceFact } from '../facts/cluster.ts';
import type { Facts } from '../facts/facts.ts';
import { objectId } from '../facts/object-id.ts';
import type { WorkloadFact } from '../facts/workload.ts';
import { cloudOf, KEPT_OPEN } from '../reach/metadata.ts';
import { nodeLocalCaches } from '../reach/node-local-dns.ts';
import type { Group, Groups } from './groups.ts';
import { NeedList } from './declared-need.ts';
import type { Need, NeedEnd, Needs, Protocol } from './need.ts';
import type { PodDns } from './pod-dns.ts';
import { endAt } from './host-ends.ts';
import { DNS_PORT, DNS_PROTOCOLS } from './resolver.ts';
import type { Resolver } from './resolver.ts';
import type { ServiceEnds } from './service-ends.ts';

/**
 * Services that kubelets are told of: kubeadm and most clouds, and OpenShift.
 * https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/
 * https://docs.okd.io/latest/networking/networking_operators/dns-operator.html
 */
const SERVICES: readonly (readonly [namespace: string, name: string])[] = [
  ['kube-system', 'kube-dns'],
  ['kube-system', 'coredns'],
  ['kube-system', 'rke2-coredns-rke2-coredns'],
  ['openshift-dns', 'dns-default'],
];

/** Empty where none is in the input. */
export function resolversOf(facts: Facts, groups: Groups, ends: ServiceEnds): readonly Resolver[] {
  const services = SERVICES.flatMap(([namespace, name]) => ends.service(namespace, name) ?? []);
  const found = [...services.flatMap((service) => ofService(service, ends)), ...nodeLocal(facts), ...ofGke(facts)];
  const pods = found.some(({ end }) => end.kind === 'group') ? [] : byLabel(facts, groups);
  return [...new Map([...found, ...pods].map((one) => [keyOf(one), one])).values()];
}

function keyOf({ end, port, protocol }: Resolver): string {
  const id = end.kind === 'group' ? end.group.id : end.kind === 'blocks' ? end.id : end.kind;
  return `${id} ${port}/${protocol}`;
}

/** The ports of its pods, which need not be 53. */
function ofService(service: ServiceFact, ends: ServiceEnds): Resolver[] {
  return DNS_PROTOCOLS.flatMap((protocol) =>
    (service.ports ?? [])
      .filter((one) => one.port === DNS_PORT && one.protocol === protocol)
      .flatMap((one) =>
        ends.ofService(service, one.port, protocol).targets.map((target) => ({
          ...target,
          text: `${objectId(service)} answers names`,
          evidence: [{ object: service, pointer: one.pointer }],
        })),
      ),
  );
}

/** Without a Service in the input, the pods that carry the label of the resolver. */
function byLabel(facts: Facts, groups: Groups): Resolver[] {
  const found = groups.in('kube-system').filter(({ pods }) => pods.some(isKubeDns));
  return found.flatMap((group) =>
    DNS_PROTOCOLS.map((protocol) => ({
      end: { kind: 'group' as const, group },
      port: declared(facts, group, protocol),
      protocol,
      text: `${group.id} has the label k8s-app: kube-dns`,
      evidence: group.pods.slice(0, 1).map((object) => ({ object })),
    })),
  );
}

const isKubeDns = ({ podLabels }: WorkloadFact): boolean => podLabels?.get('k8s-app') === 'kube-dns';

function declared({ podSpecs }: Facts, { pods }: Group, protocol: Protocol): number {
  const ports = podSpecs[pods[0]?.spec ?? -1]?.containers.flatMap((one) => one.ports ?? []) ?? [];
  const named = ports.find((one) => one.protocol === protocol && one.name.startsWith('dns'));
  return named?.port ?? DNS_PORT;
}

/** The addresses that the cache listens on, on each node. */
function nodeLocal(facts: Facts): Resolver[] {
  return nodeLocalCaches(facts).flatMap(({ cache, addresses }) =>
    addresses.flatMap((address) =>
      DNS_PROTOCOLS.map((protocol) => ({
        end: endAt(address),
        port: DNS_PORT,
        protocol,
        text: `${objectId(cache)} answers names at ${address} of each node`,
        evidence: [{ object: cache, pointer: cache.specPointer }],
      })),
    ),
  );
}

/** Where nodes are GKE's, Cloud DNS may answer at the metadata address. */
function ofGke({ nodes }: Facts): Resolver[] {
  const node = nodes.find((one) => cloudOf(one) === 'gcp');
  if (node === undefined) return [];
  return KEPT_OPEN.filter(({ cloud, port }) => cloud === 'gcp' && port === DNS_PORT).flatMap(({ addresses, why }) =>
    addresses.flatMap((address) =>
      DNS_PROTOCOLS.map((protocol) => ({
        end: endAt(address),
        port: DNS_PORT,
        protocol,
        text: why,
        evidence: [{ object: node }],
      })),
    ),
  );
}

interface DnsSettings {
  readonly resolvers: readonly Resolver[];
  readonly groups: Groups;
  readonly dns: PodDns;
  readonly namespaces: ReadonlySet<string>;
  /** Ids of groups that were seen to ask somebody. */
  readonly seen: ReadonlySet<string>;
}

/** Of every pod of the namespaces that asks the cluster; and where a resolver runs in one of them, that it answers every pod. */
export function dnsNeeds(settings: DnsSettings): Needs {
  const { resolvers, namespaces } = settings;
  const list = new NeedList();
  for (const namespace of namespaces) addAsked(list, namespace, settings);
  for (const one of resolvers)
    if (one.end.kind === 'group' && namespaces.has(one.end.group.namespace))
      list.needs.push({ from: { kind: 'pods' }, to: one.end, ...said(one) });
  return list;
}

/** The namespace as a whole where all its pods ask the cluster, so that pods to come do, too. */
function addAsked(list: NeedList, namespace: string, { resolvers, groups, dns, seen }: DnsSettings): void {
  const all = groups.in(namespace).filter(({ onHost }) => !onHost);
  const asking = all.filter((group) => dns.of(group).cluster);
  const ends: NeedEnd[] =
    asking.length === all.length
      ? [{ kind: 'namespace', namespace }]
      : asking.map((group): NeedEnd => ({ kind: 'group', group }));
  for (const from of ends) for (const one of resolvers) list.needs.push({ from, to: one.end, ...said(one) });
  for (const group of all) {
    const { own, ofNode } = dns.of(group);
    for (const one of own) list.needs.push({ from: { kind: 'group', group }, to: one.end, ...said(one) });
    if (ofNode === undefined || seen.has(group.id)) continue;
    list.miss(OF_NODE, {
      source: 'dns',
      text: `dnsPolicy Default of ${objectId(ofNode)}`,
      evidence: [{ object: ofNode, pointer: `${ofNode.specPointer}/dnsPolicy` }],
      namespace,
    });
  }
}

const OF_NODE = 'whom its node asks for names is not in the input: name it with --observed';

function said({ port, protocol, text, evidence }: Resolver): Omit<Need, 'from' | 'to'> {
  return { port, protocol, source: 'dns', text, evidence };
}
