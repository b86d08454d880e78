// A rule of redaction: what it looks for, and the values that it finds beside it.
import type { Steps } from '../anchors/automaton.ts';
import type { Span } from '../masks/span.ts';

/** An anchor found in a line: `[start, end)`. */
export interface Anchored {
  readonly start: number;
  readonly end: number;
}

/** A rule knows contexts, where a `Detector` knows one format. */
export interface Rule {
  readonly id: string;
  readonly anchors: readonly Steps[];
  /** `text` is one line, each byte a character. Work is bounded by the values that it finds, and by 4,096 characters otherwise. */
  find(text: string, anchor: Anchored): readonly Span[];
}
