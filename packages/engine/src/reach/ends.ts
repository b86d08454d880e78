// What stands at one end of a connection, and what policies take it for under a reading of the specification.
import type { Address } from '../facts/address.ts';
import { parseAddress } from '../facts/address.ts';
import type { NodeFact } from '../facts/cluster.ts';
import type { WorkloadFact } from '../facts/workload.ts';
import type { Compiled } from './compile.ts';
import type { End } from './attempt.ts';
import { addressesOf } from './pods.ts';
import type { PodClass } from './pods.ts';
import type { Reading } from './reading.ts';

/** A pod by its number among `Pods.pods`, a node by name, or an address that is neither's. */
export type Party =
  | { readonly kind: 'pod'; readonly pod: number; readonly address?: Address }
  | { readonly kind: 'node'; readonly node: string; readonly address?: Address }
  /** Without an address: somewhere outside, not known where. */
  | { readonly kind: 'outside'; readonly address?: Address };

/** The addresses from which a node speaks, and at which others find it by name. */
function internalAddresses({ addresses = [] }: NodeFact): Address[] {
  return addresses
    .filter(({ type }) => type === 'InternalIP')
    .map(({ address }) => parseAddress(address))
    .filter((address) => address !== undefined);
}

const UNKNOWN: readonly undefined[] = [undefined];
const orUnknown = (addresses: readonly Address[]): readonly (Address | undefined)[] =>
  addresses.length === 0 ? UNKNOWN : addresses;

export class Ends {
  readonly #compiled: Compiled;
  readonly #nodes: ReadonlyMap<string, NodeFact>;

  constructor(compiled: Compiled, nodes: readonly NodeFact[]) {
    this.#compiled = compiled;
    this.#nodes = new Map(nodes.map((node) => [node.name, node]));
  }

  pod(number: number): WorkloadFact {
    return this.#compiled.pods.pods[number] as WorkloadFact;
  }

  classOf(number: number): PodClass {
    const { classes, classOf } = this.#compiled.pods;
    return classes[classOf[number] as number] as PodClass;
  }

  usesHostNetwork(party: Party): boolean {
    return party.kind === 'pod' && this.classOf(party.pod).hostNetwork;
  }

  /** One end for each address of the party. */
  of(party: Party, { hostNetworkIsPod }: Reading): readonly End[] {
    const given = party.address === undefined ? undefined : [party.address];
    if (party.kind === 'outside')
      return orUnknown(given ?? []).map((address) => ({ kind: 'outside', podClass: -1, node: '', address }));
    if (party.kind === 'node') return this.#node(party.node, given);
    const { node } = this.pod(party.pod);
    const own = given ?? addressesOf(this.pod(party.pod));
    if (this.usesHostNetwork(party) && !hostNetworkIsPod) return this.#node(node, this.#nodes.has(node) ? given : own);
    const podClass = this.#compiled.pods.classOf[party.pod] as number;
    return orUnknown(own).map((address) => ({ kind: 'pod', podClass, node, address }));
  }

  #node(name: string, given: readonly Address[] | undefined): readonly End[] {
    const fact = this.#nodes.get(name);
    const addresses = given ?? (fact === undefined ? [] : internalAddresses(fact));
    return orUnknown(addresses).map((address) => ({ kind: 'node', podClass: -1, node: name, address }));
  }
}

export function isSamePod(one: Party, other: Party): boolean {
  return one.kind === 'pod' && other.kind === 'pod' && one.pod === other.pod;
}
