// Whether one rule of a NetworkPolicy lets through all that another does, as far as what is written shows it.
import { isPart, parseBlock } from '../facts/address.ts';
import type { AddressBlock } from '../facts/address.ts';
import type { PolicyBlock, PolicyPeer, PolicyPort, PolicyRule } from '../facts/network.ts';
import type { LabelSelector } from '../facts/object.ts';

export function portCovers(wide: PolicyPort, narrow: PolicyPort): boolean {
  if (wide.protocol !== narrow.protocol) return false;
  if (wide.port === undefined) return true;
  if (typeof wide.port === 'string' || typeof narrow.port !== 'number') return wide.port === narrow.port;
  return wide.port <= narrow.port && (narrow.endPort ?? narrow.port) <= (wide.endPort ?? wide.port);
}

/** Fewer requirements select more. */
function selectorCovers(wide: LabelSelector | undefined, narrow: LabelSelector | undefined): boolean {
  const asked = new Set((narrow?.matchExpressions ?? []).map((one) => JSON.stringify(one)));
  return (
    [...(wide?.matchLabels ?? [])].every(([key, value]) => narrow?.matchLabels.get(key) === value) &&
    (wide?.matchExpressions ?? []).every((one) => asked.has(JSON.stringify(one)))
  );
}

/** Compares any number of rules; each block is parsed once. */
export class RuleCovers {
  readonly #blocks = new Map<string, AddressBlock | undefined>();

  /** Of rules that the API server takes. Both directions hold of rules that say the same. */
  covers(wide: PolicyRule, narrow: PolicyRule): boolean {
    const ports =
      wide.ports.length === 0 ||
      (narrow.ports.length > 0 && narrow.ports.every((port) => wide.ports.some((one) => portCovers(one, port))));
    if (!ports) return false;
    if (wide.peers.length === 0) return true;
    return (
      narrow.peers.length > 0 && narrow.peers.every((peer) => wide.peers.some((one) => this.#peerCovers(one, peer)))
    );
  }

  #peerCovers(wide: PolicyPeer, narrow: PolicyPeer): boolean {
    if (wide.ipBlock !== undefined || narrow.ipBlock !== undefined)
      return (
        wide.ipBlock !== undefined && narrow.ipBlock !== undefined && this.#blockCovers(wide.ipBlock, narrow.ipBlock)
      );
    // Without a namespaceSelector it is the own namespace, which only all namespaces surely hold.
    const namespaces =
      wide.namespaceSelector === undefined
        ? narrow.namespaceSelector === undefined
        : selectorCovers(wide.namespaceSelector, narrow.namespaceSelector);
    return namespaces && selectorCovers(wide.podSelector, narrow.podSelector);
  }

  #blockCovers(wide: PolicyBlock, narrow: PolicyBlock): boolean {
    const [outer, inner] = [this.#parsed(wide.cidr), this.#parsed(narrow.cidr)];
    if (outer === undefined || inner === undefined || !isPart(inner, outer)) return false;
    return wide.except.every((text) => {
      const hole = this.#parsed(text);
      if (hole === undefined) return false;
      if (!isPart(hole, inner) && !isPart(inner, hole)) return true;
      return narrow.except.some((other) => {
        const block = this.#parsed(other);
        return block !== undefined && isPart(hole, block);
      });
    });
  }

  #parsed(text: string): AddressBlock | undefined {
    if (!this.#blocks.has(text)) this.#blocks.set(text, parseBlock(text));
    return this.#blocks.get(text);
  }
}
