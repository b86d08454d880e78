// Reads literal (`|`) and folded (`>`) block scalars, as YAML 1.2.2 section 8.1 says.
import { DASH, GREATER, HASH, IS_TEXT, LF, MEANING, PLUS, SPACE, SURROGATE, TAB, isPaired } from './chars.ts';
import { leave } from './leave.ts';
import type { Source } from './source.ts';

/** A block scalar that was read. */
export interface BlockScalar {
  readonly style: 'literal' | 'folded';
  readonly text: string;
  /** Offset of the first line of content. */
  readonly start: number;
  /** Offset of the first line that no longer belongs to it. */
  readonly end: number;
}

interface Header {
  readonly folded: boolean;
  readonly chomping: number;
  readonly digit: number;
  readonly end: number;
}

/** Reads the block scalar whose indicator stands at `at`, inside a node of indentation `parent`.  */
export function readBlockScalar(source: Source, at: number, parent: number): BlockScalar {
  const { codes } = source;
  const header = readHeader(source, at);
  const start = header.end;
  const indent = header.digit > 0 ? parent + header.digit : findIndent(source, start, parent);
  const style = header.folded ? 'folded' : 'literal';
  if (indent === -1) {
    const end = skipBlankLines(codes, start);
    return { style, text: header.chomping === PLUS ? '\n'.repeat(countBreaks(codes, start, end)) : '', start, end };
  }
  return header.folded ? readFolded(source, header, indent) : readLiteral(source, header, indent);
}

function readHeader({ text, codes }: Source, start: number): Header {
  let at = start + 1;
  let chomping = 0;
  let digit = 0;
  for (;;) {
    const code = codes[at] as number;
    if ((code === PLUS || code === DASH) && chomping === 0) chomping = code;
    else if (code >= 0x31 && code <= 0x39 && digit === 0) digit = code - 0x30;
    else break;
    at++;
  }
  let end = at;
  while (codes[end] === SPACE) end++;
  if (codes[end] === HASH && end > at) end = text.indexOf('\n', end);
  if (codes[end] !== LF) leave();
  return { folded: codes[start] === GREATER, chomping, digit, end: end + 1 };
}

/** The line feed that ends the text from an offset on. Leaves where a character may not stand in a scalar. */
function textEnd(codes: Uint16Array, start: number): number {
  let at = start;
  for (;;) {
    const code = codes[at] as number;
    if (IS_TEXT[code] === 1) at++;
    else if (code === LF) return at;
    else if (MEANING[code] === SURROGATE && isPaired(codes, at)) at++;
    else leave();
  }
}

/** The indentation of the first line that is not blank, or -1 when it lies outside the parent. */
function findIndent({ codes, length }: Source, start: number, parent: number): number {
  let widest = 0;
  for (let line = start; ;) {
    let at = line;
    while (codes[at] === SPACE) at++;
    const column = at - line;
    const code = codes[at];
    if (code === LF) {
      if (column > widest) widest = column;
      line = at + 1;
      continue;
    }
    if (code === TAB && column <= parent) leave();
    if (column <= parent || at >= length) return -1;
    return widest > column ? leave() : column;
  }
}

function skipBlankLines(codes: Uint16Array, start: number): number {
  let line = start;
  for (;;) {
    let at = line;
    while (codes[at] === SPACE) at++;
    if (codes[at] !== LF) return line;
    line = at + 1;
  }
}

function countBreaks(codes: Uint16Array, start: number, end: number): number {
  let count = 0;
  for (let at = start; at < end; at++) if (codes[at] === LF) count++;
  return count;
}

/** Where the content of a line starts; `-1 - end` of the line when it is blank; NaN when the line lies outside. */
function contentStart(codes: Uint16Array, line: number, indent: number): number {
  const limit = line + indent;
  let at = line;
  while (at < limit && codes[at] === SPACE) at++;
  const code = codes[at];
  if (code === LF) return -1 - at;
  return at === limit && code !== 0 ? at : Number.NaN;
}

/** The lines of a literal, found before its text is made. */
interface LiteralLines {
  /** Where the content of the first line that is not blank starts, or -1. */
  readonly first: number;
  /** Blank lines before it. */
  readonly leading: number;
  /** Offset after the last line that is not blank. */
  readonly contentEnd: number;
  /** Blank lines after that. */
  readonly trailing: number;
  /** Offset after all. */
  readonly end: number;
  /** Whether some blank line has spaces, but fewer than the indentation. */
  readonly isRagged: boolean;
}

function readLiteral({ text, codes }: Source, { end: start, chomping }: Header, indent: number): BlockScalar {
  const { first, leading, contentEnd, trailing, end, isRagged } = literalLines(codes, start, indent);
  const style = 'literal';
  if (first === -1) return { style, text: chomping === PLUS ? '\n'.repeat(leading) : '', start, end };
  const region = text.slice(first, chomping === DASH ? contentEnd - 1 : contentEnd);
  let body = isRagged ? unindentSlowly(region, indent) : region.replace(unindent(indent), '\n');
  if (leading > 0) body = '\n'.repeat(leading) + body;
  if (chomping === PLUS) body += '\n'.repeat(trailing);
  return { style, text: body, start, end };
}

function literalLines(codes: Uint16Array, start: number, indent: number): LiteralLines {
  let first = -1;
  let leading = 0;
  let contentEnd = start;
  let trailing = 0;
  let isRagged = false;
  let line = start;
  for (;;) {
    const at = contentStart(codes, line, indent);
    if (Number.isNaN(at)) return { first, leading, contentEnd, trailing, end: line, isRagged };
    if (at < 0) {
      const width = -1 - at - line;
      if (width > 0 && width < indent) isRagged = true;
      if (first === -1) leading++;
      else trailing++;
      line = -at;
    } else {
      if (first === -1) first = at;
      trailing = 0;
      line = textEnd(codes, at) + 1;
      contentEnd = line;
    }
  }
}

const PATTERNS = 100;
/** By width. A global pattern of plain characters is what V8 replaces fastest. */
const UNINDENT: readonly RegExp[] = Array.from({ length: PATTERNS }, (_, indent) => patternOf(indent));

function patternOf(indent: number): RegExp {
  return new RegExp(`\n${' '.repeat(indent)}`, 'g');
}

function unindent(indent: number): RegExp {
  return indent < PATTERNS ? (UNINDENT[indent] as RegExp) : patternOf(indent);
}

function unindentSlowly(region: string, indent: number): string {
  const [first = '', ...lines] = region.split('\n');
  return [first, ...lines.map((line) => line.slice(indent))].join('\n');
}

/** Ends the text of a block scalar whose last line break is already there. */
function chomp(out: string, blank: string, content: boolean, chomping: number): string {
  if (chomping === PLUS) return out + blank;
  return chomping === DASH && content ? out.slice(0, -1) : out;
}

function readFolded({ text, codes }: Source, header: Header, indent: number): BlockScalar {
  let out = '';
  let line = header.end;
  let blank = 0;
  let content = false;
  let wasIndented = false;
  for (;;) {
    const at = contentStart(codes, line, indent);
    if (Number.isNaN(at)) break;
    if (at < 0) {
      blank++;
      line = -at;
      continue;
    }
    const end = textEnd(codes, at);
    const first = codes[at];
    const isIndented = first === SPACE || first === TAB;
    out += foldedGap(blank, content, wasIndented || isIndented) + text.slice(at, end);
    wasIndented = isIndented;
    blank = 0;
    content = true;
    line = end + 1;
  }
  if (content) out += '\n';
  return {
    style: 'folded',
    text: chomp(out, '\n'.repeat(blank), content, header.chomping),
    start: header.end,
    end: line,
  };
}

/** What stands between two lines of a folded scalar with `blank` empty lines between them. */
function foldedGap(blank: number, content: boolean, keepsBreak: boolean): string {
  if (!content) return '\n'.repeat(blank);
  if (keepsBreak) return '\n'.repeat(blank + 1);
  return blank === 0 ? ' ' : '\n'.repeat(blank);
}
