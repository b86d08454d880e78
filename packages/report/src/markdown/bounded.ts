// Keeps a Markdown report under the size that a pull request comment may have.

/** GitHub refuses comments of more than 65,536 characters; ours end below, in UTF-16 units. */
export const MAX_COMMENT = 60_000;
/** Units of one table cell, before escaping. */
const MAX_CELL = 300;
/** Room kept for the lines that say what was left out. */
const RESERVE = 400;

/** A long sentence cut at its end. Cut before it is escaped, so that no escape is cut in two. */
export function cell(text: string): string {
  return text.length <= MAX_CELL ? text : `${text.slice(0, MAX_CELL - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** A growing report. A block of rows takes as many as fit and says how many did not. */
export class BoundedText {
  readonly #lines: string[] = [];
  #left = MAX_COMMENT;

  /** Adds the lines if they fit, together or not at all. */
  add(...lines: readonly string[]): boolean {
    const size = lines.reduce((sum, line) => sum + line.length + 1, 0);
    if (size > this.#left - RESERVE) return false;
    this.#left -= size;
    this.#lines.push(...lines);
    return true;
  }

  /** Head, as many rows as fit up to `limit`, how many are missing, and the foot. */
  block(head: readonly string[], rows: readonly string[], limit: number, foot: readonly string[] = []): void {
    const footSize = foot.reduce((sum, line) => sum + line.length + 1, 0);
    if (rows.length === 0 || !this.add(...head)) return;
    this.#left -= footSize;
    let taken = 0;
    while (taken < Math.min(rows.length, limit) && this.add(rows[taken] as string)) taken += 1;
    this.#left += footSize;
    if (taken < rows.length) this.#force('', `and ${rows.length - taken} more`);
    this.#force(...foot);
  }

  #force(...lines: readonly string[]): void {
    for (const line of lines) this.#left -= line.length + 1;
    this.#lines.push(...lines);
  }

  *lines(): Iterable<string> {
    for (const line of this.#lines) yield `${line}\n`;
  }
}
