// What is known of one line once it was looked at, so that its many anchors do not have it looked at again.
import { LongRuns } from './long-runs.ts';

/** Serves one line at a time, and any number of them in turn. Holds places and no text. */
export class LineMemo {
  /** What searches have found, each at its own index. */
  readonly found: unknown[] = [];
  readonly #runs = new LongRuns();
  readonly #kept = new Map<new () => object, object>();
  #line = 0;

  /** Of which line `found` speaks. */
  get line(): number {
    return this.#line;
  }

  /** What one search keeps of the line; it asks itself which line that is. */
  kept<T extends object>(Search: new () => T): T {
    const known = this.#kept.get(Search) as T | undefined;
    if (known !== undefined) return known;
    const made = new Search();
    this.#kept.set(Search, made);
    return made;
  }

  /** Where letters and digits stand in a row. */
  get runs(): LongRuns {
    this.#runs.begin(this.#line);
    return this.#runs;
  }

  /** From here on another text is asked about. */
  begin(): void {
    this.#line++;
  }
}
