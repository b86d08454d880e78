// Whether a rule of a NetworkPolicy matches the other end of a connection, and its port.
import { inBlock } from '../facts/address.ts';
import type { End } from './attempt.ts';
import { hasClass } from './class-sets.ts';
import type { Compiled } from './compile.ts';
import type { BlockPeer, CompiledPeer, CompiledRule } from './compiled-policy.ts';
import { mayHoldHosts } from './host-addresses.ts';
import type { Reading } from './reading.ts';
import { MAYBE, NO, YES } from './truth.ts';
import type { Truth } from './truth.ts';

function blockMatches({ block, except }: BlockPeer, { kind, address }: End, reading: Reading): Truth {
  if (kind === 'pod' && !reading.blocksMatchPods) return NO;
  if (kind === 'node' && !reading.blocksMatchNodes) return NO;
  // What a plugin makes of a block that was stored before such ones were refused is not known.
  if (block === undefined) return MAYBE;
  if (address === undefined) return kind === 'outside' || mayHoldHosts(block) ? MAYBE : NO;
  return inBlock(block, address) && !except.some((part) => inBlock(part, address)) ? YES : NO;
}

export function peerMatches(peer: CompiledPeer, end: End, compiled: Compiled, reading: Reading): Truth {
  if ('block' in peer) return blockMatches(peer, end, reading);
  if (end.kind !== 'pod') return NO;
  // The namespace is the cheaper question, and mostly answers it.
  const { namespace } = compiled.pods.classes[end.podClass] as Compiled['pods']['classes'][number];
  const { namespaces } = peer;
  const truth =
    typeof namespaces === 'number' ? (namespaces === namespace ? YES : NO) : (namespaces[namespace] as Truth);
  return truth !== NO && hasClass(peer.pods, end.podClass) ? truth : NO;
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
