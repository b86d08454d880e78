// What is known of one line once it was looked at, so that its many anchors do not have it looked at again.

/** Serves one line at a time, and any number of them in turn. Holds places and no text. */
export class LineMemo {
  /** What searches have found, each at its own index. */
  readonly found: unknown[] = [];
  #line = 0;

  /** Of which line `found` speaks. */
  get line(): number {
    return this.#line;
  }

  /** From here on another text is asked about. */
  begin(): void {
    this.#line++;
  }
}
