// For tests: the contract's id of an end that the hand-decided rows name in short.

export function idOf(short: string): string {
  return /^(?:ip|node):/.test(short) ? short : `pod:${short}`;
}
