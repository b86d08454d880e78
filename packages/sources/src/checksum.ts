// A number that tells whether a document is still the one that was read.

/** Bytes looked at from each end, and as many evenly in between. */
const SAMPLES = 64;
const WORD_BYTES = 4;
const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/**
 * FNV-1a over samples of the bytes from one index to before another, since it runs for every object of the input; over words rather
 * than bytes at the ends. It guards against a file that was edited meanwhile, not against an attacker: an edit that moves anything
 * moves one of the ends, and one that moves nothing leaves every position where it was.
 */
export function checksumOf(bytes: Uint8Array, from = 0, to = bytes.length): number {
  const end = Math.min(SAMPLES, to - from);
  const hash = addBetween(FNV_OFFSET, bytes, from, to);
  return addAll(addAll(hash, bytes, from, from + end), bytes, to - end, to) >>> 0;
}

function addAll(begun: number, bytes: Uint8Array, from: number, to: number): number {
  let hash = begun;
  let at = from;
  for (; at + WORD_BYTES <= to; at += WORD_BYTES) {
    const low = (bytes[at] as number) | ((bytes[at + 1] as number) << 8);
    const high = (bytes[at + 2] as number) | ((bytes[at + 3] as number) << 8);
    hash = Math.imul(hash ^ low ^ (high << 16), FNV_PRIME);
  }
  for (; at < to; at++) hash = Math.imul(hash ^ (bytes[at] as number), FNV_PRIME);
  return hash;
}

function addBetween(begun: number, bytes: Uint8Array, from: number, to: number): number {
  let hash = begun;
  const step = Math.max(1, Math.floor((to - from) / SAMPLES));
  for (let at = from + step; at < to; at += step) hash = Math.imul(hash ^ (bytes[at] as number), FNV_PRIME);
  return hash;
}
