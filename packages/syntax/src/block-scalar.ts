// Reads literal (`|`) and folded (`>`) block scalars, as YAML 1.2.2 section 8.1 says.
import { DASH, GREATER, LF, PLUS, SPACE, TAB } from './chars.ts';
import { leave } from './leave.ts';

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

/** Reads the block scalar whose indicator stands at `at`, inside a node of indentation `parent`. `text` ends with a line feed. */
export function readBlockScalar(text: string, at: number, parent: number): BlockScalar {
  const header = readHeader(text, at);
  const start = header.end;
  const indent = header.digit > 0 ? parent + header.digit : findIndent(text, start, parent);
  const style = header.folded ? 'folded' : 'literal';
  if (indent === -1) {
    const end = skipBlankLines(text, start);
    return { style, text: header.chomping === PLUS ? '\n'.repeat(countBreaks(text, start, end)) : '', start, end };
  }
  return header.folded ? readFolded(text, header, indent) : readLiteral(text, header, indent);
}

function readHeader(text: string, start: number): Header {
  let at = start + 1;
  let chomping = 0;
  let digit = 0;
  for (;;) {
    const code = text.charCodeAt(at);
    if ((code === PLUS || code === DASH) && chomping === 0) chomping = code;
    else if (code >= 0x31 && code <= 0x39 && digit === 0) digit = code - 0x30;
    else break;
    at++;
  }
  const rest = /[ ]*(?: #.*)?\n/y;
  rest.lastIndex = at;
  if (!rest.test(text)) leave();
  return { folded: text.charCodeAt(start) === GREATER, chomping, digit, end: rest.lastIndex };
}

/** The indentation of the first line that is not blank, or -1 when it lies outside the parent. */
function findIndent(text: string, start: number, parent: number): number {
  let widest = 0;
  for (let line = start; ;) {
    let at = line;
    while (text.charCodeAt(at) === SPACE) at++;
    const column = at - line;
    const code = text.charCodeAt(at);
    if (code === LF) {
      if (column > widest) widest = column;
      line = at + 1;
      continue;
    }
    if (code === TAB && column <= parent) leave();
    if (column <= parent || at >= text.length) return -1;
    return widest > column ? leave() : column;
  }
}

function skipBlankLines(text: string, start: number): number {
  let line = start;
  for (;;) {
    let at = line;
    while (text.charCodeAt(at) === SPACE) at++;
    if (text.charCodeAt(at) !== LF) return line;
    line = at + 1;
  }
}

function countBreaks(text: string, start: number, end: number): number {
  let count = 0;
  for (let at = start; at < end; at++) if (text.charCodeAt(at) === LF) count++;
  return count;
}

/** Where the content of a line starts; `-1 - end` of the line when it is blank; NaN when the line lies outside. */
function contentStart(text: string, line: number, indent: number): number {
  const limit = line + indent;
  let at = line;
  while (at < limit && text.charCodeAt(at) === SPACE) at++;
  const code = text.charCodeAt(at);
  if (code === LF) return -1 - at;
  return at === limit && at < text.length ? at : Number.NaN;
}

function readLiteral(text: string, header: Header, indent: number): BlockScalar {
  let out = '';
  let line = header.end;
  let blank = '';
  let content = false;
  for (;;) {
    const at = contentStart(text, line, indent);
    if (Number.isNaN(at)) break;
    if (at < 0) {
      blank += '\n';
      line = -at;
      continue;
    }
    const end = text.indexOf('\n', at) + 1;
    out += blank === '' ? text.slice(at, end) : blank + text.slice(at, end);
    blank = '';
    content = true;
    line = end;
  }
  return { style: 'literal', text: chomp(out, blank, content, header.chomping), start: header.end, end: line };
}

/** Ends the text of a block scalar whose last line break is already there. */
function chomp(out: string, blank: string, content: boolean, chomping: number): string {
  if (chomping === PLUS) return out + blank;
  return chomping === DASH && content ? out.slice(0, -1) : out;
}

function readFolded(text: string, header: Header, indent: number): BlockScalar {
  let out = '';
  let line = header.end;
  let blank = 0;
  let content = false;
  let wasIndented = false;
  for (;;) {
    const at = contentStart(text, line, indent);
    if (Number.isNaN(at)) break;
    if (at < 0) {
      blank++;
      line = -at;
      continue;
    }
    const end = text.indexOf('\n', at);
    const first = text.charCodeAt(at);
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
