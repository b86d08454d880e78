// Rows in aligned columns that fit the terminal.
import { fitEnd, fitMiddle, padEnd, textWidth } from './width.ts';

/** A printable text and how to colour it once it is padded. */
export interface Cell {
  readonly text: string;
  readonly paint?: (text: string) => string;
  /** Where a text that is too long loses letters: names in the middle (they differ at both ends), sentences at the end. */
  readonly cut?: 'middle' | 'end';
}

export interface ColumnLayout {
  readonly width: number;
  readonly indent: number;
}

const GAP = 2;
/** A column is never made narrower than this, even when the line then runs over. */
const NARROWEST = 10;

function naturalWidths(rows: readonly (readonly Cell[])[]): number[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [index, cell] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, textWidth(cell.text));
  }
  return widths;
}

function shrinkToFit(widths: number[], available: number): void {
  let excess = widths.reduce((sum, width) => sum + width + GAP, -GAP) - available;
  while (excess > 0) {
    const widest = widths.indexOf(Math.max(...widths));
    const width = widths[widest] as number;
    if (width <= NARROWEST) return;
    const second = Math.max(NARROWEST, ...widths.filter((_, index) => index !== widest));
    const cut = Math.min(excess, Math.max(1, width - second), width - NARROWEST);
    widths[widest] = width - cut;
    excess -= cut;
  }
}

/** One line a row; texts that do not fit are shortened in their middle. An infinite width shortens nothing. */
export function columns(rows: readonly (readonly Cell[])[], layout: ColumnLayout): string[] {
  const widths = naturalWidths(rows);
  shrinkToFit(widths, layout.width - layout.indent);
  const margin = ' '.repeat(layout.indent);
  return rows.map((row) => {
    const cells = row.map((cell, index) => {
      const fitted = (cell.cut === 'end' ? fitEnd : fitMiddle)(cell.text, widths[index] as number);
      const padded = index === row.length - 1 ? fitted : padEnd(fitted, (widths[index] as number) + GAP);
      return cell.paint === undefined ? padded : cell.paint(padded);
    });
    return (margin + cells.join('')).trimEnd();
  });
}
