// Where a cluster's names are asked for, when it is not at port 53 of pods.
import { hostBlock } from '../facts/address.ts';
import type { ServiceFact } from '../facts/cluster.ts';
import type { Facts } from '../facts/facts.ts';
import type { PolicyRule } from '../facts/network.ts';
import { objectId } from '../facts/object-id.ts';
import { portBehind } from '../reach/container-ports.ts';
import { cloudOf } from '../reach/metadata.ts';
import { nodeLocalCaches } from '../reach/node-local-dns.ts';
import { behind } from '../transit/behind.ts';
import type { Operation } from './patch.ts';

export const DNS = 53;
const NAMESPACES: ReadonlySet<string> = new Set(['kube-system', 'openshift-dns']);
/** Where Cloud DNS for GKE answers, which runs no pods. */
const CLOUD_DNS = '169.254.169.254';
const LINK_LOCAL = /^(?:169\.254\.|fe80:)/i;
export type Protocol = 'TCP' | 'UDP';

/** Where the cluster's names are asked for: what a policy sees of it, and how a rule for port 53 has to be widened. */
export interface Resolver {
  readonly to: string;
  readonly words: string;
  /** True where it is not known that policies hold for it, or that it is there. */
  readonly open: boolean;
  readonly widen: (rule: PolicyRule, protocol: Protocol) => { rule: PolicyRule; operation: Omit<Operation, 'op'> };
}

function atPort(service: string, pod: string, port: number): Resolver {
  return {
    to: service,
    words: `${service} leads to port ${port} of ${pod}, and policies see that port`,
    open: false,
    widen: (rule, protocol) => ({
      rule: { ...rule, ports: [...rule.ports, { protocol, port, pointer: '' }] },
      operation: { path: '/ports/-', value: { protocol, port } },
    }),
  };
}

function atAddress(address: string, words: string): Resolver {
  const ipBlock = { cidr: hostBlock(address), except: [] };
  return {
    to: `ip:${address}`,
    words,
    open: true,
    widen: (rule) => ({
      rule: { ...rule, peers: [...rule.peers, { ipBlock, pointer: '' }] },
      operation: { path: '/to/-', value: { ipBlock: { cidr: ipBlock.cidr } } },
    }),
  };
}

/** Whether names are asked for at the Service, if it has the port. */
export function isResolver({ namespace }: ServiceFact): boolean {
  return NAMESPACES.has(namespace);
}

/** Services of the cluster's DNS whose pods listen on another port. */
function* movedPorts(facts: Facts): Generator<Resolver> {
  for (const service of facts.services) {
    const port = isResolver(service) ? service.ports?.find((one) => one.port === DNS) : undefined;
    if (port === undefined) continue;
    for (const pod of behind(facts).pods(service)) {
      const number = portBehind(facts, pod, port);
      if (number === undefined || number === DNS) continue;
      yield atPort(objectId(service), objectId(pod), number);
      break;
    }
  }
}

/** https://kubernetes.io/docs/tasks/administer-cluster/nodelocaldns/ https://cloud.google.com/kubernetes-engine/docs/how-to/cloud-dns */
function* addresses(facts: Facts): Generator<Resolver> {
  const services = new Set(facts.services.flatMap(({ clusterAddresses = [] }) => clusterAddresses));
  for (const { cache, addresses: own } of nodeLocalCaches(facts))
    for (const address of own)
      // At the Service's own address a policy may see either: the pods behind it, which are judged by themselves, or the node. Manifests
      // without it do not tell which address that is, but that it is not link-local.
      if (services.size > 0 ? !services.has(address) : LINK_LOCAL.test(address))
        yield atAddress(
          address,
          `pods ask ${objectId(cache)} at ${address}, an address of their node, which the plugin may take for it or not`,
        );
  const hasPods = facts.services.some(
    (service) =>
      NAMESPACES.has(service.namespace) &&
      service.ports?.some(({ port }) => port === DNS) === true &&
      behind(facts).pods(service).length > 0,
  );
  if (!hasPods && facts.nodes.some((node) => cloudOf(node) === 'gcp'))
    yield atAddress(CLOUD_DNS, `no pods answer names: Cloud DNS for GKE does so at ${CLOUD_DNS}, if it is switched on`);
}

export const resolversOf = (facts: Facts): readonly Resolver[] => [...movedPorts(facts), ...addresses(facts)];
