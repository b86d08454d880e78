// The two ends of a connection, as policies see them under one reading of what the specification leaves open.
import { familyOf, sameAddress } from './addresses.ts';
import type { Maybe, RawObject } from './raw.ts';

export type Cni = 'generic' | 'calico' | 'cilium' | 'ovn';

/** One way to read what the specification leaves to the network plugin. */
export interface Reading {
  /** Policies know pods on the host's network as pods; else they are their node. */
  readonly hostNetworkIsPod: boolean;
  /** An `ipBlock` matches the addresses of pods. */
  readonly blocksMatchPods: boolean;
  /** An `ipBlock` matches the addresses of nodes. */
  readonly blocksMatchNodes: boolean;
  /** A policy that today's API server refuses is stored all the same. */
  readonly invalidIsStored: boolean;
  /** A NetworkPolicy of egress does not hold a pod from its own node. */
  readonly ownNodeIsLeft: boolean;
}

const BOTH = [false, true];
/**
 * Calico matches addresses of pods and nodes, Cilium neither by default; for the rest it is not stated. Both document that egress to the
 * own node is asked of policies, which Kubernetes' page denies.
 */
const CHOICES: Readonly<Record<Cni, readonly [host: boolean[], pods: boolean[], nodes: boolean[], left: boolean[]]>> = {
  generic: [BOTH, BOTH, BOTH, [true]],
  calico: [[false], [true], [true], BOTH],
  cilium: [[false], [false], [false], BOTH],
  ovn: [BOTH, BOTH, BOTH, [true]],
};

export function readingsOf(cni: Cni): Reading[] {
  const [host, pods, nodes, left] = CHOICES[cni];
  return host.flatMap((hostNetworkIsPod) =>
    pods.flatMap((blocksMatchPods) =>
      nodes.flatMap((blocksMatchNodes) =>
        BOTH.flatMap((invalidIsStored) =>
          left.map((ownNodeIsLeft) => ({
            hostNetworkIsPod,
            blocksMatchPods,
            blocksMatchNodes,
            invalidIsStored,
            ownNodeIsLeft,
          })),
        ),
      ),
    ),
  );
}

export interface Party {
  readonly kind: 'pod' | 'node' | 'outside';
  /** Of a pod, also of one that counts as its node. */
  readonly pod?: RawObject;
  /** Empty where it is not known. */
  readonly node: string;
  /** Empty where none is known. */
  readonly addresses: readonly string[];
}

function find(objects: RawObject[], kind: string, name: string, namespace?: string): RawObject {
  const found = objects.find(
    (one) => one.kind === kind && one.metadata.name === name && one.metadata.namespace === namespace,
  );
  if (found === undefined) throw new Error(`no ${kind} ${namespace ?? ''}/${name}`);
  return found;
}

function podParty(pod: RawObject, reading: Reading, objects: RawObject[]): Party {
  const node = pod.spec?.nodeName ?? '';
  const addresses = (pod.status?.podIPs ?? []).map(({ ip }) => ip);
  if (pod.spec?.hostNetwork !== true || reading.hostNetworkIsPod) return { kind: 'pod', pod, node, addresses };
  const known = objects.some((one) => one.kind === 'Node' && one.metadata.name === node);
  return { kind: 'node', pod, node, addresses: known ? nodeAddresses(find(objects, 'Node', node)) : addresses };
}

function nodeAddresses(node: RawObject): string[] {
  return (node.status?.addresses ?? []).filter(({ type }) => type === 'InternalIP').map(({ address }) => address);
}

/** An address of a node is that node, of a pod that pod; of a pod on the host's network it is the node's. */
function addressParty(address: string, objects: RawObject[]): Party {
  const has = (one: string): boolean => sameAddress(one, address);
  const node = objects.find(
    (one) => one.kind === 'Node' && (one.status?.addresses ?? []).some((entry) => has(entry.address)),
  );
  if (node !== undefined) return { kind: 'node', node: node.metadata.name, addresses: [address] };
  const pods = objects.filter(
    ({ kind, status }) =>
      kind === 'Pod' &&
      !['Succeeded', 'Failed'].includes(status?.phase ?? '') &&
      (status?.podIPs ?? []).some(({ ip }) => has(ip)),
  );
  const own = pods.find(({ spec }) => spec?.hostNetwork !== true);
  if (own !== undefined) return { kind: 'pod', pod: own, node: own.spec?.nodeName ?? '', addresses: [address] };
  const [onHost] = pods;
  if (onHost !== undefined) return { kind: 'node', node: onHost.spec?.nodeName ?? '', addresses: [address] };
  return { kind: 'outside', node: '', addresses: [address] };
}

/** `NS/NAME` is a pod, `node:NAME` a node, `ip:ADDRESS` whatever has the address. */
export function partyOf(id: string, reading: Reading, objects: RawObject[]): Party {
  if (id.startsWith('ip:')) return addressParty(id.slice('ip:'.length), objects);
  if (id.startsWith('node:')) {
    const node = find(objects, 'Node', id.slice('node:'.length));
    return { kind: 'node', node: node.metadata.name, addresses: nodeAddresses(node) };
  }
  const [namespace, name = ''] = id.split('/');
  return podParty(find(objects, 'Pod', name, namespace), reading, objects);
}

/** Pairs of addresses of one family over which the two can speak; an unknown address is undefined. */
export function pairsOf(source: Party, target: Party): [string | undefined, string | undefined][] {
  const known = (addresses: readonly string[]): (string | undefined)[] =>
    addresses.length === 0 ? [undefined] : [...addresses];
  return known(source.addresses).flatMap((from) =>
    known(target.addresses)
      .filter((to) => from === undefined || to === undefined || familyOf(from) === familyOf(to))
      .map((to): [string | undefined, string | undefined] => [from, to]),
  );
}

/** Whether NetworkPolicies that isolate a pod for egress are asked about its own node as about any other. */
export function isAskedOfNode(
  direction: 'Ingress' | 'Egress',
  byPolicies: Maybe | undefined,
  { ownNodeIsLeft }: Reading,
): boolean {
  return direction === 'Egress' && byPolicies !== undefined && !ownNodeIsLeft;
}

/** Whether the pod runs on the node that is, or carries, the other end. */
export function isOwnNode(pod: Party, other: Party): Maybe {
  if (other.kind !== 'node') return false;
  if (pod.node === '' || other.node === '') return 'maybe';
  return pod.node === other.node;
}
