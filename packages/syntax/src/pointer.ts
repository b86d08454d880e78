// Segments of JSON pointers (RFC 6901, section 4): how keys are written in them, and read out of them.

/** A key as one segment. */
export function pointerSegment(key: string): string {
  // Asked for each node of the input; nearly no key has either.
  if (!key.includes('~') && !key.includes('/')) return key;
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** The key that a segment stands for. */
export function keyOfSegment(segment: string): string {
  return segment.replaceAll('~1', '/').replaceAll('~0', '~');
}
