// Chance from a seed, so that made-up values are the same in every run.

/** Numbers from 0 to 1 (exclusive): mulberry32. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = Math.imul(state ^ (state >>> 15), state | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) / 4294967296;
  };
}

export function randomText(chars: string, length: number, random: () => number): string {
  let text = '';
  for (let index = 0; index < length; index++) text += chars.charAt(Math.floor(random() * chars.length));
  return text;
}
