// Finds where reading may go on after broken JSON: at the next line that starts with `{`.
import { LF, OPEN_BRACE } from './chars.ts';

/** How far a search came. */
export interface SearchStep {
  /** The index to go on at; the chunk's length where it holds nothing more. */
  readonly at: number;
  readonly isFound: boolean;
  /** Line feeds passed. */
  readonly lines: number;
}

/** The search may take several chunks. */
export class NextObject {
  /** The last byte was a line feed. */
  #afterFeed = false;

  begin(): void {
    this.#afterFeed = false;
  }

  /** Goes on in this chunk, up to the next line feed at the most. */
  search(chunk: Uint8Array, from: number): SearchStep {
    if (this.#afterFeed && chunk[from] === OPEN_BRACE) {
      this.#afterFeed = false;
      return { at: from, isFound: true, lines: 0 };
    }
    const feed = chunk.indexOf(LF, from);
    this.#afterFeed = feed !== -1;
    return feed === -1 ? { at: chunk.length, isFound: false, lines: 0 } : { at: feed + 1, isFound: false, lines: 1 };
  }
}
