// A rule of redaction: what it looks for, and the values that it finds beside it.
import type { Pattern, Steps } from '../anchors/pattern.ts';
import type { LineMemo } from '../formats/line-memo.ts';
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
  /** The anchors with what must stand around each where the rule is to find anything; absent, the anchors alone. */
  readonly patterns?: readonly Pattern[];
  /** Where the filter of large texts looks for these instead, of which one stands in every line that holds an anchor worth asking. */
  readonly sieve?: readonly Pattern[];
  /** What asking it once costs, in units of what a detector costs; absent, four. */
  readonly work?: number;
  /** The rule judges the whole name that its anchor is part of: it is asked once for each run of a name's characters. */
  readonly isOfName?: boolean;
  /** The rule looks for the number of a card behind its name: it is not asked where the one that judges the name has found it assigned. */
  readonly isOfCardName?: boolean;
  /**
   * `text` is one line, each byte a character. Where it finds nothing, it has looked at few characters: a
   * hostile line would make it look at them again and again. Where it looks further, it finds a value, in which no anchor is asked again.
   */
  find(text: string, anchor: Anchored, memo: LineMemo): readonly Span[];
}
