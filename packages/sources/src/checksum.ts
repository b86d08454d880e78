// A number that tells whether a document is still the one that was read.

/** Bytes looked at from each end, and as many evenly in between. */
const SAMPLES = 64;
const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/**
 * FNV-1a over samples, since it runs for every object of the input. It guards against a file that was edited meanwhile, not against
 * an attacker: an edit that moves anything moves one of the ends, and one that moves nothing leaves every position where it was.
 */
export function checksumOf(bytes: Uint8Array): number {
  const { length } = bytes;
  const end = Math.min(SAMPLES, length);
  let hash = FNV_OFFSET;
  for (let at = 0; at < end; at++) hash = Math.imul(hash ^ (bytes[at] as number), FNV_PRIME);
  for (let at = length - end; at < length; at++) hash = Math.imul(hash ^ (bytes[at] as number), FNV_PRIME);
  const step = Math.max(1, Math.floor(length / SAMPLES));
  for (let at = step; at < length; at += step) hash = Math.imul(hash ^ (bytes[at] as number), FNV_PRIME);
  return hash >>> 0;
}
