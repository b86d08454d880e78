// How many terminal columns a text takes, and fitting it into fewer.

/** Blocks that terminals draw two columns wide: Unicode's East Asian Width W and F, by range. */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xa000, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1b000, 0x1b2ff],
  [0x1f200, 0x1f2ff],
  [0x20000, 0x3fffd],
];
/** Characters of one column that never join others: ASCII, and the Latin-1 signs and letters that reports use themselves. */
const SINGLE = /^[\x20-\x7e\xa1-\xac\xae-\xff]*$/;
const MARK = /^\p{M}/u;
const EMOJI = /\p{Emoji_Presentation}/u;
/** Made when a text needs it: loading Unicode's tables takes longer than writing a small report. */
let segmenter: Intl.Segmenter | undefined;

function graphemeWidth(grapheme: string): number {
  const code = grapheme.codePointAt(0) as number;
  if (MARK.test(grapheme)) return 0;
  if (EMOJI.test(grapheme)) return 2;
  return WIDE.some(([from, to]) => code >= from && code <= to) ? 2 : 1;
}

function graphemes(text: string): string[] {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** Columns of a printable text (see `visible`); combining marks take none, wide letters and emoji two. */
export function textWidth(text: string): number {
  if (SINGLE.test(text)) return text.length;
  let width = 0;
  for (const grapheme of graphemes(text)) width += graphemeWidth(grapheme);
  return width;
}

/** How many of the parts fit into the columns. */
function fitting(parts: readonly string[], columns: number): number {
  let rest = columns;
  let taken = 0;
  for (const part of parts) {
    rest -= graphemeWidth(part);
    if (rest < 0) break;
    taken += 1;
  }
  return taken;
}

/** The text in at most `columns` columns; when it is longer, its middle becomes `…`, since names differ at both ends. */
export function fitMiddle(text: string, columns: number): string {
  if (textWidth(text) <= columns) return text;
  if (columns < 1) return '';
  const parts = graphemes(text);
  const tailParts = fitting(parts.toReversed(), Math.floor((columns - 1) / 2));
  const tail = parts.slice(parts.length - tailParts).join('');
  const head = parts.slice(0, fitting(parts, columns - 1 - textWidth(tail))).join('');
  return `${head}…${tail}`;
}

/** The text in at most `columns` columns; when it is longer, its end becomes `…`. */
export function fitEnd(text: string, columns: number): string {
  if (textWidth(text) <= columns) return text;
  const parts = graphemes(text);
  return columns < 1 ? '' : `${parts.slice(0, fitting(parts, columns - 1)).join('')}…`;
}

export function padEnd(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - textWidth(text)));
}

/** Lines of at most `columns` columns, broken at spaces; a word that is longer is shortened in its middle. */
export function wrap(text: string, columns: number): string[] {
  if (textWidth(text) <= columns) return [text];
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const joined = line === '' ? word : `${line} ${word}`;
    if (textWidth(joined) <= columns) {
      line = joined;
      continue;
    }
    if (line !== '') lines.push(line.trimEnd());
    line = fitMiddle(word, columns);
  }
  if (line !== '') lines.push(line);
  return lines;
}
