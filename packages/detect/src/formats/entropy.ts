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
/** Digits repeat themselves by chance more often than letters. */
const SHARE = { small: 0.6, large: 0.72 };
const SMALL_ALPHABET = 10;

/**
 * The entropy below which a text of `length` over `alphabet` characters is no random one: fewer than one random text in ten
 * thousand has less. 0 where nothing can be said.
 */
export function leastEntropy(length: number, alphabet: number): number {
  if (length < LENGTH_MIN) return 0;
  const most = Math.min(Math.log2(length), Math.log2(alphabet));
  return most * (alphabet <= SMALL_ALPHABET ? SHARE.small : SHARE.large);
}
