// Reads a flow collection that stands on one line.
import {
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  DASH,
  DOUBLE_QUOTE,
  FLOW_INDICATOR,
  HASH,
  LF,
  MEANING,
  OPEN_BRACE,
  OPEN_BRACKET,
  ORDINARY,
  SINGLE_QUOTE,
  SPACE,
  STARTS_PLAIN,
  SURROGATE,
  TAB,
  isPaired,
} from './chars.ts';
import { setOwn } from './json.ts';
import type { Json, JsonObject } from './json.ts';
import { HAS_ODD_KEY, hashOf } from './key-table.ts';
import type { KeyEntry } from './key-table.ts';
import { leave } from './leave.ts';
import type { NodeBuilder } from './node-builder.ts';
import { readQuoted } from './quoted.ts';
import type { Source } from './source.ts';

/** Reads one flow collection; `at` is the offset after what was read last. */
export class FlowLine {
  readonly #source: Source;
  readonly #codes: Uint16Array;
  readonly #builder: NodeBuilder;
  at: number;

  constructor(source: Source, at: number, builder: NodeBuilder) {
    this.#source = source;
    this.#codes = source.codes;
    this.#builder = builder;
    this.at = at;
  }

  /** The node at `at`. */
  read(): Json {
    const code = this.#codes[this.at] as number;
    if (code === OPEN_BRACE) return this.#mapping();
    if (code === OPEN_BRACKET) return this.#sequence();
    const start = this.at;
    if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) {
      const text = this.#quoted();
      return this.#builder.string(code === DOUBLE_QUOTE ? 'double' : 'single', text, start, this.at);
    }
    const text = this.#plain();
    return this.#builder.plain(text, code, start, start + text.length);
  }

  #mapping(): Json {
    const object: JsonObject = {};
    let serial = this.#builder.openMapping('flow', this.at);
    this.at++;
    while (this.#skip() !== CLOSE_BRACE) {
      const start = this.at;
      const entry = this.#key();
      if (entry.isOdd) serial = HAS_ODD_KEY;
      const counts = this.#builder.noteRepeat(object, entry, serial, start);
      const value = this.#entryValue();
      if (counts) setOwn(object, entry.key, value);
      this.#separate(CLOSE_BRACE);
    }
    this.at++;
    this.#builder.close(this.at);
    return object;
  }

  #key(): KeyEntry {
    const start = this.at;
    const code = this.#codes[start] as number;
    if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) {
      const text = this.#quoted();
      return this.#builder.quotedKey(code === DOUBLE_QUOTE ? 'double' : 'single', text, start, this.at);
    }
    const text = this.#plain();
    return text === '<<' ? leave() : this.#builder.plainKey(this.#source, start, start + text.length, hashOf(text));
  }

  #entryValue(): Json {
    const end = this.at;
    if (this.#skip() !== COLON) return this.#builder.absent(end);
    this.at++;
    const colonEnd = this.at;
    const next = this.#skip();
    return next === COMMA || next === CLOSE_BRACE ? this.#builder.absent(colonEnd) : this.read();
  }

  #sequence(): Json {
    const items: Json[] = [];
    this.#builder.openSequence('flow', this.at);
    this.at++;
    while (this.#skip() !== CLOSE_BRACKET) {
      items.push(this.read());
      this.#separate(CLOSE_BRACKET);
    }
    this.at++;
    this.#builder.close(this.at);
    return items;
  }

  /** After an entry: a comma, which is read, or the end, which is not. */
  #separate(end: number): void {
    const code = this.#skip();
    if (code === COMMA) this.at++;
    else if (code !== end) leave();
  }

  /** Skips spaces and gives the character there. */
  #skip(): number {
    let code = this.#codes[this.at] as number;
    while (code === SPACE) code = this.#codes[++this.at] as number;
    if (code === LF || code === TAB || code === HASH) leave();
    return code;
  }

  #quoted(): string {
    const quoted = readQuoted(this.#source, this.at);
    if (quoted.breaks) leave();
    this.at = quoted.end;
    return quoted.text;
  }

  #plain(): string {
    const codes = this.#codes;
    const start = this.at;
    const first = codes[start] as number;
    if (STARTS_PLAIN[first] === 0 || (first === DASH && endsKey(codes[start + 1] as number))) leave();
    let end = start;
    for (let at = start; ; at++) {
      const code = codes[at] as number;
      if (MEANING[code] === ORDINARY) {
        if (code !== SPACE) end = at + 1;
      } else if (this.#endsPlain(at)) break;
      else end = at + 1;
    }
    this.at = end;
    return this.#source.text.slice(start, end);
  }

  /** Whether the code at an offset, which is not an ordinary one, ends a plain scalar. */
  #endsPlain(at: number): boolean {
    const codes = this.#codes;
    const code = codes[at] as number;
    if (code === COMMA || code === CLOSE_BRACE || code === CLOSE_BRACKET) return true;
    if (code === COLON) return endsKey(codes[at + 1] as number);
    return MEANING[code] === SURROGATE && isPaired(codes, at) ? false : leave();
  }
}

/** Whether a code after a colon makes it the end of a key. */
function endsKey(code: number): boolean {
  return code === SPACE || code === LF || code === TAB || MEANING[code] === FLOW_INDICATOR;
}
