// Addresses and blocks of addresses, the slow way: as lists of bits.

export function familyOf(address: string): 4 | 6 {
  return address.includes(':') ? 6 : 4;
}

function bitsOfNumber(value: number, width: number): string {
  return value.toString(2).padStart(width, '0');
}

/** The address as a text of 32 or 128 zeros and ones; undefined for what is none. */
function bitsOf(address: string): string | undefined {
  if (familyOf(address) === 4) {
    const parts = address.split('.');
    const isPlain =
      parts.length === 4 && parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256);
    return isPlain ? parts.map((part) => bitsOfNumber(Number(part), 8)).join('') : undefined;
  }
  const halves = address.split('::');
  const [head = [], tail = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const gap = 8 - head.length - tail.length;
  if (halves.length > 2 || (halves.length === 2 ? gap < 1 : gap !== 0)) return undefined;
  const groups = [...head, ...Array.from({ length: gap }, () => '0'), ...tail];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return groups.map((group) => bitsOfNumber(Number.parseInt(group, 16), 16)).join('');
}

function isMapped(bits: string): boolean {
  return bits.length === 128 && bits.startsWith('0'.repeat(80) + '1'.repeat(16));
}

/** The bits that all addresses of a block share; undefined for what is no block, or one that only old API servers took. */
export function prefixOf(cidr: string): string | undefined {
  const [address = '', size = '', ...rest] = cidr.split('/');
  const bits = bitsOf(address);
  if (bits === undefined || isMapped(bits) || rest.length > 0 || !/^(?:0|[1-9]\d{0,2})$/.test(size)) return undefined;
  return Number(size) > bits.length ? undefined : bits.slice(0, Number(size));
}

export function contains(cidr: string, address: string): boolean {
  const prefix = prefixOf(cidr);
  return prefix !== undefined && familyOf(cidr) === familyOf(address) && (bitsOf(address) ?? 'none').startsWith(prefix);
}

export function sameAddress(one: string, other: string): boolean {
  const bits = bitsOf(one);
  return bits !== undefined && bits === bitsOf(other);
}

/** Whether `except` is a part of `cidr` and not all of it. */
export function isStrictPart(except: string, cidr: string): boolean {
  const inner = prefixOf(except);
  const outer = prefixOf(cidr);
  if (inner === undefined || outer === undefined || familyOf(except) !== familyOf(cidr)) return false;
  return inner.startsWith(outer) && inner !== outer;
}

/** Loopback, link-local, multicast, and what AWS keeps for itself: no pod and no node has such an address. */
const NO_HOSTS = ['127.0.0.0/8', '169.254.0.0/16', '224.0.0.0/4', '::1/128', 'fe80::/10', 'ff00::/8', 'fd00:ec2::/32'];

export function holdsNoHost(cidr: string): boolean {
  return NO_HOSTS.some((none) => {
    const [inner, outer] = [prefixOf(cidr), prefixOf(none)];
    return inner !== undefined && outer !== undefined && familyOf(cidr) === familyOf(none) && inner.startsWith(outer);
  });
}
