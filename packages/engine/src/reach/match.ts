// Whether a rule of a NetworkPolicy matches the other end of a connection, and its port.
import { inBlock } from '../facts/address.ts';
import type { Address } from '../facts/address.ts';
import type { PolicyPort } from '../facts/network.ts';
import { hasClass } from './class-sets.ts';
import type { BlockPeer, Compiled, CompiledPeer, CompiledRule } from './compile.ts';
import type { NamedPort } from './pods.ts';
import type { Reading } from './reading.ts';
import { MAYBE, NO, YES } from './truth.ts';
import type { Truth } from './truth.ts';

/** One end of a connection as policies see it under one reading. */
export interface End {
  readonly kind: 'pod' | 'node' | 'outside';
  /** Class of a pod; -1 of what policies do not see as one. */
  readonly podClass: number;
  /** The node itself, or the one that the pod runs on; empty where it is not known. */
  readonly node: string;
  /** Undefined where it is not known. */
  readonly address: Address | undefined;
}

/** What of a connection is the same for every rule. */
export interface Attempt {
  readonly port: number;
  readonly protocol: string;
  /** Named ports of the destination, where it is a pod. */
  readonly named: readonly NamedPort[];
}

export function portMatches({ protocol, port, endPort, invalid }: PolicyPort, attempt: Attempt): boolean {
  if (invalid === true || protocol !== attempt.protocol) return false;
  if (port === undefined) return true;
  if (typeof port === 'number') return attempt.port >= port && attempt.port <= (endPort ?? port);
  return attempt.named.some(
    (named) => named.name === port && named.port === attempt.port && named.protocol === protocol,
  );
}

function blockMatches({ block, except }: BlockPeer, { kind, address }: End, reading: Reading): Truth {
  if (kind === 'pod' && !reading.blocksMatchPods) return NO;
  if (kind === 'node' && !reading.blocksMatchNodes) return NO;
  // What a plugin makes of a block that was stored before such ones were refused is not known.
  if (block === undefined || address === undefined) return MAYBE;
  return inBlock(block, address) && !except.some((part) => inBlock(part, address)) ? YES : NO;
}

export function peerMatches(peer: CompiledPeer, end: End, compiled: Compiled, reading: Reading): Truth {
  if ('block' in peer) return blockMatches(peer, end, reading);
  if (end.kind !== 'pod' || !hasClass(peer.pods, end.podClass)) return NO;
  const { namespace } = compiled.pods.classes[end.podClass] as Compiled['pods']['classes'][number];
  if (typeof peer.namespaces === 'number') return peer.namespaces === namespace ? YES : NO;
  return peer.namespaces[namespace] as Truth;
}

export function rulePortMatches({ fact: { ports } }: CompiledRule, attempt: Attempt): boolean {
  return ports.length === 0 || ports.some((port) => portMatches(port, attempt));
}

export function rulePeerMatches(rule: CompiledRule, end: End, compiled: Compiled, reading: Reading): Truth {
  if (rule.isForAll) return YES;
  let truth: Truth = NO;
  for (const peer of rule.peers) {
    const one = peerMatches(peer, end, compiled, reading);
    if (one === YES) return YES;
    if (one > truth) truth = one;
  }
  return truth;
}
