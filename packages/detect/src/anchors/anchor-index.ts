// Finds every anchor in one line.
import type { Hit, Pattern } from './pattern.ts';
import { quickPlacements } from './placement.ts';
import { AnchorScan } from './scan.ts';
import { tablesOf } from './tables.ts';

export class AnchorIndex {
  readonly #patterns: readonly Pattern[];
  readonly #scan: AnchorScan;

  constructor(patterns: readonly Pattern[]) {
    this.#patterns = patterns;
    this.#scan = new AnchorScan(patterns, tablesOf(patterns, quickPlacements(patterns)));
  }

  /** Every anchor of a text whose characters are bytes, by where it ends; a line end is taken to stand before the text. */
  all(text: string): Hit[] {
    const found = this.#scan.find(Buffer.from(text, 'latin1'), 0, text.length);
    const hits: Hit[] = [];
    for (let at = 0; at < found.length; at += 2) {
      const pattern = found[at] as number;
      const { lead, length } = this.#patterns[pattern] as Pattern;
      const start = (found[at + 1] as number) + lead;
      hits.push({ pattern, start, end: start + length });
    }
    return hits.length < 2 ? hits : hits.sort((one, other) => one.end - other.end || one.pattern - other.pattern);
  }
}
