// Who answers names, as the cluster has it: the resolver's pods and their own port, NodeLocal DNSCache, GKE's Cloud DNS.
import type { ServiceFact } from '../facts/cluster.ts';
import type { Facts } from '../facts/facts.ts';
import { objectId } from '../facts/object-id.ts';
import type { WorkloadFact } from '../facts/workload.ts';
import type { Citation } from '../reach/citation.ts';
import { cloudOf, KEPT_OPEN } from '../reach/metadata.ts';
import { nodeLocalCaches } from '../reach/node-local-dns.ts';
import type { Group, Groups } from './groups.ts';
import type { Need, NeedEnd, Protocol } from './need.ts';
import { blockOf } from './host-ends.ts';
import type { ServiceEnds } from './service-ends.ts';

/** One that answers names. */
export interface Resolver {
  readonly end: NeedEnd;
  readonly port: number | string;
  readonly protocol: Protocol;
  readonly text: string;
  readonly evidence: readonly Citation[];
}

const DNS_PORT = 53;
const BOTH: readonly Protocol[] = ['UDP', 'TCP'];
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
  return BOTH.flatMap((protocol) =>
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
    BOTH.map((protocol) => ({
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
      BOTH.map((protocol) => ({
        end: { kind: 'blocks' as const, id: `ip:${address}`, cidrs: [blockOf(address)] },
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
      BOTH.map((protocol) => ({
        end: { kind: 'blocks' as const, id: `ip:${address}`, cidrs: [blockOf(address)] },
        port: DNS_PORT,
        protocol,
        text: why,
        evidence: [{ object: node }],
      })),
    ),
  );
}

/** Of every pod of the namespaces; and where a resolver runs in one of them, that it answers every pod. */
export function dnsNeeds(resolvers: readonly Resolver[], namespaces: ReadonlySet<string>): Need[] {
  const asked = [...namespaces].flatMap((namespace) =>
    resolvers.map((one): Need => ({
      from: { kind: 'namespace', namespace },
      to: one.end,
      ...said(one),
    })),
  );
  const answered = resolvers
    .filter(({ end }) => end.kind === 'group' && namespaces.has(end.group.namespace))
    .map((one): Need => ({ from: { kind: 'pods' }, to: one.end, ...said(one) }));
  return [...asked, ...answered];
}

function said({ port, protocol, text, evidence }: Resolver): Omit<Need, 'from' | 'to'> {
  return { port, protocol, source: 'dns', text, evidence };
}
