// Addresses of the internet: one for each piece into which policies cut what is neither private nor special.
import { inBlock, parseBlock } from '../facts/address.ts';
import type { Address, AddressBlock, Family } from '../facts/address.ts';
import type { AddressAtoms } from './atoms.ts';

/** Blocks that no host on the internet has. https://www.iana.org/assignments/iana-ipv4-special-registry, …-ipv6-special-registry */
const SPECIAL: readonly AddressBlock[] = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
  '::/3',
  '2001::/23',
  '2001:db8::/32',
  '4000::/2',
  '8000::/1',
]
  .map(parseBlock)
  .filter((block) => block !== undefined);

/** The first address of each piece. */
export function publicAddresses(atoms: AddressAtoms): Address[] {
  return ([4, 6] satisfies Family[]).flatMap((family) => {
    const own = SPECIAL.filter((block) => block.family === family);
    const starts = new Set([...atoms.starts(family), ...own.map(({ last }) => last + 1n)]);
    const end = family === 4 ? 1n << 32n : 1n << 128n;
    return [...starts]
      .filter((value) => value < end && !own.some((block) => inBlock(block, { family, value })))
      .toSorted((a, b) => (a < b ? -1 : 1))
      .map((value) => ({ family, value }));
  });
}

export function isPublic(address: Address): boolean {
  return !SPECIAL.some((block) => inBlock(block, address));
}
