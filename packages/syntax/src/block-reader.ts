// Reads the YAML that Kubernetes tools write, in one pass: block collections, scalars of every style, flow collections on one line.
import { readBlockScalar } from './block-scalar.ts';
import {
  COLON,
  DASH,
  DOT,
  DOUBLE_QUOTE,
  GREATER,
  HASH,
  LESS,
  LF,
  OPEN_BRACE,
  OPEN_BRACKET,
  PIPE,
  SINGLE_QUOTE,
  SPACE,
  STARTS_PLAIN,
} from './chars.ts';
import { FlowLine } from './flow-line.ts';
import { setOwn } from './json.ts';
import type { Json } from './json.ts';
import type { KeyEntry } from './key-table.ts';
import { leave } from './leave.ts';
import { LineCursor, NONE } from './line-cursor.ts';
import type { NodeBuilder } from './node-builder.ts';
import { checkIndentation, readQuoted } from './quoted.ts';
import type { Source } from './source.ts';

/** A document that the block reader read. */
export interface BlockDocument {
  readonly value: Json;
  /** No node at all: only comments, blank lines, markers. */
  readonly empty: boolean;
}

/**
 * Reads one document. Leaves (`OutsideSubset`) where the text is not in the subset: anchors, aliases, tags, directives, complex
 * keys, flow over lines, tabs outside of quotes and block scalars, and all that is not well-formed. It never takes what the
 * general reader would refuse.
 */
export class BlockReader {
  readonly #source: Source;
  readonly #codes: Uint16Array;
  readonly #lines: LineCursor;
  readonly #builder: NodeBuilder;
  readonly #length: number;
  /** The end of the last node. */
  #end = 0;

  /** `length` is that of the text as it was given, without a line feed that was added at its end. */
  constructor(source: Source, builder: NodeBuilder, length: number) {
    this.#source = source;
    this.#codes = source.codes;
    this.#lines = new LineCursor(source);
    this.#builder = builder;
    this.#length = length;
  }

  read(): BlockDocument {
    const lines = this.#lines;
    lines.nextLine();
    if (lines.indent === NONE && lines.isMarker(DASH)) lines.endLine(lines.at + 3);
    const empty = lines.indent === NONE;
    // An indented root is left to the general reader, for which it depends on the line whether it counts.
    if (lines.indent > 0) leave();
    const value = empty ? null : this.#node(-1);
    if (lines.indent === NONE && lines.isMarker(DOT)) lines.endLine(lines.at + 3);
    if (lines.indent !== NONE || lines.at < this.#source.length) leave();
    return { value, empty };
  }

  /** The node at hand, inside a collection of indentation `parent`. */
  #node(parent: number): Json {
    const lines = this.#lines;
    const code = lines.code();
    if (code === DASH && lines.isDash()) return this.#sequence();
    if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) {
      return this.#isQuotedKey(lines.at) ? this.#mapping() : this.#quoted(parent);
    }
    if (STARTS_PLAIN[code] === 0) return this.#special(code, parent);
    const end = lines.plainEnd(lines.at);
    return this.#codes[end] === COLON ? this.#mapping() : this.#plain(end, parent);
  }

  /** A node that starts with an indicator. */
  #special(code: number, parent: number): Json {
    if (code === OPEN_BRACE || code === OPEN_BRACKET) return this.#flow();
    if (code === PIPE || code === GREATER) return this.#blockScalar(parent);
    return leave();
  }

  #mapping(): Json {
    const lines = this.#lines;
    const { indent } = lines;
    const mapping = this.#builder.openMapping('block', lines.at);
    do {
      const start = lines.at;
      const entry = this.#key();
      if (this.#builder.noteRepeat(mapping, entry, start)) setOwn(mapping.object, entry.key, this.#value(indent));
      else this.#value(indent);
    } while (lines.indent === indent);
    if (lines.indent > indent) leave();
    this.#builder.close(this.#end);
    return mapping.object;
  }

  /** Reads a key and its colon. */
  #key(): KeyEntry {
    const lines = this.#lines;
    const start = lines.at;
    const code = lines.code();
    if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) return this.#quotedKey(start, code);
    if (STARTS_PLAIN[code] === 0 || (code === DASH && lines.isDash())) leave();
    if (code === LESS && this.#codes[start + 1] === LESS) leave();
    const end = lines.keyEnd(start);
    // A key must have one place in the table only, so one with blanks before its colon is not looked for.
    if (this.#codes[end] !== COLON || this.#codes[end - 1] === SPACE) leave();
    lines.at = end + 1;
    return this.#builder.plainKey(this.#source, start, end, lines.hash);
  }

  #quotedKey(start: number, code: number): KeyEntry {
    const { text, end, breaks } = readQuoted(this.#source, start);
    const colon = this.#lines.skipSpaces(end);
    const next = this.#codes[colon + 1];
    if (breaks || this.#codes[colon] !== COLON || (next !== SPACE && next !== LF)) leave();
    this.#lines.at = colon + 1;
    return this.#builder.quotedKey(code === DOUBLE_QUOTE ? 'double' : 'single', text, start, end);
  }

  #isQuotedKey(start: number): boolean {
    const { end, breaks } = readQuoted(this.#source, start);
    return !breaks && this.#codes[this.#lines.skipSpaces(end)] === COLON;
  }

  /** The value after a key's colon, in a mapping of this indentation. */
  #value(indent: number): Json {
    const lines = this.#lines;
    const colonEnd = lines.at;
    const at = this.#lines.skipSpaces(colonEnd);
    const code = this.#codes[at] as number;
    if (code === LF || code === HASH) return this.#valueBelow(indent, colonEnd);
    lines.at = at;
    if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) return this.#quoted(indent);
    if (STARTS_PLAIN[code] === 0) return this.#special(code, indent);
    if (code === DASH && lines.isDash()) leave();
    const end = lines.plainEnd(at);
    return this.#codes[end] === COLON ? leave() : this.#plain(end, indent);
  }

  /** The value of a key with nothing beside it: below, or left out. */
  #valueBelow(indent: number, colonEnd: number): Json {
    const lines = this.#lines;
    lines.endLine(colonEnd);
    if (lines.indent > indent) return this.#node(indent);
    if (lines.indent === indent && lines.isDash()) return this.#sequence();
    return this.#absent(colonEnd);
  }

  #absent(at: number): null {
    this.#end = at;
    return this.#builder.absent(at);
  }

  #sequence(): Json {
    const lines = this.#lines;
    const { indent } = lines;
    const items: Json[] = [];
    this.#builder.openSequence('block', lines.at);
    do items.push(this.#item(indent));
    while (lines.indent === indent && lines.isDash());
    if (lines.indent > indent) leave();
    this.#builder.close(this.#end);
    return items;
  }

  #item(indent: number): Json {
    const lines = this.#lines;
    const dash = lines.at;
    const at = this.#lines.skipSpaces(dash + 1);
    const code = this.#codes[at];
    if (code === LF || code === HASH) {
      lines.endLine(dash + 1);
      return lines.indent > indent ? this.#node(indent) : this.#absent(dash + 1);
    }
    lines.indent = indent + at - dash;
    lines.at = at;
    return this.#node(indent);
  }

  /** A plain scalar whose text on its first line ends at `lineEnd`. */
  #plain(lineEnd: number, parent: number): Json {
    const lines = this.#lines;
    const start = lines.at;
    const end = lines.trimEnd(start, lineEnd);
    const isOpen = this.#codes[lineEnd] === LF;
    lines.endLine(end);
    if (isOpen && lines.indent > parent) return this.#plainOverLines(start, end, parent);
    this.#end = end;
    return this.#builder.plain(this.#source.text.slice(start, end), start, end);
  }

  /** A plain scalar that goes on below its first line, which ends at `firstEnd`. A comment ends it. */
  #plainOverLines(start: number, firstEnd: number, parent: number): Json {
    const lines = this.#lines;
    const source = this.#source.text;
    let end = firstEnd;
    let text = source.slice(start, end);
    for (let isOpen = true; isOpen && lines.indent > parent;) {
      const breaks = lines.breaks(end, lines.at);
      if (breaks === 0) break;
      const stop = lines.plainEnd(lines.at);
      if (this.#codes[stop] === COLON) leave();
      isOpen = this.#codes[stop] === LF;
      end = lines.trimEnd(lines.at, stop);
      text += (breaks === 1 ? ' ' : '\n'.repeat(breaks - 1)) + source.slice(lines.at, end);
      lines.endLine(end);
    }
    this.#end = end;
    return this.#builder.plain(text, start, end);
  }

  #quoted(parent: number): Json {
    const start = this.#lines.at;
    const style = this.#codes[start] === DOUBLE_QUOTE ? 'double' : 'single';
    const { text, end, breaks } = readQuoted(this.#source, start);
    if (breaks) checkIndentation(this.#source.text.slice(start, end), parent);
    this.#lines.endLine(end);
    this.#end = end;
    return this.#builder.string(style, text, start, end);
  }

  #flow(): Json {
    const flow = new FlowLine(this.#source, this.#lines.at, this.#builder);
    const value = flow.read();
    this.#lines.endLine(flow.at);
    this.#end = flow.at;
    return value;
  }

  #blockScalar(parent: number): Json {
    if (parent < 0) leave();
    const start = this.#lines.at;
    const scalar = readBlockScalar(this.#source, start, parent);
    this.#lines.at = scalar.end;
    this.#lines.nextLine();
    this.#end = Math.min(scalar.end, this.#length);
    return this.#builder.string(scalar.style, scalar.text, start, this.#end);
  }
}
