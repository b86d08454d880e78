// Single addresses and groups of pods as ends of a policy; a group by selector, or on its hosts' network by the addresses of these.
import { hostBlock, parseAddress } from '../facts/address.ts';
import type { Facts } from '../facts/facts.ts';
import type { WorkloadFact } from '../facts/workload.ts';
import type { Group } from './groups.ts';
import type { NeedEnd } from './need.ts';

export function endAt(address: string): NeedEnd {
  return { kind: 'blocks', id: `ip:${address}`, cidrs: [hostBlock(address)] };
}

/** The address of a block that holds one alone. */
export function hostOf(cidr: string): string {
  return cidr.slice(0, cidr.indexOf('/'));
}

/** Undefined for pods on the network of hosts whose addresses are not in the input. */
export function endOfGroup(group: Group, facts: Facts): NeedEnd | undefined {
  if (!group.onHost) return { kind: 'group', group };
  const cidrs = [...new Set(group.pods.flatMap((pod) => hostAddresses(pod, facts)))].toSorted().map(hostBlock);
  return cidrs.length === 0 ? undefined : { kind: 'blocks', id: group.id, cidrs, entity: 'nodes' };
}

/** Of the pod, which are its node's; else of the node; of what makes pods on every node, of all. */
function hostAddresses({ addresses = [], node, isPod, objectKind }: WorkloadFact, { nodes }: Facts): string[] {
  const own = addresses.filter((one) => parseAddress(one) !== undefined);
  if (own.length > 0) return own;
  const on = nodes.filter(({ name }) => (isPod ? name === node : objectKind === 'DaemonSet'));
  return on.flatMap((one) =>
    (one.addresses ?? []).filter(({ type }) => type === 'InternalIP').map(({ address }) => address),
  );
}
