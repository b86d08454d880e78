// Whole numbers as bbolt writes them: in the byte order of nearly every machine, lowest byte first.

const WORD = 2 ** 32;

export function uint16(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) + (bytes[at + 1] ?? 0) * 0x100;
}

export function uint32(bytes: Uint8Array, at: number): number {
  return uint16(bytes, at) + uint16(bytes, at + 2) * 0x1_0000;
}

/** Exact up to 2^53, which no page number, revision or transaction of a real file reaches. */
export function uint64(bytes: Uint8Array, at: number): number {
  return uint32(bytes, at) + uint32(bytes, at + 4) * WORD;
}

/** Highest byte first, as etcd writes revisions. */
export function uint64BigEndian(bytes: Uint8Array, at: number): number {
  let value = 0;
  for (let next = at; next < at + 8; next++) value = value * 0x100 + (bytes[next] ?? 0);
  return value;
}
