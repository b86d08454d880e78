// IP addresses and blocks of them as numbers; written forms that mean different things to different programs are refused.

export type Family = 4 | 6;

export interface Address {
  readonly family: Family;
  readonly value: bigint;
}

/** All addresses from `first` to `last`, both included. */
export interface AddressBlock {
  readonly family: Family;
  readonly first: bigint;
  readonly last: bigint;
}

const DECIMAL = /^(?:0|[1-9]\d{0,2})$/;
const GROUP = /^[0-9a-f]{1,4}$/i;
const V4_BITS = 32;
const V6_BITS = 128;
const GROUPS = 8;
/** `::ffff:0:0/96`: IPv4 written as IPv6, which some programs take for the IPv4 address. */
const MAPPED = 0xffffn;

function parseV4(text: string): Address | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => DECIMAL.test(part) && Number(part) <= 255)) return undefined;
  return { family: 4, value: parts.reduce((value, part) => (value << 8n) | BigInt(part), 0n) };
}

function parseV6(text: string): Address | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head = [], tail = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const gap = GROUPS - head.length - tail.length;
  if (halves.length === 2 ? gap < 1 : gap !== 0) return undefined;
  const groups = [...head, ...Array.from({ length: gap }, () => '0'), ...tail];
  if (!groups.every((group) => GROUP.test(group))) return undefined;
  const value = groups.reduce((sum, group) => (sum << 16n) | BigInt(`0x${group}`), 0n);
  return value >> 32n === MAPPED ? undefined : { family: 6, value };
}

/** Undefined for leading zeros, zones, IPv4 in IPv6, and whatever is no address. */
export function parseAddress(text: string): Address | undefined {
  return text.includes(':') ? parseV6(text) : parseV4(text);
}

/** A CIDR block; bits behind the prefix count for nothing. Undefined for what today's API server refuses. */
export function parseBlock(text: string): AddressBlock | undefined {
  const slash = text.indexOf('/');
  const size = text.slice(slash + 1);
  if (slash < 0 || !DECIMAL.test(size)) return undefined;
  const address = parseAddress(text.slice(0, slash));
  const bits = address?.family === 4 ? V4_BITS : V6_BITS;
  if (address === undefined || Number(size) > bits) return undefined;
  const free = BigInt(bits - Number(size));
  const first = (address.value >> free) << free;
  return { family: address.family, first, last: first + (1n << free) - 1n };
}

export function inBlock({ family, first, last }: AddressBlock, address: Address): boolean {
  return address.family === family && address.value >= first && address.value <= last;
}

/** Whether one block lies in another; each lies in itself. */
export function isPart(inner: AddressBlock, outer: AddressBlock): boolean {
  return inner.family === outer.family && inner.first >= outer.first && inner.last <= outer.last;
}

/** Whether one block lies in another and is not all of it. */
export function isStrictPart(inner: AddressBlock, outer: AddressBlock): boolean {
  return isPart(inner, outer) && (inner.first !== outer.first || inner.last !== outer.last);
}

/** The block, as it is written, that holds one address alone. */
export function hostBlock(address: string): string {
  return `${address}/${address.includes(':') ? V6_BITS : V4_BITS}`;
}

/** First and number of the longest run of zeros; the first of equals, and none shorter than two. */
function longestZeros(groups: readonly string[]): { readonly start: number; readonly length: number } {
  let best = { start: 0, length: 1 };
  for (let start = 0; start < groups.length; start++) {
    let length = 0;
    while (groups[start + length] === '0') length++;
    if (length > best.length) best = { start, length };
  }
  return best;
}

/** The written form of a number, IPv6 shortened at its longest run of zeros. https://www.rfc-editor.org/rfc/rfc5952 */
export function addressText({ family, value }: Address): string {
  if (family === 4) return [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 0xffn).join('.');
  const groups = Array.from({ length: GROUPS }, (_, index) =>
    ((value >> BigInt(16 * (GROUPS - 1 - index))) & 0xffffn).toString(16),
  );
  const { start, length } = longestZeros(groups);
  if (length === 1) return groups.join(':');
  return `${groups.slice(0, start).join(':')}::${groups.slice(start + length).join(':')}`;
}
