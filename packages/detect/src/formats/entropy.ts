// Shannon entropy of a text, and the least that a random text of that length and alphabet has.

/** Bits a character; 0 for the empty text. Bytes only: each character is below 256. */
export function entropy(text: string): number {
  const counts = new Uint16Array(256);
  let bits = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index) & 0xff;
    counts[code] = (counts[code] ?? 0) + 1;
  }
  for (const count of counts) if (count > 0) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

/** Below this length chance decides too much. */
const LENGTH_MIN = 16;
/**
 * The share of the greatest possible entropy that one random text in ten thousand stays below, drawn 40,000 times for each alphabet
 * and length: the first row that fits.
 */
const SHARES: readonly { readonly alphabetMax: number; readonly lengthBelow: number; readonly share: number }[] = [
  { alphabetMax: 16, lengthBelow: 20, share: 0.53 },
  { alphabetMax: 16, lengthBelow: 32, share: 0.6 },
  { alphabetMax: 16, lengthBelow: Infinity, share: 0.72 },
  { alphabetMax: 36, lengthBelow: Infinity, share: 0.66 },
  { alphabetMax: Infinity, lengthBelow: Infinity, share: 0.74 },
];

/**
 * The entropy below which a text of `length` over `alphabet` characters is no random one: fewer than one random text in ten
 * thousand has less. 0 where nothing can be said.
 */
export function leastEntropy(length: number, alphabet: number): number {
  if (length < LENGTH_MIN) return 0;
  const most = Math.min(Math.log2(length), Math.log2(alphabet));
  const row = SHARES.find(({ alphabetMax, lengthBelow }) => alphabet <= alphabetMax && length < lengthBelow);
  return most * (row?.share ?? 0);
}
