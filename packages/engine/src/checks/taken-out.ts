// The patch that takes one address out of everything that a NetworkPolicy lets its pods out to.
import { addressText, hostBlock, inBlock, parseAddress, parseBlock } from '../facts/address.ts';
import type { Address } from '../facts/address.ts';
import type { NetworkPolicyFact, PolicyPeer, PolicyPort, PolicyRule } from '../facts/network.ts';
import type { Operation } from './patch.ts';
import { portCovers } from './rule-covers.ts';

const PORT: PolicyPort = { protocol: 'TCP', port: 80, pointer: '' };
/** Every address of each family but those of the metadata services that most nodes have. */
const ALL_BUT = { 4: '0.0.0.0/0', 6: '::/0' } as const;

const opensPort = ({ ports }: PolicyRule): boolean => ports.length === 0 || ports.some((one) => portCovers(one, PORT));

/** Exceptions are strict parts of their block: a block that is the address alone goes as a whole. */
function outOfPeer({ ipBlock, pointer }: PolicyPeer, address: Address): Operation | 'whole' | undefined {
  const block = ipBlock === undefined ? undefined : parseBlock(ipBlock.cidr);
  if (ipBlock === undefined || block === undefined || !inBlock(block, address)) return undefined;
  const parts = ipBlock.except.map(parseBlock);
  if (parts.some((part) => part !== undefined && inBlock(part, address))) return undefined;
  if (block.first === block.last) return 'whole';
  return {
    op: 'add',
    path: `${pointer}/ipBlock/except`,
    value: [...ipBlock.except, hostBlock(addressText(address))],
  };
}

function outOfRule(rule: PolicyRule, address: Address): Operation[] {
  if (!opensPort(rule)) return [];
  if (rule.peers.length === 0) return [{ op: 'add', path: `${rule.pointer}/to`, value: everyoneBut(address) }];
  const found = rule.peers.map((peer) => ({ peer, out: outOfPeer(peer, address) }));
  // A list without peers would be for everyone.
  if (found.every(({ out }) => out === 'whole')) return [{ op: 'remove', path: rule.pointer }];
  return found.flatMap(({ peer, out }): Operation[] =>
    out === undefined ? [] : [out === 'whole' ? { op: 'remove', path: peer.pointer } : out],
  );
}

/** All pods, and all addresses but this. */
function everyoneBut(address: Address): object[] {
  const other = address.family === 4 ? 6 : 4;
  const except = [hostBlock(addressText(address))];
  return [
    { namespaceSelector: {} },
    { ipBlock: { cidr: ALL_BUT[address.family], except } },
    { ipBlock: { cidr: ALL_BUT[other] } },
  ];
}

/** Of every rule of the policy that lets port 80 of the address through. */
export function takenOut({ egress }: NetworkPolicyFact, text: string): Operation[] {
  const address = parseAddress(text);
  return address === undefined ? [] : egress.flatMap((rule) => outOfRule(rule, address));
}
