// The pieces into which the blocks of all policies cut the addresses: within one, no policy tells addresses apart.
import type { Address, AddressBlock, Family } from '../facts/address.ts';

export class AddressAtoms {
  readonly #starts: Readonly<Record<Family, readonly bigint[]>>;
  readonly isEmpty: boolean;

  constructor(blocks: readonly AddressBlock[]) {
    this.isEmpty = blocks.length === 0;
    this.#starts = { 4: startsOf(blocks, 4), 6: startsOf(blocks, 6) };
  }

  /** First address of each piece, ascending. */
  starts(family: Family): readonly bigint[] {
    return this.#starts[family];
  }

  /** A text that is equal for lists of addresses that lie in the same pieces. */
  keyOf(addresses: readonly Address[]): string {
    let key = '';
    for (const { family, value } of addresses) key += `${family}:${this.#place(family, value)} `;
    return key;
  }

  /** Number of the piece. */
  #place(family: Family, value: bigint): number {
    const starts = this.#starts[family];
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((starts[middle] as bigint) <= value) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function startsOf(blocks: readonly AddressBlock[], family: Family): bigint[] {
  const own = blocks.filter((block) => block.family === family);
  const starts = new Set([0n, ...own.flatMap(({ first, last }) => [first, last + 1n])]);
  return [...starts].toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}
