// What is known of one line once it was looked at, so that its many anchors do not have it looked at again.

/** What a search keeps of one line. */
export interface OfLine {
  /** Another line is asked about, unless it is the same. */
  begin(line: number): void;
}

/** Serves one line at a time, and any number of them in turn. Holds places and no text. */
export class LineMemo {
  /** What searches have found, each at its own index. */
  readonly found: unknown[] = [];
  readonly #kept = new Map<new () => OfLine, OfLine>();
  #line = 0;

  /** Of which line `found` speaks. */
  get line(): number {
    return this.#line;
  }

  /** What one search keeps of the line. */
  kept<T extends OfLine>(Search: new () => T): T {
    const known = this.#kept.get(Search) as T | undefined;
    const kept = known ?? new Search();
    if (known === undefined) this.#kept.set(Search, kept);
    kept.begin(this.#line);
    return kept;
  }

  /** From here on another text is asked about. */
  begin(): void {
    this.#line++;
  }
}
