// A policy made ready for questions: who its peers are, by classes of pods and blocks of addresses.
import type { AddressBlock } from '../facts/address.ts';
import type { Direction, NetworkPolicyFact, PolicyRule } from '../facts/network.ts';
import type { ClassSet } from './class-sets.ts';

/** Pods by selectors. `namespaces`: a truth for each namespace, or the one namespace. */
export interface PodPeer {
  readonly pods: ClassSet;
  readonly namespaces: Uint8Array | number;
}

/** `block` is absent where it is none that today's API server takes. */
export interface BlockPeer {
  readonly block: AddressBlock | undefined;
  readonly except: readonly AddressBlock[];
}

/** A peer that matches nothing is left out. */
export type CompiledPeer = PodPeer | BlockPeer;

export interface CompiledRule {
  readonly fact: PolicyRule;
  readonly isForAll: boolean;
  readonly peers: readonly CompiledPeer[];
}

export interface CompiledPolicy {
  readonly fact: NetworkPolicyFact;
  readonly isValid: boolean;
  readonly rules: Readonly<Record<Direction, readonly CompiledRule[]>>;
}
