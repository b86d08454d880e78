// Reads the YAML that Kubernetes tools write, in one pass: block collections, scalars of every style, flow collections on one line.
import { readBlockScalar } from './block-scalar.ts';
import {
  COLON,
  DASH,
  DOT,
  DOUBLE_QUOTE,
  GREATER,
  HASH,
  LF,
  OPEN_BRACE,
  OPEN_BRACKET,
  PIPE,
  SINGLE_QUOTE,
  SPACE,
  STARTS_PLAIN,
  TAB,
} from './chars.ts';
import { FlowLine } from './flow-line.ts';
import type { Json, JsonObject } from './json.ts';
import { leave } from './leave.ts';
import type { NodeBuilder } from './node-builder.ts';
import { foldLines, readQuoted } from './quoted.ts';

/** A document that the block reader read. */
export interface BlockDocument {
  readonly value: Json;
  /** No node at all: only comments, blank lines, markers. */
  readonly empty: boolean;
}

/** No line is left. */
const NONE = -1;

/**
 * Reads one document whose lines end with LF and whose last line has one. Leaves (`OutsideSubset`) where the text is not in the
 * subset: anchors, aliases, tags, directives, complex keys, flow over lines, tabs outside of quotes and block scalars, and all
 * that is not well-formed. It never takes what the general reader would refuse.
 */
export class BlockReader {
  readonly #text: string;
  readonly #builder: NodeBuilder;
  readonly #length: number;
  /** The next content, its column, and the end of the last node. */
  #at = 0;
  #indent = 0;
  #end = 0;

  /** `length` is that of the text as it was given, without a line feed that was added at its end. */
  constructor(text: string, builder: NodeBuilder, length: number) {
    this.#text = text;
    this.#builder = builder;
    this.#length = length;
  }

  read(): BlockDocument {
    this.#nextLine();
    if (this.#indent === NONE && this.#isMarker(DASH)) {
      this.#at += 3;
      this.#endLine(this.#at);
    }
    const empty = this.#indent === NONE;
    if (this.#indent > 0) leave();
    const value = empty ? null : this.#node(-1);
    if (this.#indent === NONE && this.#isMarker(DOT)) this.#endLine(this.#at + 3);
    if (this.#indent !== NONE || this.#at < this.#text.length) leave();
    return { value, empty };
  }

  /** Goes to the next content from the start of a line, over blank lines and comments. A document marker counts as the end. */
  #nextLine(): void {
    const text = this.#text;
    let at = this.#at;
    for (;;) {
      const line = at;
      while (text.charCodeAt(at) === SPACE) at++;
      const code = text.charCodeAt(at);
      if (code === LF) at++;
      else if (code === HASH) at = text.indexOf('\n', at) + 1;
      else {
        if (code === TAB) leave();
        this.#at = at;
        this.#indent = at >= text.length || this.#isMarker(code) ? NONE : at - line;
        return;
      }
    }
  }

  /** Whether a document marker of this sign starts the line at hand. */
  #isMarker(sign: number): boolean {
    const at = this.#at;
    if (sign !== DASH && sign !== DOT) return false;
    if (!this.#text.startsWith(sign === DASH ? '---' : '...', at)) return false;
    const next = this.#text.charCodeAt(at + 3);
    return (next === SPACE || next === LF || next === TAB) && (at === 0 || this.#text.charCodeAt(at - 1) === LF);
  }

  /** After a node: only blanks and a comment may follow on the line. Goes to the next content. */
  #endLine(from: number): void {
    let at = from;
    let code = this.#text.charCodeAt(at);
    while (code === SPACE) code = this.#text.charCodeAt(++at);
    if (code === HASH && at > from) at = this.#text.indexOf('\n', at);
    else if (code !== LF) leave();
    this.#at = at + 1;
    this.#nextLine();
  }

  /** The node at hand, inside a collection of indentation `parent`. */
  #node(parent: number): Json {
    const at = this.#at;
    const code = this.#text.charCodeAt(at);
    if (code === DASH && this.#isDash()) return this.#sequence();
    if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE)
      return this.#isQuotedKey(at) ? this.#mapping() : this.#quoted(parent);
    if (STARTS_PLAIN[code] === 0) return this.#special(code, parent);
    const end = this.#plainEnd(at);
    return this.#text.charCodeAt(end) === COLON ? this.#mapping() : this.#plain(end, parent);
  }

  /** A node that starts with an indicator. */
  #special(code: number, parent: number): Json {
    if (code === OPEN_BRACE || code === OPEN_BRACKET) return this.#flow();
    if (code === PIPE || code === GREATER) return this.#blockScalar(parent);
    return leave();
  }

  #mapping(): Json {
    const indent = this.#indent;
    const object: JsonObject = {};
    this.#builder.open('mapping', 'block', this.#at);
    do {
      const start = this.#at;
      const key = this.#key();
      this.#builder.set(object, key, this.#value(indent), start);
    } while (this.#indent === indent);
    if (this.#indent > indent) leave();
    this.#builder.close(this.#end);
    return object;
  }

  /** Reads a key and its colon. */
  #key(): string {
    const start = this.#at;
    const code = this.#text.charCodeAt(start);
    if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) return this.#quotedKey(start, code);
    if (STARTS_PLAIN[code] === 0 || (code === DASH && this.#isDash())) leave();
    const colon = this.#plainEnd(start);
    if (this.#text.charCodeAt(colon) !== COLON) leave();
    const end = this.#trimEnd(start, colon);
    this.#at = colon + 1;
    const text = this.#text.slice(start, end);
    return text === '<<' ? leave() : this.#builder.key('plain', text, start, end);
  }

  #quotedKey(start: number, code: number): string {
    const { text, end, breaks } = readQuoted(this.#text, start);
    if (breaks) leave();
    let at = end;
    while (this.#text.charCodeAt(at) === SPACE) at++;
    const next = this.#text.charCodeAt(at + 1);
    if (this.#text.charCodeAt(at) !== COLON || (next !== SPACE && next !== LF)) leave();
    this.#at = at + 1;
    return this.#builder.key(code === DOUBLE_QUOTE ? 'double' : 'single', text, start, end);
  }

  #isQuotedKey(start: number): boolean {
    const { end, breaks } = readQuoted(this.#text, start);
    if (breaks) return false;
    let at = end;
    while (this.#text.charCodeAt(at) === SPACE) at++;
    return this.#text.charCodeAt(at) === COLON;
  }

  /** The value after a key's colon, in a mapping of this indentation. */
  #value(indent: number): Json {
    const colonEnd = this.#at;
    let at = colonEnd;
    let code = this.#text.charCodeAt(at);
    while (code === SPACE) code = this.#text.charCodeAt(++at);
    if (code === LF || code === HASH) {
      this.#endLine(colonEnd);
      if (this.#indent > indent) return this.#node(indent);
      if (this.#indent === indent && this.#isDash()) return this.#sequence();
      this.#end = colonEnd;
      return this.#builder.absent(colonEnd);
    }
    this.#at = at;
    if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) return this.#quoted(indent);
    if (STARTS_PLAIN[code] === 0) return this.#special(code, indent);
    if (code === DASH && this.#isDash()) leave();
    const end = this.#plainEnd(at);
    return this.#text.charCodeAt(end) === COLON ? leave() : this.#plain(end, indent);
  }

  #sequence(): Json {
    const indent = this.#indent;
    const items: Json[] = [];
    this.#builder.open('sequence', 'block', this.#at);
    do items.push(this.#item(indent));
    while (this.#indent === indent && this.#isDash());
    if (this.#indent > indent) leave();
    this.#builder.close(this.#end);
    return items;
  }

  #item(indent: number): Json {
    const dash = this.#at;
    let at = dash + 1;
    let code = this.#text.charCodeAt(at);
    while (code === SPACE) code = this.#text.charCodeAt(++at);
    if (code === LF || code === HASH) {
      this.#endLine(dash + 1);
      if (this.#indent > indent) return this.#node(indent);
      this.#end = dash + 1;
      return this.#builder.absent(dash + 1);
    }
    this.#indent = indent + at - dash;
    this.#at = at;
    return this.#node(indent);
  }

  #isDash(): boolean {
    if (this.#text.charCodeAt(this.#at) !== DASH) return false;
    const next = this.#text.charCodeAt(this.#at + 1);
    return next === SPACE || next === LF || next === TAB;
  }

  /** The offset of what ends the plain text at hand on this line: the line feed, a key's colon, or a comment. */
  #plainEnd(start: number): number {
    const text = this.#text;
    for (let at = start; ; at++) {
      const code = text.charCodeAt(at);
      if (code > COLON) continue;
      if (code === LF) return at;
      if (code === COLON) {
        const next = text.charCodeAt(at + 1);
        if (next === SPACE || next === LF || next === TAB) return at;
      } else if (code === HASH) {
        if (text.charCodeAt(at - 1) === SPACE) return at;
      } else if (code === TAB) leave();
    }
  }

  #trimEnd(start: number, end: number): number {
    let at = end;
    while (at > start && this.#text.charCodeAt(at - 1) === SPACE) at--;
    return at;
  }

  /** A plain scalar whose text on its first line ends at `lineEnd`. */
  #plain(lineEnd: number, parent: number): Json {
    const start = this.#at;
    let end = this.#trimEnd(start, lineEnd);
    let isOpen = this.#text.charCodeAt(lineEnd) === LF;
    this.#endLine(end);
    if (this.#indent <= parent || !isOpen) return this.#endPlain(start, end, this.#text.slice(start, end));
    while (isOpen && this.#indent > parent && !this.#text.slice(end, this.#at).includes('#')) {
      const stop = this.#plainEnd(this.#at);
      if (this.#text.charCodeAt(stop) === COLON) leave();
      isOpen = this.#text.charCodeAt(stop) === LF;
      end = this.#trimEnd(this.#at, stop);
      this.#endLine(end);
    }
    return this.#endPlain(start, end, foldLines(this.#text.slice(start, end)));
  }

  #endPlain(start: number, end: number, text: string): Json {
    this.#end = end;
    return this.#builder.plain(text, start, end);
  }

  #quoted(parent: number): Json {
    const start = this.#at;
    const style = this.#text.charCodeAt(start) === DOUBLE_QUOTE ? 'double' : 'single';
    const { text, end, breaks } = readQuoted(this.#text, start);
    if (breaks) checkIndentation(this.#text.slice(start, end), parent);
    this.#endLine(end);
    this.#end = end;
    return this.#builder.string(style, text, start, end);
  }

  #flow(): Json {
    const flow = new FlowLine(this.#text, this.#at, this.#builder);
    const value = flow.read();
    this.#end = flow.at;
    this.#endLine(flow.at);
    this.#end = flow.at;
    return value;
  }

  #blockScalar(parent: number): Json {
    if (parent < 0) leave();
    const start = this.#at;
    const scalar = readBlockScalar(this.#text, start, parent);
    this.#at = scalar.end;
    this.#nextLine();
    this.#end = Math.min(scalar.end, this.#length);
    return this.#builder.string(scalar.style, scalar.text, start, this.#end);
  }
}

/** Continuation lines of a quoted scalar must be indented more than the collection around it. */
function checkIndentation(raw: string, parent: number): void {
  if (parent < 0) leave();
  for (const line of raw.split('\n').slice(1)) {
    const content = line.search(/[^ ]/);
    if (content !== -1 && (content <= parent || line[content] === '\t')) leave();
  }
}
