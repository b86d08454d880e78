// What an anchor is: what each byte of a run must be.

/** What one byte after another must be, each step as the characters that it may be. */
export type Steps = readonly string[];

/** An anchor, and what must stand around it for its rule to find anything. */
export interface Pattern {
  readonly steps: Steps;
  /** Steps before the anchor itself, which `length` steps make up. */
  readonly lead: number;
  readonly length: number;
}

export interface Hit {
  /** Index into the patterns that were looked for. */
  readonly pattern: number;
  /** The anchor itself: `[start, end)`. One that begins with a line end may begin at -1. */
  readonly start: number;
  readonly end: number;
}

/** A text whatever its case. */
export function caseless(anchor: string): Steps {
  return Array.from(anchor, (letter) => {
    const [lower, upper] = [letter.toLowerCase(), letter.toUpperCase()];
    return lower === upper ? letter : lower + upper;
  });
}

/** Words whatever their case: with one of the joints for each blank, and without any. */
export function spellings(words: string, joints: string): readonly Steps[] {
  const joined = caseless(words).map((step) => (step === ' ' ? joints : step));
  return words.includes(' ') ? [joined, caseless(words.replaceAll(' ', ''))] : [joined];
}

/** A text in its own case. */
export function exact(anchor: string): Steps {
  return Array.from(anchor);
}

/** An anchor with nothing around it. */
export function bare(steps: Steps): Pattern {
  return { steps, lead: 0, length: steps.length };
}
