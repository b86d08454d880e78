// Reads what stands in block collections and is none: scalars of every style, flow collections on one line, nodes that are left out.
import { readBlockScalar } from './block-scalar.ts';
import { COLON, DOUBLE_QUOTE, GREATER, LF, OPEN_BRACE, OPEN_BRACKET, PIPE, SINGLE_QUOTE } from './chars.ts';
import { FlowLine } from './flow-line.ts';
import type { Json } from './json.ts';
import { leave } from './leave.ts';
import { LineCursor } from './line-cursor.ts';
import type { NodeBuilder } from './node-builder.ts';
import { checkIndentation, readQuoted } from './quoted.ts';
import type { Quoted } from './quoted.ts';
import type { Source } from './source.ts';

/** Reads the node at hand and goes on to the next content; `parent` is the indentation of the collection around it. */
export class ScalarReader extends LineCursor {
  readonly builder: NodeBuilder;
  /** The end of the last node. */
  end = 0;
  readonly #length: number;

  /** `length` is that of the text as it was given, without a line feed that was added at its end. */
  constructor(source: Source, builder: NodeBuilder, length: number) {
    super(source);
    this.builder = builder;
    this.#length = length;
  }

  /** A node that starts with an indicator or a quote. */
  special(code: number, parent: number): Json {
    if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) return this.quoted(readQuoted(this.source, this.at), parent);
    if (code === OPEN_BRACE || code === OPEN_BRACKET) return this.#flow();
    if (code === PIPE || code === GREATER) return this.#blockScalar(parent);
    return leave();
  }

  absent(at: number): null {
    this.end = at;
    return this.builder.absent(at);
  }

  /** A plain scalar that ends with its line, below which the cursor is. */
  plainOnLine(first: number, start: number, end: number): Json {
    this.end = end;
    return this.builder.plain(this.source.text.slice(start, end), first, start, end);
  }

  /** Any plain scalar; not the key of a mapping. A comment ends it. */
  plain(parent: number): Json {
    const { codes, source } = this;
    const start = this.at;
    let text = '';
    let end = start;
    let stop: number;
    do {
      if (end > start) {
        const breaks = this.breaks(end, this.at);
        if (breaks === 0) break;
        text += breaks === 1 ? ' ' : '\n'.repeat(breaks - 1);
      }
      stop = this.plainEnd(this.at);
      if (codes[stop] === COLON) leave();
      end = this.trimEnd(this.at, stop);
      text += source.text.slice(this.at, end);
      this.endLine(end);
    } while (codes[stop] === LF && this.indent > parent);
    this.end = end;
    return this.builder.plain(text, codes[start] as number, start, end);
  }

  quoted({ text, end, breaks }: Quoted, parent: number): Json {
    const start = this.at;
    const style = this.codes[start] === DOUBLE_QUOTE ? 'double' : 'single';
    if (breaks) checkIndentation(this.source.text.slice(start, end), parent);
    this.endLine(end);
    this.end = end;
    return this.builder.string(style, text, start, end);
  }

  #flow(): Json {
    const flow = new FlowLine(this.source, this.at, this.builder);
    const value = flow.read();
    this.endLine(flow.at);
    this.end = flow.at;
    return value;
  }

  #blockScalar(parent: number): Json {
    if (parent < 0) leave();
    const start = this.at;
    const { style, text, end } = readBlockScalar(this.source, start, parent);
    this.at = end;
    this.nextLine();
    this.end = Math.min(end, this.#length);
    return this.builder.string(style, text, start, this.end);
  }
}
